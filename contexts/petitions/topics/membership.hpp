// How a petition enters and leaves a topic; shared by the use cases on topics.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/petitions/topics/topics.hpp"

namespace gandan::petitions {

/// The topic, where `act` may put every one of these petitions together and take it apart.
[[nodiscard]] Result<Topic, TopicError> begin_topic(db::Tx& tx, const Act& act, TopicId id,
                                                    const std::vector<PetitionId>& touched);
/// As begin_topic, for what touches everybody in it.
[[nodiscard]] Result<Topic, TopicError> begin_whole_topic(db::Tx& tx, const Act& act, TopicId id);
/// The title as it is kept: cleaned, at most 200 code points; a blank one is refused.
[[nodiscard]] Result<std::string, TopicError> read_title(std::string_view typed);
/// A topic without members yet, which `representative` stands for. Without a title it is called by
/// its code, which is a fresh one where none is given.
[[nodiscard]] Topic create_topic(db::Tx& tx, const Env& env, std::string_view title,
                                 PetitionId representative, TopicState state,
                                 std::string code = {});
/// Sets the petition's membership, keeping the similarity and reason of an earlier proposal.
void set_membership(db::Tx& tx, TopicId topic, PetitionId petition, Membership membership);
/// The petition's one confirmed topic becomes `topic`; nothing takes it out of any.
void set_topic(db::Tx& tx, PetitionId petition, std::optional<TopicId> topic);
/// The petition is never proposed together again with who stands in the topic now.
void tell_apart(db::Tx& tx, TopicId topic, PetitionId petition);
/// Takes it out of every topic: complaints and denunciations stand in none, and no topic is called
/// by their words.
void leave_topics(db::Tx& tx, const Env& env, const Act& act, Petition& petition);
/// Where the petition that stands for the topic left it, was given back or withdrawn, the oldest
/// that is public does, or else the oldest; where none is left, the topic is dissolved.
void keep_represented(db::Tx& tx, TopicId topic);
/// It is dissolved, and its address leads to `into`.
void dissolve_into(db::Tx& tx, TopicId topic, TopicId into);
void set_state(db::Tx& tx, TopicId topic, TopicState state);
void set_title(db::Tx& tx, TopicId topic, std::string_view title);
[[nodiscard]] bool is_member(db::Tx& tx, TopicId topic, PetitionId petition);
/// "topic.<verb>" in the journal, and "petition.<verb>" for each petition with the topic's number.
void record_topic(db::Tx& tx, const Env& env, const Act& act, TopicId topic, Verb verb,
                  const std::vector<PetitionId>& petitions);

}  // namespace gandan::petitions
