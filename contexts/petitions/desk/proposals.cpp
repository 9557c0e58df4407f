// Which bodies a petition may be for, and why: what its words, its sender, its place and what
// officers did before speak for.
#include <algorithm>

#include "contexts/petitions/desk/desk.hpp"
#include "contexts/petitions/desk/settings.hpp"
#include "contexts/petitions/topics/reason.hpp"
#include "kernel/units/bodies.hpp"
#include "kernel/units/body_search.hpp"
#include "kernel/units/competence.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

constexpr double least_confidence = 0.05;  // less is no proposal

std::string why_learned(const Desk& desk, const Suggestion& suggestion) {
  if (suggestion.phrases.empty()) return desk.tr(N_("answered others like it"));
  return desk.words.locale.tr(N_("answered others with {words}"),
                              {{"words", quoted(suggestion.phrases, 5)}});
}

/// Whether a body of this area answers for the petition's place. Central bodies answer for all.
bool serves(const units::Unit& body, const Petition& petition) {
  if (!body.area || body.level == units::Level::nation) return true;
  if (!petition.province) return body.level == units::Level::province;
  return body.area == petition.province || body.area == petition.place;
}

/// The body that the sender named, as it is today.
std::optional<UnitId> asked_body(const Desk& desk, db::Tx& tx, const Petition& petition) {
  auto named = units::find_unit(tx, petition.addressed_to, civil_date(petition.received_at));
  if (!named || named->kind != units::UnitKind::body) return std::nullopt;
  auto now = units::as_of(tx, named->id, desk.words.today);
  const units::Unit* body = now.empty() ? nullptr : desk.directory->find(now.front().unit);
  return body ? std::optional(body->id) : std::nullopt;
}

/// Of the bodies of its place the one that governs it.
std::optional<UnitId> committee_of_place(const Desk& desk, const Petition& petition) {
  for (const units::Unit& body : desk.directory->bodies())
    if (petition.place && body.area == petition.place && units::is_peoples_committee(body))
      return body.id;
  return std::nullopt;
}

/// The body to which the text is addressed, by its full name where it begins: the longest name of
/// those that serve the place.
std::optional<UnitId> named_body(const Desk& desk, const Petition& petition) {
  constexpr std::size_t opening = 300;  // code points: a letter names whom it asks at its beginning
  const std::string text = text::fold(text::shorten(petition.text, opening));
  const units::Unit* named = nullptr;
  for (const units::Unit& body : desk.directory->bodies()) {
    if (named && named->name.size() >= body.name.size()) continue;
    if (text.find(text::fold(body.name)) != std::string::npos && serves(body, petition))
      named = &body;
  }
  return named ? std::optional(named->id) : std::nullopt;
}

/// The body of the petition's province that answers for its field: its department of health.
std::optional<BodyProposal> local_body(const Desk& desk, db::Tx& tx, const Petition& petition) {
  const auto field = likely_field(desk, petition);
  if (!petition.province || !field) return std::nullopt;
  for (UnitId body : units::bodies_of(tx, *petition.province, *field))
    return BodyProposal{body, desk.words.locale.tr(N_("answers for {field} there"),
                                                   {{"field", desk.words.field(*field)}})};
  return std::nullopt;
}

/// Of a denunciation nothing is guessed: a wrong guess sends it to who is denounced. What is known
/// is offered.
std::vector<BodyProposal> known_bodies(const Desk& desk, db::Tx& tx, const Petition& petition) {
  std::vector<BodyProposal> out;
  if (petition.body) out.push_back({*petition.body, desk.tr(N_("has it now"))});
  if (auto asked = asked_body(desk, tx, petition); asked && asked != petition.body)
    out.push_back({*asked, desk.tr(N_("asked by the sender"))});
  return out;
}

}  // namespace

std::optional<FieldId> likely_field(const Desk& desk, const Petition& petition) {
  if (petition.field || petition.kind == Kind::denunciation) return petition.field;
  for (const Suggestion& suggestion : desk.advisor.fields(matching_text(petition), 1))
    if (suggestion.knows_a_word) return FieldId{suggestion.id};
  return std::nullopt;
}

std::vector<pages::Offer> offer_bodies(const Desk& desk, const Petition& petition,
                                       std::string_view typed) {
  constexpr std::size_t most = 8;
  std::vector<pages::Offer> offers;
  if (text::fold(typed).size() < 2) return offers;
  auto found = units::bodies_named(*desk.directory, typed);
  auto distance = [&](const units::Unit* body) {
    if (body->area && body->area == petition.place) return 0;
    return body->area && body->area == petition.province ? 1 : 2;
  };
  std::stable_sort(found.begin(), found.end(),
                   [&](const auto* a, const auto* b) { return distance(a) < distance(b); });
  for (const units::Unit* body : found)
    if (offers.size() < most) offers.push_back({std::to_string(body->id.value), body->name});
  // One alone is what was typed, and no guess.
  if (offers.size() == 1) offers.front().chosen = petition.kind != Kind::denunciation;
  return offers;
}

std::vector<BodyProposal> propose_bodies(const Desk& desk, db::Tx& tx, const Petition& petition) {
  if (petition.kind == Kind::denunciation) return known_bodies(desk, tx, petition);
  constexpr std::size_t most = 4;
  const auto local = local_body(desk, tx, petition);
  std::vector<BodyProposal> out;
  auto is_there = [&](UnitId id) {
    return std::any_of(out.begin(), out.end(), [&](const auto& other) { return other.body == id; });
  };
  if (petition.body) out.push_back({*petition.body, desk.tr(N_("has it now"))});
  if (auto asked = asked_body(desk, tx, petition); asked && !is_there(*asked))
    out.push_back({*asked, desk.tr(N_("asked by the sender"))});
  if (auto named = named_body(desk, petition); named && !is_there(*named))
    out.push_back({*named, desk.tr(N_("named in the text"))});
  const auto field = desk.directory->field_name(petition.field, "vi");
  const auto learned = desk.advisor.bodies(matching_text(petition), field, 24);
  const auto place = petition.place ? petition.place : petition.province;
  const double clear = static_cast<double>(desk.services.settings.get_at(tx, clear_percent, place,
                                                                         desk.words.today)) /
                       100;
  const bool is_clear = !learned.empty() && learned.front().confidence > clear;
  const auto governs = committee_of_place(desk, petition);
  if (governs && (petition.kind == Kind::report || !is_clear) && !is_there(*governs))
    out.push_back({*governs, desk.tr(N_("where it happens"))});
  for (const Suggestion& suggestion : learned) {
    // What was learned of a body that has ended counts for what it became.
    auto now = units::as_of(tx, UnitId{suggestion.id}, desk.words.today);
    const units::Unit* body = now.empty() ? nullptr : desk.directory->find(now.front().unit);
    const std::size_t room = most - (local && !is_there(local->body) ? 1 : 0);
    if (!body || out.size() >= room || is_there(body->id) || !serves(*body, petition)) continue;
    if (suggestion.confidence < least_confidence) continue;
    out.push_back({body->id, why_learned(desk, suggestion)});
  }
  if (local && !is_there(local->body)) out.push_back(*local);
  if (governs && !is_there(*governs)) out.push_back({*governs, desk.tr(N_("where it happens"))});
  const auto first = bodies_of_first_complaint(tx, petition, desk.words.today);
  std::erase_if(out, [&](const BodyProposal& proposal) {
    return std::find(first.begin(), first.end(), proposal.body) != first.end();
  });
  return out;
}

}  // namespace gandan::petitions
