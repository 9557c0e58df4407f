#include "kernel/invariants/invariants.hpp"

#include <algorithm>

namespace gandan::invariants {

std::vector<std::string> ids_of(db::Tx& tx, const std::string& offenders) {
  return tx.all<std::string>("select distinct cast(id as text) from (" + offenders +
                                 ") as offenders order by 1 limit " +
                                 std::to_string(most_named + 1),
                             {});
}

std::vector<Broken> broken(db::Tx& tx, std::span<const Invariant> all) {
  std::vector<Broken> found;
  for (const Invariant& invariant : all) {
    auto ids = invariant.find != nullptr ? invariant.find(tx) : ids_of(tx, invariant.offenders);
    if (!ids.empty()) found.push_back({invariant.name, invariant.words, std::move(ids)});
  }
  return found;
}

std::string line_of(const Broken& broken) {
  std::string line = db::joined({broken.name, " (", broken.words, "): "});
  const std::size_t named = std::min(broken.ids.size(), most_named);
  for (std::size_t i = 0; i < named; ++i) line += (i == 0 ? "" : ", ") + broken.ids[i];
  return broken.ids.size() > most_named ? line + " and more" : line;
}

}  // namespace gandan::invariants
