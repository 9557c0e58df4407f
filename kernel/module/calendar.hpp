// Days with something on them, of a place or of all: what modules give to the strip of days on the
// page of a place and on the home page, to the place's calendar and to its feed.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kernel/pages/parts.hpp"
#include "kernel/units/units.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan {

/// Something that everybody may read and that has a day: an answer, a last day, a meeting.
struct DatedMatter {
  Date day;
  std::string what;                      ///< "Answered", "To answer"
  pages::Tone tone = pages::Tone::open;  ///< late: its day has passed and it was not done
  std::string title;                     ///< of its record
  std::string href;
  std::string body = {};   ///< who does it
  std::string basis = {};  ///< law and article by which the day is its day; empty where none is
  /// Tells it from any other for ever, also when its day moves: "GD-7K3M-92QX-due".
  std::string uid;
};

/// What is asked for: `most` on each side of today, the nearest first to be taken.
struct CalendarVisit {
  const i18n::Locale& locale;
  const units::Directory& directory;
  Date today;
  std::optional<units::Unit> place;  ///< of today; none: the whole installation
  std::vector<UnitId> bodies;        ///< that serve the place, under all that they are known as
  Date from, to;                     ///< both included
  int most = 0;
};

/// In any order.
using ReadCalendar = std::function<std::vector<DatedMatter>(db::Tx&, const CalendarVisit&)>;

/// How many records that everybody may read wait for an answer in a place.
struct PlaceCount {
  UnitId place;
  std::int64_t n = 0;
};

}  // namespace gandan
