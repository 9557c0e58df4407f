#include "lib/text/tracking_code.hpp"

#include <array>

#include "lib/text/fold.hpp"

namespace gandan::text {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t data_symbols = 11;
using Symbols = std::array<unsigned, data_symbols + 1>;

/// Times x in GF(32) = GF(2)[x] / (x^5 + x^2 + 1), in which x is primitive: its powers 0 to 30
/// differ.
constexpr unsigned times_x(unsigned a) {
  const unsigned shifted = a << 1;
  return (shifted & 32u) != 0 ? shifted ^ 0b100101u : shifted;
}

/// Σ xⁱ·symbolᵢ by Horner's rule, from the first symbol down to the last, whose weight is x⁰.
constexpr unsigned syndrome(const Symbols& symbols) {
  unsigned sum = 0;
  for (const unsigned symbol : symbols) sum = times_x(sum) ^ symbol;
  return sum;
}

std::string write(const Symbols& symbols, std::string_view prefix) {
  std::string out(prefix);
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    if (i % 4 == 0) out.push_back('-');
    out.push_back(alphabet[symbols[i]]);
  }
  return out;
}

/// Capital letters and digits of what was typed; nothing else.
std::string compact(std::string_view typed) {
  std::string out;
  for (const char c : fold(typed, Fold::exact)) {
    if (c >= 'a' && c <= 'z') out.push_back(static_cast<char>(c - 32));
    if (c >= '0' && c <= '9') out.push_back(c);
  }
  return out;
}

}  // namespace

std::string tracking_code(std::uint64_t random, std::string_view prefix) {
  Symbols symbols{};
  for (std::size_t i = 0; i < data_symbols; ++i) {
    symbols[i] = random & 31u;
    random >>= 5;
  }
  symbols[data_symbols] = syndrome(symbols);
  return write(symbols, prefix);
}

std::optional<std::string> parse_tracking_code(std::string_view typed, std::string_view prefix) {
  if (typed.size() > 64) return std::nullopt;
  const std::string text = compact(typed);
  std::string_view rest = text;
  if (rest.size() == Symbols().size() + prefix.size() && rest.starts_with(prefix))
    rest.remove_prefix(prefix.size());
  Symbols symbols{};
  if (rest.size() != symbols.size()) return std::nullopt;
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    char c = rest[i];
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    const std::size_t found = alphabet.find(c);
    if (found == std::string_view::npos) return std::nullopt;
    symbols[i] = static_cast<unsigned>(found);
  }
  if (syndrome(symbols) != 0) return std::nullopt;
  return write(symbols, prefix);
}

}  // namespace gandan::text
