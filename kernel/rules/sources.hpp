// Where a limit was confirmed, in the reader's language: what ships is written in English, with its
// Vietnamese in reference/sources.csv; what an administrator enters is shown as they wrote it.
// Only for this module's .cpp files.
#pragma once
#include <string>
#include <string_view>

#include "lib/i18n/locale.hpp"

namespace gandan::rules {

[[nodiscard]] std::string source_in(std::string_view source, const i18n::Locale& locale);

/// The law of a legal basis, without article and remarks: "Luật Khiếu nại 02/2011/QH13" of "Luật
/// Khiếu nại 02/2011/QH13, Điều 28 (vụ việc phức tạp …)".
[[nodiscard]] std::string law_of(std::string_view basis);

}  // namespace gandan::rules
