// What somebody wrote, as the paragraphs of a page.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gandan {

/// Text as paragraphs: parted at empty lines, or at every line where there are none.
[[nodiscard]] std::vector<std::string> paragraphs_of(std::string_view text);
/// The same under its title: nothing where the title says all of it.
[[nodiscard]] std::vector<std::string> paragraphs_under(std::string_view title,
                                                        std::string_view text);

}  // namespace gandan
