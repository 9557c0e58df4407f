// The officers' pages of online receptions: what is to be done and what was, and a form a change.
#include <algorithm>

#include "contexts/receptions/online/preparing.hpp"
#include "contexts/receptions/public/places.hpp"
#include "contexts/receptions/schedule/keep_page.hpp"
#include "contexts/receptions/schedule/keeping.hpp"
#include "contexts/receptions/views/online.hpp"
#include "contexts/receptions/views/schedule.hpp"
#include "kernel/acts/record.hpp"
#include "kernel/desk/deeds.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/people.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/receipts/once.hpp"
#include "lib/crypto/random.hpp"

namespace gandan::receptions {
namespace {

constexpr const char* ticked_online = N_("It is on record, with your name and the time.");
constexpr const char* it_is_done = N_("It is done");
constexpr OnlineDeed online_deeds[] = {
    {OnlineVerb::plan, "new", N_("Plan an online reception"),
     N_("What the head decided (Decree 154/2026 art. 20). Day, hours and sites are announced at "
        "once."),
     N_("Announce"), N_("The online reception is announced. Next is the notice.")},
    {OnlineVerb::change, "change", N_("Change the online reception"),
     N_("Where the day, the time it begins or the sites are others, everything is to be prepared "
        "anew."),
     N_("Save"), N_("It is changed.")},
    {OnlineVerb::cancel, "cancel", N_("Call off the online reception"),
     N_("It stays in sight, with the reason."), N_("Call it off"), N_("It is called off.")},
    {OnlineVerb::end, "end", N_("Minutes of the online reception"), "", N_("Save"),
     N_("The minutes are entered.")},
    {OnlineVerb::tell, "tell",
     N_("Send the notice to who is heard and to the bodies that take part"), "", it_is_done,
     ticked_online},
    {OnlineVerb::rehearse, "rehearse", N_("Try the connection between the centre and all sites"),
     "", it_is_done, ticked_online},
    {OnlineVerb::connect, "connect", N_("Connect all sites, so that they see and hear each other"),
     "", it_is_done, ticked_online},
    {OnlineVerb::join, "join", N_("Call the roll: {site}"), "", it_is_done, ticked_online},
    {OnlineVerb::show_rules, "rules", N_("Show the rules to all who take part"), "", it_is_done,
     ticked_online}};
constexpr std::string_view unfit_online = "online_unfit";

std::string done_of_online(const OnlineDeed& deed) {
  return "online_" + std::string(deed.name);
}

pages::Badge badge_of_check(const Preparing& at, CheckState state) {
  switch (state) {
    case CheckState::done:
      return {at.tr(N_("Done in time")), pages::Tone::settled};
    case CheckState::done_late:
      return {at.tr(N_("Done late")), pages::Tone::late};
    case CheckState::missing:
      return {at.tr(N_("Missing")), pages::Tone::late};
    case CheckState::ahead:
      break;
  }
  return {at.tr(N_("To be done")), pages::Tone::open};
}

/// Who ticked it: the last of its entries.
std::string who_ticked(db::Tx& tx, const std::vector<journal::Recorded>& entries,
                       const OnlineCheck& check) {
  std::string who;
  for (const journal::Recorded& entry : entries) {
    if (acts::verb_name(entry) != name(check.verb)) continue;
    if (check.verb == OnlineVerb::join && acts::fact_of(entry, "site") != check.site) continue;
    const auto account = entry.actor_kind == journal::ActorKind::officer
                             ? people::find_account(tx, people::UserId{entry.actor_id})
                             : std::nullopt;
    who = account ? account->name : std::string();
  }
  return who;
}

std::string note_of_check(const Preparing& at, db::Tx& tx,
                          const std::vector<journal::Recorded>& entries, const OnlineCheck& check) {
  const i18n::Locale& locale = at.words.locale;
  const std::string by =
      check.is_by_day ? locale.date(civil_date(check.by)) : locale.date_time(check.by);
  std::string note = locale.tr(N_("At the latest: {when}."), {{"when", by}});
  if (!check.done_at) return note;
  const std::string who = who_ticked(tx, entries, check);
  const std::string when = locale.date_time(*check.done_at);
  note += " ";
  note += who.empty() ? locale.tr(N_("Ticked: {when}."), {{"when", when}})
                      : locale.tr(N_("Ticked: {when}, by {who}."), {{"when", when}, {"who", who}});
  return note;
}

void add_checks(const Preparing& at, db::Tx& tx, OnlineDeskPage& page) {
  const Instant now = at.services.clock.now();
  const auto entries = journal::entries_of(tx, ref_of(at.session->id));
  for (const OnlineCheck& check : checklist(*at.services.rules.book(), *at.session, at.sites)) {
    const OnlineDeed& deed = online_deed_of(check.verb);
    const bool is_of_the_day = check.verb >= OnlineVerb::connect;
    const bool may_be_ticked =
        at.session->is_ahead() && !check.done_at &&
        (!is_of_the_day || at.words.today >= civil_date(at.session->starts_at));
    page.checks.push_back(
        {.label = check.verb == OnlineVerb::join
                      ? at.words.locale.tr(deed.heading, {{"site", check.site_name}})
                      : at.tr(deed.heading),
         .state = badge_of_check(at, state_of(check, now)),
         .note = note_of_check(at, tx, entries, check),
         .basis = check.basis,
         .is_unchecked = !check.is_verified,
         .action =
             may_be_ticked ? online_desk_href(at.place, at.session->id, deed.name) : std::string(),
         .site = std::to_string(check.site)});
    page.has_unchecked = page.has_unchecked || !check.is_verified;
  }
}

void add_actions(const Preparing& at, OnlineDeskPage& page) {
  if (!at.session->is_ahead()) return;
  const auto add = [&](OnlineVerb verb) {
    const OnlineDeed& deed = online_deed_of(verb);
    page.actions.push_back(
        {at.tr(deed.heading), online_desk_href(at.place, at.session->id, deed.name)});
  };
  const bool has_begun = at.services.clock.now() >= at.session->starts_at;
  add(has_begun ? OnlineVerb::end : OnlineVerb::change);
  add(OnlineVerb::cancel);
}

void add_facts(const Preparing& at, OnlineDeskPage& page) {
  const OnlineSession& session = *at.session;
  const i18n::Locale& locale = at.words.locale;
  page.facts.push_back({at.tr(N_("For which matter")), at.tr(label(session.ground))});
  if (!session.ended_at) return;
  page.facts.push_back({at.tr(N_("Who signed the minutes")), session.signed_by});
  if (session.signed_at)
    page.facts.push_back({at.tr(N_("On which day")), locale.date(civil_date(*session.signed_at))});
  if (session.kept_until)
    page.facts.push_back({at.tr(N_("Until which day the minutes and the recording are kept")),
                          locale.date(*session.kept_until)});
  if (!session.minutes.empty()) page.facts.push_back({at.tr(N_("Minutes")), session.minutes});
}

OnlineDeskPage online_desk_page(const Preparing& at, db::Tx& tx) {
  const std::string when = when_online(at.words, *at.session);
  OnlineDeskPage page{.frame = at.frame(tx, at.tr(N_("Online reception")) + ", " + when),
                      .rail = at.rail(tx, "schedule"),
                      .place = {at.place.name, kept_href(at.place)},
                      .when = when,
                      .public_href = online_page_href(at.place, at.session->id),
                      .state = badge_of(at.words, *at.session, at.services.clock.now()),
                      .reason = at.session->reason,
                      .sites = site_lines(at.words, at.sites),
                      .once = crypto::random_token()};
  add_actions(at, page);
  add_facts(at, page);
  add_checks(at, tx, page);
  return page;
}

http::Response show_online_form(const Preparing& at) {
  const auto page = at.services.database.read([&](db::Tx& tx) {
    KeepFormPage form{.frame = at.frame(tx, at.tr(at.deed->heading)),
                      .rail = at.rail(tx, "schedule"),
                      .place = at.place.name,
                      .form = form_online(at)};
    if (at.session) form.place += ", " + when_online(at.words, *at.session);
    form.frame.form = pages::PageForm{.id = "work"};
    form.frame.has_errors = !at.errors.empty();
    return form;
  });
  return pages::render(at.request, views::keep_form, page, at.status());
}

/// The page of the session, which says what was done.
http::Response back_to_session(const Preparing& at, SessionId id, const std::string& done) {
  return http::Response::redirect(
      at.done_href(online_desk_href(at.place, id), done, at.place.code));
}

http::Response answer_online_form(Preparing at) {
  const bool is_tick = is_ticked_online(*at.deed);
  if (!at.is_sent() || (!is_tick && desk::only_looks(at))) return show_online_form(at);
  const OnlineAnswer answer = answer_online(at);
  if (!at.errors.empty()) return show_online_form(at);
  const auto book = at.services.rules.book();
  const Env env = Env::of(at.services, *book);
  const std::string said = receipts::said_by(at.officer.user.value, at.request);
  bool was_done = false;
  const auto done = at.services.database.write([&](db::Tx& tx) -> Result<SessionId, OnlineError> {
    was_done = receipts::was_done(tx, env.clock, env.keys, {"receptions.online", said});
    if (was_done) return at.session ? at.session->id : SessionId{};
    return do_online(at, tx, env, answer);
  });
  if (!done && is_tick) return back_to_session(at, at.session->id, std::string(unfit_online));
  if (!done) {
    refuse_online(at, done.error(), answer);
    return show_online_form(at);
  }
  if (!done->value)
    return http::Response::redirect(
        at.done_href(kept_href(at.place), done_of_online(*at.deed), at.place.code));
  return back_to_session(at, *done, done_of_online(*at.deed));
}

/// The place, where the officer keeps its schedule.
bool find_place_online(Preparing& at, std::string_view code) {
  const auto place = at.services.database.read([&](db::Tx& tx) {
    auto found = find_place(tx, code);
    const bool may = found && may_at_place(tx, at.act(), keep_reception_schedule, *found);
    return may ? std::move(found) : std::nullopt;
  });
  if (place) at.place = *place;
  return place.has_value();
}

bool find_session_online(Preparing& at, std::string_view code, std::int64_t number) {
  if (!find_place_online(at, code)) return false;
  at.session = at.services.database.read([&](db::Tx& tx) {
    auto session = find_online(tx, SessionId{number});
    if (session && session->place != at.place.id) session.reset();
    if (session) at.sites = sites_of(tx, session->id);
    return session;
  });
  return at.session.has_value();
}

http::Response on_new_online(const Services& services, const http::Request& request,
                             std::string_view code) {
  Preparing at(request, services);
  at.deed = &online_deed_of(OnlineVerb::plan);
  if (!find_place_online(at, code)) return http::Response::not_found();
  return answer_online_form(std::move(at));
}

http::Response on_online(const Services& services, const http::Request& request,
                         std::string_view code, std::int64_t session, std::string_view name) {
  Preparing at(request, services);
  at.deed = online_deed_named(name);
  if (at.deed == nullptr || at.deed->verb == OnlineVerb::plan ||
      (is_ticked_online(*at.deed) && !at.is_sent()) || !find_session_online(at, code, session))
    return http::Response::not_found();
  return answer_online_form(std::move(at));
}

http::Response show_online_desk(const Services& services, const http::Request& request,
                                std::string_view code, std::int64_t session) {
  Preparing at(request, services);
  if (!find_session_online(at, code, session)) return http::Response::not_found();
  const auto page = services.database.read([&](db::Tx& tx) { return online_desk_page(at, tx); });
  return pages::render(request, views::online_desk, page);
}

}  // namespace

const OnlineDeed* online_deed_named(std::string_view name) {
  const auto found = std::ranges::find(online_deeds, name, &OnlineDeed::name);
  return found == std::end(online_deeds) ? nullptr : found;
}

const OnlineDeed& online_deed_of(OnlineVerb verb) {
  return *std::ranges::find(online_deeds, verb, &OnlineDeed::verb);
}

bool is_ticked_online(const OnlineDeed& deed) {
  return deed.verb >= OnlineVerb::tell && deed.verb <= OnlineVerb::join;
}

std::string online_desk_href(const ReceptionPlace& place, std::optional<SessionId> session,
                             std::string_view deed) {
  std::string href = kept_href(place, "online");
  if (session) href.append("/").append(std::to_string(session->value));
  if (!deed.empty()) href.append("/").append(deed);
  return href;
}

std::string Preparing::said(std::string_view field) const {
  return std::string(text::trim(text::clean(request.form.get(field))));
}

std::vector<OnlineLine> online_kept_lines(const Wording& words, db::Tx& tx,
                                          const ReceptionPlace& place, Instant now) {
  constexpr int days_back = 92;
  std::vector<OnlineLine> lines;
  for (const OnlineSession& session : online_of_place(
           tx, place.id, start_of(words.today - days_back), start_of(words.today + 366)))
    lines.push_back({.when = when_online(words, session),
                     .href = online_desk_href(place, session.id),
                     .state = badge_of(words, session, now),
                     .reason = session.reason});
  return lines;
}

std::string said_of_online(const desk::Desk& desk, std::string_view done) {
  if (done == unfit_online)
    return desk.tr(
        N_("Nothing was ticked: it was before, or the day has not come, or it is over."));
  for (const OnlineDeed& deed : online_deeds)
    if (done == done_of_online(deed)) return desk.tr(deed.done);
  return {};
}

void add_online_desk(http::App& app, Services& services) {
  using http::Request;
  const auto keeps = people::permission(keep_reception_schedule, people::Where::at_record);
  app.router.get(
      "/desk/schedule/{place}/online/new", keeps,
      [&services](Request& request, std::string_view place) {
        return on_new_online(services, request, place);
      },
      desk::route);
  app.router.post(
      "/desk/schedule/{place}/online/new", keeps,
      [&services](Request& request, std::string_view place) {
        return on_new_online(services, request, place);
      },
      desk::route);
  app.router.get(
      "/desk/schedule/{place}/online/{session}", keeps,
      [&services](Request& request, std::string_view place, std::int64_t session) {
        return show_online_desk(services, request, place, session);
      },
      desk::route);
  app.router.get(
      "/desk/schedule/{place}/online/{session}/{deed}", keeps,
      [&services](Request& request, std::string_view place, std::int64_t session,
                  std::string_view deed) {
        return on_online(services, request, place, session, deed);
      },
      desk::route);
  app.router.post(
      "/desk/schedule/{place}/online/{session}/{deed}", keeps,
      [&services](Request& request, std::string_view place, std::int64_t session,
                  std::string_view deed) {
        return on_online(services, request, place, session, deed);
      },
      desk::route);
}

}  // namespace gandan::receptions
