// Days and moments as tests of rules write them.
#pragma once
#include "lib/base/time.hpp"

namespace gandan::rules {

inline Date day(std::string_view iso) {
  return *Date::parse(iso);
}
inline Instant at(std::string_view text) {
  return *parse_instant(text);
}

}  // namespace gandan::rules
