// The parts of the home page: what one can ask and how long it takes, the search, and how things
// stand today.
#pragma once
#include <string>
#include <vector>

#include "contexts/petitions/lists/listing.hpp"
#include "kernel/pages/charts.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/turn/wording.hpp"

namespace gandan::petitions {

/// What was answered lately and what is asked now, of all or of a place, and where more of both is;
/// `empty` where nothing was ever asked.
struct NewestCards {
  std::vector<pages::Card> answered, asked;
  std::string answered_href, asked_href;
  pages::EmptyState empty;
  std::string place = {};  ///< of which all this is, where the page does not say it
};

/// What came from a place or from a part of it, and everybody may read.
[[nodiscard]] NewestCards newest_of_place(db::Tx& tx, const Wording& words, const Clock& clock,
                                          UnitId place, int most);
/// What was answered lately stands under the day of its answer.
[[nodiscard]] std::vector<pages::Card> answered_cards(const Wording& words,
                                                      const std::vector<ListRow>& rows);

}  // namespace gandan::petitions
