#include "contexts/petitions/desk/desk.hpp"
#include "contexts/petitions/routes.hpp"
#include "kernel/pages/views.hpp"
#include "kernel/people/policies.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::petitions {
namespace {

using http::Request;
using http::Response;

/// What is offered while an officer types the name of a body.
Response show_bodies(const Desk& desk, std::string_view typed) {
  auto code = text::parse_tracking_code(typed);
  if (!code) return Response::not_found();
  auto petition = desk.services.database.read([&](db::Tx& tx) {
    auto found = find(tx, *code);
    return found && may_read(tx, desk.officer, *found) ? found : std::nullopt;
  });
  if (!petition) return Response::not_found();
  auto offers = offer_bodies(desk, *petition, desk.request.query.get("other"));
  html::Out out(desk.words.locale);
  pages::views::offers(out, "body", offers);
  return Response::html(out.take());
}

http::Policy reads_petition() {
  using people::Permission;
  return people::permission({Permission::read_cases, Permission::handle_denunciations},
                            people::Where::at_record);
}

}  // namespace

void add_desk_pages(http::App& app, Services& services, const Advisor& advisor) {
  app.router.get(
      "/desk/petitions/{code}", reads_petition(),
      [&](Request& request, std::string_view code) {
        return desk::show_record<OnDesk>(Desk(request, services, advisor), code);
      },
      desk::route);
  app.router.get(
      "/desk/petitions/{code}/bodies", reads_petition(),
      [&](Request& request, std::string_view code) {
        return show_bodies(Desk(request, services, advisor), code);
      },
      desk::route);
  add_desk_files(app, services, advisor);
  add_desk_masks(app, services, advisor);
  add_desk_reading(app, services, advisor);
  add_desk_letters(app, services, advisor);
  add_desk_tasks(app, services, advisor);
  add_desk_identity(app, services, advisor);
  add_desk_answers(app, services, advisor);
  add_desk_topics(app, services, advisor);
  add_enter_page(app, services, advisor);
}

}  // namespace gandan::petitions
