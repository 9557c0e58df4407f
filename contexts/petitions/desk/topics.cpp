#include "contexts/petitions/desk/topics.hpp"

#include <algorithm>

#include "contexts/petitions/desk/desk.hpp"
#include "contexts/petitions/desk/topic_deeds.hpp"
#include "contexts/petitions/desk/topic_review.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/topics/group.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "contexts/petitions/views/desk_topics.hpp"
#include "kernel/module/services.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/turn/href.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::petitions {
namespace {

using http::Request;
using http::Response;

constexpr int list_length = 40;
constexpr const char* group_job = "petitions.group";

std::string last_run(const Desk& desk, db::Tx& tx) {
  auto last = journal::last_entry_of(tx, all_topics);
  if (!last) return desk.tr(N_("Not grouped yet."));
  std::string at = desk.words.locale.date_time(last->at);
  const char* message =
      verb_of(*last) == Verb::group ? N_("Grouped last at {time}.") : N_("Grouping since {time}.");
  return desk.words.locale.tr(message, {{"time", at}});
}

/// How many ask, and how much time is left; what it is about, of which bodies, since when.
std::string weight_of(const Desk& desk, const WeighedTopic& topic, const TopicSubject* subject) {
  const i18n::Locale& locale = desk.words.locale;
  std::string said = locale.ntr("{n} person asks", "{n} people ask", topic.people, {});
  auto add = [&](const std::string& words) {
    if (!words.empty()) said += " · " + words;
  };
  std::string petitions =
      locale.ntr("{n} petition", "{n} petitions", topic.confirmed + topic.proposed, {});
  if (topic.confirmed > 0 && topic.proposed > 0)
    petitions = locale.tr(N_("{count}, of which {n} are only proposed"),
                          {{"count", petitions}, {"n", std::to_string(topic.proposed)}});
  add(petitions);
  if (subject == nullptr) return said;
  if (subject->due_at) add(locale.until(civil_date(*subject->due_at), desk.words.today));
  auto with_others = [&](std::string one, std::int64_t n) {
    return n < 2 || one.empty()
               ? one
               : locale.tr(N_("{one} and {n} more"), {{"one", one}, {"n", std::to_string(n - 1)}});
  };
  add(with_others(desk.words.field(subject->field), subject->fields));
  add(with_others(desk.words.unit(subject->body), subject->bodies));
  add(locale.tr(N_("first asked {date}"), {{"date", locale.date(civil_date(subject->first_at))}}));
  return said;
}

DeskTopicsPage list_page(const Desk& desk, db::Tx& tx, TopicState state) {
  DeskTopicsPage page{.frame = desk.frame(tx, desk.tr(N_("Topics"))),
                      .rail = desk.rail(tx, "topics")};
  page.frame.section = "topics";
  const Within reach = people::within_reach(tx, desk.officer, people::Permission::read_cases);
  const auto weighed = weigh_topics(tx, state, list_length,
                                    db::Cursor::parse(desk.request.query.get("after")), reach);
  std::string_view shown = state == TopicState::proposed ? "proposed" : "confirmed";
  page.tabs = {{desk.tr(N_("Proposed")), "/desk/topics", {}, state == TopicState::proposed},
               {desk.tr(N_("Confirmed")),
                "/desk/topics?state=confirmed",
                {},
                state == TopicState::confirmed}};
  if (weighed.next)
    page.older_href =
        Href("/desk/topics").with("state", shown).with("after", weighed.next->text()).text();
  std::vector<TopicId> ids;
  for (const WeighedTopic& topic : weighed.rows) ids.push_back(topic.id);
  const auto subjects = subjects_of(tx, ids, reach);
  for (const WeighedTopic& topic : weighed.rows) {
    const auto subject = std::ranges::find(subjects, topic.id, &TopicSubject::id);
    page.topics.push_back(
        {topic.title, "/desk/topics/" + topic.code,
         weight_of(desk, topic, subject == subjects.end() ? nullptr : &*subject)});
  }
  page.may_group = desk.officer.may_everywhere(synthesise);
  page.last_run = last_run(desk, tx);
  return page;
}

/// Grouping takes up to a minute, so a job does it; one at a time, however often one asks.
Response begin_grouping(const Desk& desk) {
  desk.services.database.write([&](db::Tx& tx) {
    if (jobs::is_pending(tx, group_job)) return;
    Instant now = desk.services.clock.now();
    jobs::enqueue(tx, group_job, "{}", now);
    record(tx, desk.act(), all_topics, now, Verb::group_begin);
  });
  return Response::redirect("/desk/topics?done=group");
}

}  // namespace

void add_group_job(jobs::Registry& jobs, Services& services) {
  jobs.on(group_job, [&services](db::Database& database, const jobs::Job&) {
    auto book = services.rules.book();
    group_petitions(database, Env::of(services, *book));
  });
}

void add_desk_topics(http::App& app, Services& services, const Advisor& advisor) {
  app.router.get(
      "/desk/topics", people::permission(people::Permission::read_cases, people::Where::in_reach),
      [&](Request& request) {
        Desk desk(request, services, advisor);
        bool confirmed = request.query.get("state") == "confirmed";
        auto page = services.database.read([&](db::Tx& tx) {
          return list_page(desk, tx, confirmed ? TopicState::confirmed : TopicState::proposed);
        });
        return pages::render(request, views::desk_topics_page, page);
      },
      desk::route);
  app.router.get(
      "/desk/topics/{code}",
      people::permission(people::Permission::read_cases, people::Where::at_record),
      [&](Request& request, std::string_view code) {
        Desk desk(request, services, advisor);
        auto into = services.database.read([&](db::Tx& tx) { return merged_into(tx, code); });
        if (into) {
          people::stand_aside(desk.officer);
          return Response::redirect("/desk/topics/" + into->code);
        }
        auto page = services.database.read([&](db::Tx& tx) { return review_page(desk, tx, code); });
        return page ? pages::render(request, views::topic_review_page, *page)
                    : Response::not_found();
      },
      desk::route);
  app.router.post(
      "/desk/topics/group", people::permission(synthesise, people::Where::everywhere),
      [&](Request& request) { return begin_grouping(Desk(request, services, advisor)); },
      desk::route);
  app.router.post(
      "/desk/topics/{code}/{verb}", people::permission(synthesise, people::Where::at_record),
      [&](Request& request, std::string_view code, std::string_view verb) {
        constexpr Verb verbs[] = {Verb::confirm, Verb::refuse, Verb::split, Verb::rename,
                                  Verb::merge};
        for (Verb each : verbs)
          if (name(each) == verb) return change_topic(Desk(request, services, advisor), code, each);
        return Response::not_found();
      },
      desk::route);
}

}  // namespace gandan::petitions
