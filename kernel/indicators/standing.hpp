// How well limits are kept: the one definition behind every page, file and command, of whatever is
// owed by a day.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "kernel/pages/parts.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::indicators {

inline constexpr std::int64_t fewest_for_a_rate = 5;

/// A part of a whole.
struct Ratio {
  std::int64_t part = 0, whole = 0;
  /// 0 to 1; nothing where the whole is under `fewest_for_a_rate`: so few say nothing.
  [[nodiscard]] std::optional<double> rate() const;
};

/// Of some that are owed an answer, as of a moment. What was withdrawn is in none of these.
struct Standing {
  std::int64_t answered = 0;  ///< or given back, with the reason
  std::int64_t on_time = 0;   ///< of these: by the limit, or without one
  std::int64_t overdue = 0;   ///< open, and past the limit
  std::int64_t not_due = 0;   ///< open, and the limit lies ahead, or the clock stands

  /// What was to be answered by now.
  [[nodiscard]] std::int64_t fell_due() const { return answered + overdue; }
  [[nodiscard]] std::int64_t answered_late() const { return answered - on_time; }
  [[nodiscard]] std::int64_t open() const { return overdue + not_due; }
  /// On time of what fell due.
  operator Ratio() const { return {on_time, fell_due()}; }
  [[nodiscard]] std::optional<double> rate() const { return Ratio(*this).rate(); }
  Standing& operator+=(const Standing& other);
  bool operator==(const Standing&) const = default;
};

/// "85.4%", "too few to say", or "–" where there is no whole.
[[nodiscard]] std::string rate_in_words(const i18n::Locale& locale, const Ratio& ratio);
/// The same as a figure: where there is no rate, the reason stands in small print.
[[nodiscard]] pages::Figure rate_figure(const i18n::Locale& locale, const Ratio& ratio,
                                        std::string label, std::string href);

}  // namespace gandan::indicators
