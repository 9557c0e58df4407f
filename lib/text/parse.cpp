#include "lib/text/parse.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "lib/base/ascii.hpp"

namespace gandan::text {

namespace {

bool is_small_letter(char c) {
  return c >= 'a' && c <= 'z';
}

std::optional<int> digits_value(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || digits.empty())
    return std::nullopt;
  return value;
}

/// The digits of a number that may be spaced; nothing where anything but digits and separators
/// occurs.
std::optional<std::string> digits_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_digit(c)) {
      out.push_back(c);
    } else if (std::string_view(" .-()+").find(c) == std::string_view::npos) {
      return std::nullopt;
    }
  }
  return out;
}

}  // namespace

std::string_view trim(std::string_view text) {
  constexpr std::array<std::string_view, 8> blanks{
      " ", "\t", "\n", "\r", "\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x8B", "\xE2\x80\xAF"};
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view blank : blanks) {
      if (text.starts_with(blank)) text.remove_prefix(blank.size()), more = true;
      if (text.ends_with(blank)) text.remove_suffix(blank.size()), more = true;
    }
  }
  return text;
}

std::optional<double> parse_number(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty() || !is_digit(text.front()) || !is_digit(text.back())) return std::nullopt;

  const std::size_t dots = static_cast<std::size_t>(std::count(text.begin(), text.end(), '.'));
  const std::size_t commas = static_cast<std::size_t>(std::count(text.begin(), text.end(), ','));
  char decimal = ',';
  if (commas > 1 || (commas == 1 && dots == 1 && text.rfind('.') > text.rfind(','))) decimal = '.';
  if (commas == 0 && dots == 1 && text.size() - text.find('.') != 4)
    decimal = '.';  // "1.5", not "1.234"
  const char thousands = decimal == ',' ? '.' : ',';

  std::string plain;
  std::size_t group = 0;  // digits since the last separator of thousands
  bool grouped = false, in_fraction = false;
  for (const char c : text) {
    if (is_digit(c)) {
      plain.push_back(c);
      ++group;
    } else if (c == thousands && !in_fraction && (grouped ? group == 3 : group <= 3)) {
      grouped = true;
      group = 0;
    } else if (c == decimal && !in_fraction && (!grouped || group == 3)) {
      in_fraction = true;
      plain.push_back('.');
    } else {
      return std::nullopt;
    }
  }
  if (grouped && !in_fraction && group != 3) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (error != std::errc() || end != plain.data() + plain.size()) return std::nullopt;
  return negative ? -value : value;
}

std::optional<std::string> parse_telephone(std::string_view text) {
  std::optional<std::string> digits = digits_of(text);
  if (!digits) return std::nullopt;
  const bool is_international =
      text.find('+') != std::string_view::npos || digits->starts_with("84");
  std::string national = *digits;
  if (is_international && national.starts_with("84")) {
    national.erase(0, national.starts_with("840") ? 3 : 2);
  } else if (national.starts_with("0")) {
    national.erase(0, 1);
  } else {
    return std::nullopt;
  }
  if (national.empty()) return std::nullopt;
  const bool is_mobile =
      national.size() == 9 && std::string_view("35789").find(national[0]) != std::string_view::npos;
  const bool is_landline = national.size() == 10 && national[0] == '2';
  if (!is_mobile && !is_landline) return std::nullopt;
  return "+84" + national;
}

std::optional<std::string> parse_identity_number(std::string_view text) {
  std::optional<std::string> digits = digits_of(text);
  if (!digits || text.find('+') != std::string_view::npos) return std::nullopt;
  if (digits->size() == 9) return digits;
  if (digits->size() != 12) return std::nullopt;
  const int province = *digits_value(std::string_view(*digits).substr(0, 3));
  if (province < 1 || province > 96) return std::nullopt;
  return digits;
}

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == 0 || at == std::string_view::npos || at > 64 || text.size() > 254) return false;
  const std::string_view local = text.substr(0, at), domain = text.substr(at + 1);
  const auto is_plain = [](char c) {
    return is_digit(c) || is_small_letter(static_cast<char>(c | 0x20));
  };
  const bool local_fits = std::all_of(local.begin(), local.end(), [&](char c) {
    return is_plain(c) ||
           std::string_view("!#$%&'*+/=?^_`{|}~.-").find(c) != std::string_view::npos;
  });
  if (!local_fits || local.front() == '.' || local.back() == '.' ||
      local.find("..") != std::string_view::npos)
    return false;
  if (domain.find('.') == std::string_view::npos) return false;
  for (std::size_t begin = 0; begin <= domain.size();) {
    const std::size_t end = std::min(domain.find('.', begin), domain.size());
    const std::string_view label = domain.substr(begin, end - begin);
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-')
      return false;
    if (!std::all_of(label.begin(), label.end(), [&](char c) { return is_plain(c) || c == '-'; }))
      return false;
    begin = end + 1;
  }
  return true;
}

}  // namespace gandan::text
