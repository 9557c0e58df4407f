// The number of an installation, which the ids that it makes carry (lib/base/id.hpp), so that what
// two of them made apart, without hearing of each other, can be put together later. It is no
// setting: it is given once, before a second installation is there.
#pragma once
#include <cstdint>

#include "lib/base/result.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"

namespace gandan::settings {

/// 0: it has none, and its ids may meet those of others without one.
[[nodiscard]] std::uint32_t installation_number(db::Tx& tx);

/// What has no number gets one; what has one takes another only where it is a copy.
enum class Installation : std::uint8_t { itself, copy };

enum class NumberError : std::uint8_t {
  out_of_range,  ///< 1 to Ids::greatest_number
  has_another,   ///< and is no copy, whose original goes on under that number
};

/// Gives it its number; journaled ("settings.number_installation"). Nothing where it has this one.
/// Ids that were made stay as they are; a server that runs makes others from its next start.
[[nodiscard]] Result<void, NumberError> number_installation(db::Tx& tx, const Clock& clock,
                                                            std::int64_t number,
                                                            Installation installation);

}  // namespace gandan::settings
