// Reads who is to do something out of one cell: several bodies, collectives, abbreviations, slips.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gandan::assignments {

struct Bodies {
  /// One name each: "Bộ Văn hóa, Thể thao và Du lịch"; a collective stays whole: "các bộ, ngành,
  /// địa phương". National bodies in the form that their law gives; all else as it is written.
  std::vector<std::string> names;
  std::vector<std::string> unread;  ///< what is no name: a cell that breaks off after "Bộ"
};

/// A comma, a semicolon, a line or "và" joins another body where its first word is one that begins
/// a body's name; else it belongs to the name.
[[nodiscard]] Bodies read_bodies(std::string_view cell);

/// A national body of today or of before, as its law names it, for a name that is written with
/// other commas, capitals or abbreviations ("Bộ TN&MT", "Bộ Khoa học, Công nghệ"); else empty.
[[nodiscard]] std::string_view national_body(std::string_view written);

}  // namespace gandan::assignments
