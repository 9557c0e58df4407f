// Which bodies a petition may be for, and why: what its words, its sender, its place and what
// officers did before speak for.
#include <algorithm>

#include "contexts/petitions/desk/desk.hpp"
#include "contexts/petitions/desk/settings.hpp"
#include "contexts/petitions/topics/reason.hpp"
#include "kernel/units/addressee.hpp"
#include "kernel/units/bodies.hpp"
#include "kernel/units/body_search.hpp"
#include "kernel/units/competence.hpp"
#include "lib/text/fold.hpp"

namespace gandan::petitions {
namespace {

constexpr double least_confidence = 0.05;  // less is no proposal

std::string why_learned(const Desk& desk, const Suggestion& suggestion) {
  if (suggestion.phrases.empty()) return desk.tr(N_("answered others like it"));
  return desk.words.locale.tr(N_("answered others with {words}"),
                              {{"words", quoted(suggestion.phrases, 5)}});
}

/// Where a petition is today: its commune, or what that became, and the province.
struct Where {
  std::optional<UnitId> commune, province;
};

Where where_is(const Desk& desk, db::Tx& tx, const Petition& petition) {
  Where where{.province = petition.province};
  if (!petition.place) return where;
  // A commune of before that was parted between several stays what it is: nobody knows which.
  const auto now = units::as_of(tx, *petition.place, desk.words.today);
  where.commune = now.size() == 1 ? now.front().unit : *petition.place;
  return where;
}

/// Whether a body of this area answers for the petition's place. Central bodies answer for all.
bool serves(const units::Unit& body, const Where& where) {
  if (!body.area || body.level == units::Level::nation) return true;
  if (!where.province) return body.level == units::Level::province;
  return body.area == where.province || body.area == where.commune;
}

/// The bodies that serve the place, with the name of what each serves.
std::vector<units::Serving> serving_there(const Desk& desk, db::Tx& tx, const Where& where) {
  const auto commune = where.commune ? units::find_unit(tx, *where.commune) : std::nullopt;
  std::vector<units::Serving> out;
  for (const units::Unit& body : desk.directory->bodies()) {
    if (!serves(body, where)) continue;
    const bool is_of_commune = commune && body.area == commune->id;
    out.push_back({&body, is_of_commune ? commune->name
                          : body.area   ? std::string(desk.directory->name(*body.area))
                                        : std::string()});
  }
  return out;
}

/// The body that the sender named, as it is today.
std::optional<UnitId> asked_body(const Desk& desk, db::Tx& tx, const Petition& petition,
                                 std::span<const units::Serving> there) {
  if (petition.addressed_to.empty()) return std::nullopt;
  auto named = units::find_unit(tx, petition.addressed_to, civil_date(petition.received_at));
  if (named && named->kind == units::UnitKind::body) {
    auto now = units::as_of(tx, named->id, desk.words.today);
    if (const auto* body = now.empty() ? nullptr : desk.directory->find(now.front().unit))
      return body->id;
  }
  // "UBND xã", "Sở Y tế": by its kind, of those that serve the place.
  const units::Unit* body = units::addressee("Kính gửi " + petition.addressed_to, there);
  return body ? std::optional(body->id) : std::nullopt;
}

/// Of the bodies of its place the one that governs it.
std::optional<UnitId> committee_of_place(const Desk& desk, const Where& where) {
  for (const units::Unit& body : desk.directory->bodies())
    if (where.commune && body.area == where.commune && units::is_peoples_committee(body))
      return body.id;
  return std::nullopt;
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
  const auto there = serving_there(desk, tx, where_is(desk, tx, petition));
  if (auto asked = asked_body(desk, tx, petition, there); asked && asked != petition.body)
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
  const Where where = where_is(desk, tx, petition);
  const auto there = serving_there(desk, tx, where);
  if (auto asked = asked_body(desk, tx, petition, there); asked && !is_there(*asked))
    out.push_back({*asked, desk.tr(N_("asked by the sender"))});
  if (const auto* named = units::addressee(petition.text, there); named && !is_there(named->id))
    out.push_back({named->id, desk.tr(N_("named in the text"))});
  const auto field = desk.directory->field_name(petition.field, "vi");
  const auto learned = desk.advisor.bodies(matching_text(petition), field, 24);
  const auto place = petition.place ? petition.place : petition.province;
  const double clear = static_cast<double>(desk.services.settings.get_at(tx, clear_percent, place,
                                                                         desk.words.today)) /
                       100;
  // Only what officers sent to a central body before is no matter of the commune: of itself each
  // ministry says that it answers for clinics and roads.
  const auto is_clear = [&](const Suggestion& suggestion, const units::Unit& body) {
    return suggestion.confidence > clear && suggestion.decided > clear &&
           (!where.commune || body.level == units::Level::nation || body.area == where.commune);
  };
  const auto body_of = [&](const Suggestion& suggestion) -> const units::Unit* {
    // What was learned of a body that has ended counts for what it became.
    const auto now = units::as_of(tx, UnitId{suggestion.id}, desk.words.today);
    return now.empty() ? nullptr : desk.directory->find(now.front().unit);
  };
  const units::Unit* likeliest = learned.empty() ? nullptr : body_of(learned.front());
  const bool is_beyond = likeliest && is_clear(learned.front(), *likeliest);
  const auto governs = committee_of_place(desk, where);
  if (governs && (petition.kind == Kind::report || !is_beyond) && !is_there(*governs))
    out.push_back({*governs, desk.tr(N_("where it happens"))});
  for (const Suggestion& suggestion : learned) {
    const units::Unit* body = body_of(suggestion);
    const std::size_t room = most - (local && !is_there(local->body) ? 1 : 0);
    if (!body || out.size() >= room || is_there(body->id) || !serves(*body, where)) continue;
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
