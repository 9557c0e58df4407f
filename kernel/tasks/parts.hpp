// What was promised, as it stands on the home page and on the pages of bodies and places.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "kernel/module/contributions.hpp"
#include "kernel/module/services.hpp"
#include "kernel/module/unit_parts.hpp"
#include "kernel/tasks/ledger.hpp"

namespace gandan::tasks {

/// What a body, or the bodies of a place owe that everybody may read, what is due first, first.
struct OwedPart {
  std::string title;
  std::string sentence;  ///< what came of what was promised
  pages::Link all;
  std::vector<pages::Card> cards;      ///< what is due next
  std::vector<pages::Card> kept = {};  ///< what was done last
};
[[nodiscard]] std::vector<HomePart> home_parts(Services& services,
                                               const std::shared_ptr<Ledger>& ledger);
[[nodiscard]] std::vector<UnitPart> body_parts(Services& services,
                                               const std::shared_ptr<Ledger>& ledger);
[[nodiscard]] std::vector<UnitPart> place_parts(Services& services,
                                                const std::shared_ptr<Ledger>& ledger);

}  // namespace gandan::tasks
