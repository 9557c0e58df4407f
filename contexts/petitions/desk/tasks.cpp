#include <algorithm>

#include "contexts/petitions/desk/decisions.hpp"
#include "contexts/petitions/desk/deeds.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "contexts/petitions/views/desk.hpp"
#include "kernel/module/services.hpp"
#include "kernel/pages/kept.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/sealed_identities.hpp"
#include "kernel/units/places.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/tracking_code.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

using http::Request;
using http::Response;
using people::Permission;

/// What came of a task: nothing, or all that is wrong, each at its field of the form.
using Refused = std::vector<pages::FieldError>;

Refused refused(const Desk& desk, const Moved& moved, const char* field = "words") {
  if (moved) return {};
  return {{field, desk.tr(message_of(moved.error()))}};
}

/// The body that is ticked, unless a name was typed that it does not fit. A name that fits one body
/// alone needs no tick: offers may come after the key that sends the form.
Result<UnitId, const char*> chosen_body(const Desk& desk, const Petition& petition) {
  const http::Fields& form = desk.request.form;
  auto ticked = parse_id<UnitId>(form.get("body"));
  std::string typed = text::clean(form.get("other"));
  auto offers = offer_bodies(desk, petition, typed);
  if (typed.empty() && ticked) return *ticked;
  for (const pages::Offer& offer : offers)
    if (offers.size() == 1 || offer.value == form.get("body"))
      return parse_id<UnitId>(offer.value).value();
  if (!offers.empty()) return fail(N_("Choose which body you mean."));
  return fail(typed.empty() ? message_of(MoveError::not_found)
                            : N_("No body has this name. Write a part of it only."));
}

Refused route_it(const Desk& desk, db::Tx& tx, const Env& env, const Petition& petition) {
  const http::Fields& form = desk.request.form;
  auto body = chosen_body(desk, petition);
  if (!body) return {{"other", desk.tr(body.error())}};
  RouteForm route_form{.body = *body,
                       .field = parse_id<FieldId>(form.get("field")),
                       .kind = parse_kind(form.get("kind")),
                       .note = text::clean(form.get("words"))};
  return refused(desk, route(tx, env, desk.act(), petition.id, route_form),
                 form.get("other").empty() ? "body" : "other");
}

Refused put_into_topic(const Desk& desk, db::Tx& tx, const Env& env, const Petition& petition) {
  const http::Fields& form = desk.request.form;
  std::string_view chosen = form.get("topic");
  auto wrong = [&](const char* message) { return Refused{{"words", desk.tr(message)}}; };
  if (chosen == "find") return wrong(N_("Choose one of the topics found, or write other words."));
  TopicChanged changed = fail(TopicError::not_found);
  if (chosen == "new") {
    changed = start_topic(tx, env, desk.act(), petition.id, form.get("words"));
  } else if (auto topic = find_topic(tx, chosen)) {
    changed = confirm(tx, env, desk.act(), topic->id, {petition.id});
  }
  if (changed) return {};
  if (changed.error() == TopicError::title_missing)
    return wrong(N_("Write the title of the new topic."));
  return wrong(changed.error() == TopicError::not_found ? N_("Choose a topic.")
                                                        : message_of(MoveError::not_yours));
}

Refused place_it(const Desk& desk, db::Tx& tx, const Env& env, const Petition& petition) {
  const http::Fields& form = desk.request.form;
  auto area = parse_id<UnitId>(form.get("unit"));
  if (!area) area = units::find_exact_place(tx, form.get("place"), desk.words.today);
  if (!area) return {{"place", desk.tr(N_("Choose which place you mean."))}};
  return refused(desk, place(tx, env, desk.act(), petition.id, *area), "place");
}

/// What is ticked of what was found, and what the officer wrote besides, one a line.
std::vector<std::string> words_to_mask(const Desk& desk) {
  std::vector<std::string> words;
  for (std::string_view ticked : desk.request.form.all("found")) words.emplace_back(ticked);
  const std::string written = text::clean(desk.request.form.get("words"));
  for (std::string_view rest = written; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    line = line.substr(0, line.find_last_not_of(" \t") + 1);
    if (!line.empty()) words.emplace_back(line);
  }
  return words;
}

Refused perform(const Desk& desk, db::Tx& tx, const Env& env, const Petition& petition, Task task) {
  const Act act = desk.act();
  const PetitionId id = petition.id;
  const std::string words = text::clean(desk.request.form.get("words"));
  if (is_decision(task, petition)) return decide(desk, tx, env, petition, task);
  if (is_paper(task, petition)) return enter_paper(desk, tx, env, petition, task);
  switch (task) {
    case Task::route:
      return route_it(desk, tx, env, petition);
    case Task::ask:
      return refused(desk, ask(tx, env, act, id, words));
    case Task::accept:
      return refused(desk, accept(tx, env, act, id));
    case Task::send_back:
      return refused(desk, send_back(tx, env, act, id, words));
    case Task::extend:
      return refused(desk, extend(tx, env, act, id, words));
    case Task::give_back:
      return refused(desk, give_back(tx, env, act, id, words));
    case Task::withdraw:
      return refused(desk, withdraw(tx, env, act, id));
    case Task::publish:
      return refused(desk, publish(tx, env, act, id, true, words));
    case Task::mask:
      return refused(desk, mask(tx, env, act, id, words_to_mask(desk)));
    case Task::hide:
      return refused(desk, publish(tx, env, act, id, false, words));
    case Task::topic:
      return put_into_topic(desk, tx, env, petition);
    case Task::place:
      return place_it(desk, tx, env, petition);
    case Task::widen_check:
      return refused(desk, widen_check(tx, env, act, id, words));
    case Task::go_on:
      return let_go_on(desk, tx, env, petition);
    case Task::supplement:
      if (text::is_blank(words)) return {{"words", desk.tr(N_("Write the reply."))}};
      return refused(desk, supplement(tx, env, act, id, words));
    case Task::title:
      if (text::is_blank(words)) return {{"words", desk.tr(N_("Write the title."))}};
      return refused(desk, word_title(tx, env, act, id, words));
    case Task::answer:
    case Task::identity:
    case Task::words:
    case Task::decline:
    case Task::suspend:
    case Task::resume:
    case Task::end:
    case Task::complain_again:
    case Task::pursue:
      break;
  }
  return {{"words", desk.tr(message_of(MoveError::not_allowed))}};
}

constexpr std::initializer_list<Permission> deeds{
    Permission::route, Permission::answer, Permission::register_cases, Permission::synthesise,
    Permission::handle_denunciations};

/// Whether the officer may do anything with it. Asked before they are told what others did.
bool may_act(const Desk& desk, db::Tx& tx, const Petition& petition) {
  return std::any_of(deeds.begin(), deeds.end(), [&](Permission each) {
    return people::may_at(tx, desk.officer, each, units_of(petition));
  });
}

/// Why a form comes back: something is wrong with it, or it was overtaken; neither where the
/// officer asked for no more than to see it.
struct Again {
  Refused wrong;
  std::string news;
};

/// What was typed, where the petition has no form for it any more.
std::vector<std::string> unsent(const Desk& desk) {
  std::vector<std::string> words;
  for (const char* field : {"words", "other", "place", "number", "on", "cause"})
    if (std::string typed = text::clean(desk.request.form.get(field)); !typed.empty())
      words.push_back(std::move(typed));
  return words;
}

/// The form again, with what was typed and what is to be said of it.
Response show_again(const Desk& desk, std::string_view code, Task task, const Again& again) {
  const auto story = read_story(desk, code);
  if (!story ||
      !desk.services.database.read([&](db::Tx& tx) { return may_act(desk, tx, story->petition); }))
    return again.news.empty() ? Response::not_found()
                              : pages::kept_page(desk.request, {409, {}, again.news});
  DeskPage page = desk.services.database.read([&](db::Tx& tx) {
    OpenPetition open = open_petition(desk, tx, *story);
    open.news = again.news;
    const auto offered = tasks_for(desk, tx, story->petition);
    const bool fits = std::find(offered.begin(), offered.end(), task) != offered.end();
    const bool has_form = task != Task::accept || is_decision(task, story->petition);
    if (has_form && (fits || !again.wrong.empty()))
      open.form = form_of(desk, tx, story->petition, task, desk.request.form, again.wrong);
    else
      open.unsent = unsent(desk);
    return desk_page(desk, tx, std::move(open), true);
  });
  page.frame.path = "/desk/petitions/" + story->petition.code;  // what was sent has no page
  page.frame.has_errors = !again.wrong.empty() || !again.news.empty();
  const int status = !again.news.empty() ? 409 : !again.wrong.empty() ? 422 : 200;
  return pages::render(desk.request, views::desk_page, page, status);
}

Response do_task(const Desk& desk, std::string_view typed, Task task) {
  auto code = text::parse_tracking_code(typed);
  if (!code) return Response::not_found();
  if (only_looks(desk)) return show_again(desk, *code, task, {});
  auto book = desk.services.rules.book();
  const Env env = Env::of(desk.services, *book);
  // Nothing is to be said where there is no such petition for this officer.
  auto next = desk.services.database.write([&](db::Tx& tx) -> Result<std::string, Again> {
    auto petition = find(tx, *code);
    if (!petition) return fail(Again{});
    std::string after = words_of(task).goes_on ? next_after(desk, tx, *petition) : petition->code;
    LookedAt looked = look_at_form(desk, tx, env, subject_of(petition->id),
                                   {words_of(task).name, fits(*petition, task)});
    if (looked.state == FormState::again) {
      people::stand_aside(desk.officer);  // the first press may have sent it to others
      return after;
    }
    if (!may_read(tx, desk.officer, *petition) || !may_act(desk, tx, *petition))
      return fail(Again{{}, taken_away(desk, tx, *petition)});
    if (looked.state == FormState::overtaken) return fail(Again{{}, std::move(looked.news)});
    if (Refused wrong = perform(desk, tx, env, *petition, task); !wrong.empty())
      return fail(Again{std::move(wrong), {}});
    return after;
  });
  if (next) return Response::redirect(desk.done_href(*next, words_of(task).name, *code));
  const Again& again = next.error();
  return !again.wrong.empty() || !again.news.empty() ? show_again(desk, *code, task, again)
                                                     : Response::not_found();
}

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

const char* message_of(people::OpenIdentityError error) {
  switch (error) {
    case people::OpenIdentityError::forbidden:
      return N_("Your role does not allow this here.");
    case people::OpenIdentityError::reason_missing:
      return N_("Write why you must know it, in at least ten characters.");
    case people::OpenIdentityError::not_found:
      return N_("It came without a name: nothing is sealed.");
    case people::OpenIdentityError::key_missing:
      return N_("This server does not hold the key. Ask the administrator for the key file.");
  }
  return "";
}

/// The form that asks why, with what was typed.
Response ask_for_reason(const Desk& desk, const Story& story, const Refused& wrong) {
  bool is_theirs = false;
  DeskPage page = desk.services.database.read([&](db::Tx& tx) {
    OpenPetition open = open_petition(desk, tx, story);
    is_theirs = !open.identity_href.empty();
    open.form = form_of(desk, tx, story.petition, Task::identity, desk.request.form, wrong);
    return desk_page(desk, tx, std::move(open), true);
  });
  if (!is_theirs && wrong.empty()) return Response::not_found();
  page.frame.has_errors = !wrong.empty();
  return pages::render(desk.request, views::desk_page, page, wrong.empty() ? 200 : 422);
}

/// Shown once, in the answer to this request; never stored, never in an address.
Response open_sealed(const Desk& desk, std::string_view typed) {
  auto code = text::parse_tracking_code(typed);
  if (!code) return Response::not_found();
  const auto story = read_story(desk, *code);
  if (!story) return Response::not_found();
  if (only_looks(desk)) return ask_for_reason(desk, *story, {});
  const Petition& p = story->petition;
  const auto identity = desk.services.database.write([&](db::Tx& tx) {
    UnitId unit = p.body.value_or(p.place.value_or(p.province.value_or(UnitId{})));
    return people::open_identity(
        tx, desk.services.ids, desk.services.clock, desk.services.keys.get(), desk.officer, unit,
        units::ancestors(tx, unit), subject_of(p.id), desk.request.form.get("words"));
  });
  if (!identity)
    return ask_for_reason(desk, *story, {{"words", desk.tr(message_of(identity.error()))}});
  DeskPage page = desk.services.database.read([&](db::Tx& tx) {
    OpenPetition open = open_petition(desk, tx, *story);
    open.identity = facts_of(desk, *identity);
    open.identity_href.clear();
    return desk_page(desk, tx, std::move(open), true);
  });
  page.frame.path = "/desk/petitions/" + p.code;
  return pages::render(desk.request, views::desk_page, page);
}

}  // namespace

void add_desk_tasks(http::App& app, Services& services, const Advisor& advisor) {
  app.router.post(
      "/desk/petitions/{code}/{task}", people::permission(deeds, people::Where::at_record),
      [&](Request& request, std::string_view code, std::string_view name) {
        auto task = parse_task(name);
        return task ? do_task(Desk(request, services, advisor), code, *task)
                    : Response::not_found();
      },
      desk_route);
  app.router.post(
      "/desk/petitions/{code}/identity",
      people::permission(Permission::open_sealed_identity, people::Where::at_record),
      [&](Request& request, std::string_view code) {
        return open_sealed(Desk(request, services, advisor), code);
      },
      desk_route);
}

}  // namespace gandan::petitions
