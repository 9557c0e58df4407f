#include <vips/vips.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <stdexcept>
#include <vector>

#include "lib/base/apart.hpp"
#include "lib/images/images.hpp"

namespace gandan::images {
namespace {

struct Unref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

/// Four loaders are left of some fifty, each for a type that was told by its first bytes.
void start() {
  if (VIPS_INIT("gandan") != 0) throw std::runtime_error("libvips cannot be started");
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  vips_block_untrusted_set(TRUE);
  vips_operation_block_set("VipsForeignLoad", TRUE);
  for (const char* loader :
       {"VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadHeif"})
    vips_operation_block_set(loader, FALSE);
}

/// What a large file unfolds to is no more than so many pixels a byte: a photograph of nothing but
/// sky comes to some hundred; of one colour, by DEFLATE, to a thousand, and takes seconds.
constexpr std::int64_t most_unfolded = 200, seldom_looked_at = 4'000'000;

void look_at_header(std::string_view bytes, const Bounds& bounds) {
  const Image image(vips_image_new_from_buffer(bytes.data(), bytes.size(), "", "access",
                                               VIPS_ACCESS_SEQUENTIAL,
                                               static_cast<void*>(nullptr)));
  if (!image) throw Refused::not_a_picture;
  const std::int64_t width = vips_image_get_width(image.get());
  const std::int64_t height = vips_image_get_height(image.get());
  const std::int64_t pixels = width * height;
  if (pixels > bounds.most_pixels) throw Refused::too_large;
  if (pixels > seldom_looked_at && pixels > most_unfolded * static_cast<std::int64_t>(bytes.size()))
    throw Refused::too_large;
}

/// Whatever is said besides the pixels; some savers write it though they are told to strip it.
void forget_all(VipsImage* image) {
  char** fields = vips_image_get_fields(image);
  for (char** each = fields; *each != nullptr; ++each) (void)vips_image_remove(image, *each);
  g_strfreev(fields);
}

Image upright(std::string_view sent, int longest_side) {
  VipsImage* out = nullptr;
  // libvips reads from the bytes alone, though it takes them as if it might write.
  if (vips_thumbnail_buffer(const_cast<char*>(sent.data()), sent.size(), &out, longest_side,
                            "height", longest_side, "size", VIPS_SIZE_DOWN, "export_profile",
                            "srgb", "option_string", "[fail_on=truncated]",
                            static_cast<void*>(nullptr)) != 0)
    throw Refused::damaged;
  const Image shrunk(out);
  out = nullptr;
  if (vips_colourspace(shrunk.get(), &out, VIPS_INTERPRETATION_sRGB, static_cast<void*>(nullptr)) !=
      0)
    throw Refused::damaged;
  const Image coloured(out);
  out = nullptr;
  if (vips_cast_uchar(coloured.get(), &out, static_cast<void*>(nullptr)) != 0)
    throw Refused::damaged;
  const Image bytes(out);
  // Here the pixels are unpacked.
  Image in_memory(vips_image_copy_memory(bytes.get()));
  if (!in_memory) throw Refused::damaged;
  forget_all(in_memory.get());
  return in_memory;
}

Image on_white(VipsImage* image) {
  VipsImage* out = nullptr;
  if (vips_image_hasalpha(image) == FALSE) {
    g_object_ref(image);
    return Image(image);
  }
  const std::array<double, 3> white{255, 255, 255};
  VipsArrayDouble* background = vips_array_double_new(white.data(), white.size());
  const int failed =
      vips_flatten(image, &out, "background", background, static_cast<void*>(nullptr));
  vips_area_unref(VIPS_AREA(background));
  if (failed != 0) throw Refused::damaged;
  return Image(out);
}

std::string taken(int failed, void* bytes, std::size_t length) {
  if (failed != 0) throw Refused::damaged;
  std::string all(static_cast<const char*>(bytes), length);
  g_free(bytes);
  return all;
}

std::string as_jpeg(VipsImage* image, int quality) {
  void* bytes = nullptr;
  std::size_t length = 0;
  const Image flat = on_white(image);
  const int failed = vips_jpegsave_buffer(flat.get(), &bytes, &length, "Q", quality, "strip", TRUE,
                                          "optimize_coding", TRUE, static_cast<void*>(nullptr));
  return taken(failed, bytes, length);
}

std::string as_png(VipsImage* image) {
  void* bytes = nullptr;
  std::size_t length = 0;
  const int failed = vips_pngsave_buffer(image, &bytes, &length, "strip", TRUE, "compression", 6,
                                         static_cast<void*>(nullptr));
  return taken(failed, bytes, length);
}

/// WebP too: the saver of libvips 8.14 writes EXIF into it that nobody asked for.
Type written_as(Type type, VipsImage* image) {
  const bool stays_sharp = type == Type::png || vips_image_hasalpha(image) != FALSE;
  return stays_sharp ? Type::png : Type::jpeg;
}

std::string written(VipsImage* image, Type type) {
  constexpr int quality = 85;
  return type == Type::png ? as_png(image) : as_jpeg(image, quality);
}

/// Both pictures of one.
Cleaned both_of(VipsImage* image, Type type, const Bounds& bounds) {
  constexpr int quality_small = 75;
  VipsImage* out = nullptr;
  if (vips_thumbnail_image(image, &out, bounds.longest_side_small, "height",
                           bounds.longest_side_small, "size", VIPS_SIZE_DOWN,
                           static_cast<void*>(nullptr)) != 0)
    throw Refused::damaged;
  const Image small(out);
  Cleaned cleaned{.type = written_as(type, image),
                  .bytes = {},
                  .width = vips_image_get_width(image),
                  .height = vips_image_get_height(image),
                  .small = as_jpeg(small.get(), quality_small),
                  .small_width = vips_image_get_width(small.get()),
                  .small_height = vips_image_get_height(small.get())};
  cleaned.bytes = written(image, cleaned.type);
  return cleaned;
}

Cleaned clean_here(std::string_view sent, Type type, const Bounds& bounds) {
  start();
  look_at_header(sent, bounds);
  return both_of(upright(sent, bounds.longest_side).get(), type, bounds);
}

/// Pixels from `begin` up to `end`, along one side.
struct Stretch {
  int begin = 0, end = 0;
};

/// Thousandths of a side of so many pixels, rounded outwards.
Stretch stretch_of(int from, int length, int pixels, Type type) {
  constexpr int whole = 1000, block = 16;  // a JPEG's, with its colours at half the resolution
  Stretch it{from * pixels / whole, ((from + length) * pixels + whole - 1) / whole};
  if (type == Type::jpeg)
    it = {it.begin / block * block - 1, (it.end + block - 1) / block * block + 1};
  return {std::clamp(it.begin, 0, pixels), std::clamp(it.end, 0, pixels)};
}

Cleaned mask_here(std::string_view cleaned, Type type, std::span<const Area> areas,
                  const Bounds& bounds) {
  start();
  look_at_header(cleaned, bounds);
  const Image image = upright(cleaned, bounds.longest_side);
  std::array<double, 4> black{0, 0, 0, 255};  // the fourth: not to be seen through
  for (const Area& area : areas) {
    const Stretch across =
        stretch_of(area.left, area.width, vips_image_get_width(image.get()), type);
    const Stretch down =
        stretch_of(area.top, area.height, vips_image_get_height(image.get()), type);
    if (vips_draw_rect(image.get(), black.data(), vips_image_get_bands(image.get()), across.begin,
                       down.begin, across.end - across.begin, down.end - down.begin, "fill", TRUE,
                       static_cast<void*>(nullptr)) != 0)
      throw Refused::damaged;
  }
  return both_of(image.get(), type, bounds);
}

// What the child tells its parent: a line of numbers, then the bytes of both pictures. The parent
// trusts none of it more than the file.

std::string told(const Cleaned& it) {
  std::string line = "+ " + std::to_string(static_cast<int>(it.type));
  for (const std::size_t number :
       {static_cast<std::size_t>(it.width), static_cast<std::size_t>(it.height),
        static_cast<std::size_t>(it.small_width), static_cast<std::size_t>(it.small_height),
        it.bytes.size(), it.small.size()})
    line += " " + std::to_string(number);
  return line + "\n" + it.bytes + it.small;
}

std::string told(Refused why) {
  return "- " + std::to_string(static_cast<int>(why)) + "\n";
}

std::optional<std::vector<std::size_t>> numbers_in(std::string_view line) {
  std::vector<std::size_t> numbers;
  while (!line.empty()) {
    const std::string_view word = line.substr(0, line.find(' '));
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
    numbers.push_back(number);
    line.remove_prefix(std::min(line.size(), word.size() + 1));
  }
  return numbers;
}

bool is_as_told(const Cleaned& it, const Bounds& bounds) {
  return it.width > 0 && it.height > 0 && it.width <= bounds.longest_side &&
         it.height <= bounds.longest_side && type_of(it.bytes) == it.type &&
         type_of(it.small) == Type::jpeg;
}

Result<Cleaned, Refused> understood(const std::string& answer, const Bounds& bounds) {
  const std::size_t end = answer.find('\n');
  if (answer.size() < 3 || end == std::string::npos || end < 2) return fail(Refused::damaged);
  const auto numbers = numbers_in(std::string_view(answer).substr(2, end - 2));
  if (!numbers || numbers->empty()) return fail(Refused::damaged);
  const auto& n = *numbers;
  if (answer[0] == '-' && n[0] <= static_cast<std::size_t>(Refused::damaged))
    return fail(static_cast<Refused>(n[0]));
  const std::size_t rest = answer.size() - end - 1;
  if (answer[0] != '+' || n.size() != 7 || n[5] > rest || n[5] + n[6] != rest)
    return fail(Refused::damaged);
  Cleaned it{.type = static_cast<Type>(n[0]),
             .bytes = answer.substr(end + 1, n[5]),
             .width = static_cast<int>(n[1]),
             .height = static_cast<int>(n[2]),
             .small = answer.substr(end + 1 + n[5]),
             .small_width = static_cast<int>(n[3]),
             .small_height = static_cast<int>(n[4])};
  if (!is_as_told(it, bounds)) return fail(Refused::damaged);
  return it;
}

template <class Fn>
Result<Cleaned, Refused> in_a_child(std::string_view bytes, const Bounds& bounds, const Fn& make) {
  const auto type = type_of(bytes);
  if (!type) return fail(Refused::not_a_picture);
  const auto answer = run_apart({.time = bounds.time}, [&]() -> std::string {
    try {
      return told(make(*type));
    } catch (Refused why) {
      return told(why);
    }
  });
  if (!answer)
    return fail(answer.error() == ApartError::too_slow ? Refused::too_slow : Refused::damaged);
  return understood(*answer, bounds);
}

}  // namespace

Result<Cleaned, Refused> clean(std::string_view sent, const Bounds& bounds) {
  return in_a_child(sent, bounds, [&](Type type) { return clean_here(sent, type, bounds); });
}

Result<Cleaned, Refused> mask(std::string_view cleaned, std::span<const Area> areas,
                              const Bounds& bounds) {
  return in_a_child(cleaned, bounds,
                    [&](Type type) { return mask_here(cleaned, type, areas, bounds); });
}

}  // namespace gandan::images
