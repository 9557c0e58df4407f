// What in a text must not be public before an officer has looked at it.
#pragma once
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace gandan::personal {

/// Whether a text holds what surely identifies somebody, so that an officer must look at it first.
[[nodiscard]] bool identifies_somebody(std::string_view text);
/// What in a text lets it wait for an officer's look.
struct Finding {
  std::size_t begin = 0, end = 0;  ///< bytes of the text
  const char* why = "";            ///< "a telephone number", to be translated
};
/// In the order of the text; none where everybody may read it at once.
[[nodiscard]] std::vector<Finding> findings_in(std::string_view text);
/// Whether an officer must look at it before everybody may: something that is shown of it
/// identifies somebody, or it begins as a complaint or a denunciation does ("Tôi làm đơn tố cáo
/// …"), as whatever it was sent.
[[nodiscard]] bool needs_a_look(std::initializer_list<std::string_view> shown);

}  // namespace gandan::personal
