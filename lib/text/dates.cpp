#include "lib/text/dates.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "lib/base/ascii.hpp"
#include "lib/text/fold.hpp"

namespace gandan::text {

namespace {

constexpr std::size_t longest = 200;  // bytes: no day is written in more

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

/// Runs of digits and runs of letters of the folded text; whatever stands between separates.
std::vector<std::string> pieces(std::string_view text) {
  std::vector<std::string> out;
  char before = ' ';
  for (const char c : fold(text.substr(0, longest))) {
    const bool continues = (is_digit(c) && is_digit(before)) || (is_letter(c) && is_letter(before));
    if (is_digit(c) || is_letter(c)) {
      if (!continues) out.emplace_back();
      out.back().push_back(c);
    }
    before = c;
  }
  return out;
}

/// The numbers of a day, without the words that name its parts.
std::vector<std::string> parts_of_day(std::string_view text) {
  std::vector<std::string> parts = pieces(text);
  std::erase_if(parts, [](const std::string& word) {
    return word == "ngay" || word == "thang" || word == "nam" || word == "mung";
  });
  return parts;
}

std::optional<int> integer(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || digits.empty())
    return std::nullopt;
  return value;
}

/// A year of four digits, or of two in this century; of three or one nobody knows.
std::optional<int> year_of(const std::string& digits) {
  if (digits.size() != 4 && digits.size() != 2) return std::nullopt;
  auto year = integer(digits);
  if (year && digits.size() == 2) return 2000 + *year;
  return year && *year >= 1000 ? year : std::nullopt;
}

std::optional<Date> date_of(std::optional<int> day, std::optional<int> month,
                            std::optional<int> year) {
  if (!day || !month || !year || *day < 1 || *day > 31 || *month < 1 || *month > 12)
    return std::nullopt;
  const auto civil = std::chrono::year(*year) / std::chrono::month(static_cast<unsigned>(*month)) /
                     std::chrono::day(static_cast<unsigned>(*day));
  if (!civil.ok()) return std::nullopt;
  return Date::of(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

TimeSpan through(Date first, Date last) {
  return {start_of(first), end_of(last)};
}

/// A year, or a month with its year of four digits.
std::optional<TimeSpan> year_or_month(std::string_view text) {
  std::vector<std::string> parts = parts_of_day(text);
  if (parts.size() == 1 && parts[0].size() == 4) {
    auto year = year_of(parts[0]);
    if (!year) return std::nullopt;
    return through(Date::of(*year, 1, 1), Date::of(*year, 12, 31));
  }
  if (parts.size() != 2 || (parts[0].size() == 4) == (parts[1].size() == 4)) return std::nullopt;
  if (parts[0].size() == 4) std::swap(parts[0], parts[1]);
  auto first = date_of(1, integer(parts[0]), year_of(parts[1]));
  if (!first) return std::nullopt;
  const Date in_next = *first + 31;
  return through(*first, in_next - static_cast<int>(in_next.day()));
}

/// Seconds after midnight: "23:30:15" too, which nobody says but spreadsheets write.
std::optional<int> seconds_of_day(std::string_view text) {
  const std::size_t first = text.find(':'), second = text.find(':', first + 1);
  int seconds = 0;
  std::string without(text);
  if (first != std::string_view::npos && second != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789", second + 1), text.size());
    auto read = integer(text.substr(second + 1, end - second - 1));
    if (!read || *read > 59) return std::nullopt;
    seconds = *read;
    without.erase(second, end - second);
  }
  auto minutes = parse_time_of_day(without);
  return minutes ? std::optional(*minutes * 60 + seconds) : std::nullopt;
}

/// A day and a time, in either order, parted by a space.
std::optional<Instant> moment(std::string_view text, DateOrder order) {
  for (std::size_t at = text.find(' '); at < text.size(); at = text.find(' ', at + 1)) {
    const std::array halves{text.substr(0, at), text.substr(at + 1)};
    for (const std::size_t day : {0u, 1u}) {
      auto date = parse_date(halves[day], order);
      auto seconds = date ? seconds_of_day(halves[1 - day]) : std::nullopt;
      if (seconds) return start_of(*date) + std::chrono::seconds(*seconds);
    }
  }
  return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<DateOrder> parse_date_order(std::string_view name) {
  if (name == "dmy") return DateOrder::day_first;
  if (name == "mdy") return DateOrder::month_first;
  if (name == "ymd") return DateOrder::year_first;
  return std::nullopt;
}

std::optional<Date> parse_date(std::string_view text, DateOrder order) {
  // A colon is of a time: "10:12:26".
  if (text.size() > longest || text.find(':') != std::string_view::npos) return std::nullopt;
  std::vector<std::string> parts = parts_of_day(text);
  if (parts.size() != 3) return std::nullopt;
  if (parts[0].size() == 4 || order == DateOrder::year_first)
    std::swap(parts[0], parts[2]);
  else if (order == DateOrder::month_first)
    std::swap(parts[0], parts[1]);
  if (parts[0].size() > 2 || parts[1].size() > 2) return std::nullopt;
  return date_of(integer(parts[0]), integer(parts[1]), year_of(parts[2]));
}

std::optional<int> parse_time_of_day(std::string_view text) {
  if (text.size() > longest) return std::nullopt;
  std::vector<std::string> words = pieces(text);
  bool morning = false, afternoon = false;
  std::erase_if(words, [&](const std::string& word) {
    morning = morning || word == "am" || word == "sa" || word == "sang";
    afternoon = afternoon || word == "chieu" || word == "toi" || word == "pm" || word == "ch";
    return !is_digit(word[0]);
  });
  const std::string folded = fold(text);
  const bool has_unit = folded.find_first_of("hg:") != std::string::npos;
  if (!has_unit || words.empty() || words.size() > 2) return std::nullopt;
  std::optional<int> hour = integer(words[0]);
  const std::optional<int> minute = words.size() == 2 ? integer(words[1]) : 0;
  if (hour && afternoon && *hour < 12) hour = *hour + 12;
  if (hour && morning && *hour == 12) hour = 0;
  if (!hour || !minute || *hour > 24 || *minute > 59 || (*hour == 24 && *minute > 0))
    return std::nullopt;
  return *hour * 60 + *minute;
}

std::optional<TimeSpan> parse_time_span(std::string_view text, DateOrder order) {
  text = trimmed(text);
  if (text.size() > longest) return std::nullopt;
  if (auto date = parse_date(text, order)) return through(*date, *date);
  if (auto span = year_or_month(text)) return span;
  auto at = parse_instant(text);
  if (!at) at = moment(text, order);
  return at ? std::optional(TimeSpan{*at, *at}) : std::nullopt;
}

}  // namespace gandan::text
