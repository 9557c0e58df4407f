// A place found by what people type: with or without marks, old names or new, in any order,
// abbreviated, half typed.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/units/units.hpp"

namespace gandan::units {

/// How the words fit the names that they explain: as the worst of them does.
enum class Fit : std::uint8_t {
  exact,   ///< as they are written: marks, and the kind where it was typed
  folded,  ///< but for marks, or for the kind
  begun,   ///< the last is half typed
  nearly,  ///< misspelled
};

struct Place {
  Unit unit;               ///< what the words mean, old or new
  std::string path;        ///< "Thị trấn Đồng Mỏ, Huyện Chi Lăng, Tỉnh Lạng Sơn"
  std::vector<Share> now;  ///< what that is on the day asked for
  bool ask = false;        ///< `now` has several: only the person knows in which of them they live
  int score = 0;           ///< comparable within one search
  double coverage = 0;     ///< 0 to 1: how much of what was typed it explains
  Fit fit = Fit::exact;
};

/// Best first, at most `limit`. What matches marks stands before what matches without them, and
/// where words with marks fit exactly, only what may become of them while they are typed stands
/// beside. A unit that has ended comes with what it became by `day`. A place stands once: an old
/// unit is left out where its only successor stands already.
[[nodiscard]] std::vector<Place> find_places(db::Tx& tx, std::string_view query, Date day,
                                             std::size_t limit = 10);

/// The one unit that the words name beyond doubt: it exists on the day, and either they are its
/// full name ("xã Chi Lăng, tỉnh Lạng Sơn") or all of them fit it exactly and nothing else as well.
/// Nothing where somebody should be asked.
[[nodiscard]] std::optional<UnitId> find_exact_place(db::Tx& tx, std::string_view words, Date day);
/// What find_exact_place finds, or the one unit of the day that some of the words name exactly,
/// where no other is named as well ("số 5, xã Chi Lăng, tỉnh Lạng Sơn"). Never by a likeness.
[[nodiscard]] std::optional<UnitId> find_clear_place(db::Tx& tx, std::string_view words, Date day);
/// The one unit that the words mean, as of the day; nothing where they mean none, several, only
/// begin a name, or little of them names a place.
[[nodiscard]] std::optional<UnitId> find_one_place(db::Tx& tx, std::string_view words, Date day);
/// The one province that the words' best meanings lie in, though they may mean several places of
/// it: a commune that was split, or a name that two communes share.
[[nodiscard]] std::optional<UnitId> find_one_province(db::Tx& tx, std::string_view words, Date day);
/// The days on which units began or were no more, in order: between two of them words mean the
/// same.
[[nodiscard]] std::vector<Date> days_of_change(db::Tx& tx);

}  // namespace gandan::units
