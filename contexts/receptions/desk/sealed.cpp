// What lies under the seal of a visit, opened by whom may open it, with a reason that is noted.
#include "contexts/receptions/desk/desk.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/people/sealed_identities.hpp"
#include "kernel/people/sealed_words.hpp"
#include "kernel/units/units.hpp"
#include "lib/text/tracking_code.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {
namespace {

using desk::Desk;

std::optional<Visit> sealed_visit(const Desk& desk, std::string_view typed) {
  const auto code = text::parse_tracking_code(typed, visit_prefix);
  auto visit = code ? OnDesk::read(desk, *code) : std::nullopt;
  return visit && is_sealed(*visit) ? visit : std::nullopt;
}

http::Response ask_reason(const Desk& desk, const Visit& visit, std::string_view task,
                          const desk::Refused& wrong) {
  return desk::answer_again(desk, desk.services.database.read([&](db::Tx& tx) {
    desk::OpenRecord open = OnDesk::open(desk, tx, visit);
    open.form = desk::form_of<OnDesk>(desk, tx, visit, task, desk.request.form, wrong);
    return desk::page_of<OnDesk>(desk, tx, std::move(open));
  }),
                            visit.code, {wrong, {}});
}

http::Response open_visit_words(const Desk& desk, std::string_view typed) {
  const auto visit = sealed_visit(desk, typed);
  if (!visit) return http::Response::not_found();
  if (desk::only_looks(desk)) return ask_reason(desk, *visit, "words", {});
  const std::string reason = text::clean(desk.request.form.get("words"));
  const crypto::KeyFile& keys = desk.services.keys.get();
  const auto opened = desk.services.database.write([&](db::Tx& tx) {
    const auto above = units::ancestors(tx, visit->body);
    return people::read_words(
        tx, desk.services.clock, keys,
        {desk.officer, people::Permission::handle_denunciations, visit->body, above},
        ref_of(visit->id), reason);
  });
  if (!opened && opened.error() == people::ReadWordsError::reason_missing)
    return ask_reason(
        desk, *visit, "words",
        {{"words", desk.tr(N_("Write why you open it, in at least ten characters."))}});
  return http::Response::redirect(desk.done_href(desk.href(visit->code), "words", visit->code));
}

/// Shown once, in the answer to this request; never stored, never in an address.
http::Response open_visitor(const Desk& desk, std::string_view typed) {
  const auto visit = sealed_visit(desk, typed);
  if (!visit) return http::Response::not_found();
  if (desk::only_looks(desk)) return ask_reason(desk, *visit, "identity", {});
  const auto identity = desk.services.database.write([&](db::Tx& tx) {
    return people::open_identity(tx, desk.services.ids, desk.services.clock,
                                 desk.services.keys.get(), desk.officer, visit->body,
                                 units::ancestors(tx, visit->body), ref_of(visit->id),
                                 text::clean(desk.request.form.get("words")));
  });
  if (!identity)
    return ask_reason(desk, *visit, "identity",
                      {{"words", desk.tr(people::in_words(identity.error()))}});
  return desk::answer_again(desk, desk.services.database.read([&](db::Tx& tx) {
    desk::OpenRecord open = OnDesk::open(desk, tx, *visit);
    const auto add = [&](const char* label, const std::string& value) {
      if (!value.empty()) open.facts.push_back({desk.tr(label), value});
    };
    add(N_("Full name"), identity->name);
    add(N_("Address"), identity->address);
    add(N_("Number of the identity paper"), identity->identity_number);
    add(N_("Telephone"), identity->telephone);
    add(N_("E-mail"), identity->email);
    add(N_("Who else came"), identity->note);
    return desk::page_of<OnDesk>(desk, tx, std::move(open));
  }),
                            visit->code, {});
}

}  // namespace

void add_sealed_pages(http::App& app, Services& services) {
  using people::Permission;
  app.router.post(
      "/desk/receptions/{code}/words",
      people::permission(Permission::handle_denunciations, people::Where::at_record),
      [&](http::Request& request, std::string_view code) {
        return open_visit_words(Desk(request, services, OnDesk::base), code);
      },
      desk::route);
  app.router.post(
      "/desk/receptions/{code}/identity",
      people::permission(Permission::open_sealed_identity, people::Where::at_record),
      [&](http::Request& request, std::string_view code) {
        return open_visitor(Desk(request, services, OnDesk::base), code);
      },
      desk::route);
}

}  // namespace gandan::receptions
