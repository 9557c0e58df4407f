// Days with something on them: collected of all modules, and the strip that shows them from past to
// future.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "kernel/module/module.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/turn/wording.hpp"

namespace gandan::site {

/// What the modules of an installation give; asked for after their routes.
class Calendars {
 public:
  Calendars(Services& services, std::span<const Module> modules);

  /// Of all modules by day, at most `visit.most` on each side of today: those nearest to it.
  [[nodiscard]] std::vector<DatedMatter> of(db::Tx& tx, const CalendarVisit& visit) const;

 private:
  std::vector<ReadCalendar> calendars_;
};

struct StripMatter {
  pages::Badge what;
  pages::Link record;
  std::string body;
  std::string basis;  ///< of its day
};
enum class When : std::uint8_t { past, today, ahead };
struct StripDay {
  Date day;
  When when = When::today;
  std::string said;  ///< "3 days ago", "today", "in 5 days"
  std::vector<StripMatter> matters;
};
/// Without days where there is nothing to show.
struct Strip {
  std::string title;
  std::vector<StripDay> days;
  pages::Link all;  ///< to where more of it is; none without a label
};

/// The bodies of today among these, under all that they are known as.
[[nodiscard]] std::vector<UnitId> known_bodies(const Wording& words,
                                               const std::vector<units::Unit>& serving);

/// The matters, a day at a time; today stands among them, whether it has any or not.
[[nodiscard]] Strip strip_of(const Wording& words, std::string title,
                             const std::vector<DatedMatter>& matters);

/// "past": of which class a day is.
[[nodiscard]] constexpr std::string_view name_of(When when) {
  constexpr std::string_view names[] = {"past", "today", "ahead"};
  return names[static_cast<std::size_t>(when)];
}

}  // namespace gandan::site
