// The form by which an officer masks a picture: squares over it to be ticked, rectangles typed, or
// drawn by pointer where a script runs.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "kernel/files/file.hpp"
#include "kernel/pages/fields.hpp"
#include "lib/http/fields.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/images/images.hpp"

namespace gandan::files {

struct MaskSquare {
  std::string value;  ///< "ROW-COLUMN", from 1
  std::string label;
  bool ticked = false;
};
/// A module says where it is sent and where one goes instead.
struct MaskForm {
  std::string action, cancel_href;
  std::string picture_href;  ///< as it came
  int width = 0, height = 0;
  std::vector<images::Area> areas;  ///< that are masked now
  std::vector<MaskSquare> squares;
  pages::Field typed;   ///< "areas"
  pages::Field reason;  ///< for taking the masks off, where there are some
};

/// Its squares are the fields "square"; what was typed and ticked comes back as it was.
[[nodiscard]] MaskForm mask_form_of(const i18n::Locale& locale, const File& picture,
                                    const http::Fields& form);

}  // namespace gandan::files
