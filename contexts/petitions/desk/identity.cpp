// Who denounces, opened by whom may open it, with a reason.
#include "contexts/petitions/desk/desk.hpp"
#include "kernel/module/services.hpp"
#include "kernel/people/sealed_identities.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::petitions {
namespace {

using http::Request;
using http::Response;

std::vector<pages::Fact> facts_of(const Desk& desk, const people::Identity& identity) {
  std::vector<pages::Fact> facts;
  auto add = [&](const char* label, const std::string& value) {
    if (!value.empty()) facts.push_back({desk.tr(label), value});
  };
  add(N_("Full name"), identity.name);
  add(N_("Address"), identity.address);
  add(N_("Identity number"), identity.identity_number);
  add(N_("Telephone"), identity.telephone);
  add(N_("E-mail"), identity.email);
  add(N_("Note"), identity.note);
  return facts;
}

/// The form that asks why, with what was typed.
Response ask_for_reason(const Desk& desk, const Story& story, const Refused& wrong) {
  bool is_theirs = false;
  desk::DeskPage page = desk.services.database.read([&](db::Tx& tx) {
    OpenPetition open = OnDesk::open(desk, tx, story);
    is_theirs = !open.identity_href.empty();
    open.form =
        desk::form_of<OnDesk>(desk, tx, story.petition, "identity", desk.request.form, wrong);
    return desk::page_of<OnDesk>(desk, tx, std::move(open));
  });
  if (!is_theirs && wrong.empty()) return Response::not_found();
  return desk::answer_again(desk, std::move(page), story.petition.code, {wrong, {}});
}

/// Shown once, in the answer to this request; never stored, never in an address.
Response open_sealed(const Desk& desk, std::string_view typed) {
  auto code = text::parse_tracking_code(typed);
  if (!code) return Response::not_found();
  const auto story = OnDesk::read(desk, *code);
  if (!story) return Response::not_found();
  if (desk::only_looks(desk)) return ask_for_reason(desk, *story, {});
  const Petition& p = story->petition;
  const auto identity = desk.services.database.write([&](db::Tx& tx) {
    UnitId unit = p.body.value_or(p.place.value_or(p.province.value_or(UnitId{})));
    return people::open_identity(
        tx, desk.services.ids, desk.services.clock, desk.services.keys.get(), desk.officer, unit,
        units::ancestors(tx, unit), subject_of(p.id), desk.request.form.get("words"));
  });
  if (!identity)
    return ask_for_reason(desk, *story, {{"words", desk.tr(people::in_words(identity.error()))}});
  return desk::answer_again(desk, desk.services.database.read([&](db::Tx& tx) {
    OpenPetition open = OnDesk::open(desk, tx, *story);
    open.identity = facts_of(desk, *identity);
    open.identity_href.clear();
    return desk::page_of<OnDesk>(desk, tx, std::move(open));
  }),
                            p.code, {});
}

}  // namespace

void add_desk_identity(http::App& app, Services& services, const Advisor& advisor) {
  app.router.post(
      "/desk/petitions/{code}/identity",
      people::permission(people::Permission::open_sealed_identity, people::Where::at_record),
      [&](Request& request, std::string_view code) {
        return open_sealed(Desk(request, services, advisor), code);
      },
      desk::route);
}

}  // namespace gandan::petitions
