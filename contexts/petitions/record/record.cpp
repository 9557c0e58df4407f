#include "contexts/petitions/record/record.hpp"

#include "lib/text/formalities.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

/// In the order of Petition.
const std::string petition_columns = db::joined(
    {"p.id, p.code, p.kind, p.state, p.channel, p.visibility, p.title, p.text, p.asked_by, ",
     "p.addressed_to, p.place_text, p.place_id, p.province_id, p.field_id, p.body_id, p.topic_id, ",
     "p.answer_id, p.outcome, p.received_at, ", clocks::columns("p"),
     ", p.answered_at, p.promised_on, p.source_id, ", sql::has_not_agreed, ", ", sql::has_not_said,
     ", p.round, p.nameless, p.withdrawal_at"});

const db::Sql find_by_id{"select ", petition_columns, " from petitions p where p.id = :id"};
const db::Sql find_by_code{"select ", petition_columns, " from petitions p where p.code = :code"};
const db::Sql select_by_source{
    "select ", petition_columns,
    " from petitions p where p.source_id = :id order by p.id desc limit 1"};
const db::Sql find_joined{
    "select ", petition_columns,
    " from petition_joins j join petitions p on p.id = j.petition_id where j.code = :code"};
const db::Sql update_petition{
    "update petitions set kind = :kind, state = :state, visibility = :visibility, "
    "field_id = :field, body_id = :body, topic_id = :topic, answer_id = :answer, "
    "outcome = :outcome, ",
    clocks::sql::assigned,
    ", answered_at = :answered_at, promised_on = :promised_on, round = :round, "
    "nameless = :nameless, withdrawal_at = :withdrawal_at where id = :id"};
const db::Sql select_decisions{R"(
  select at, verb, number, decided_on, ground from petition_decisions
  where petition_id = :id order by at)"};

const db::Sql select_notes{R"(
  select at, verb, for_petitioner, text from petition_notes where petition_id = :id order by at)"};

}  // namespace

bool is_sealed(const Petition& petition) {
  return is_confidential(petition.kind) || petition.visibility == Visibility::sealed;
}

std::array<std::optional<UnitId>, 3> units_of(const Petition& petition) {
  return {petition.body, petition.place, petition.province};
}

bool may(db::Tx& tx, const Act& act, Actor actor, const Petition& petition) {
  if (act.who == Act::Who::system) return true;
  if (act.who == Act::Who::resident) return actor == Actor::petitioner;
  auto permission = [&] {
    if (petition.kind == Kind::denunciation) return people::Permission::handle_denunciations;
    if (actor == Actor::answering_body) return people::Permission::answer;
    if (actor == Actor::petitioner || actor == Actor::registrar)
      return people::Permission::register_cases;
    return people::Permission::route;
  }();
  if (actor == Actor::answering_body)
    return petition.body && acts::holds(tx, act, permission, std::array{petition.body});
  // Whoever listens where it comes from stays responsible for it, also once a body has it: they
  // hear the sender who takes it back or wants it hidden, and send it on where the body was the
  // wrong one.
  return acts::holds(tx, act, permission, units_of(petition));
}

std::optional<Petition> find(db::Tx& tx, PetitionId id) {
  return tx.one<Petition>(find_by_id, {{"id", id}});
}

std::optional<Petition> find(db::Tx& tx, std::string_view code) {
  auto petition = tx.one<Petition>(find_by_code, {{"code", code}});
  return petition ? petition : tx.one<Petition>(find_joined, {{"code", code}});
}

std::optional<Petition> find_by_source(db::Tx& tx, std::string_view source_id) {
  return tx.one<Petition>(select_by_source, {{"id", source_id}});
}

std::string matching_text(std::string_view title, std::string_view text) {
  // A title that nobody gave stands in the text, but for its capital.
  const std::string_view tail = title.empty() ? title : title.substr(text::decode(title, 0).size);
  std::string out;
  if (text.find(tail) == std::string_view::npos) out.append(title).append(". ");
  return out.append(text::without_formalities(text));
}

std::string matching_text(const Petition& p) {
  return matching_text(p.title, p.text);
}

void save(db::Tx& tx, const Petition& p) {
  tx.run(update_petition, {{"kind", p.kind},
                           {"state", p.state},
                           {"visibility", p.visibility},
                           {"field", p.field},
                           {"body", p.body},
                           {"topic", p.topic},
                           {"answer", p.answer},
                           {"outcome", p.outcome},
                           {"clock_rule", p.clock.rule},
                           {"clock_started_at", p.clock.started_at},
                           {"due_at", p.clock.due_at},
                           {"stopped_at", p.clock.stopped_at},
                           {"answered_at", p.answered_at},
                           {"promised_on", p.promised_on},
                           {"round", p.round},
                           {"nameless", p.nameless},
                           {"withdrawal_at", p.withdrawal_at},
                           {"id", p.id}});
}

void record_joining(db::Tx& tx, const Act& act, JoinId id, Instant at, Verb verb,
                    std::initializer_list<Fact> facts) {
  acts::record_named(tx, act, subject_of(id), at, "petition." + std::string(name(verb)), facts);
}

std::optional<Verb> verb_of(const journal::Recorded& entry) {
  return parse_verb(acts::verb_name(entry));
}

std::vector<NoteRow> notes_of(db::Tx& tx, PetitionId id) {
  return tx.all<NoteRow>(select_notes, {{"id", id}});
}

std::vector<DecisionRow> decisions_of(db::Tx& tx, PetitionId id) {
  return tx.all<DecisionRow>(select_decisions, {{"id", id}});
}

}  // namespace gandan::petitions
