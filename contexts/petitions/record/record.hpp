// The stored petition, how it is read and changed, and how each change enters the journal.
#pragma once
#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/petitions/course.hpp"
#include "contexts/petitions/permissions.hpp"
#include "kernel/acts/record.hpp"
#include "kernel/clocks/clocks.hpp"
#include "lib/db/db.hpp"

namespace gandan::petitions {

using acts::Act;
using acts::Fact;
using acts::fact_of;
using acts::record;
using clocks::ClockRow, clocks::ExtensionRow, clocks::PauseKind, clocks::PauseRow,
    clocks::open_question;

/// A row of `petitions`, in the order of `petition_columns`.
struct Petition {
  PetitionId id;
  std::string code;
  Kind kind = Kind::proposal;
  State state = State::received;
  Channel channel = Channel::web;
  Visibility visibility = Visibility::held;
  std::string title, text, asked_by, addressed_to, place_text;
  std::optional<UnitId> place, province;
  std::optional<FieldId> field;
  std::optional<UnitId> body;
  std::optional<TopicId> topic;
  std::optional<AnswerId> answer;
  std::optional<Outcome> outcome;
  Instant received_at;
  clocks::Clock clock;
  std::optional<Instant> answered_at;
  std::optional<Date> promised_on;
  std::optional<std::string> source_id;
  bool publication_refused = false;  ///< by who sent it: no officer may show it in public
  bool consent_unsaid = false;       ///< refused since the letter does not say
  int round = 1;          ///< of a complaint: the first or the second (khiếu nại lần hai)
  bool nameless = false;  ///< a denunciation that does not say who denounces, or from where
  std::optional<Instant> withdrawal_at;  ///< a signed withdrawal is here; the body decides
};

/// Whether its words are for nobody but who sent it and the officers: a complaint or a
/// denunciation, and what came as one though an officer has found it to be a report.
[[nodiscard]] bool is_sealed(const Petition& petition);

/// The units at which an officer's role gives a say in it: the body that has it, and where it comes
/// from.
[[nodiscard]] std::array<std::optional<UnitId>, 3> units_of(const Petition& petition);

/// Whether `act` may do what the table gives to `actor`, with this petition: the petitioner by the
/// code alone, an officer by a role in the petition's body or above its place.
[[nodiscard]] bool may(db::Tx& tx, const Act& act, Actor actor, const Petition& petition);
/// Whether `act` may put a petition of these units (units_of) together with others, and take it
/// apart.
[[nodiscard]] inline bool may_synthesise(db::Tx& tx, const Act& act,
                                         std::span<const std::optional<UnitId>> units) {
  return acts::holds(tx, act, synthesise, units);
}

/// What tracking codes begin with: of petitions and of who joins one; of topics.
inline constexpr std::string_view petition_prefix = "GD", topic_prefix = "CD";

[[nodiscard]] std::optional<Petition> find(db::Tx& tx, PetitionId id);
/// By the code as it was normalised; codes of those who joined lead to the petition they joined.
[[nodiscard]] std::optional<Petition> find(db::Tx& tx, std::string_view code);
/// The newest with this id in the file it came from.
[[nodiscard]] std::optional<Petition> find_by_source(db::Tx& tx, std::string_view source_id);
/// Title and text as likeness is measured on them: a title that only begins the text counts once.
[[nodiscard]] std::string matching_text(std::string_view title, std::string_view text);
[[nodiscard]] std::string matching_text(const Petition& petition);
/// Stores what a use case changed: everything but the text and where it came from.
void save(db::Tx& tx, const Petition& petition);

/// As the journal, the seal and the other contexts know it.
[[nodiscard]] inline Ref subject_of(PetitionId id) {
  return {"petition", id.value};
}
[[nodiscard]] inline Ref subject_of(TopicId id) {
  return {"topic", id.value};
}
[[nodiscard]] inline Ref subject_of(JoinId id) {
  return {"join", id.value};
}
/// Of who joins: under the number of the joining, so that the course of the petition stays short;
/// in the petition's words, "petition.join".
void record_joining(db::Tx& tx, const Act& act, JoinId id, Instant at, Verb verb,
                    std::initializer_list<Fact> facts);
/// What an entry of a petition or a topic tells; nothing where another module's deed is told.
[[nodiscard]] std::optional<Verb> verb_of(const journal::Recorded& entry);

/// Words that went with a change.
struct NoteRow {
  Instant at;
  std::string verb;
  acts::Readers readers = acts::Readers::officers;
  std::string text;
};
[[nodiscard]] std::vector<NoteRow> notes_of(db::Tx& tx, PetitionId id);

/// What happened to its clocks, oldest first. (clock.cpp)
[[nodiscard]] std::vector<PauseRow> pauses_of(db::Tx& tx, PetitionId id);
/// Their criteria are of complexity, a bit each (decision.hpp).
[[nodiscard]] std::vector<ExtensionRow> extensions_of(db::Tx& tx, PetitionId id);
[[nodiscard]] std::vector<ClockRow> clocks_of(db::Tx& tx, PetitionId id);

/// A written decision or notice, with the ground that the law lists, or 0.
struct DecisionRow {
  Instant at;
  std::string verb, number;
  Date on;
  std::int64_t ground = 0;
};
/// Oldest first.
[[nodiscard]] std::vector<DecisionRow> decisions_of(db::Tx& tx, PetitionId id);

}  // namespace gandan::petitions
