// What loom knows of HTML: elements and attributes by their lower-case names.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace gandan::loom {

[[nodiscard]] bool is_void(std::string_view element);
/// The browser reads what stands inside verbatim, as code or another document: it must be empty.
[[nodiscard]] bool must_be_empty(std::string_view element);
[[nodiscard]] bool keeps_white_space(std::string_view element);

/// Why an element may not stand inside those that are open; empty where it may.
[[nodiscard]] std::string why_not_inside(std::string_view element,
                                         std::span<const std::string> open);
/// Why nobody may write this attribute; empty where they may.
[[nodiscard]] std::string why_no_attribute(std::string_view attribute);

[[nodiscard]] bool is_url_attribute(std::string_view attribute);
/// htmx evaluates the value or reads it as JSON, so nothing from outside may get into it.
[[nodiscard]] bool is_evaluated(std::string_view attribute);

}  // namespace gandan::loom
