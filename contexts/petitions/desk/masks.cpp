// Masking a picture of a petition before everybody sees it.
#include "kernel/files/masks.hpp"

#include "contexts/petitions/desk/desk.hpp"
#include "contexts/petitions/views/desk.hpp"
#include "kernel/files/files.hpp"
#include "kernel/people/policies.hpp"
#include "lib/text/tracking_code.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

using http::Request;
using http::Response;

/// A picture of a petition that the officer may read, and show in public.
struct Maskable {
  Petition petition;
  files::File file;
};

std::optional<Maskable> find_maskable(const Desk& desk, std::string_view typed,
                                      std::string_view typed_file) {
  const auto code = text::parse_tracking_code(typed);
  const auto id = parse_id<files::FileId>(typed_file);
  if (!code || !id) return std::nullopt;
  return desk.services.database.read([&](db::Tx& tx) -> std::optional<Maskable> {
    auto petition = find(tx, *code);
    if (!petition || !may_read(tx, desk.officer, *petition) ||
        !may_show_files(tx, desk.act(), *petition))
      return std::nullopt;
    auto file = files::find(tx, *id);
    if (!file || Ref{file->record_kind, file->record_id} != subject_of(petition->id) ||
        !files::is_picture(file->type) || !file->key)
      return std::nullopt;
    return Maskable{std::move(*petition), std::move(*file)};
  });
}

Response show_masks(const Desk& desk, const Maskable& it) {
  MaskPage page{.frame = desk.services.database.read([&](db::Tx& tx) {
                  return desk.frame(tx, desk.tr(N_("Mask parts of a picture")));
                }),
                .errors = desk.errors,
                .form = files::mask_form_of(desk.locale(), it.file, desk.request.form)};
  const std::string& code = it.petition.code;
  page.frame.wide = false;
  page.frame.form = pages::PageForm{.id = "masks"};
  page.frame.has_errors = !desk.errors.empty();
  page.frame.trail = {{desk.tr(N_("My desk")), desk.list_href()}, {code, desk.href(code)}};
  page.form.action = desk.action(code, "files/" + std::to_string(it.file.id.value) + "/masks");
  page.form.cancel_href = desk.href(code);
  page.form.typed.error = desk.error_of("areas");
  page.form.reason.error = desk.error_of("reason");
  return pages::render(desk.request, views::mask_page, page, desk.status());
}

/// What is typed comes from who masks, and is said back.
void refuse_areas(Desk& desk, const files::WrongLine& wrong) {
  desk.errors.push_back({"areas", desk.locale().tr(files::message_of(wrong.why),
                                                   {{"line", text::shorten(wrong.line, 60)}})});
}

Response answer_moved(const Desk& desk, const Maskable& it, const Moved& done, Verb verb) {
  if (done)
    return Response::redirect(
        desk.done_href(desk.href(it.petition.code), name(verb), it.petition.code));
  return done.error() == MoveError::not_found
             ? Response::not_found()
             : Response::error(403, desk.tr(message_of(done.error())));
}

Response take_masks_off(Desk& desk, const Maskable& it) {
  const std::string reason = text::clean(desk.request.form.get("reason"));
  auto book = desk.services.rules.book();
  const Env env = Env::of(desk.services, *book);
  const auto done = desk.services.database.write([&](db::Tx& tx) {
    return unmask_file(tx, env, desk.act(), it.petition.id, it.file.id, reason);
  });
  const bool is_reason_wrong = !done && (done.error() == MoveError::reason_missing ||
                                         done.error() == MoveError::reason_too_long);
  if (!is_reason_wrong) return answer_moved(desk, it, done, Verb::unmask_file);
  desk.refuse("reason", message_of(done.error()));
  return show_masks(desk, it);
}

Response put_masks_on(Desk& desk, const Maskable& it) {
  const auto areas =
      files::areas_of(it.file, desk.request.form.get("areas"), desk.request.form.all("square"));
  if (!areas) {
    refuse_areas(desk, areas.error());
    return show_masks(desk, it);
  }
  const auto masked =
      files::make_masked(desk.services.files.folder, it.file, it.file.key->data, *areas);
  if (!masked) {
    desk.refuse("areas", N_("The picture cannot be read. Keep it from the public, and tell the "
                            "administrator."));
    return show_masks(desk, it);
  }
  auto book = desk.services.rules.book();
  const Env env = Env::of(desk.services, *book);
  const auto done = desk.services.database.write([&](db::Tx& tx) {
    return mask_file(tx, env, desk.act(), it.petition.id, it.file.id, *masked);
  });
  return answer_moved(desk, it, done, Verb::mask_file);
}

}  // namespace

void add_desk_masks(http::App& app, Services& services, const Advisor& advisor) {
  const auto policy = [] {
    return people::permission({people::Permission::read_cases}, people::Where::at_record);
  };
  app.router.get(
      "/desk/petitions/{code}/files/{file}/masks", policy(),
      [&](Request& request, std::string_view code, std::string_view file) {
        const Desk desk(request, services, advisor);
        const auto it = find_maskable(desk, code, file);
        return it ? show_masks(desk, *it) : Response::not_found();
      },
      desk::route);
  app.router.post(
      "/desk/petitions/{code}/files/{file}/masks", policy(),
      [&](Request& request, std::string_view code, std::string_view file) {
        Desk desk(request, services, advisor);
        const auto it = find_maskable(desk, code, file);
        if (!it) return Response::not_found();
        if (desk::only_looks(desk)) return show_masks(desk, *it);
        return desk.request.form.has("off") ? take_masks_off(desk, *it) : put_masks_on(desk, *it);
      },
      desk::route);
}

}  // namespace gandan::petitions
