#include <algorithm>

#include "contexts/petitions/topics/membership.hpp"

namespace gandan::petitions {
namespace {

const db::Sql proposed_members{
    "select petition_id from topic_members m where topic_id = :topic and ", sql::is_proposed,
    " order by petition_id"};

/// A proposal becomes a public topic only through somebody who has a say in what it holds.
bool may_confirm(db::Tx& tx, const Act& act, const Topic& topic) {
  const auto members = members_of(tx, topic.id);
  return topic.state == TopicState::confirmed ||
         std::any_of(members.begin(), members.end(), [&](const TopicMember& member) {
           return may_synthesise(tx, act, units_of(member));
         });
}

}  // namespace

TopicChanged confirm(db::Tx& tx, const Env& env, const Act& act, TopicId id,
                     const std::vector<PetitionId>& chosen) {
  auto petitions = chosen.empty() ? tx.all<PetitionId>(proposed_members, {{"topic", id}}) : chosen;
  auto topic = begin_topic(tx, act, id, petitions);
  if (!topic) return fail(topic.error());
  if (!may_confirm(tx, act, *topic)) return fail(TopicError::not_yours);
  if (petitions.empty()) return fail(TopicError::nothing_chosen);
  for (PetitionId petition_id : petitions) {
    auto petition = find(tx, petition_id);
    if (!petition) return fail(TopicError::not_found);
    if (is_sealed(*petition)) return fail(TopicError::confidential);
    set_membership(tx, id, petition_id, Membership::confirmed);
    set_topic(tx, petition_id, id);
  }
  set_state(tx, id, TopicState::confirmed);
  keep_represented(tx, id);
  record_topic(tx, env, act, id, Verb::confirm, petitions);
  return *find_topic(tx, id);
}

}  // namespace gandan::petitions
