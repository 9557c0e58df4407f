// Undertakings as cards, for every page that lists some.
#pragma once
#include <vector>

#include "kernel/module/services.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/tasks/undertaking.hpp"
#include "kernel/turn/wording.hpp"

namespace gandan::tasks {

/// The record says last whether everybody may read of it: without its title there is no card.
[[nodiscard]] std::vector<pages::Card> cards_of(db::Tx& tx, const Services& services,
                                                const Wording& words,
                                                const std::vector<Undertaking>& rows);

}  // namespace gandan::tasks
