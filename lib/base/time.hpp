// Instants (microseconds UTC), civil dates, and the clock that is handed to whatever needs "now".
#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gandan {

/// An instant: microseconds since 1970-01-01T00:00:00Z. Stored as it is, in 64 bits.
struct Instant {
  std::int64_t micros = 0;
  auto operator<=>(const Instant&) const = default;
};

[[nodiscard]] constexpr Instant operator+(Instant at, std::chrono::microseconds by) {
  return {at.micros + by.count()};
}
[[nodiscard]] constexpr std::chrono::microseconds operator-(Instant a, Instant b) {
  return std::chrono::microseconds(a.micros - b.micros);
}

/// A day of the civil calendar, without a place. Stored as days since 1970-01-01.
struct Date {
  std::int32_t days = 0;
  auto operator<=>(const Date&) const = default;

  [[nodiscard]] static constexpr Date of(int year, unsigned month, unsigned day) {
    return {static_cast<std::int32_t>(
        std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month) /
                              std::chrono::day(day))
            .time_since_epoch()
            .count())};
  }
  /// Reads "2026-07-01"; nothing where the text is not exactly a valid day.
  [[nodiscard]] static std::optional<Date> parse(std::string_view iso);

  [[nodiscard]] std::chrono::year_month_day civil() const {
    return std::chrono::sys_days(std::chrono::days(days));
  }
  [[nodiscard]] int year() const { return static_cast<int>(civil().year()); }
  [[nodiscard]] unsigned month() const { return static_cast<unsigned>(civil().month()); }
  [[nodiscard]] unsigned day() const { return static_cast<unsigned>(civil().day()); }
  /// 0 is Sunday, 6 is Saturday.
  [[nodiscard]] unsigned weekday() const {
    return std::chrono::weekday(std::chrono::sys_days(std::chrono::days(days))).c_encoding();
  }
  /// "2026-07-01"
  [[nodiscard]] std::string iso() const;
};

[[nodiscard]] constexpr Date operator+(Date date, int days) {
  return {date.days + days};
}
[[nodiscard]] constexpr Date operator-(Date date, int days) {
  return {date.days - days};
}
[[nodiscard]] constexpr int operator-(Date a, Date b) {
  return a.days - b.days;
}

/// Asia/Ho_Chi_Minh is UTC+7 all year. Every legal limit is counted in this zone.
inline constexpr std::chrono::hours civil_offset{7};

/// The civil day on which an instant falls, at UTC+7.
[[nodiscard]] Date civil_date(Instant at);
/// The first instant of a civil day, at UTC+7.
[[nodiscard]] Instant start_of(Date date);
/// The last microsecond of a civil day, at UTC+7: what "by that day" means.
[[nodiscard]] Instant end_of(Date date);
/// RFC 3339 in UTC: "2026-07-01T02:03:04Z".
[[nodiscard]] std::string rfc3339(Instant at);
/// Reads a day ("2026-07-01"), a day and time ("2011-07-01 01:32:33", "2011-07-01T01:32:33", both
/// at UTC+7) or RFC 3339 with its offset; nothing where it is none of these.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

/// Handed to use cases, so that tests choose the time.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
  [[nodiscard]] Date today() const { return civil_date(now()); }
};

/// The machine's wall clock.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
};

/// A clock that stands still until it is moved.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant at) : at_(at) {}
  explicit FixedClock(Date date) : at_(start_of(date) + std::chrono::hours(9)) {}
  [[nodiscard]] Instant now() const override { return at_; }
  void set(Instant at) { at_ = at; }
  void advance(std::chrono::microseconds by) { at_ = at_ + by; }

 private:
  Instant at_;
};

}  // namespace gandan
