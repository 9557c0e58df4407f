#include "lib/tlog/lines.hpp"

#include <charconv>

#include "lib/base/ascii.hpp"

namespace gandan::tlog {

std::optional<std::uint64_t> parse_number(std::string_view digits) {
  if (digits.empty() || !is_digit(digits[0]) || (digits[0] == '0' && digits.size() > 1))
    return std::nullopt;
  std::uint64_t number = 0;
  const char* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number > max_size) return std::nullopt;
  return number;
}

std::optional<std::string_view> take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::optional<std::string_view> value_of(std::string_view line, std::string_view key) {
  if (!line.starts_with(key) || !line.substr(key.size()).starts_with(' ')) return std::nullopt;
  return line.substr(key.size() + 1);
}

std::string proof_lines(std::span<const Hash> proof) {
  std::string text;
  for (const Hash& hash : proof) text += base64_of(hash) + '\n';
  return text + '\n';
}

std::optional<Proof> take_proof(std::string_view& text) {
  constexpr std::size_t most = 63;
  Proof proof;
  for (auto line = take_line(text); line; line = take_line(text)) {
    if (line->empty()) return proof;
    const auto hash = hash_of_base64(*line);
    if (!hash || proof.size() == most) return std::nullopt;
    proof.push_back(*hash);
  }
  return std::nullopt;
}

}  // namespace gandan::tlog
