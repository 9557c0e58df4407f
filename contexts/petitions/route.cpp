#include <algorithm>
#include <utility>

#include "contexts/petitions/figures/sealed_figures.hpp"
#include "contexts/petitions/move.hpp"
#include "contexts/petitions/papers/official.hpp"
#include "contexts/petitions/public/petition_story.hpp"
#include "contexts/petitions/record/answers.hpp"
#include "contexts/petitions/record/contact.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "contexts/petitions/record/visibility.hpp"
#include "contexts/petitions/topics/membership.hpp"
#include "kernel/units/units.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {

namespace {

/// What is or becomes a denunciation is sealed to the key of the body that has it from now on, and
/// so is what was masked of another.
void seal_for_body(db::Tx& tx, const Env& env, Petition& petition) {
  if (!has_sealed_parts(tx, petition)) return;
  people::seal_anew(tx, env.keys, petition.body.value_or(UnitId{}), subject_of(petition.id));
  if (has_sealed_words(petition) && !petition.text.empty()) seal_in_full(tx, env, petition);
}

/// Found to be of another kind where the body has it already: the clock runs since it came, under
/// the rule of the stage in which such a matter now stands. What was not accepted as a complaint or
/// denunciation is still to be checked.
bool correct_kind(db::Tx& tx, const Env& env, Move& move) {
  Petition& petition = move.petition;
  const Matter matter = matter_of(petition);
  move.transition.to = is_settled(matter) ? State::routed : petition.state;
  return change_rule(tx, env, petition, rule_of(matter, first_stage(matter)));
}

/// A denunciation by somebody who did not say who they are: known as long as it lies in clear.
bool is_nameless(db::Tx& tx, const Petition& petition) {
  const Contact contact = contact_of(tx, petition.id).value_or(Contact{});
  return contact.name.empty() || contact.address.empty();
}

/// A second complaint goes above whoever had the first (Law 02/2011 art. 7(1)).
bool attacks_decision_of(db::Tx& tx, const Move& move, UnitId body) {
  const auto first = bodies_of_first_complaint(tx, move.petition, civil_date(move.at));
  return std::find(first.begin(), first.end(), body) != first.end();
}

}  // namespace

std::vector<UnitId> bodies_of_first_complaint(db::Tx& tx, const Petition& petition, Date today) {
  std::vector<UnitId> bodies;
  if (matter_of(petition) != Matter::second_complaint) return bodies;
  auto add = [&](std::optional<UnitId> body) {
    if (!body) return;
    bodies.push_back(*body);
    for (const units::Share& now : units::as_of(tx, *body, today)) bodies.push_back(now.unit);
  };
  for (const journal::Recorded& entry : journal::entries_of(tx, subject_of(petition.id))) {
    const auto verb = verb_of(entry);
    if (verb == Verb::complain_again) break;
    if (verb == Verb::accept) add(UnitId{fact_of(entry, "body")});
  }
  // One that came from a file was accepted elsewhere. While the second waits for its decision,
  // every answer is of the first.
  for (const StoredAnswer& answer : answers_to(tx, petition.id)) add(answer.body);
  return bodies;
}

Moved route(db::Tx& tx, const Env& env, const Act& act, PetitionId id, const RouteForm& form) {
  auto move = begin_move(tx, env, act, id, Verb::route);
  if (!move) return fail(move.error());
  Petition& petition = move->petition;
  auto body = units::find_unit(tx, form.body);
  if (!body || body->kind != units::UnitKind::body) return fail(MoveError::not_found);
  if (form.field && !units::has_field(tx, *form.field)) return fail(MoveError::field_unknown);
  if (text::length(form.note) > longest_reason) return fail(MoveError::reason_too_long);
  const bool is_there = petition.body == form.body;
  const bool other_kind = form.kind && *form.kind != petition.kind;
  const bool other_field = form.field && form.field != petition.field;
  if (is_there && !other_kind && !other_field) return fail(MoveError::is_there);
  if (attacks_decision_of(tx, *move, form.body)) return fail(MoveError::decided_it_first);
  const auto from = std::exchange(petition.body, form.body);
  if (!is_there) number_transfer(tx, act, id, from, move->at);
  if (other_field) petition.field = form.field;
  if (other_kind) petition.kind = *form.kind;
  if (other_kind && petition.kind == Kind::denunciation && !petition.text.empty())
    petition.nameless = is_nameless(tx, petition);
  move->transition.stage = first_stage(matter_of(petition));
  if (is_there) {
    move->transition.to = petition.state;
    move->by_mail = move->by_mail && other_kind;  // a letter tells of another limit, not of a field
    if (other_kind && !correct_kind(tx, env, *move)) return fail(MoveError::no_due_date);
  } else if (!turn_clock(tx, *move, move->at)) {
    return fail(MoveError::no_due_date);
  }
  if (is_confidential(petition.kind)) {
    set_visibility(tx, petition, Visibility::sealed, move->at);
    note_sealed(tx, id, petition.kind, move->at);
    save(tx, petition);  // no topic that it leaves is called by its words
    leave_topics(tx, env, act, petition);
  }
  seal_for_body(tx, env, petition);
  return end_move(tx, act, *move,
                  {{"body", form.body.value},
                   {"kind", static_cast<int>(petition.kind)},
                   {"field", petition.field.value_or(FieldId{}).value},
                   {"due", petition.clock.due_at.value_or(Instant{}).micros}},
                  {form.note, acts::Readers::officers});
}

}  // namespace gandan::petitions
