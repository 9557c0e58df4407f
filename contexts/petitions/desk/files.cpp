// Files on the desk: what was sent along, and the button that shows one of them in public.
#include "kernel/files/files.hpp"

#include "contexts/petitions/desk/desk.hpp"
#include "contexts/petitions/public/sent_files.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "kernel/files/settings.hpp"
#include "kernel/people/policies.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::petitions {
namespace {

using http::Request;
using http::Response;

Response show_or_withhold(const Desk& desk, std::string_view typed, std::string_view typed_file) {
  const auto code = text::parse_tracking_code(typed);
  const auto file = parse_id<files::FileId>(typed_file);
  if (!code || !file) return Response::not_found();
  const bool is_shown = desk.request.form.get("shown") == "yes";
  auto book = desk.services.rules.book();
  const Env env = Env::of(desk.services, *book);
  const auto done = desk.services.database.write([&](db::Tx& tx) -> Moved {
    const auto petition = find(tx, *code);
    if (!petition || !may_read(tx, desk.officer, *petition)) return fail(MoveError::not_found);
    return show_file(tx, env, desk.act(), petition->id, *file, is_shown);
  });
  if (done)
    return Response::redirect(desk.done_href(
        desk.href(*code), name(is_shown ? Verb::show_file : Verb::withhold_file), *code));
  return done.error() == MoveError::not_found
             ? Response::not_found()
             : Response::error(403, desk.tr(message_of(done.error())));
}

/// Whether they may is asked before a file is looked at. What the page asks again is chosen anew: a
/// form brings no file back.
Response attach_files(Desk& desk, std::string_view typed) {
  const auto code = text::parse_tracking_code(typed);
  const auto petition = code ? desk.services.database.read([&](db::Tx& tx) {
    auto found = find(tx, *code);
    return found && may_read(tx, desk.officer, *found) ? found : std::nullopt;
  })
                             : std::nullopt;
  if (!petition) return Response::not_found();
  const bool are_shown = desk.request.form.get("shown") == "yes";
  std::size_t there = 0;
  const auto why_not = desk.services.database.read([&](db::Tx& tx) {
    there = files::count_of(tx, subject_of(petition->id));
    return why_not_attach(tx, desk.act(), *petition, are_shown);
  });
  if (why_not) return Response::error(403, desk.tr(message_of(*why_not)));
  const auto taken = taken_files(desk, there);
  if (!taken) return Response::error(desk.status(), desk.errors.back().message);
  auto book = desk.services.rules.book();
  const Env env = Env::of(desk.services, *book);
  const auto done = desk.services.database.write(
      [&](db::Tx& tx) { return attach(tx, env, desk.act(), petition->id, *taken, are_shown); });
  if (!done)
    return Response::error(done.error() == MoveError::too_many_files ? 422 : 403,
                           desk.tr(message_of(done.error())));
  return Response::redirect(desk.done_href(desk.href(*code), name(Verb::attach), *code));
}

}  // namespace

void offer_files(const Desk& desk, db::Tx& tx, const Petition& petition, OpenPetition& open) {
  open.files = files_on_desk(desk, tx, petition);
  if (petition.text.empty() || !may(tx, desk.act(), Actor::synthesis_officer, petition)) return;
  open.attach_action = desk.action(petition.code, "files");
  open.attach = files_field(desk, is_sealed(petition));
  if (!is_sealed(petition) && !petition.publication_refused)
    open.attach_shown = Choice{.field = {.name = "shown", .label = desk.tr(N_("Who sees them"))},
                               .options = {{"yes", desk.tr(N_("Show them in public at once"))}}};
}

std::vector<files::FileItem> files_on_desk(const Desk& desk, db::Tx& tx, const Petition& petition) {
  // Sealed words that nobody opened today hold their keys.
  if (petition.text.empty()) return {};
  auto all = files::files_of(tx, subject_of(petition.id));
  auto items = files::items_of(desk.words.locale, desk.services.clock, desk.services.keys.get(),
                               all, files::Reader::officer);
  if (!may_show_files(tx, desk.act(), petition)) return items;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string named = "files/" + std::to_string(all[i].id.value);
    items[i].shown_action = desk.action(petition.code, named);
    if (files::is_picture(all[i].type))
      items[i].mask_href = desk.action(petition.code, named + "/masks");
  }
  return items;
}

void add_desk_files(http::App& app, Services& services, const Advisor& advisor) {
  http::RouteOptions sent = desk::route;
  sent.body_limit = files::body_limit;
  app.router.post(
      "/desk/petitions/{code}/files",
      people::permission({people::Permission::read_cases, people::Permission::handle_denunciations},
                         people::Where::at_record),
      [&](Request& request, std::string_view code) {
        Desk desk(request, services, advisor);
        return attach_files(desk, code);
      },
      std::move(sent));
  app.router.post(
      "/desk/petitions/{code}/files/{file}",
      people::permission({people::Permission::read_cases}, people::Where::at_record),
      [&](Request& request, std::string_view code, std::string_view file) {
        return show_or_withhold(Desk(request, services, advisor), code, file);
      },
      desk::route);
}

}  // namespace gandan::petitions
