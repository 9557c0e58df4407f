// Topics (chủ đề tổng hợp): petitions that ask the same, answered once. The machine proposes, an
// officer confirms, refuses, splits, merges and renames; every asker stays visible.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/petitions/lists/listing.hpp"
#include "contexts/petitions/record/record.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/journal/journal.hpp"

namespace gandan::petitions {

enum class TopicState : std::uint8_t { proposed = 1, confirmed = 2, dissolved = 3 };
namespace sql {  // of a topic `t`
inline constexpr std::string_view topic_is_proposed = "t.state = 1";
inline constexpr std::string_view topic_is_confirmed = "t.state = 2";
inline constexpr std::string_view topic_stands = "t.state in (1, 2)";
/// Of a row `m` of topic_members: of a confirmed topic who is confirmed, of a proposed one all.
inline constexpr std::string_view may_represent = "m.state in (t.state, 2)";
static_assert(TopicState{1} == TopicState::proposed && TopicState{2} == TopicState::confirmed &&
              Membership{1} == Membership::proposed && Membership{2} == Membership::confirmed);
}  // namespace sql

struct Topic {
  TopicId id;
  std::string code;
  std::string title;
  TopicState state = TopicState::proposed;
  PetitionId representative;
  Instant created_at;
};

/// A petition in a topic, with why it is there.
struct TopicMember {
  PetitionId petition;
  std::string code;
  Kind kind = Kind::proposal;
  State state = State::received;
  Visibility visibility = Visibility::held;
  std::string title, text, asked_by;
  std::optional<UnitId> province, place, body;
  Instant received_at;
  Membership membership = Membership::proposed;
  double similarity = 0;
  std::string reason;  ///< JSON: reason.hpp puts it in words
};

[[nodiscard]] inline std::array<std::optional<UnitId>, 3> units_of(const TopicMember& member) {
  return {member.body, member.place, member.province};
}

[[nodiscard]] std::optional<Topic> find_topic(db::Tx& tx, TopicId id);
[[nodiscard]] std::optional<Topic> find_topic(db::Tx& tx, std::string_view code);
/// The topic that this one went into, through all that were merged since; nothing where it was not
/// merged.
[[nodiscard]] std::optional<Topic> merged_into(db::Tx& tx, std::string_view code);
/// The topic that a code names: itself, or what it was merged into.
[[nodiscard]] std::optional<Topic> topic_named(db::Tx& tx, std::string_view code);
/// Whether everybody may be told of it: confirmed, and with a petition that everybody may read.
[[nodiscard]] bool is_public(db::Tx& tx, const Topic& topic);
/// The topic that a code leads everybody to: confirmed, itself or what it was merged into, and with
/// a petition that everybody may read. Of any other nothing tells that it is there.
[[nodiscard]] std::optional<Topic> public_topic(db::Tx& tx, std::string_view code);
/// The petition by which the topic's state and limit are told: of the confirmed that everybody may
/// read and that are open the one that is due first; where none is, the one answered last. Nothing
/// where nobody may read any.
[[nodiscard]] std::optional<Petition> standing_of(db::Tx& tx, TopicId id);
/// Proposed and confirmed members, the representative first, then by falling similarity.
[[nodiscard]] std::vector<TopicMember> members_of(db::Tx& tx, TopicId id);
struct TopicRow {
  TopicId id;
  std::string code, title;
  TopicState state = TopicState::proposed;
  Instant created_at;
  int proposed = 0, confirmed = 0;
};
/// Topics in a state with a petition in reach, newest first; `before` is the id of the last row of
/// the page before.
[[nodiscard]] std::vector<TopicRow> list_topics(db::Tx& tx, TopicState state, int limit,
                                                TopicId before = {},
                                                const Within& reach = {.everywhere = true});

/// A topic as officers weigh it.
struct WeighedTopic {
  TopicId id;
  std::string code, title;
  int proposed = 0, confirmed = 0;
  std::int64_t people = 0;  ///< who sent its petitions, and who joined them
  std::int64_t due = 0;     ///< of its clocks that run the first to end; the last moment: none runs
};
/// Of so many of the newest: more are not weighed at once.
inline constexpr int most_weighed = 1'000;
/// Topics in a state with a petition in reach: what the most people ask stands first, of equals
/// what is due first.
[[nodiscard]] db::Page<WeighedTopic> weigh_topics(db::Tx& tx, TopicState state, int limit,
                                                  const std::optional<db::Cursor>& after,
                                                  const Within& reach);
/// What a topic is about, by those of its petitions that everybody may read or that are in reach.
struct TopicSubject {
  TopicId id;
  std::optional<Instant> due_at;  ///< the first of its clocks that run
  Instant first_at;               ///< received first
  std::optional<FieldId> field;   ///< one of them
  std::int64_t fields = 0;
  std::optional<UnitId> body;  ///< one of them
  std::int64_t bodies = 0;
};
/// In no order; of one in which nothing may be read there is none.
[[nodiscard]] std::vector<TopicSubject> subjects_of(db::Tx& tx, const std::vector<TopicId>& topics,
                                                    const Within& reach);

/// From which similarity to the petition that stands for all the grouping is sure of a proposal:
/// clusters are joined from 0.46 on (lib/grouping), and an officer ticks by hand what is less like.
inline constexpr double sure_similarity = 0.6;

/// With a petition in reach, at most `most`.
[[nodiscard]] int count_topics(db::Tx& tx, TopicState state, int most, const Within& reach);

/// A confirmed topic in the public list, with how it stands (standing_of).
struct PublicTopic {
  TopicId id;
  std::string code, title;
  Instant created_at;
  State state = State::received;
  std::optional<Outcome> outcome;
  std::optional<Instant> due_at, answered_at;
  std::optional<UnitId> body;
  std::int64_t askers = 0;
};
/// Newest first; `before` as in list_topics.
[[nodiscard]] std::vector<PublicTopic> list_public_topics(db::Tx& tx, int limit,
                                                          TopicId before = {});

/// A topic that a petition is proposed for or confirmed in.
struct TopicOfPetition {
  std::string code, title;
  Membership membership = Membership::proposed;
  std::string reason;  ///< JSON, as in TopicMember
};
/// The confirmed first.
[[nodiscard]] std::vector<TopicOfPetition> topics_of(db::Tx& tx, PetitionId petition);
struct TopicTitle {
  std::string code, title;
};
/// Of every topic that is not dissolved, newest first, at most `most`.
[[nodiscard]] std::vector<TopicTitle> topic_titles(db::Tx& tx, int most);

enum class TopicError {
  not_found,
  not_yours,
  nothing_chosen,
  not_a_member,
  confidential,  ///< complaints and denunciations are never put together
  title_missing,
};
using TopicChanged = Result<Topic, TopicError>;

/// Confirms petitions in a topic (all that are proposed where `chosen` is empty). A petition has
/// one topic: it leaves the one it was confirmed in before. (confirm.cpp)
[[nodiscard]] TopicChanged confirm(db::Tx& tx, const Env& env, const Act& act, TopicId id,
                                   const std::vector<PetitionId>& chosen);
/// Takes petitions out; they are not proposed for this topic again. (confirm.cpp)
[[nodiscard]] TopicChanged refuse(db::Tx& tx, const Env& env, const Act& act, TopicId id,
                                  const std::vector<PetitionId>& chosen);
/// Moves petitions of a topic into a new, confirmed one, told apart from the rest; returns the new
/// one. (split.cpp)
[[nodiscard]] TopicChanged split(db::Tx& tx, const Env& env, const Act& act, TopicId id,
                                 const std::vector<PetitionId>& chosen, std::string_view title);
/// Puts everything of `from` into `into`, which is confirmed where either was; `from` is dissolved.
/// (split.cpp)
[[nodiscard]] TopicChanged merge(db::Tx& tx, const Env& env, const Act& act, TopicId into,
                                 TopicId from);
/// A new, confirmed topic that begins with one petition. (start_topic.cpp)
[[nodiscard]] TopicChanged start_topic(db::Tx& tx, const Env& env, const Act& act,
                                       PetitionId petition, std::string_view title);
[[nodiscard]] TopicChanged rename(db::Tx& tx, const Env& env, const Act& act, TopicId id,
                                  std::string_view title);

/// What the runs of the grouping are journaled to: all topics together.
inline constexpr Ref all_topics{"topics", 0};

/// A proposal of the machine: petitions that seem to ask the same, the representative first.
struct Proposal {
  struct Member {
    PetitionId petition;
    double similarity = 0;
    std::string reason;
  };
  std::string title;
  std::vector<Member> members;
};
/// Stores proposals in place of those that nobody has looked at yet. What officers decided stands:
/// confirmed petitions stay, refused ones are not proposed again, and a proposal with a petition of
/// a confirmed topic extends that topic. Journals "topics.group". (propose.cpp)
void propose(db::Tx& tx, const Env& env, const std::vector<Proposal>& proposals);

}  // namespace gandan::petitions
