#include "kernel/files/file.hpp"

#include <algorithm>
#include <array>

#include "lib/images/images.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::files {
namespace {

using namespace std::string_view_literals;

struct TypeWords {
  Type type;
  std::string_view media, suffix;
};
constexpr std::array type_words = {
    TypeWords{Type::jpeg, "image/jpeg", ".jpg"},
    TypeWords{Type::png, "image/png", ".png"},
    TypeWords{Type::pdf, "application/pdf", ".pdf"},
    TypeWords{Type::docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
              ".docx"},
    TypeWords{Type::xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
              ".xlsx"},
    TypeWords{Type::m4a, "audio/mp4", ".m4a"},
    TypeWords{Type::mp3, "audio/mpeg", ".mp3"},
    TypeWords{Type::ogg, "audio/ogg", ".ogg"},
};

const TypeWords& words_of(Type type) {
  const auto* found = std::find_if(type_words.begin(), type_words.end(),
                                   [&](const TypeWords& each) { return each.type == type; });
  return found == type_words.end() ? type_words[2] : *found;
}

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint32_t number = 0;
  for (std::size_t i = width; i-- > 0;)
    number = number << 8U | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

/// What a ZIP lists at its end. Nothing in it is unpacked.
struct Listed {
  bool is_document = false, is_workbook = false, has_macros = false;
  std::uint64_t unpacked = 0;  ///< bytes, as it says
};

std::optional<Listed> list_of(std::string_view zip) {
  constexpr std::size_t end_size = 22, entry_size = 46, longest_comment = 65'535;
  constexpr std::uint32_t end_mark = 0x06054b50, entry_mark = 0x02014b50;
  if (zip.size() < end_size) return std::nullopt;
  const std::size_t from =
      zip.size() > end_size + longest_comment ? zip.size() - end_size - longest_comment : 0;
  const std::size_t end = zip.rfind("PK\x05\x06"sv);
  if (end == std::string_view::npos || end < from || end + end_size > zip.size() ||
      number_at(zip, end, 4) != end_mark)
    return std::nullopt;
  const std::uint32_t entries = number_at(zip, end + 10, 2);
  std::size_t at = number_at(zip, end + 16, 4);
  Listed listed;
  for (std::uint32_t i = 0; i < entries; ++i) {
    if (at + entry_size > zip.size() || number_at(zip, at, 4) != entry_mark) return std::nullopt;
    const std::size_t name_size = number_at(zip, at + 28, 2);
    const std::string_view name = zip.substr(at + entry_size, name_size);
    listed.unpacked += number_at(zip, at + 24, 4);
    listed.is_document |= name == "word/document.xml";
    listed.is_workbook |= name == "xl/workbook.xml";
    listed.has_macros |= name.ends_with("vbaProject.bin");
    at += entry_size + name_size + number_at(zip, at + 30, 2) + number_at(zip, at + 32, 2);
  }
  return listed;
}

std::optional<Type> office_type(std::string_view content) {
  constexpr std::uint64_t most_unpacked = std::uint64_t{500} << 20U, most_times = 200;
  const auto listed = list_of(content);
  if (!listed || listed->has_macros || listed->is_document == listed->is_workbook)
    return std::nullopt;
  if (listed->unpacked > most_unpacked || listed->unpacked > most_times * content.size())
    return std::nullopt;
  return listed->is_document ? Type::docx : Type::xlsx;
}

/// A sound without a picture: recorders name their files as films are named.
bool is_recording(std::string_view content) {
  if (content.size() < 16 || content.substr(4, 4) != "ftyp") return false;
  bool has_sound = false;
  for (std::size_t at = content.find("hdlr"); at != std::string_view::npos;
       at = content.find("hdlr", at + 4)) {
    const std::string_view kind = content.substr(std::min(content.size(), at + 12), 4);
    if (kind == "vide") return false;
    has_sound |= kind == "soun";
  }
  return has_sound;
}

bool is_mp3(std::string_view content) {
  if (content.starts_with("ID3")) return true;
  if (content.size() < 4) return false;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(content[at]); };
  const bool is_layer_3 = byte(0) == 0xFF && (byte(1) & 0xE6U) == 0xE2U;
  return is_layer_3 && (byte(2) & 0xF0U) != 0xF0U && (byte(2) & 0xF0U) != 0 &&
         (byte(2) & 0x0CU) != 0x0CU;
}

bool is_ogg_sound(std::string_view content) {
  const std::string_view page = content.substr(0, 64);
  return page.starts_with("OggS") && (page.find("OpusHead") != std::string_view::npos ||
                                      page.find("\x01vorbis") != std::string_view::npos ||
                                      page.find("Speex   ") != std::string_view::npos);
}

/// Not to be written into a name: control characters, folders, what turns the writing around.
bool is_left_out(char32_t c) {
  return c < 0x20 || c == 0x7F || c == '/' || c == '\\' || c == ':' || c == '"' || c == '<' ||
         c == '>' || c == '|' || c == '*' || c == '?' || (c >= 0x80 && c < 0xA0) ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || c == 0xFFFD;
}

}  // namespace

std::string_view media_type(Type type) {
  return words_of(type).media;
}

std::string_view suffix(Type type) {
  return words_of(type).suffix;
}

std::optional<Type> type_of(std::string_view content) {
  if (content.starts_with("%PDF-")) return Type::pdf;
  if (content.starts_with("PK\x03\x04")) return office_type(content);
  if (content.starts_with("OggS"))
    return is_ogg_sound(content) ? std::optional(Type::ogg) : std::nullopt;
  if (is_recording(content)) return Type::m4a;
  if (is_mp3(content)) return Type::mp3;
  return std::nullopt;
}

bool may_be_picture(std::string_view beginning) {
  return images::type_of(beginning).has_value();
}

std::string clean_name(std::string_view given, Type type) {
  constexpr std::size_t longest = 100, longest_suffix = 6;
  std::string name;
  if (const std::size_t folder = given.find_last_of("/\\"); folder != std::string_view::npos)
    given.remove_prefix(folder + 1);
  const std::string cleaned = text::clean(given);
  for (std::size_t at = 0; at < cleaned.size();) {
    const text::Decoded next = text::decode(cleaned, at);
    if (!is_left_out(next.code_point)) name.append(cleaned, at, next.size);
    at += next.size;
  }
  const std::size_t dot = name.rfind('.');
  if (dot != std::string::npos && dot > 0 && name.size() - dot <= longest_suffix) name.resize(dot);
  name = std::string(text::trim(text::shorten(name, longest)));
  while (name.starts_with('.')) name.erase(0, 1);
  return name.empty() ? name : name + std::string(suffix(type));
}

}  // namespace gandan::files
