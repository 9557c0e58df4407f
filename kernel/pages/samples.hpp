// What the examples of components say: invented, and in both languages, so that it stands in no
// catalogue. Here is what more than one of them shows, or what is long.
#pragma once
#include <string>
#include <vector>

#include "kernel/pages/charts.hpp"
#include "kernel/pages/parts.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::pages::samples {

/// The day on which an example is looked at.
inline constexpr Date today = Date::of(2026, 11, 23);

/// `say("Mới nhận", "New")`: the words of the reader's language.
class Says {
 public:
  explicit Says(const i18n::Locale& locale) : vietnamese_(locale.tag() == "vi") {}
  std::string operator()(const char* vi, const char* en) const { return vietnamese_ ? vi : en; }

 private:
  bool vietnamese_;
};

/// Three records: open in the reading pane and marked by a search, with a promise, overdue.
[[nodiscard]] std::vector<Card> cards(const Says& say);
/// The same with a box to tick at each.
[[nodiscard]] std::vector<Card> to_tick(std::vector<Card> cards);
/// Two series over twelve months.
[[nodiscard]] ColumnChart columns(const Says& say);
/// All 34 provinces.
[[nodiscard]] TileMap tiles(const Says& say);

}  // namespace gandan::pages::samples
