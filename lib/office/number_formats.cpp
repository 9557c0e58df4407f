#include "lib/office/number_formats.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include "lib/base/time.hpp"

namespace gandan::office {
namespace {

/// The code's first section without what is only printed: quoted, escaped, spaced, in brackets.
std::string skeleton_of(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '\\' || c == '_' || c == '*')
      ++i;
    else if (c == '"' || c == '[')
      i = std::min(code.find(c == '"' ? '"' : ']', i + 1), code.size() - 1);
    else
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

bool is_duration(std::string_view code) {
  for (const std::string_view each :
       {"[h]", "[hh]", "[m]", "[mm]", "[s]", "[ss]", "[H]", "[HH]", "[M]", "[MM]", "[S]", "[SS]"})
    if (code.substr(0, code.find(';')).find(each) != std::string_view::npos) return true;
  return false;
}

std::string in_two_digits(std::int64_t hours, std::int64_t minutes, std::int64_t seconds,
                          std::int64_t milliseconds) {
  char text[64];
  const int n = std::snprintf(text, sizeof text, "%02d:%02d:%02d", static_cast<int>(hours),
                              static_cast<int>(minutes), static_cast<int>(seconds));
  std::string out(text, static_cast<std::size_t>(n));
  if (milliseconds == 0) return out;
  std::snprintf(text, sizeof text, ".%06d", static_cast<int>(milliseconds * 1000));
  return out + text;
}

std::string clock_of(std::int64_t milliseconds) {
  const std::int64_t seconds = milliseconds / 1000;
  return in_two_digits(seconds / 3600, seconds / 60 % 60, seconds % 60, milliseconds % 1000);
}

}  // namespace

bool shows_date(std::string_view code) {
  if (is_duration(code)) return false;
  const std::string skeleton = skeleton_of(code);
  return skeleton != "standard" && skeleton.find_first_of("dmyhs") != std::string::npos;
}

bool shows_date(std::uint64_t built_in) {
  constexpr std::pair<std::uint64_t, std::uint64_t> dates[] = {
      {14, 22}, {27, 36}, {45, 45}, {47, 47}, {50, 58}};
  for (const auto& [first, last] : dates)
    if (built_in >= first && built_in <= last) return true;
  return false;
}

std::string date_of(double number, bool counts_from_1904) {
  constexpr std::int64_t milliseconds_a_day = 86'400'000;
  constexpr double most_days = 3'000'000;
  if (!(std::abs(number) < most_days)) return {};
  const double whole = std::floor(number);
  auto days = static_cast<std::int64_t>(whole);
  auto time = static_cast<std::int64_t>(
      std::nearbyint((number - whole) * static_cast<double>(milliseconds_a_day)));
  if (number >= 0 && number < 1 && time < milliseconds_a_day) return clock_of(time);
  if (!counts_from_1904 && number > 0 && number < 60) ++days;
  if (time >= milliseconds_a_day) {
    time -= milliseconds_a_day;
    ++days;
  }
  const Date epoch = counts_from_1904 ? Date::of(1904, 1, 1) : Date::of(1899, 12, 30);
  const Date day{epoch.days + static_cast<std::int32_t>(days)};
  if (day.year() < 1 || day.year() > 9999) return {};
  return day.iso() + "T" + clock_of(time);
}

}  // namespace gandan::office
