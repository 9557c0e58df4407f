// Who asks what a topic asks: those who sent its petitions, and those who joined them.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "contexts/petitions/petition.hpp"
#include "lib/db/db.hpp"

namespace gandan::petitions {

/// How many ask, those among them whose petition is not public: they are counted, and nothing else
/// is told of them.
[[nodiscard]] std::int64_t count_askers(db::Tx& tx, TopicId topic);
/// How many ask in what everybody may read, by the number of their province; 0 where nobody knows
/// it.
[[nodiscard]] std::map<std::int64_t, std::int64_t> askers_by_province(db::Tx& tx, TopicId topic);

/// A petition of the topic that everybody may open.
struct NamedAsker {
  std::string code, title, place;
  std::int64_t province = 0;  ///< 0 where nobody knows it
};
/// The newest first, at most `most`.
[[nodiscard]] std::vector<NamedAsker> named_askers(db::Tx& tx, TopicId topic, int most);
/// When the first of those was received; nothing where it has none.
[[nodiscard]] std::optional<Instant> first_asked(db::Tx& tx, TopicId topic);

}  // namespace gandan::petitions
