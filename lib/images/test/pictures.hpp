// Pictures for tests, made by libvips in a child: started in the test itself, its threads would be
// missing in the children of what is tested.
#pragma once
#include <string>

namespace gandan::images::test {

struct Wanted {
  std::string suffix = ".jpg";  ///< of the format: ".jpg", ".png", ".webp", ".tif"
  int width = 40, height = 20;
  int orientation = 1;     ///< of EXIF
  bool has_place = false;  ///< where it was taken, and a name, in EXIF, XMP and IPTC
  bool has_alpha = false;
  unsigned noise = 0;  ///< in the middle, from a third to two thirds; another number, another noise
};
/// The upper left quarter is red, all else blue; before it is turned.
[[nodiscard]] std::string make(const Wanted& wanted);

struct Seen {
  int width = 0, height = 0;
  int orientation = 0;  ///< 0: nothing is said
  std::string fields;   ///< names of all metadata, "exif-data xmp-data "
  bool is_red_at_top_left = false, is_red_at_top_right = false, is_black_in_the_middle = false;
};
[[nodiscard]] Seen look_at(const std::string& bytes);

}  // namespace gandan::images::test
