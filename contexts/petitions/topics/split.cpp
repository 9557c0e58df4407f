#include "contexts/petitions/topics/membership.hpp"

namespace gandan::petitions {

TopicChanged split(db::Tx& tx, const Env& env, const Act& act, TopicId id,
                   const std::vector<PetitionId>& chosen, std::string_view title) {
  auto topic = begin_topic(tx, act, id, chosen);
  if (!topic) return fail(topic.error());
  if (chosen.empty()) return fail(TopicError::nothing_chosen);
  auto name = read_title(title);
  if (!name) return fail(name.error());
  for (PetitionId petition : chosen)
    if (!is_member(tx, id, petition)) return fail(TopicError::not_a_member);
  Topic fresh = create_topic(tx, env, *name, chosen.front(), TopicState::confirmed);
  for (PetitionId petition : chosen) set_membership(tx, id, petition, Membership::refused);
  for (PetitionId petition : chosen) {
    tell_apart(tx, id, petition);
    set_membership(tx, fresh.id, petition, Membership::confirmed);
    set_topic(tx, petition, fresh.id);
  }
  keep_represented(tx, id);
  record_topic(tx, env, act, fresh.id, Verb::split, chosen);
  return fresh;
}

}  // namespace gandan::petitions
