#include "lib/base/time.hpp"

#include <charconv>
#include <cstdio>

namespace gandan {
namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t day = 86'400 * second;
constexpr std::int64_t offset = std::chrono::microseconds(civil_offset).count();

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return text.empty() ? std::nullopt : std::optional(value);
}

std::int64_t floor_days(std::int64_t micros) {
  return micros >= 0 ? micros / day : -((-micros + day - 1) / day);
}

/// The offset after the time: "Z", "+07:00", "-0500"; without one, the civil offset.
std::optional<std::int64_t> parse_offset(std::string_view text) {
  if (text.empty()) return offset;
  if (text == "Z" || text == "z") return 0;
  if (text.size() < 5 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  auto hours = digits(text.substr(1, 2));
  auto minutes = digits(text.substr(text[3] == ':' ? 4 : 3));
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  std::int64_t value = (*hours * 3600 + *minutes * 60) * second;
  return text[0] == '-' ? -value : value;
}

}  // namespace

std::optional<Date> Date::parse(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  auto year = digits(iso.substr(0, 4));
  auto month = digits(iso.substr(5, 2));
  auto day_of_month = digits(iso.substr(8, 2));
  if (!year || !month || !day_of_month) return std::nullopt;
  std::chrono::year_month_day civil{std::chrono::year(*year),
                                    std::chrono::month(static_cast<unsigned>(*month)),
                                    std::chrono::day(static_cast<unsigned>(*day_of_month))};
  if (!civil.ok()) return std::nullopt;
  return Date::of(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day_of_month));
}

std::string Date::iso() const {
  auto at = civil();
  auto month = static_cast<unsigned>(at.month()), day_of_month = static_cast<unsigned>(at.day());
  auto y = static_cast<int>(at.year());
  // By hand: every page of a list writes dozens of days, and printf takes ten times as long.
  std::string text = "0000-00-00";
  auto put = [&](std::size_t where, unsigned value) {
    text[where] = static_cast<char>('0' + value / 10);
    text[where + 1] = static_cast<char>('0' + value % 10);
  };
  put(5, month);
  put(8, day_of_month);
  if (y < 0 || y > 9999) return std::to_string(y) + text.substr(4);
  put(0, static_cast<unsigned>(y) / 100);
  put(2, static_cast<unsigned>(y) % 100);
  return text;
}

Date civil_date(Instant at) {
  return {static_cast<std::int32_t>(floor_days(at.micros + offset))};
}

Instant start_of(Date date) {
  return {date.days * day - offset};
}

Instant end_of(Date date) {
  return {(date.days + 1) * day - offset - 1};
}

std::string rfc3339(Instant at) {
  std::int64_t days = floor_days(at.micros);
  std::int64_t rest = (at.micros - days * day) / second;
  char text[16];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02dZ", static_cast<int>(rest / 3600),
                static_cast<int>(rest / 60 % 60), static_cast<int>(rest % 60));
  return Date{static_cast<std::int32_t>(days)}.iso() + text;
}

std::optional<Instant> parse_instant(std::string_view text) {
  auto date = Date::parse(text.substr(0, 10));
  if (!date) return std::nullopt;
  if (text.size() == 10) return start_of(*date);
  if (text.size() < 16 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':')
    return std::nullopt;
  const bool has_seconds = text.size() >= 19 && text[16] == ':';
  auto hours = digits(text.substr(11, 2));
  auto minutes = digits(text.substr(14, 2));
  auto seconds = has_seconds ? digits(text.substr(17, 2)) : 0;
  if (!hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 60)
    return std::nullopt;
  std::string_view rest = text.substr(has_seconds ? 19 : 16);
  std::int64_t fraction = 0;
  if (has_seconds && !rest.empty() && rest[0] == '.') {
    std::int64_t unit = second / 10;
    rest.remove_prefix(1);
    if (rest.empty() || rest[0] < '0' || rest[0] > '9') return std::nullopt;
    for (; !rest.empty() && rest[0] >= '0' && rest[0] <= '9'; rest.remove_prefix(1), unit /= 10)
      fraction += (rest[0] - '0') * unit;
  }
  auto zone = parse_offset(rest);
  if (!zone) return std::nullopt;
  std::int64_t time = (*hours * 3600 + *minutes * 60 + *seconds) * second + fraction;
  return Instant{date->days * day + time - *zone};
}

Instant SystemClock::now() const {
  auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

}  // namespace gandan
