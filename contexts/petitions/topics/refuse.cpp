#include "contexts/petitions/topics/membership.hpp"

namespace gandan::petitions {

TopicChanged refuse(db::Tx& tx, const Env& env, const Act& act, TopicId id,
                    const std::vector<PetitionId>& chosen) {
  auto topic = begin_topic(tx, act, id, chosen);
  if (!topic) return fail(topic.error());
  if (chosen.empty()) return fail(TopicError::nothing_chosen);
  for (PetitionId petition : chosen) {
    if (!is_member(tx, id, petition)) return fail(TopicError::not_a_member);
    set_membership(tx, id, petition, Membership::refused);
    tell_apart(tx, id, petition);
    set_topic(tx, petition, std::nullopt);
  }
  record_topic(tx, env, act, id, Verb::refuse, chosen);
  // One petition alone is no topic.
  if (topic->state == TopicState::proposed && members_of(tx, id).size() < 2)
    set_state(tx, id, TopicState::dissolved);
  keep_represented(tx, id);
  return *find_topic(tx, id);
}

}  // namespace gandan::petitions
