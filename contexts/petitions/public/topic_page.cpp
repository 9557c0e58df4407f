#include "contexts/petitions/public/topic_page.hpp"

#include <algorithm>
#include <map>

#include "contexts/petitions/public/answer_parts.hpp"
#include "contexts/petitions/public/petition_story.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/topics/topic_askers.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "contexts/petitions/views/topic.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/turn/turn.hpp"
#include "kernel/units/names.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::petitions {
namespace {

constexpr int topics_on_a_page = 25;
constexpr int most_named = 1000;  // askers with a link of their own; the others are counted

/// All that the page is made of, read in one snapshot.
struct Loaded {
  Topic topic;
  Petition representative;                           ///< which everybody may read
  Petition standing;                                 ///< by which state and limit are told
  std::map<std::int64_t, std::int64_t> by_province;  ///< 0: not known
  std::int64_t askers = 0;  ///< those among them of whom nothing else is told
  std::vector<NamedAsker> named;
  std::optional<StoredAnswer> answer;
  std::vector<journal::Recorded> entries;
  Instant first;
};

std::optional<Loaded> load(db::Tx& tx, std::string_view code) {
  auto topic = find_topic(tx, code);
  if (!topic || topic->state != TopicState::confirmed) return std::nullopt;
  auto representative = find(tx, topic->representative);
  auto standing = standing_of(tx, topic->id);
  if (!representative || !standing) return std::nullopt;
  Loaded loaded{.topic = std::move(*topic),
                .representative = std::move(*representative),
                .standing = std::move(*standing)};
  TopicId id = loaded.topic.id;
  if (loaded.representative.visibility != Visibility::open) loaded.representative = loaded.standing;
  loaded.by_province = askers_by_province(tx, id);
  loaded.askers = count_askers(tx, id);
  loaded.named = named_askers(tx, id, most_named);
  loaded.answer = answer_to(tx, id);
  loaded.entries = journal::entries_of(tx, subject_of(id));
  loaded.first = first_asked(tx, id).value_or(loaded.topic.created_at);
  return loaded;
}

/// Who asks, the province with the most askers first; those whose province nobody knows come last.
std::vector<pages::AskersOfPlace> places_of(const Wording& words, const Loaded& loaded) {
  std::vector<std::pair<std::int64_t, std::int64_t>> counts(loaded.by_province.begin(),
                                                            loaded.by_province.end());
  std::stable_sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
    return (a.first == 0) != (b.first == 0) ? b.first == 0 : a.second > b.second;
  });
  std::vector<pages::AskersOfPlace> places;
  for (const auto& [province, n] : counts) {
    std::string name = units::short_name(words.unit(UnitId{province}));
    pages::AskersOfPlace place{.place = name.empty() ? words.tr(N_("Province not given")) : name,
                               .count = n};
    for (const NamedAsker& row : loaded.named)
      if (row.province == province)
        place.askers.push_back({row.title, "/petitions/" + row.code, row.place});
    places.push_back(std::move(place));
  }
  return places;
}

std::string happening(const Wording& words, const journal::Recorded& entry) {
  const auto verb = verb_of(entry);
  if (verb == Verb::confirm)
    return words.tr(N_("An officer put them together, since they ask the same"));
  if (verb == Verb::split) return words.tr(N_("Split off from another topic"));
  if (verb == Verb::merge) return words.tr(N_("Joined with another topic"));
  if (verb == Verb::rename) return words.tr(N_("Given a clearer name"));
  return {};
}

std::vector<pages::Step> timeline_of(const Wording& words, const Loaded& loaded) {
  const i18n::Locale& locale = words.locale;
  std::vector<pages::Step> steps{
      {.label = words.tr(N_("First asked")), .when = locale.date(civil_date(loaded.first))}};
  for (const journal::Recorded& entry : loaded.entries) {
    if (entry.at < loaded.first) continue;  // done to those that nobody may read
    if (std::string said = happening(words, entry); !said.empty())
      steps.push_back({.label = std::move(said), .when = locale.date_time(entry.at)});
  }
  if (loaded.answer) {
    steps.push_back({.state = pages::StepState::kept,
                     .label = locale.tr(N_("Answered: {outcome}"),
                                        {{"outcome", locale.tr(label(loaded.answer->outcome))}}),
                     .when = locale.date(civil_date(loaded.answer->answered_at))});
    if (loaded.answer->promised_on)
      steps.push_back(promised_step(words, *loaded.answer->promised_on));
  }
  if (auto next = next_step(words, loaded.standing)) steps.push_back(std::move(*next));
  return steps;
}

std::optional<pages::Promise> promise_of_topic(const Services& services, const Wording& words,
                                               const Petition& p) {
  auto due = due_of(words, p.state, p.clock.due_at, p.answered_at);
  if (!due || !p.body) return std::nullopt;
  std::string body = words.unit(p.body);
  pages::Promise promise{.body = body.empty() ? p.addressed_to : body, .due = *due};
  auto book = services.rules.book();
  const auto* limit =
      book->find(p.clock.rule, civil_date(p.clock.started_at.value_or(p.received_at)), *p.body);
  if (limit) {
    promise.limit = limit_in_words(words.locale, limit->value, limit->unit);
    promise.basis = basis_of(words, *limit);
    promise.unchecked = is_starting_value(*limit);
  }
  return promise;
}

/// The petition that whoever asks the same joins: that which is read here, while it can be.
const Petition* joinable(const Loaded& loaded) {
  for (const Petition* each : {&loaded.representative, &loaded.standing})
    if (each->visibility == Visibility::open && is_open(each->state)) return each;
  return nullptr;
}

/// Where the most ask from; all of them stand beneath.
std::optional<pages::BarChart> by_place_of(const Wording& words,
                                           const std::vector<pages::AskersOfPlace>& places) {
  constexpr std::size_t most = 6;
  if (places.size() < 2) return std::nullopt;
  pages::BarChart chart{.label = words.tr(N_("Where they ask from")),
                        .subject = words.tr(N_("Province")),
                        .measure = words.tr(N_("People")),
                        .bars = {}};
  const auto greatest = std::ranges::max_element(places, {}, &pages::AskersOfPlace::count)->count;
  for (const pages::AskersOfPlace& place : places)
    if (chart.bars.size() < most)
      chart.bars.push_back(
          {.label = place.place,
           .share = static_cast<double>(place.count) / static_cast<double>(greatest),
           .value = words.locale.number(place.count)});
  return chart;
}

TopicPage make_page(const http::Request& request, const Services& services, const Wording& words,
                    const Loaded& loaded) {
  const Petition& p = loaded.representative;
  TopicPage page{.frame = pages::frame_for(request, loaded.topic.title)};
  page.frame.section = "petitions";
  page.frame.trail = {{words.tr(N_("Home")), "/"}, {words.tr(N_("What many ask")), "/topics"}};
  page.code = loaded.topic.code;
  page.title = loaded.topic.title;
  page.places = places_of(words, loaded);
  page.askers = loaded.askers;
  page.people = {.value = words.locale.number(page.askers),
                 .label = words.locale.ntr("person asks this", "people ask this", page.askers, {}),
                 .href = "#askers"};
  if (const Petition* one = joinable(loaded))
    page.join = pages::Action{.label = words.tr(N_("I ask this too")),
                              .href = "/petitions/" + one->code + "/join",
                              .weight = pages::Weight::main};
  page.by_place = by_place_of(words, page.places);
  for (const auto& [province, n] : loaded.by_province) page.provinces += province != 0;
  std::int64_t unnamed = page.askers - static_cast<std::int64_t>(loaded.named.size());
  if (unnamed > 0)
    page.not_listed = words.locale.ntr(
        "{n} more person is counted who has no page of their own to open here.",
        "{n} more people are counted who have no page of their own to open here.", unnamed, {});
  const Petition& standing = loaded.standing;
  page.due = due_of(words, standing.state, standing.clock.due_at, standing.answered_at);
  page.status =
      badge_of(words, standing.state, loaded.answer ? loaded.answer->outcome : standing.outcome);
  page.paragraphs = paragraphs_of(p.text);
  page.representative_href = "/petitions/" + p.code;
  if (loaded.answer) {
    page.answer = answer_block_of(words, *loaded.answer, p.addressed_to);
  }
  if (is_open(standing.state)) page.promise = promise_of_topic(services, words, standing);
  page.timeline = timeline_of(words, loaded);
  return page;
}

pages::Card card_of(const Wording& words, const PublicTopic& row) {
  auto due = due_of(words, row.state, row.due_at, row.answered_at);
  return {.code = row.code,
          .href = "/topics/" + row.code,
          .kind = words.tr(N_("Topic")),
          .title = row.title,
          .date = civil_date(row.created_at),
          .body = words.unit(row.body),
          .status = badge_of(words, row.state, row.outcome),
          .due = due,
          .askers = row.askers};
}

TopicsPage list_page(const http::Request& request, Services& services, const Wording& words) {
  TopicsPage page{.frame = pages::frame_for(request, words.tr(N_("What many ask")))};
  page.frame.section = "petitions";
  page.frame.trail = {{words.tr(N_("Home")), "/"}};
  page.empty = {
      .title = words.tr(N_("No topic yet")),
      .text = words.tr(N_("When several people ask the same, an officer puts it together here.")),
      .actions = {{.label = words.tr(N_("See what is asked")), .href = "/petitions"}}};
  std::string_view before = request.query.get("before");
  auto rows = services.database.read([&](db::Tx& tx) {
    TopicId last;
    if (auto topic = find_topic(tx, before)) last = topic->id;
    return list_public_topics(tx, topics_on_a_page + 1, last);
  });
  if (rows.size() > topics_on_a_page) {
    rows.resize(topics_on_a_page);
    page.pager.older_href = "/topics?before=" + rows.back().code;
  }
  if (!before.empty()) page.pager.newer_href = "/topics";
  for (const PublicTopic& row : rows) page.cards.push_back(card_of(words, row));
  return page;
}

}  // namespace

void add_topic_pages(http::App& app, Services& services) {
  app.router.get("/topics", http::everyone(), [&services](http::Request& request) {
    const Turn turn(request, services);
    return pages::render(request, views::topics_page, list_page(request, services, turn.words));
  });
  app.router.get("/topics/{code}", http::everyone(),
                 [&services](http::Request& request, std::string_view typed) -> http::Response {
                   auto code = text::parse_tracking_code(typed, topic_prefix);
                   if (!code) return http::Response::not_found();
                   if (*code != typed) return http::Response::redirect("/topics/" + *code, 301);
                   auto [loaded, open] = services.database.read([&](db::Tx& tx) {
                     return std::pair(load(tx, *code), public_topic(tx, *code));
                   });
                   if (!open) return http::Response::not_found();
                   if (open->code != *code)
                     return http::Response::redirect("/topics/" + open->code, 301);
                   if (!loaded) return http::Response::not_found();
                   const Turn turn(request, services);
                   return pages::render(request, views::topic_page,
                                        make_page(request, services, turn.words, *loaded));
                 });
}

}  // namespace gandan::petitions
