#include "lib/images/test/pictures.hpp"

#include <vips/vips.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "lib/base/apart.hpp"

namespace gandan::images::test {
namespace {

void must(int failed) {
  if (failed != 0) throw std::runtime_error(vips_error_buffer());
}

void begin() {
  must(VIPS_INIT("pictures"));
  vips_concurrency_set(1);
}

void write_place(VipsImage* image) {
  vips_image_set_string(image, "exif-ifd3-GPSLatitude", "21/1 1/1 42/1");
  vips_image_set_string(image, "exif-ifd3-GPSLongitude", "105/1 50/1 12/1");
  vips_image_set_string(image, "exif-ifd0-Artist", "Nguyen Van A");
  static const char xmp[] =
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><!-- Nguyen Van A --></x:xmpmeta>";
  vips_image_set_blob_copy(image, VIPS_META_XMP_NAME, xmp, sizeof xmp - 1);
}

bool is_in_the_middle(int at, int side) {
  return at >= side / 3 && at <= side * 2 / 3;
}

std::string pixel_of(const Wanted& wanted, int x, int y) {
  if (wanted.noise != 0 && is_in_the_middle(x, wanted.width) &&
      is_in_the_middle(y, wanted.height)) {
    std::string noise;
    for (unsigned band = 1; band <= 3; ++band)
      noise += static_cast<char>(
          (static_cast<unsigned>(x) * 7919U + static_cast<unsigned>(y) * 104'729U + band) *
              wanted.noise * 2'654'435'761U >>
          24U);
    return noise;
  }
  const bool red = x < wanted.width / 2 && y < wanted.height / 2;
  return red ? "\xF0\x10\x10" : "\x10\x10\xF0";
}

std::string make_here(const Wanted& wanted) {
  begin();
  const int bands = wanted.has_alpha ? 4 : 3;
  std::string pixels;
  for (int y = 0; y < wanted.height; ++y)
    for (int x = 0; x < wanted.width; ++x) {
      pixels += pixel_of(wanted, x, y);
      if (wanted.has_alpha) pixels += '\x40';
    }
  VipsImage* of_bytes = vips_image_new_from_memory_copy(pixels.data(), pixels.size(), wanted.width,
                                                        wanted.height, bands, VIPS_FORMAT_UCHAR);
  VipsImage* image = nullptr;
  must(vips_copy(of_bytes, &image, "interpretation", VIPS_INTERPRETATION_sRGB,
                 static_cast<void*>(nullptr)));
  vips_image_set_int(image, VIPS_META_ORIENTATION, wanted.orientation);
  if (wanted.has_place) write_place(image);
  void* bytes = nullptr;
  std::size_t length = 0;
  must(vips_image_write_to_buffer(image, wanted.suffix.c_str(), &bytes, &length,
                                  static_cast<void*>(nullptr)));
  return {static_cast<const char*>(bytes), length};
}

bool is_red(VipsImage* image, int x, int y) {
  double* values = nullptr;
  int count = 0;
  must(vips_getpoint(image, &values, &count, x, y, static_cast<void*>(nullptr)));
  return count >= 3 && values[0] > 180 && values[2] < 90;
}

bool is_black(VipsImage* image, int x, int y) {
  double* values = nullptr;
  int count = 0;
  must(vips_getpoint(image, &values, &count, x, y, static_cast<void*>(nullptr)));
  return std::all_of(values, values + std::min(count, 3), [](double value) { return value < 8; });
}

std::string look_here(const std::string& bytes) {
  begin();
  VipsImage* image =
      vips_image_new_from_buffer(bytes.data(), bytes.size(), "", static_cast<void*>(nullptr));
  if (image == nullptr) throw std::runtime_error(vips_error_buffer());
  std::ostringstream out;
  const int width = vips_image_get_width(image), height = vips_image_get_height(image);
  int orientation = 0;
  if (vips_image_get_typeof(image, VIPS_META_ORIENTATION) != 0)
    must(vips_image_get_int(image, VIPS_META_ORIENTATION, &orientation));
  out << width << ' ' << height << ' ' << orientation << ' '
      << is_red(image, std::min(2, width - 1), std::min(2, height - 1)) << ' '
      << is_red(image, std::max(0, width - 3), std::min(2, height - 1)) << ' '
      << is_black(image, width / 2, height / 2);
  char** fields = vips_image_get_fields(image);
  for (char** each = fields; *each != nullptr; ++each) out << ' ' << *each;
  g_strfreev(fields);
  return out.str();
}

std::string in_child(const std::function<std::string()>& work) {
  auto made = run_apart({.time = std::chrono::seconds(60)}, work);
  if (!made) throw std::runtime_error("libvips does not read or make a picture of a test");
  return std::move(*made);
}

}  // namespace

std::string make(const Wanted& wanted) {
  return in_child([&] { return make_here(wanted); });
}

Seen look_at(const std::string& bytes) {
  std::istringstream in(in_child([&] { return look_here(bytes); }));
  Seen seen;
  in >> seen.width >> seen.height >> seen.orientation >> seen.is_red_at_top_left >>
      seen.is_red_at_top_right >> seen.is_black_in_the_middle;
  std::getline(in, seen.fields, '\0');
  return seen;
}

}  // namespace gandan::images::test
