#include <utility>

#include "contexts/petitions/topics/membership.hpp"

namespace gandan::petitions {

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
  record_topic(tx, env, act, into, Verb::merge, moved);
  return *find_topic(tx, into);
}

}  // namespace gandan::petitions
