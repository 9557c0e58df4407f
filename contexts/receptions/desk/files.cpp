// The photographs, papers and recordings of a visit: shown, and added.
#include "kernel/files/files.hpp"

#include "contexts/receptions/desk/desk.hpp"
#include "kernel/files/settings.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/turn/sent_files.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::receptions {
namespace {

using desk::Desk;

pages::FileField visit_files_field(const Desk& desk) {
  const auto limits = files::limits_of(desk.services.settings);
  return {.field = {.name = "files",
                    .label = desk.tr(N_("Photographs and files")),
                    .hint = desk.tr(hint_of_visit_files),
                    .optional = true},
          .accept = files::accepted,
          .multiple = true,
          .most = static_cast<int>(limits.most)};
}

/// Whether they may is asked before a file is looked at.
http::Response attach_to_visit(Desk desk, std::string_view typed) {
  const auto code = text::parse_tracking_code(typed, visit_prefix);
  const auto visit = code ? OnDesk::read(desk, *code) : std::nullopt;
  if (!visit) return http::Response::not_found();
  std::size_t there = 0;
  const bool may = desk.services.database.read([&](db::Tx& tx) {
    there = files::count_of(tx, ref_of(visit->id));
    return may_do(tx, desk.act(), receive_citizens, *visit);
  });
  if (!may)
    return http::Response::error(403, refused(desk, VisitError::not_allowed).front().message);
  const auto taken =
      take_sent_files(desk, most_files_of_visit - std::min(there, most_files_of_visit));
  if (!taken) return http::Response::error(desk.status(), desk.errors.back().message);
  const auto book = desk.services.rules.book();
  const Env env = Env::of(desk.services, *book);
  const auto done = desk.services.database.write(
      [&](db::Tx& tx) { return attach(tx, env, desk.act(), visit->id, *taken); });
  if (!done)
    return http::Response::error(done.error() == VisitError::too_many_files ? 422 : 403,
                                 refused(desk, done.error()).front().message);
  return http::Response::redirect(desk.done_href(desk.href(*code), name(Verb::attach), *code));
}

}  // namespace

void offer_visit_files(const Desk& desk, db::Tx& tx, const Visit& visit, bool is_open,
                       desk::OpenRecord& open) {
  if (is_sealed(visit) && !is_open) return;
  open.files = files::items_of(desk.words.locale, desk.services.clock, desk.services.keys.get(),
                               files::files_of(tx, ref_of(visit.id)), files::Reader::officer);
  for (files::FileItem& item : open.files) item.note.clear();  // nobody is ever shown them
  if (!may_do(tx, desk.act(), receive_citizens, visit)) return;
  open.attach_action = OnDesk::base + visit.code + "/files";
  open.attach = visit_files_field(desk);
}

void add_visit_files(http::App& app, Services& services) {
  http::RouteOptions sent = desk::route;
  sent.body_limit = files::body_limit;
  app.router.post(
      "/desk/receptions/{code}/files",
      people::permission(receive_citizens, people::Where::at_record),
      [&services](http::Request& request, std::string_view code) {
        return attach_to_visit(Desk(request, services, OnDesk::base), code);
      },
      std::move(sent));
}

}  // namespace gandan::receptions
