#include "contexts/petitions/desk/topics.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "contexts/petitions/desk/desk.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/topics/differs.hpp"
#include "contexts/petitions/topics/group.hpp"
#include "contexts/petitions/topics/membership.hpp"
#include "contexts/petitions/topics/reason.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "contexts/petitions/views/desk_topics.hpp"
#include "kernel/module/services.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/turn/href.hpp"
#include "lib/jobs/jobs.hpp"
#include "lib/text/fold.hpp"

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

/// Complaints and denunciations stand in no topic.
bool may_read(db::Tx& tx, const Desk& desk, const TopicMember& member) {
  return people::may_at(tx, desk.officer, people::Permission::read_cases, units_of(member));
}

/// With each first of the phrases marked, where they stand.
std::vector<pages::Piece> with_marks(std::string_view paragraph,
                                     const std::vector<std::string>& phrases) {
  std::vector<pages::Piece> pieces;
  while (!paragraph.empty()) {
    std::size_t at = std::string_view::npos, size = 0;
    for (const std::string& phrase : phrases)
      if (const std::size_t found = paragraph.find(phrase); found < at) {
        at = found;
        size = phrase.size();
      }
    if (size == 0) break;
    if (at > 0) pieces.push_back({std::string(paragraph.substr(0, at))});
    pieces.push_back({std::string(paragraph.substr(at, size)), true});
    paragraph.remove_prefix(at + size);
  }
  if (!paragraph.empty()) pieces.push_back({std::string(paragraph)});
  return pieces;
}

/// What it says that the one that stands for all (`first`) does not is marked in its words.
void mark_differences(const Desk& desk, const TopicMember& member, const TopicMember* first,
                      ReviewedMember& out) {
  constexpr std::size_t most = 6;
  std::vector<std::string> phrases;
  if (first != nullptr) {
    phrases = only_in(member.text, first->text, most);
    if (member.place && member.place != first->place) out.place = desk.words.unit(member.place);
  }
  for (const std::string& paragraph : paragraphs_of(member.text))
    out.paragraphs.push_back(with_marks(paragraph, phrases));
}

/// The officer sees the words of what is public, and of what they may read. `first` stands for all.
ReviewedMember reviewed(const Desk& desk, db::Tx& tx, const TopicMember& member,
                        const TopicMember& first) {
  ReviewedMember out{.value = std::to_string(member.petition.value),
                     .href = "/desk/petitions/" + member.code,
                     .asker = member.asked_by,
                     .title = member.title,
                     .reason = in_words(member.reason, desk.words.locale),
                     .status = desk.tr(member.membership == Membership::confirmed ? N_("confirmed")
                                                                                  : N_("proposed")),
                     .date = civil_date(member.received_at),
                     .may_change = may_synthesise(tx, desk.act(), units_of(member))};
  if (out.asker.empty()) out.asker = desk.words.unit(member.province);
  if (member.visibility == Visibility::open || may_read(tx, desk, member)) {
    const bool is_compared = member.petition != first.petition &&
                             (first.visibility == Visibility::open || may_read(tx, desk, first));
    mark_differences(desk, member, is_compared ? &first : nullptr, out);
  } else {
    // Neither who asks nor the code, which would open it, nor the words that are alike.
    out.title = desk.tr(N_("Not public, and of another office"));
    out.asker = desk.words.unit(member.province);
    out.href.clear();
    out.reason.clear();
  }
  return out;
}

/// Other topics whose titles share most words with this one's, and that the officer may change.
Choice near_topics(const Desk& desk, db::Tx& tx, const Topic& topic) {
  auto words_in = [](std::string_view text) {
    std::set<std::string> words;
    std::string key = text::fold(text);
    for (std::size_t at = 0; at < key.size();) {
      std::size_t end = std::min(key.find(' ', at), key.size());
      if (end - at > 2) words.insert(key.substr(at, end - at));
      at = end + 1;
    }
    return words;
  };
  const auto own = words_in(topic.title);
  const Within reach = people::within_reach(tx, desk.officer, synthesise);
  std::vector<std::pair<int, TopicRow>> ranked;
  for (TopicState state : {TopicState::confirmed, TopicState::proposed})
    for (TopicRow& row : list_topics(tx, state, 2000, {}, reach)) {
      if (row.id == topic.id) continue;
      int shared = 0;
      for (const std::string& word : words_in(row.title)) shared += own.contains(word) ? 1 : 0;
      if (shared > 1) ranked.emplace_back(shared, std::move(row));
    }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  Choice choice{
      .field = {.name = "other", .label = desk.tr(N_("Another topic that asks the same"))}};
  choice.options.push_back({"", desk.tr(N_("none"))});
  for (const auto& [shared, row] : ranked) {
    if (choice.options.size() > 12) break;
    if (!begin_whole_topic(tx, desk.act(), row.id)) continue;
    choice.options.push_back({row.code, row.title + " (" + row.code + ")"});
  }
  return choice;
}

std::vector<pages::AskersOfPlace> askers_of(const Desk& desk, const TopicReviewPage& page,
                                            const std::vector<TopicMember>& members) {
  std::map<std::string, pages::AskersOfPlace> places;
  for (std::size_t i = 0; i < members.size(); ++i) {
    std::string place = desk.words.unit(members[i].province);
    if (place.empty()) place = desk.tr(N_("Without a place"));
    auto& group = places[place];
    group.place = place;
    ++group.count;
    group.askers.push_back({page.members[i].title, page.members[i].href, page.members[i].asker});
  }
  std::vector<pages::AskersOfPlace> out;
  for (auto& [name, group] : places) out.push_back(std::move(group));
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  return out;
}

/// Whether the officer's body may answer somebody in the topic.
bool may_answer(const Desk& desk, db::Tx& tx, const std::vector<TopicMember>& members) {
  return std::any_of(members.begin(), members.end(), [&](const TopicMember& member) {
    if (member.membership != Membership::confirmed ||
        !transition(Matter::report, member.state, Verb::answer))
      return false;
    auto petition = find(tx, member.petition);
    return petition && may(tx, desk.act(), Actor::answering_body, *petition);
  });
}

std::optional<TopicReviewPage> review_page(const Desk& desk, db::Tx& tx, std::string_view code) {
  auto topic = find_topic(tx, code);
  if (!topic || topic->state == TopicState::dissolved) return std::nullopt;
  auto members = members_of(tx, topic->id);
  if (std::none_of(members.begin(), members.end(),
                   [&](const TopicMember& member) { return may_read(tx, desk, member); }))
    return std::nullopt;
  std::stable_partition(members.begin(), members.end(), [&](const TopicMember& member) {
    return member.petition == topic->representative;
  });
  TopicReviewPage page{.frame = desk.frame(tx, topic->title),
                       .rail = desk.rail(tx, "topics"),
                       .code = topic->code,
                       .title = topic->title};
  page.frame.section = "topics";
  page.frame.path = "/desk/topics/" + topic->code;  // what was sent has no page
  page.seen = desk::state_seen(tx, past_of(desk, topic->id));
  page.is_proposed = topic->state == TopicState::proposed;
  page.askers = static_cast<std::int64_t>(members.size());
  for (const TopicMember& member : members) {
    page.members.push_back(reviewed(desk, tx, member, members.front()));
    // Ticked, to be confirmed, is what is proposed and sure; of the rest an officer says so.
    const bool is_proposed = member.membership == Membership::proposed;
    const bool is_sure =
        member.similarity >= sure_similarity || member.petition == topic->representative;
    ReviewedMember& shown = page.members.back();
    shown.chosen = is_proposed && is_sure;
    if (is_proposed && !is_sure && !shown.paragraphs.empty())
      shown.reason += (shown.reason.empty() ? "" : ". ") +
                      desk.tr(N_("Not sure: tick it where it asks the same."));
  }
  auto may_change = [](const ReviewedMember& member) { return member.may_change; };
  page.may_change = std::any_of(page.members.begin(), page.members.end(), may_change);
  // The name of what is parted off is the one field beside the ticks: Enter in it parts them off.
  if (page.may_change) page.frame.form = pages::PageForm{.id = "members"};
  page.may_change_whole = std::all_of(page.members.begin(), page.members.end(), may_change);
  // It needs no reason to be like itself.
  if (!page.members.empty()) page.members.front().reason.clear();
  page.askers_by_place = askers_of(desk, page, members);
  page.places = static_cast<std::int64_t>(page.askers_by_place.size());
  page.name = {.name = "title",
               .label = desk.tr(N_("Title of the topic")),
               .value = topic->title,
               .max_length = 200};
  page.new_name = {.name = "new_title",
                   .label = desk.tr(N_("Title of the new topic")),
                   .value = std::string(desk.request.form.get("new_title")),
                   .max_length = 200};
  if (page.may_change_whole) page.merge = near_topics(desk, tx, *topic);
  if (!page.is_proposed && may_answer(desk, tx, members))
    page.answer_href = "/desk/topics/" + topic->code + "/answer";
  if (public_topic(tx, topic->code)) page.public_href = "/topics/" + topic->code;
  return page;
}

const char* message_of(TopicError error) {
  switch (error) {
    case TopicError::not_found:
      return N_("Choose the other topic.");
    case TopicError::not_yours:
      return N_("Your role does not allow this here.");
    case TopicError::nothing_chosen:
      return N_("Tick at least one petition.");
    case TopicError::not_a_member:
      return N_("One of them is no longer in this topic. Look at it again.");
    case TopicError::confidential:
      return N_("Complaints and denunciations are never put together.");
    case TopicError::title_missing:
      return N_("Write a title.");
  }
  return "";
}

/// What was typed and ticked stays.
void keep_typed(const Desk& desk, TopicReviewPage& page) {
  const http::Fields& form = desk.request.form;
  const auto ticked = form.all("member");
  for (ReviewedMember& member : page.members)
    member.chosen = std::find(ticked.begin(), ticked.end(), member.value) != ticked.end();
  if (auto typed = form.find("title")) page.name.value = *typed;
}

/// Says what is wrong, at its field where it has one.
void add_error(const Desk& desk, TopicReviewPage& page, Verb verb, TopicError error) {
  pages::Field* field = verb == Verb::merge                  ? &page.merge.field
                        : error != TopicError::title_missing ? nullptr
                        : verb == Verb::split                ? &page.new_name
                                                             : &page.name;
  std::string message = desk.tr(message_of(error));
  if (field) field->error = message;
  page.errors.push_back({field                  ? field->name
                         : page.members.empty() ? page.name.name
                                                : "member-" + page.members.front().value,
                         message});
}

TopicChanged change(const Desk& desk, db::Tx& tx, const Env& env, const Topic& topic, Verb verb) {
  const http::Fields& form = desk.request.form;
  std::vector<PetitionId> chosen;
  for (std::string_view value : form.all("member"))
    if (auto id = parse_id<PetitionId>(value)) chosen.push_back(*id);
  const Act act = desk.act();
  if (verb == Verb::confirm)
    return chosen.empty() ? fail(TopicError::nothing_chosen)
                          : confirm(tx, env, act, topic.id, chosen);
  if (verb == Verb::refuse) return refuse(tx, env, act, topic.id, chosen);
  if (verb == Verb::split) return split(tx, env, act, topic.id, chosen, form.get("new_title"));
  if (verb == Verb::rename) return rename(tx, env, act, topic.id, form.get("title"));
  auto other = find_topic(tx, form.get("other"));
  return other ? merge(tx, env, act, topic.id, other->id) : fail(TopicError::not_found);
}

/// Whether some of its petitions are the officer's to change.
bool may_synthesise_some(db::Tx& tx, const Desk& desk, TopicId topic) {
  const auto members = members_of(tx, topic);
  return std::any_of(members.begin(), members.end(), [&](const TopicMember& member) {
    return may_synthesise(tx, desk.act(), units_of(member));
  });
}

/// Where the review goes on: the next proposal after a decision on one, else the topic itself.
std::string next_href(db::Tx& tx, const Desk& desk, const Topic& before, const Topic& now,
                      Verb verb) {
  const Within reach = people::within_reach(tx, desk.officer, synthesise);
  bool decided =
      before.state == TopicState::proposed && (verb == Verb::confirm || verb == Verb::refuse);
  std::string href = "/desk/topics/" + now.code;
  if (decided) {
    const auto left = weigh_topics(tx, TopicState::proposed, 2, {}, reach).rows;
    const auto next = std::ranges::find_if(
        left, [&](const WeighedTopic& topic) { return topic.id != before.id; });
    href = now.state == TopicState::proposed ? href
           : next == left.end()              ? "/desk/topics"
                                             : "/desk/topics/" + next->code;
  } else if (now.state == TopicState::dissolved) {
    href = "/desk/topics";
  }
  return href + "?done=" + std::string(name(verb));
}

/// The page with what was typed and ticked; nothing where it is not for the officer.
std::optional<TopicReviewPage> typed_review(const Desk& desk, std::string_view code) {
  auto page = desk.services.database.read([&](db::Tx& tx) { return review_page(desk, tx, code); });
  if (page) keep_typed(desk, *page);
  return page;
}

bool is_theirs_to_change(const Desk& desk, std::string_view code) {
  return desk.services.database.read([&](db::Tx& tx) {
    auto topic = find_topic(tx, code);
    return topic && may_synthesise_some(tx, desk, topic->id);
  });
}

/// Nothing is changed.
Response look_at_topic(const Desk& desk, std::string_view code) {
  auto page = is_theirs_to_change(desk, code) ? typed_review(desk, code) : std::nullopt;
  return page ? pages::render(desk.request, views::topic_review_page, *page)
              : Response::not_found();
}

Response change_topic(const Desk& desk, std::string_view code, Verb verb) {
  if (desk::only_looks(desk)) return look_at_topic(desk, code);
  if (is_theirs_to_change(desk, code))
    desk::carry_out_on(desk, {std::string(code)});  // an answer to it that waits
  auto book = desk.services.rules.book();
  const Env env = Env::of(desk.services, *book);
  std::string href, news;
  auto changed = desk.services.database.write([&](db::Tx& tx) -> TopicChanged {
    auto topic = find_topic(tx, code);
    if (!topic) return fail(TopicError::not_found);
    if (!may_synthesise_some(tx, desk, topic->id)) return fail(TopicError::not_yours);
    auto looked = desk::look_at_form(desk, tx, env, past_of(desk, topic->id), {name(verb)});
    news = std::move(looked.news);
    if (looked.state == desk::FormState::overtaken) return fail(TopicError::not_a_member);
    TopicChanged now = looked.state == desk::FormState::again ? TopicChanged(*topic)
                                                              : change(desk, tx, env, *topic, verb);
    if (now) href = next_href(tx, desk, *topic, *now, verb);
    return now;
  });
  if (changed) return Response::redirect(href);
  auto page = typed_review(desk, code);
  if (!page) return Response::not_found();
  page->news = news;
  if (news.empty()) add_error(desk, *page, verb, changed.error());
  page->frame.has_errors = true;
  return pages::render(desk.request, views::topic_review_page, *page, news.empty() ? 422 : 409);
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
