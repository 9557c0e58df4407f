// Of which period, as of which day, of which place a figure is.
#pragma once
#include <optional>
#include <string_view>

#include "kernel/ids/unit_id.hpp"
#include "lib/base/time.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::indicators {

struct Scope {
  Date from, to;  ///< the days on which something came, both included
  Date as_of;     ///< how things stood at the end of that day, in the units of that day
  std::optional<UnitId> unit = {};  ///< what came from an area and its parts, or went to a body

  /// The period of the same length before, as it stood as many days after its end.
  [[nodiscard]] Scope before() const;
};

/// The first field that asks for a day that is not yet, "from" or "as_of"; nothing where none does.
/// How things will stand is told to nobody. Until when is not asked: nothing is received later.
[[nodiscard]] std::optional<std::string_view> day_ahead(std::optional<Date> from,
                                                        std::optional<Date> as_of, Date today);

inline constexpr const char* not_yet = N_("This day is not yet. Choose today or a day before it.");

}  // namespace gandan::indicators
