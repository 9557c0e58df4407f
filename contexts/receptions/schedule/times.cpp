#include "contexts/receptions/schedule/times.hpp"

#include <charconv>

#include "lib/text/parse.hpp"

namespace gandan::receptions {
namespace {

std::optional<int> number_within(std::string_view digits, int most) {
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool is_number =
      !digits.empty() && error == std::errc() && end == digits.data() + digits.size();
  return is_number && number >= 0 && number <= most ? std::optional(number) : std::nullopt;
}

/// Takes the part before the next of these off `rest`.
std::string_view take_until(std::string_view& rest, std::string_view marks) {
  const std::size_t at = rest.find_first_of(marks);
  const std::string_view part = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view() : rest.substr(at + 1);
  return text::trim(part);
}

std::string with_plain_dashes(std::string_view typed) {
  std::string plain(typed);
  for (std::string_view dash : {"\u2013", "\u2014"})
    for (std::size_t at = plain.find(dash); at != std::string::npos; at = plain.find(dash))
      plain.replace(at, dash.size(), "-");
  return plain;
}

}  // namespace

std::optional<int> parse_time_of_day(std::string_view typed) {
  typed = text::trim(typed);
  const std::size_t mark = typed.find_first_of(":h.H");
  const auto hours = number_within(text::trim(typed.substr(0, mark)), 24);
  std::string_view rest =
      mark == std::string_view::npos ? std::string_view() : text::trim(typed.substr(mark + 1));
  const auto minutes = rest.empty() ? std::optional(0) : number_within(rest, 59);
  if (!hours || !minutes || *hours * 60 + *minutes > 24 * 60) return std::nullopt;
  return *hours * 60 + *minutes;
}

std::optional<std::vector<std::pair<int, int>>> parse_stretches(std::string_view typed) {
  const std::string plain = with_plain_dashes(typed);
  std::vector<std::pair<int, int>> all;
  for (std::string_view rest = plain; !text::trim(rest).empty();) {
    std::string_view part = take_until(rest, ",;\n");
    if (part.empty()) continue;
    const auto from = parse_time_of_day(take_until(part, "-"));
    const auto until = parse_time_of_day(part);
    if (!from || !until || *from >= *until) return std::nullopt;
    all.emplace_back(*from, *until);
  }
  return all;
}

std::string time_of_day(int minute) {
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(minute / 60) + ":" + two(minute % 60);
}

std::string stretch(int from_minute, int until_minute) {
  return time_of_day(from_minute) + "–" + time_of_day(until_minute);
}

std::string stretches(std::span<const Opening> openings) {
  std::string all;
  for (const Opening& each : openings)
    all += (all.empty() ? "" : ", ") + stretch(each.from_minute, each.until_minute);
  return all;
}

Instant moment_of(Date day, int minute) {
  return start_of(day) + std::chrono::minutes(minute);
}

int minute_of(Instant at) {
  return static_cast<int>((at - start_of(civil_date(at))) / std::chrono::minutes(1));
}

}  // namespace gandan::receptions
