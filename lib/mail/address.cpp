#include "lib/mail/address.hpp"

#include <algorithm>

namespace gandan::mail {
namespace {

constexpr std::size_t longest_local = 64;     // RFC 5321 §4.5.3.1.1
constexpr std::size_t longest_address = 254;  // §4.5.3.1.3, without the angle brackets
constexpr std::size_t longest_label = 63;     // RFC 1035 §2.3.4
constexpr std::size_t longest_domain = 253;

bool is_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool is_atext(char c) {
  return is_alnum(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}
bool is_printable(char c) {
  return c >= 0x20 && c <= 0x7E;
}

/// Whether every piece between the separators is accepted; empty pieces are pieces too.
template <class Accept>
bool all_pieces(std::string_view text, Accept accept) {
  for (;;) {
    std::size_t dot = text.find('.');
    if (!accept(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_dot_atom(std::string_view text) {
  return all_pieces(text, [](std::string_view atom) {
    return !atom.empty() && std::all_of(atom.begin(), atom.end(), is_atext);
  });
}

bool is_quoted_string(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return false;
  text = text.substr(1, text.size() - 2);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\')
      ++at;  // a quoted pair: whatever follows it must be there
    else if (text[at] == '"')
      return false;
    if (at >= text.size() || !is_printable(text[at])) return false;
  }
  return true;
}

bool is_host_name(std::string_view text) {
  return text.size() <= longest_domain && all_pieces(text, [](std::string_view label) {
           return !label.empty() && label.size() <= longest_label && label.front() != '-' &&
                  label.back() != '-' && std::all_of(label.begin(), label.end(), [](char c) {
                    return is_alnum(c) || c == '-';
                  });
         });
}

}  // namespace

std::optional<Address> parse_address(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || text.size() > longest_address) return std::nullopt;
  const std::string_view local = text.substr(0, at);
  const std::string_view domain = text.substr(at + 1);
  if (local.size() > longest_local || !(is_dot_atom(local) || is_quoted_string(local)) ||
      !is_host_name(domain))
    return std::nullopt;
  Address address{.local = std::string(local), .domain = std::string(domain)};
  std::transform(domain.begin(), domain.end(), address.domain.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return address;
}

}  // namespace gandan::mail
