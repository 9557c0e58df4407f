// Places in a sheet as people and files name them: A1 is row 0, column 0.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gandan::office {

inline constexpr std::uint32_t most_rows = 1'048'576, most_columns = 16'384;

struct Place {
  std::uint32_t row = 0, column = 0;
  auto operator<=>(const Place&) const = default;
};
struct Area {
  Place first, last;  ///< both in it
};

/// "B12"; nothing beyond XFD1048576.
[[nodiscard]] std::optional<Place> parse_place(std::string_view text);
/// "B2:C3", or one place; in any order.
[[nodiscard]] std::optional<Area> parse_area(std::string_view text);
[[nodiscard]] std::string name_of(Place place);

}  // namespace gandan::office
