#include "lib/json/json.hpp"

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>
#include <vector>

namespace gandan::json {
namespace {

boost::json::string_view view(std::string_view text) {
  return {text.data(), text.size()};
}

/// Behind the closing quote of the string that begins at `at`.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at)
    if (text[at] == '\\') ++at;
  return at + 1;
}

/// A key that an object of this well-formed text has twice.
std::optional<std::string> repeated_key(std::string_view text) {
  std::vector<std::set<std::string>> open;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '{') open.emplace_back();
    if (text[at] == '}') open.pop_back();
    if (text[at] != '"') continue;
    const std::size_t end = end_of_string(text, at);
    const std::size_t next = text.find_first_not_of(" \t\r\n", end);
    if (next != std::string_view::npos && text[next] == ':') {
      std::string key(boost::json::parse(view(text.substr(at, end - at))).as_string());
      if (!open.back().insert(key).second) return key;
    }
    at = end - 1;
  }
  return std::nullopt;
}

/// A number that a double cannot hold is read as an infinity, which cannot be written.
bool is_finite(const boost::json::value& value) {
  if (value.is_double()) return std::isfinite(value.get_double());
  if (value.is_array())
    return std::ranges::all_of(value.get_array(), [](const auto& each) { return is_finite(each); });
  if (value.is_object())
    return std::ranges::all_of(value.get_object(),
                               [](const auto& member) { return is_finite(member.value()); });
  return true;
}

void put_number(std::string& out, double number) {
  const double size = std::abs(number);
  const bool is_plain = size == 0 || (size >= 1e-7 && size < 1e21);
  std::array<char, 64> digits;
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), number,
                    is_plain ? std::chars_format::fixed : std::chars_format::scientific);
  out.append(digits.data(), end.ptr);
}

void put(std::string& out, const boost::json::value& value) {
  if (value.is_double()) {
    put_number(out, value.get_double());
  } else if (value.is_array()) {
    out += '[';
    for (const auto& each : value.get_array()) {
      if (out.back() != '[') out += ',';
      put(out, each);
    }
    out += ']';
  } else if (value.is_object()) {
    out += '{';
    for (const auto& [key, held] : value.get_object()) {
      if (out.back() != '{') out += ',';
      out += boost::json::serialize(boost::json::value(key));
      out += ':';
      put(out, held);
    }
    out += '}';
  } else {
    out += boost::json::serialize(value);
  }
}

}  // namespace

Result<boost::json::value, ParseError> parse(std::string_view text) {
  boost::json::error_code error;
  boost::json::value value = boost::json::parse(view(text), error);
  if (error) return fail(ParseError{"not JSON: " + error.message()});
  if (auto key = repeated_key(text))
    return fail(ParseError{"the key \"" + *key + "\" stands twice", true});
  if (!is_finite(value)) return fail(ParseError{"a number is too large"});
  return value;
}

std::string serialize(const boost::json::value& value) {
  std::string out;
  put(out, value);
  return out;
}

}  // namespace gandan::json
