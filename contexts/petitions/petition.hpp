// A petition: its kinds, states, outcomes and their words. What may happen to it is in course.hpp,
// the storage in record.hpp, each use case in a file named by its verb.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kernel/ids/unit_id.hpp"
#include "lib/base/id.hpp"
#include "lib/base/time.hpp"

namespace gandan::petitions {

using PetitionId = Id<struct PetitionTag>;
using AnswerId = Id<struct AnswerTag>;
using TopicId = Id<struct TopicTag>;
using JoinId = Id<struct JoinTag>;

// Beside an enum stand the conditions that SQL puts to it (pieces of a db::Sql): its numbers are in
// the text, not in parameters, so that the partial indexes over them are used.

/// The four kinds of Vietnamese law (Circular 05/2021/TT-TTCP). The numbers are stored.
enum class Kind : std::uint8_t {
  proposal = 1,      ///< kiến nghị: proposes that something be decided or changed
  report = 2,        ///< phản ánh: tells of a situation
  complaint = 3,     ///< khiếu nại: asks to review a decision or act against oneself
  denunciation = 4,  ///< tố cáo: reports another's breach of the law; its author is sealed
};
namespace sql {  // of a petition `p`, where nothing else is said
inline constexpr std::string_view is_denunciation = "p.kind = 4";
inline constexpr std::string_view is_no_denunciation = "p.kind <> 4";
inline constexpr std::string_view is_for_all = "p.kind in (1, 2)";  // not of one person alone
inline constexpr std::string_view is_confidential = "p.kind in (3, 4)";
static_assert(Kind{1} == Kind::proposal && Kind{2} == Kind::report && Kind{3} == Kind::complaint &&
              Kind{4} == Kind::denunciation);
}  // namespace sql
inline constexpr Kind kinds[] = {Kind::proposal, Kind::report, Kind::complaint, Kind::denunciation};

/// The numbers are stored; what is below 5 is open, in the indexes too.
enum class State : std::uint8_t {
  suspended = 0,  ///< tạm đình chỉ: by decision the clock of the settlement stands still
  received = 1,   ///< entered, waits to be told apart and routed
  needs_information = 2,  ///< waits for the petitioner; the clock stands still
  routed = 3,             ///< with the competent body; a complaint or denunciation is being checked
  in_progress = 4,        ///< the body has taken it up (thụ lý)
  answered = 5,           ///< answered, with one of the outcomes
  returned = 6,           ///< given back, with the reason and where to turn
  withdrawn = 7,          ///< taken back by who sent it
  ended = 8,              ///< đình chỉ: the settlement was ended by decision
  declined = 9,           ///< không thụ lý: not accepted, with the reason
};
namespace sql {
inline constexpr std::string_view is_open = "p.state < 5";
inline constexpr std::string_view is_closed = "p.state >= 5";
inline constexpr std::string_view is_answered = "p.state = 5";
inline constexpr std::string_view is_withdrawn = "p.state = 7";
inline constexpr std::string_view is_returned_or_withdrawn = "p.state in (6, 7)";
inline constexpr std::string_view is_returned_ended_or_declined = "p.state in (6, 8, 9)";
inline constexpr std::string_view its_clock_stands = "p.state in (0, 2)";
inline constexpr std::string_view is_with_a_body = "p.state in (0, 3, 4)";
static_assert(State{0} == State::suspended && State{2} == State::needs_information &&
              State{3} == State::routed && State{4} == State::in_progress &&
              State{5} == State::answered && State{6} == State::returned &&
              State{7} == State::withdrawn && State{8} == State::ended &&
              State{9} == State::declined);
}  // namespace sql
/// Those that anybody may meet; the others are of complaints and denunciations alone.
inline constexpr State states[] = {State::received,    State::needs_information, State::routed,
                                   State::in_progress, State::answered,          State::returned,
                                   State::withdrawn};

/// How an answer leaves the matter: the words of the real reports to the National Assembly.
enum class Outcome : std::uint8_t {
  settled = 1,      ///< đã giải quyết xong
  in_progress = 2,  ///< đang giải quyết, with a promised date
  scheduled = 3,    ///< sẽ giải quyết, có lộ trình, with a promised date
  explained = 4,    ///< giải trình, cung cấp thông tin
};
inline constexpr Outcome outcomes[] = {Outcome::settled, Outcome::in_progress, Outcome::scheduled,
                                       Outcome::explained};

enum class Channel : std::uint8_t {
  web = 1,
  api = 2,
  paper = 3,
  telephone = 4,
  meeting = 5,
  import = 6,
  reception = 7
};
namespace sql {
inline constexpr std::string_view is_imported = "p.channel = 6";
static_assert(Channel{6} == Channel::import);
}  // namespace sql
inline constexpr Channel channels[] = {Channel::web,       Channel::api,     Channel::paper,
                                       Channel::telephone, Channel::meeting, Channel::import,
                                       Channel::reception};

/// Who sees the text. Complaints and denunciations stay sealed; a proposal or report whose author
/// agreed is public at once unless the redaction check found something, then an officer looks
/// first.
enum class Visibility : std::uint8_t { sealed = 0, held = 1, open = 2 };
namespace sql {
inline constexpr std::string_view is_public = "p.visibility = 2";
inline constexpr std::string_view is_not_sealed = "p.visibility in (1, 2)";
inline constexpr std::string_view is_sealed = "p.visibility = 0";
static_assert(Visibility{0} == Visibility::sealed && Visibility{1} == Visibility::held &&
              Visibility{2} == Visibility::open);
}  // namespace sql

/// What who sent it said of publication.
enum class Consent : std::uint8_t { agreed = 0, refused = 1, unsaid = 2 };
namespace sql {
inline constexpr std::string_view has_agreed = "p.publication_refused = 0";
inline constexpr std::string_view has_not_agreed = "p.publication_refused <> 0";
inline constexpr std::string_view has_not_said = "p.publication_refused = 2";
static_assert(Consent{0} == Consent::agreed && Consent{2} == Consent::unsaid);
}  // namespace sql

/// A petition's place in a topic.
enum class Membership : std::uint8_t { proposed = 1, confirmed = 2, refused = 3 };
namespace sql {  // of a row `m` of topic_members
inline constexpr std::string_view is_proposed = "m.state = 1";
inline constexpr std::string_view is_confirmed = "m.state = 2";
inline constexpr std::string_view is_not_refused = "m.state in (1, 2)";
static_assert(Membership{1} == Membership::proposed && Membership{2} == Membership::confirmed);
}  // namespace sql

/// What can happen to a petition, or to a topic. Names are stored, in the journal
/// ("petition.route") and beside notes and decisions: they never change. Those of the course are
/// use cases, each in a file of its name.
enum class Verb : std::uint8_t {
  // The course (course.hpp).
  route,
  ask,
  supplement,
  accept,
  send_back,
  extend,
  answer,
  give_back,
  withdraw,
  widen_check,     ///< the check of a denunciation takes longer: at several places
  decline,         ///< không thụ lý
  suspend,         ///< tạm đình chỉ
  resume,          ///< tiếp tục giải quyết
  end,             ///< đình chỉ
  complain_again,  ///< khiếu nại lần hai
  pursue,          ///< tiếp tục khiếu nại: of a complaint that was ended
  go_on,           ///< a denunciation is settled all the same, though it was taken back
  // What its sender does later (after_answer.cpp).
  add,     ///< more words, while it is open
  settle,  ///< says that it is settled, or that what was promised was kept
  doubt,   ///< says that it is not done yet, and no more
  reopen,  ///< says that it is not: to the level above, within a time
  // What changes no state.
  submit,
  import,
  limit,  ///< its last day moved with calendar, areas or rules
  place,
  title,
  publish,
  hide,
  mask,
  attach,         ///< an officer adds files: the letter as it came, what goes with an answer
  show_file,      ///< a file of it is shown in public
  withhold_file,  ///< or kept from it
  mask_file,      ///< parts of a picture are covered
  unmask_file,    ///< and uncovered, for officers: it is not in public then
  urge,           ///< đôn đốc: the body that has it is reminded of its day
  join,           ///< the record is the joining
  place_join,     ///< likewise
  // Of topics, and of the petitions in them.
  propose,
  confirm,
  refuse,
  split,
  merge,
  rename,
  start,
  group,        ///< of all topics: petitions were grouped
  group_begin,  ///< likewise: an officer asked for it
};
inline constexpr std::size_t verb_count = static_cast<std::size_t>(Verb::group_begin) + 1;

/// Whether the table of transitions knows it; no other verb changes the state.
[[nodiscard]] constexpr bool is_of_course(Verb verb) {
  return verb <= Verb::reopen;
}

/// Not yet answered, given back, withdrawn, ended or declined.
[[nodiscard]] bool is_open(State state);
/// Complaints and denunciations are matters of one person: never public, never joined.
[[nodiscard]] bool is_confidential(Kind kind);

/// The name in code, API, command line and CSS: "proposal", "needs_information", …
[[nodiscard]] std::string_view name(Kind kind);
[[nodiscard]] std::string_view name(State state);
[[nodiscard]] std::string_view name(Outcome outcome);
[[nodiscard]] std::string_view name(Channel channel);
[[nodiscard]] std::string_view name(Verb verb);
/// The English message for people, to be translated by the locale.
[[nodiscard]] const char* label(Kind kind);
[[nodiscard]] const char* label(State state);
[[nodiscard]] const char* label(Outcome outcome);
[[nodiscard]] const char* label(Channel channel);
/// Of those of the course; empty for the others.
[[nodiscard]] const char* label(Verb verb);
/// Reads a name; the Vietnamese words are read as well ("kiến nghị").
[[nodiscard]] std::optional<Kind> parse_kind(std::string_view text);
[[nodiscard]] std::optional<State> parse_state(std::string_view text);
[[nodiscard]] std::optional<Outcome> parse_outcome(std::string_view text);
[[nodiscard]] std::optional<Channel> parse_channel(std::string_view text);
/// A name as it is stored, and nothing else.
[[nodiscard]] std::optional<Verb> parse_verb(std::string_view name);

/// A heading for lists: the first sentence that has matter, in at most 110 code points, cut where a
/// phrase ends (text::heading_of).
[[nodiscard]] std::string title_of(std::string_view text);

}  // namespace gandan::petitions
