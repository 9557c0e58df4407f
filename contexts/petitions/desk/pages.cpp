#include "contexts/petitions/desk/decisions.hpp"
#include "contexts/petitions/desk/desk.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/views/desk.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/pages/views.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/policies.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::petitions {
namespace {

using http::Request;
using http::Response;

/// The first list that holds something, so that the desk opens on work.
std::optional<Box> first_box(db::Tx& tx, const Desk& desk) {
  auto counts = count_boxes(tx, desk.services.clock, desk.officer);
  for (const BoxCount& counted : counts)
    if (counted.n > 0) return counted.box;
  return counts.empty() ? std::nullopt : std::optional(counts.front().box);
}

/// A list that the officer does not have is as if it had not been asked for.
void settle_box(db::Tx& tx, Desk& desk) {
  if (desk.box)
    for (Box box : boxes_for(desk.officer))
      if (box == *desk.box) return;
  desk.after.reset();
  desk.box = first_box(tx, desk);
}

Response show_desk(Desk& desk) {
  DeskPage page = desk.services.database.read([&](db::Tx& tx) {
    settle_box(tx, desk);
    std::optional<OpenPetition> open;
    if (desk.box) {
      Filter filter = filter_of(tx, desk.services.clock, desk.officer, *desk.box);
      Page first = list(tx, desk.services.clock, filter, 1, desk.after);
      if (!first.rows.empty())
        if (auto story = load_story(tx, *desk.directory, first.rows.front().code))
          open = open_petition(desk, tx, *story);
    }
    return desk_page(desk, tx, std::move(open), false);
  });
  return pages::render(desk.request, views::desk_page, page);
}

/// What another office handles is read as everybody reads it, or not at all.
Response show_to_others(const Desk& desk, const std::string& code) {
  people::stand_aside(desk.officer);
  auto petition = desk.services.database.read([&](db::Tx& tx) { return find(tx, code); });
  const bool is_public = petition && petition->visibility == Visibility::open;
  return is_public ? Response::redirect("/petitions/" + code) : Response::not_found();
}

Response show_petition(Desk& desk, std::string_view typed) {
  auto code = text::parse_tracking_code(typed);
  if (!code) return Response::not_found();
  const auto story = read_story(desk, *code);
  if (!story) return show_to_others(desk, *code);
  const DeskPage page = desk.services.database.read([&](db::Tx& tx) {
    settle_box(tx, desk);
    OpenPetition open = open_petition(desk, tx, *story);
    auto task = parse_task(desk.request.query.get("do"));
    if (task == Task::identity && open.identity_href.empty()) task.reset();
    if (task == Task::words && !open.is_masked) task.reset();  // its form is there without asking
    const bool is_press = task == Task::accept && !is_decision(*task, story->petition);
    if (task && !is_press && *task != Task::answer) {
      auto offered = tasks_for(desk, tx, story->petition);
      bool is_offered = *task == Task::identity || *task == Task::words;
      for (Task each : offered) is_offered = is_offered || each == *task;
      if (is_offered) open.form = form_of(desk, tx, story->petition, *task);
    }
    return desk_page(desk, tx, std::move(open), true);
  });
  return pages::render(desk.request, views::desk_page, page);
}

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
      "/desk", people::signed_in(),
      [&](Request& request) {
        Desk desk(request, services, advisor);
        return show_desk(desk);
      },
      desk_route);
  app.router.get(
      "/desk/petitions/{code}", reads_petition(),
      [&](Request& request, std::string_view code) {
        Desk desk(request, services, advisor);
        return show_petition(desk, code);
      },
      desk_route);
  app.router.get(
      "/desk/petitions/{code}/bodies", reads_petition(),
      [&](Request& request, std::string_view code) {
        return show_bodies(Desk(request, services, advisor), code);
      },
      desk_route);
  add_desk_reading(app, services, advisor);
  add_desk_tasks(app, services, advisor);
  add_desk_answers(app, services, advisor);
  add_desk_topics(app, services, advisor);
  add_enter_page(app, services, advisor);
}

}  // namespace gandan::petitions
