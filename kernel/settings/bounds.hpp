// Whether a value fits its setting. Only for this module's .cpp files.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "kernel/settings/change.hpp"
#include "kernel/settings/settings.hpp"
#include "lib/base/result.hpp"

namespace gandan::settings {

/// What a row of the table holds; nothing where it is empty, or not within the bounds.
[[nodiscard]] std::optional<Value> fitting(const Declared& setting,
                                           std::optional<std::int64_t> number,
                                           const std::optional<std::string>& words);
/// What somebody typed.
[[nodiscard]] Result<Value, ChangeError> read_typed(const Declared& setting,
                                                    std::string_view typed);

}  // namespace gandan::settings
