#include "lib/images/images.hpp"

namespace gandan::images {
namespace {

using namespace std::string_view_literals;

/// The brand of a file of ISO base media: "heic" of …ftypheic.
std::optional<Type> type_of_brand(std::string_view brand) {
  if (brand == "avif" || brand == "avis") return Type::avif;
  if (brand == "heic" || brand == "heix" || brand == "heim" || brand == "heis") return Type::heic;
  return std::nullopt;
}

/// A general brand, "mif1", says more among those that it is compatible with.
std::optional<Type> type_of_media(std::string_view bytes) {
  constexpr std::size_t major = 8, compatible = 16, width = 4;
  if (auto type = type_of_brand(bytes.substr(major, width))) return type;
  const std::string_view brand = bytes.substr(major, width);
  if (brand != "mif1" && brand != "msf1") return std::nullopt;
  for (std::size_t at = compatible; at + width <= bytes.size(); at += width)
    if (auto type = type_of_brand(bytes.substr(at, width))) return type;
  return std::nullopt;
}

}  // namespace

std::optional<Type> type_of(std::string_view beginning) {
  const std::string_view bytes = beginning.substr(0, 64);
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return Type::jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return Type::png;
  if (bytes.starts_with("RIFF"sv) && bytes.substr(8).starts_with("WEBP"sv)) return Type::webp;
  if (bytes.size() > 16 && bytes.substr(4, 4) == "ftyp"sv) return type_of_media(bytes);
  return std::nullopt;
}

std::string_view media_type(Type type) {
  switch (type) {
    case Type::jpeg:
      return "image/jpeg";
    case Type::png:
      return "image/png";
    case Type::webp:
      return "image/webp";
    case Type::heic:
      return "image/heic";
    case Type::avif:
      return "image/avif";
  }
  return "application/octet-stream";
}

}  // namespace gandan::images
