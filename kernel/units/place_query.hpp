// What somebody typed for a place, taken apart: words, kinds ("xã", "p.", "tp") and the spans of
// words that may be names. Pure.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "kernel/units/names.hpp"

namespace gandan::units {

/// A run of words that may be a name.
struct Span {
  std::size_t begin = 0, end = 0;  ///< words, without the kind before it
  std::size_t typed_begin = 0;     ///< with the kind
  AreaType type = AreaType::none;  ///< the kind that was typed before it
  std::string key;                 ///< as in places.key
  std::string exact;               ///< as in places.exact
  bool has_marks = false;
  bool is_last = false;  ///< the person may still be typing it

  [[nodiscard]] bool overlaps(const Span& other) const {
    return typed_begin < other.end && other.typed_begin < end;
  }
  [[nodiscard]] std::size_t words() const { return end - typed_begin; }
};

struct PlaceQuery {
  std::size_t words = 0;
  std::vector<Span> spans;
};

/// Whether any of the letters has one: "my" has none, though it is folded to "mi".
[[nodiscard]] bool has_marks(std::string_view words);

[[nodiscard]] PlaceQuery parse_place(std::string_view typed);

/// How many letters must be added, dropped, changed or swapped to make one of the other; at most
/// `limit` + 1.
[[nodiscard]] int edit_distance(std::string_view a, std::string_view b, int limit);

}  // namespace gandan::units
