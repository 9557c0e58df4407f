// Files on the desk: what was sent along, and the button that shows one of them in public.
#include "kernel/files/files.hpp"

#include "contexts/petitions/desk/desk.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
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

}  // namespace

std::vector<files::FileItem> files_on_desk(const Desk& desk, db::Tx& tx, const Petition& petition) {
  // Sealed words that nobody opened today hold their keys.
  if (petition.text.empty()) return {};
  auto all = files::files_of(tx, subject_of(petition.id));
  auto items = files::items_of(desk.words.locale, desk.services.clock, desk.services.keys.get(),
                               all, files::Reader::officer);
  const bool may_show = !is_sealed(petition) && !petition.publication_refused &&
                        may(tx, desk.act(), Actor::synthesis_officer, petition);
  for (std::size_t i = 0; i < items.size(); ++i)
    if (may_show)
      items[i].shown_action =
          desk.action(petition.code, "files/" + std::to_string(all[i].id.value));
  return items;
}

void add_desk_files(http::App& app, Services& services, const Advisor& advisor) {
  app.router.post(
      "/desk/petitions/{code}/files/{file}",
      people::permission({people::Permission::read_cases}, people::Where::at_record),
      [&](Request& request, std::string_view code, std::string_view file) {
        return show_or_withhold(Desk(request, services, advisor), code, file);
      },
      desk::route);
}

}  // namespace gandan::petitions
