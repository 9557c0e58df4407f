#include "contexts/petitions/topics/membership.hpp"

namespace gandan::petitions {

TopicChanged start_topic(db::Tx& tx, const Env& env, const Act& act, PetitionId petition,
                         std::string_view title) {
  auto found = find(tx, petition);
  if (!found) return fail(TopicError::not_found);
  if (!may_synthesise(tx, act, units_of(*found))) return fail(TopicError::not_yours);
  if (is_sealed(*found)) return fail(TopicError::confidential);
  auto name = read_title(title);
  if (!name) return fail(name.error());
  Topic topic = create_topic(tx, env, *name, petition, TopicState::confirmed);
  set_membership(tx, topic.id, petition, Membership::confirmed);
  set_topic(tx, petition, topic.id);
  record_topic(tx, env, act, topic.id, Verb::start, {petition});
  return topic;
}

}  // namespace gandan::petitions
