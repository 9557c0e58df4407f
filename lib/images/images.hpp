// Photographs of strangers made fit to be shown: turned upright, of a bounded size, without a word
// of where and with what they were taken. libvips reads them, in a process of its own.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lib/base/result.hpp"

namespace gandan::images {

enum class Type : std::uint8_t { jpeg, png, webp, heic, avif };

/// Told by the first bytes of the content, never by a name; nothing for what is no such picture.
/// 64 bytes are enough.
[[nodiscard]] std::optional<Type> type_of(std::string_view beginning);
/// "image/jpeg"
[[nodiscard]] std::string_view media_type(Type type);

struct Bounds {
  int longest_side = 2560;                 ///< pixels, of the picture that comes of it
  int longest_side_small = 320;            ///< likewise, of the small one
  std::int64_t most_pixels = 120'000'000;  ///< that one may have which is sent
  std::chrono::seconds time{20};           ///< for all that is done with one
};

enum class Refused {
  not_a_picture,  ///< of no type that is taken, or it cannot be read
  too_large,      ///< of more pixels than are read, or of far more than its bytes can hold
  damaged,        ///< not whole, or its content is broken
  too_slow,       ///< to read in the time that is given to one
};

struct Cleaned {
  Type type{};                ///< PNG of what is PNG or can be seen through, JPEG of all else
  std::string bytes;          ///< without EXIF, XMP, IPTC, comments, profiles, further frames
  int width = 0, height = 0;  ///< pixels, upright
  std::string small;          ///< the same, small, on white: JPEG
  int small_width = 0, small_height = 0;
};

/// Of a whole file. Its dimensions are looked at before a pixel is unpacked.
[[nodiscard]] Result<Cleaned, Refused> clean(std::string_view sent, const Bounds& bounds = {});

/// A rectangle over a picture, in thousandths of its width and of its height.
struct Area {
  int left = 0, top = 0, width = 0, height = 0;
  friend bool operator==(const Area&, const Area&) = default;
};

/// A picture that `clean` gave, with each area filled in black and both pictures written anew: they
/// hold nothing of what was beneath. Of a JPEG an area takes in the whole blocks that it touches,
/// and the pixel beside them: their neighbours were written together with what is beneath.
[[nodiscard]] Result<Cleaned, Refused> mask(std::string_view cleaned, std::span<const Area> areas,
                                            const Bounds& bounds = {});

}  // namespace gandan::images
