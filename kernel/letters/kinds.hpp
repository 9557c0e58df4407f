// The kinds of records about which letters are written, of all modules.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "kernel/module/module.hpp"

namespace gandan::letters {

/// Of these modules. Throws std::logic_error where two are of one record, where one cannot be
/// worded, or where its letters lack the first or have one twice.
[[nodiscard]] std::vector<Kind> kinds_of(std::span<const Module> modules);
/// None where no module gives it.
[[nodiscard]] const Kind* find_kind(std::span<const Kind> kinds, std::string_view record);

/// The lists that can be watched. Throws std::logic_error where two have one name, or one has no
/// title, nothing to read or no verbs.
[[nodiscard]] std::vector<News> news_of(std::span<const Module> modules);

}  // namespace gandan::letters
