#include "contexts/receptions/schedule/keep_page.hpp"

#include "contexts/receptions/public/openings.hpp"
#include "contexts/receptions/schedule/keeping.hpp"
#include "contexts/receptions/schedule/times.hpp"
#include "contexts/receptions/views/schedule.hpp"
#include "kernel/desk/deeds.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/receipts/once.hpp"

namespace gandan::receptions {
namespace {

using http::Request;
using http::Response;

Response show_deed(const Keeping& at) {
  if (at.is_sent()) people::stand_aside(at.officer);  // nothing is changed
  const auto page = at.services.database.read([&](db::Tx& tx) {
    KeepFormPage form{.frame = at.frame(tx, at.tr(at.words_of_deed->heading)),
                      .rail = at.rail(tx, "schedule"),
                      .place = at.place ? at.place->name : std::string(),
                      .id = at.id() == 0 ? std::string() : std::to_string(at.id()),
                      .form = form_of_deed(at, tx)};
    form.frame.form = pages::PageForm{.id = "work"};
    form.frame.has_errors = !at.errors.empty();
    return form;
  });
  return pages::render(at.request, views::keep_form, page, at.status());
}

Response answer_deed(Keeping at) {
  if (!at.is_sent() || desk::only_looks(at)) return show_deed(at);
  const Answer answer = answer_of(at);
  if (!at.errors.empty()) return show_deed(at);
  const auto book = at.services.rules.book();
  const Env env = Env::of(at.services, *book);
  const std::string said = receipts::said_by(at.officer.user.value, at.request);
  bool was_done = false;
  const Kept done = at.services.database.write([&](db::Tx& tx) -> Kept {
    was_done = receipts::was_done(tx, env.clock, env.keys, {"receptions.schedule", said});
    if (was_done) return at.place.value_or(ReceptionPlace{});
    return do_deed(at, tx, env, answer);
  });
  if (!done) {
    refuse_by(at, done.error());
    return show_deed(at);
  }
  if (was_done) people::stand_aside(at.officer);
  const std::string next = done->code.empty() ? std::string(schedule_path) : kept_href(*done);
  return Response::redirect(at.done_href(next, done_name(*at.words_of_deed), done->code));
}

pages::Action action_of(const Keeping& at, std::string_view deed, const char* label,
                        std::int64_t id = 0) {
  Href href(kept_href(*at.place, deed));
  if (id != 0) href.with("id", std::to_string(id));
  return {at.tr(label), href.text()};
}

std::string when_closed(const Keeping& at, const Closure& closure) {
  const i18n::Locale& locale = at.words.locale;
  std::string when = locale.date(closure.first_day);
  if (closure.last_day != closure.first_day) when += " – " + locale.date(closure.last_day);
  if (closure.from_minute) when += ", " + stretch(*closure.from_minute, *closure.until_minute);
  if (closure.repeats != Repeats::once)
    when += ", " + at.tr(repeats_labels[static_cast<std::size_t>(closure.repeats)]);
  return when;
}

KeepPlacePage kept_place_page(const Keeping& at, db::Tx& tx) {
  constexpr int days_back = 92;
  const Date today = at.words.today;
  const auto schedule = Schedule::read(tx, at.place->id, today, today + 366);
  KeepPlacePage page{.frame = at.frame(tx, at.place->name),
                     .rail = at.rail(tx, "schedule"),
                     .name = at.place->name,
                     .public_href = place_page_href(*at.place),
                     .week = week_of(at.words, schedule, today)};
  page.actions = {action_of(at, "day", N_("Announce a day of the head")),
                  action_of(at, "hours", N_("Hours of every week")),
                  action_of(at, "close", N_("Close for some time")),
                  action_of(at, "change", N_("What is said of the place"))};
  if (at.place->online)
    page.actions.push_back(action_of(at, "online/new", N_("Plan an online reception")));
  page.online = online_kept_lines(at.words, tx, *at.place, at.services.clock.now());
  for (const HeadDay& day : head_days(tx, at.place->id, today - days_back, today + 366)) {
    KeptDay kept_day{.line = head_day_line(at.words, day), .actions = {}};
    if (day.state == DayState::ahead && day.day <= today)
      kept_day.actions = {action_of(at, "hold", N_("It was kept"), day.id.value),
                          action_of(at, "miss", N_("Nobody received"), day.id.value)};
    if (day.state == DayState::ahead)
      kept_day.actions.push_back(action_of(at, "move", N_("Move it"), day.id.value));
    page.days.push_back(std::move(kept_day));
  }
  for (const Closure& closure : schedule.closures())
    page.closures.push_back({when_closed(at, closure), closure.reason,
                             action_of(at, "reopen", N_("Receive after all"), closure.id.value)});
  return page;
}

KeepListPage kept_list_page(const Keeping& at, db::Tx& tx) {
  KeepListPage page{.frame = at.frame(tx, at.tr(N_("Places of reception"))),
                    .rail = at.rail(tx, "schedule")};
  for (const ReceptionPlace& place :
       places_within(tx, at.officer, keep_reception_schedule, at.words.today))
    page.places.push_back({place.name, kept_href(place), place.address});
  if (at.officer.may_somewhere(keep_reception_schedule))
    page.new_href = std::string(schedule_path) + "/new";
  return page;
}

/// The place, where the officer keeps it.
bool find_kept_place(Keeping& at, std::string_view code) {
  at.place = at.services.database.read([&](db::Tx& tx) -> std::optional<ReceptionPlace> {
    auto place = find_place(tx, code);
    if (!place || !may_at_place(tx, at.act(), keep_reception_schedule, *place)) return std::nullopt;
    return place;
  });
  return at.place.has_value();
}

Response on_place(const Services& services, const Request& request, std::string_view code,
                  std::string_view deed) {
  Keeping at(request, services);
  at.words_of_deed = deed_named(deed);
  if (at.words_of_deed == nullptr || at.words_of_deed->deed == Deed::open ||
      !find_kept_place(at, code))
    return Response::not_found();
  return answer_deed(std::move(at));
}

Response on_new_place(const Services& services, const Request& request) {
  Keeping at(request, services);
  at.words_of_deed = deed_named("new");
  return answer_deed(std::move(at));
}

}  // namespace

void add_schedule_pages(http::App& app, Services& services) {
  using people::Where;
  const auto keeps = [](Where where) { return people::permission(keep_reception_schedule, where); };
  app.router.get(
      "/desk/schedule", keeps(Where::in_reach),
      [&services](Request& request) {
        const Keeping at(request, services);
        const auto page =
            services.database.read([&](db::Tx& tx) { return kept_list_page(at, tx); });
        return pages::render(request, views::keep_list, page);
      },
      desk::route);
  app.router.get(
      "/desk/schedule/new", keeps(Where::in_reach),
      [&services](Request& request) { return on_new_place(services, request); }, desk::route);
  app.router.post(
      "/desk/schedule/new", keeps(Where::at_new_record),
      [&services](Request& request) { return on_new_place(services, request); }, desk::route);
  app.router.get(
      "/desk/schedule/{place}", keeps(Where::at_record),
      [&services](Request& request, std::string_view code) {
        Keeping at(request, services);
        if (!find_kept_place(at, code)) return Response::not_found();
        const auto page =
            services.database.read([&](db::Tx& tx) { return kept_place_page(at, tx); });
        return pages::render(request, views::keep_place, page);
      },
      desk::route);
  app.router.get(
      "/desk/schedule/{place}/{deed}", keeps(Where::at_record),
      [&services](Request& request, std::string_view code, std::string_view deed) {
        return on_place(services, request, code, deed);
      },
      desk::route);
  app.router.post(
      "/desk/schedule/{place}/{deed}", keeps(Where::at_record),
      [&services](Request& request, std::string_view code, std::string_view deed) {
        return on_place(services, request, code, deed);
      },
      desk::route);
}

}  // namespace gandan::receptions
