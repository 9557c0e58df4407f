// A file that belongs to a record of whichever module: what it is, and how it is named.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/ids/ref.hpp"
#include "lib/base/id.hpp"
#include "lib/base/time.hpp"
#include "lib/db/value.hpp"

namespace gandan::files {

using FileId = Id<struct FileTag>;

/// What is taken, told by the content. The numbers are stored.
enum class Type : std::uint8_t {
  jpeg = 1,
  png = 2,
  pdf = 10,
  docx = 11,
  xlsx = 12,
  m4a = 20,
  mp3 = 21,
  ogg = 22
};
[[nodiscard]] constexpr bool is_picture(Type type) {
  return type == Type::jpeg || type == Type::png;
}
[[nodiscard]] constexpr bool is_sound(Type type) {
  return type >= Type::m4a;
}
/// "application/pdf"
[[nodiscard]] std::string_view media_type(Type type);
/// ".pdf"
[[nodiscard]] std::string_view suffix(Type type);
/// What a field for files accepts: suffixes and media types, by which a telephone offers its
/// camera.
inline constexpr const char* accepted =
    "image/jpeg,image/png,image/webp,image/heic,image/avif,.pdf,.docx,.xlsx,.m4a,.mp3,.ogg";

/// Of a file that is no picture, by its first bytes and, of an office file, what is in it; nothing
/// where it is none of those that are taken. `content` is all of it.
[[nodiscard]] std::optional<Type> type_of(std::string_view content);
/// Whether its first bytes are those of a picture that lib/images reads.
[[nodiscard]] bool may_be_picture(std::string_view beginning);

/// A name fit to be shown and saved: without folders, control characters and what turns the
/// direction of writing, of at most 100 code points, with the suffix of its type. "" where nothing
/// is left.
[[nodiscard]] std::string clean_name(std::string_view given, Type type);

/// The numbers are stored.
enum class Shown : std::uint8_t {
  not_yet = 0,   ///< to who added it and to officers: no officer has looked at it
  to_all = 1,    ///< to all who may see its record
  withheld = 2,  ///< an officer keeps it from the public
};

/// A row of `files`.
struct File {
  FileId id;
  std::string record_kind;
  std::int64_t record_id = 0;
  Type type{};
  std::string name;       ///< empty where it lies under the seal
  std::int64_t size = 0;  ///< bytes of the content
  std::string hash;       ///< of what is stored, 64 digits: its name in the folder
  std::optional<std::string> small_hash;
  std::optional<std::int64_t> small_size;
  std::optional<int> width, height;
  std::optional<db::Blob> key;  ///< nothing where it lies under the seal
  bool by_officer = false;
  Shown shown = Shown::not_yet;
  Instant added_at;
  // Of a picture that an officer masked (masks.hpp): what everybody is given instead.
  std::optional<std::string> masks, masked_hash;
  std::optional<std::int64_t> masked_size;
  std::optional<std::string> masked_small_hash;
  std::optional<std::int64_t> masked_small_size;
};

}  // namespace gandan::files
