// Masked copies of pictures: an officer covers faces, number plates and numbers with rectangles,
// and what everybody is given from then on holds nothing of what is beneath. The picture as it came
// is kept, for whoever may open the file.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/files/file.hpp"
#include "kernel/files/folder.hpp"
#include "lib/base/result.hpp"
#include "lib/db/db.hpp"
#include "lib/images/images.hpp"

namespace gandan::files {

/// Squares over a picture, to be ticked; those of one row are `columns`.
struct Grid {
  int columns = 12, rows = 1;
};
/// As nearly square as the picture allows.
[[nodiscard]] Grid grid_of(const File& picture);

enum class WrongAreas : std::uint8_t {
  none,        ///< nothing was typed, nothing ticked
  no_numbers,  ///< a line is not four numbers
  outside,     ///< a rectangle that is not on the picture
  too_many,
};
/// What to do, a msgid with {line}.
[[nodiscard]] const char* message_of(WrongAreas wrong);
struct WrongLine {
  WrongAreas why{};
  std::string line = {};  ///< as it was typed
};
inline constexpr std::size_t most_areas = 200;

/// Of a form. `typed`: a rectangle a line, "left top width height" in percent of the picture, with
/// decimals after comma or point; `ticked`: squares of its grid, "ROW-COLUMN" from 1, of which
/// neighbours become one rectangle.
[[nodiscard]] Result<std::vector<images::Area>, WrongLine> areas_of(
    const File& picture, std::string_view typed, std::span<const std::string_view> ticked);
/// The same back: "12.5 30 10 8.5", a line each.
[[nodiscard]] std::string in_lines(std::span<const images::Area> areas);
/// What the masked copy covers; nothing where there is none.
[[nodiscard]] std::vector<images::Area> masked_areas(const File& picture);

/// Whether each rectangle that the masked copy covers lies within one of these.
[[nodiscard]] bool still_covers(const File& picture, std::span<const images::Area> areas);

/// A masked copy that lies in the folder, and is nobody's yet.
struct Masked {
  std::vector<images::Area> areas;
  Stored content, small;
};
/// Nothing where the picture cannot be read.
[[nodiscard]] std::optional<Masked> make_masked(const Folder& folder, const File& picture,
                                                std::string_view key,
                                                std::span<const images::Area> areas);

/// In the transaction of an entry that tells of it; a copy made before is given to nobody any more.
void mask(db::Tx& tx, FileId id, const Masked& masked);
void unmask(db::Tx& tx, FileId id);

}  // namespace gandan::files
