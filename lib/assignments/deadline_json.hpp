// A deadline as programs read it.
#pragma once
#include <boost/json/object.hpp>

#include "lib/assignments/deadline.hpp"

namespace gandan::assignments {

/// {"kind": "day", "date": "2026-06-30", "rel": "before"}: what is not said is left out, but for
/// the date, which is null. Several months, quarters or days of a year stand as "06-30,12-31".
[[nodiscard]] boost::json::object json_of(const Deadline& deadline);

}  // namespace gandan::assignments
