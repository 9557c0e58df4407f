// Groups all petitions that may be put together and stores what comes out as proposals for
// officers.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "contexts/petitions/topics/topics.hpp"

namespace gandan::petitions {

/// One petition's place in the grouping: its topic's code, or its own where it stands alone.
struct GroupedPetition {
  std::string source_id, code, topic;
};

/// Reads in one transaction, groups outside of any, stores the proposals in another.
std::vector<GroupedPetition> group_petitions(db::Database& database, const Env& env);

}  // namespace gandan::petitions
