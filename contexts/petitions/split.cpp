#include <utility>

#include "contexts/petitions/membership.hpp"

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
  record_topic(tx, env, act, fresh.id, "split", chosen);
  return fresh;
}

TopicChanged merge(db::Tx& tx, const Env& env, const Act& act, TopicId into, TopicId from) {
  auto target = begin_whole_topic(tx, act, into);
  if (!target) return fail(target.error());
  auto source = begin_whole_topic(tx, act, from);
  if (!source) return fail(source.error());
  if (into == from) return fail(TopicError::not_found);
  // What is confirmed has an address that people may have kept.
  if (target->state == TopicState::proposed && source->state == TopicState::confirmed)
    std::swap(into, from);
  std::vector<PetitionId> moved;
  for (const TopicMember& member : members_of(tx, from)) {
    set_membership(tx, from, member.petition, Membership::refused);
    set_membership(tx, into, member.petition, member.membership);
    if (member.membership == Membership::confirmed) set_topic(tx, member.petition, into);
    moved.push_back(member.petition);
  }
  dissolve_into(tx, from, into);
  keep_represented(tx, into);
  record_topic(tx, env, act, into, "merge", moved);
  return *find_topic(tx, into);
}

TopicChanged rename(db::Tx& tx, const Env& env, const Act& act, TopicId id,
                    std::string_view title) {
  auto topic = begin_whole_topic(tx, act, id);
  if (!topic) return fail(topic.error());
  auto name = read_title(title);
  if (!name) return fail(name.error());
  topic->title = *name;
  set_title(tx, id, topic->title);
  record_topic(tx, env, act, id, "rename", {});
  return *topic;
}

}  // namespace gandan::petitions
