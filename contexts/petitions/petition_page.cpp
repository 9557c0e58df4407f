#include "contexts/petitions/petition_page.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>

#include "contexts/petitions/page_parts.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/topics.hpp"
#include "contexts/petitions/views.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/policies.hpp"
#include "lib/html/markdown.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::petitions {
namespace {

const db::Sql select_answers{R"(
  select a.id, a.body_id, a.outcome, a.text, a.promised_on, a.document, a.answered_at
  from petition_answered l join petition_answers a on a.id = l.answer_id
  where l.petition_id = :id order by a.answered_at desc, a.id desc)"};
const db::Sql count_joins{"select count(*) from petition_joins where petition_id = :id"};
const db::Sql select_topic{R"(
  select t.code, t.title,
    (select count(*) from topic_members m where m.topic_id = t.id and m.state = 2) +
    (select count(*) from topic_members m join petition_joins j on j.petition_id = m.petition_id
     where m.topic_id = t.id and m.state = 2)
  from topics t where t.id = :id and t.state = 2)"};

struct AnswerRow {
  AnswerId id;
  std::optional<UnitId> body;
  Outcome outcome = Outcome::explained;
  std::string text;
  std::optional<Date> promised_on;
  std::string document;
  Instant answered_at;
};

struct TopicRow {
  std::string code, title;
  std::int64_t askers = 0;
};

/// All that the page is made of, read in one snapshot.
struct Loaded {
  Petition petition;
  std::vector<AnswerRow> answers;
  std::vector<journal::Recorded> entries;
  std::vector<NoteRow> notes;
  std::vector<PauseRow> pauses;
  std::int64_t joins = 0;
  std::optional<TopicRow> topic;
  std::string place, body;
};

std::string name_of(db::Tx& tx, const units::Directory& directory, std::optional<UnitId> id) {
  if (!id) return {};
  if (auto name = directory.name(id); !name.empty()) return std::string(name);
  auto unit = units::find_unit(tx, *id);
  return unit ? unit->name : std::string();
}

std::optional<Loaded> load(db::Tx& tx, const units::Directory& directory, std::string_view code) {
  auto petition = find(tx, code);
  if (!petition) return std::nullopt;
  Loaded loaded{.petition = std::move(*petition)};
  const Petition& p = loaded.petition;
  if (p.answer) loaded.answers = tx.all<AnswerRow>(select_answers, {{"id", p.id}});
  loaded.entries = journal::entries_of(tx, {"petition", p.id.value});
  if (loaded.entries.size() > 1) {
    loaded.notes = notes_of(tx, p.id);
    loaded.pauses = pauses_of(tx, p.id);
    loaded.joins = tx.one<std::int64_t>(count_joins, {{"id", p.id}}).value_or(0);
  }
  if (p.topic) loaded.topic = tx.one<TopicRow>(select_topic, {{"id", *p.topic}});
  loaded.place = p.place ? name_of(tx, directory, p.place) : p.place_text;
  loaded.body = name_of(tx, directory, p.body);
  return loaded;
}

/// A journal entry's facts: numbers by name.
std::int64_t fact(const journal::Recorded& entry, std::string_view name) {
  boost::json::error_code error;
  auto value = boost::json::parse(entry.detail, error);
  if (error || !value.is_object()) return 0;
  const auto* found = value.as_object().if_contains({name.data(), name.size()});
  return found && found->is_int64() ? found->as_int64() : 0;
}

std::string happening(const Wording& words, const journal::Recorded& entry) {
  const std::string& verb = entry.verb;
  auto is = [&](std::string_view name) { return verb == name; };
  if (is("petition.submit")) return words.tr(N_("Received"));
  if (is("petition.import")) return words.tr(N_("Entered from a file"));
  if (is("petition.route")) {
    std::string body = words.unit(UnitId{fact(entry, "body")});
    return body.empty() ? words.tr(N_("Sent to the responsible body"))
                        : words.locale.tr(N_("Sent to {body}"), {{"body", body}});
  }
  if (is("petition.accept")) return words.tr(N_("Taken up by the body"));
  if (is("petition.send_back")) return words.tr(N_("Sent back to be routed anew"));
  if (is("petition.ask")) return words.tr(N_("The sender was asked for more; the clock stands"));
  if (is("petition.supplement")) return words.tr(N_("The sender replied; the clock goes on"));
  if (is("petition.extend")) return words.tr(N_("More time was granted"));
  if (is("petition.answer")) {
    auto outcome = static_cast<Outcome>(fact(entry, "outcome"));
    return words.locale.tr(
        N_("Answered: {outcome}"),
        {{"outcome",
          words.locale.tr(label(std::clamp(outcome, Outcome::settled, Outcome::explained)))}});
  }
  if (is("petition.give_back")) return words.tr(N_("Given back, with the reason"));
  if (is("petition.withdraw")) return words.tr(N_("Withdrawn by the sender"));
  if (is("petition.confirm") || is("petition.split") || is("petition.merge"))
    return words.tr(N_("Put together with others that ask the same"));
  if (is("petition.hide")) return words.tr(N_("Hidden from the public, with the reason"));
  if (is("petition.publish")) return words.tr(N_("Made public"));
  return {};
}

std::string note_of(const Loaded& loaded, const journal::Recorded& entry) {
  for (const NoteRow& note : loaded.notes)
    if (note.for_petitioner && note.at == entry.at && entry.verb.ends_with(note.verb))
      return note.text;
  return {};
}

std::vector<pages::Step> timeline_of(const Wording& words, const Loaded& loaded,
                                     const rules::Limit* limit) {
  std::vector<pages::Step> steps;
  for (const journal::Recorded& entry : loaded.entries) {
    std::string said = happening(words, entry);
    if (said.empty()) continue;
    bool kept = entry.verb == "petition.answer";
    steps.push_back({.state = kept ? pages::StepState::kept : pages::StepState::done,
                     .label = std::move(said),
                     .when = words.locale.date_time(entry.at),
                     .note = note_of(loaded, entry)});
  }
  // An import tells how things stood when it was made; the record itself tells the days.
  const Petition& p = loaded.petition;
  if (p.channel == Channel::import) {
    steps.insert(steps.begin(), {.label = words.tr(N_("Received")),
                                 .when = words.locale.date(civil_date(p.received_at))});
    if (p.answered_at && p.outcome)
      steps.push_back({.state = pages::StepState::kept,
                       .label = words.locale.tr(N_("Answered: {outcome}"),
                                                {{"outcome", words.locale.tr(label(*p.outcome))}}),
                       .when = words.locale.date(civil_date(*p.answered_at))});
  }
  if (is_open(p.state) && p.due_at) {
    Date due = civil_date(*p.due_at);
    steps.push_back({.state = due < words.today ? pages::StepState::late : pages::StepState::now,
                     .label = words.tr(p.body ? N_("The body must answer")
                                              : N_("An officer reads it and sends it on")),
                     .when = words.locale.tr(N_("by {date}"), {{"date", words.locale.date(due)}}),
                     .basis = limit ? limit->basis : ""});
  }
  if (p.promised_on)
    steps.push_back(
        {.state = pages::StepState::ahead,
         .label = words.tr(N_("What was promised")),
         .when = words.locale.tr(N_("by {date}"), {{"date", words.locale.date(*p.promised_on)}})});
  return steps;
}

std::vector<pages::AnswerBlock> answers_of(const Wording& words, const Loaded& loaded) {
  std::vector<pages::AnswerBlock> blocks;
  for (const AnswerRow& row : loaded.answers) {
    pages::Badge outcome = badge_of(words, row.outcome);
    if (row.promised_on)
      outcome.word = words.locale.tr(
          N_("{outcome}, by {date}"),
          {{"outcome", outcome.word}, {"date", words.locale.date(*row.promised_on)}});
    std::string body = row.body == loaded.petition.body ? loaded.body : words.unit(row.body);
    blocks.push_back(
        {.anchor = "answer-" + std::to_string(row.id.value),
         .outcome = outcome,
         .body = body.empty() ? loaded.petition.addressed_to : body,
         .body_href = row.body ? "/bodies/" + std::string(words.directory.code(row.body)) : "",
         .number = row.document,
         .on = civil_date(row.answered_at),
         .text = html::markdown(row.text)});
    if (words.directory.code(row.body).empty()) blocks.back().body_href.clear();
  }
  return blocks;
}

std::vector<pages::Fact> facts_of(const Wording& words, const Loaded& loaded) {
  const Petition& p = loaded.petition;
  std::vector<pages::Fact> facts;
  auto add = [&](const char* label, std::string value, std::string href = {}) {
    if (!value.empty()) facts.push_back({words.tr(label), std::move(value), std::move(href)});
  };
  Filter by_field, by_province, by_body;
  by_field.field = p.field;
  if (p.province) by_province.provinces = {*p.province};
  add(N_("Field"), words.field(p.field), href_of(by_field, words.directory));
  add(N_("Place"), loaded.place, p.province ? href_of(by_province, words.directory) : "");
  add(N_("Asked by"), p.asked_by);
  if (p.body) by_body.bodies = {*p.body};
  std::string code(words.directory.code(p.body));
  add(N_("Body that answers"), loaded.body.empty() ? p.addressed_to : loaded.body,
      code.empty() ? "" : "/bodies/" + code);
  add(N_("Came by"), words.tr(label(p.channel)));
  return facts;
}

std::optional<pages::Promise> promise_of(const Wording& words, const Loaded& loaded,
                                         const rules::Limit* limit, bool remote) {
  const Petition& p = loaded.petition;
  auto due = due_of(words, p.state, p.due_at, p.answered_at);
  if (!due) return std::nullopt;
  std::string body = !loaded.body.empty()      ? loaded.body
                     : !p.addressed_to.empty() ? p.addressed_to
                                               : words.tr(N_("The receiving officer"));
  pages::Promise promise{.body = std::move(body), .due = *due};
  if (limit) {
    promise.limit = limit_in_words(words.locale, limit->value_at(remote), limit->unit);
    promise.basis = limit->basis;
  }
  return promise;
}

/// Confidential matters show their course, never their words; others wait for an officer's look
/// only in lists, since whoever has the code wrote it or was given it.
std::string hidden_because(const Wording& words, const Petition& p) {
  if (is_confidential(p.kind))
    return words.tr(
        N_("The text is not public: the law protects whoever complains or denounces. Only the "
           "course of the matter is shown."));
  return {};
}

/// What the sender has just done; the address carries it, so that nothing is kept of them.
std::optional<pages::Flash> done_of(const Wording& words, std::string_view done) {
  if (done == "replied")
    return pages::Flash{words.tr(N_("Your reply is here. The body's clock goes on."))};
  if (done == "withdrawn") return pages::Flash{words.tr(N_("You have taken it back."))};
  return std::nullopt;
}

PetitionPage make_page(const http::Request& request, const Services& services, const Wording& words,
                       const Loaded& loaded) {
  const Petition& p = loaded.petition;
  bool confidential = is_confidential(p.kind);
  std::string kind = words.tr(label(p.kind));
  PetitionPage page{.frame = pages::frame_for(request, confidential ? kind : p.title)};
  page.frame.section = "petitions";
  page.frame.trail = {{words.tr(N_("Home")), "/"}, {words.tr(N_("Petitions")), "/petitions"}};
  page.frame.flash = done_of(words, request.query.get("done"));
  page.code = p.code;
  page.kind = kind;
  page.title = confidential ? kind : p.title;
  page.received = civil_date(p.received_at);
  page.due = due_of(words, p.state, p.due_at, p.answered_at);
  bool overdue = page.due && !page.due->answered && page.due->date < words.today;
  page.status = badge_of(words, p.state, p.outcome, overdue);
  auto book = services.rules.book();
  const rules::Limit* limit =
      p.clock_rule.empty()
          ? nullptr
          : book->find(p.clock_rule, civil_date(p.clock_started_at.value_or(p.received_at)));
  page.promise = promise_of(words, loaded, limit, false);
  page.hidden_because = hidden_because(words, p);
  if (page.hidden_because.empty()) page.paragraphs = paragraphs_of(p.text);
  if (!confidential) page.answers = answers_of(words, loaded);
  page.timeline = timeline_of(words, loaded, limit);
  page.facts = facts_of(words, loaded);
  page.askers = 1 + loaded.joins;
  if (loaded.topic) {
    page.topic_href = "/topics/" + loaded.topic->code;
    page.topic_title = loaded.topic->title;
    page.topic_askers = loaded.topic->askers;
  }
  std::string base = "/petitions/" + p.code;
  if (p.state == State::needs_information) {
    if (!loaded.pauses.empty() && !confidential) page.question = loaded.pauses.back().question;
    page.supplement_href = base + "/supplement";
  }
  if (p.visibility == Visibility::open && is_open(p.state)) page.join_href = base + "/join";
  if (transition(p.state, Verb::withdraw) && p.channel != Channel::import)
    page.withdraw_href = base + "/withdraw";
  if (people::find_principal(request)) page.desk_href = "/desk/petitions/" + p.code;
  return page;
}

}  // namespace

void add_petition_page(http::App& app, Services& services) {
  app.router.get("/petitions/{code}", http::everyone(),
                 [&services](http::Request& request, std::string_view typed) -> http::Response {
                   auto code = text::parse_tracking_code(typed);
                   if (!code) return http::Response::not_found();
                   if (*code != typed) return http::Response::redirect("/petitions/" + *code, 301);
                   auto directory = services.directory.get();
                   auto loaded = services.database.read(
                       [&](db::Tx& tx) { return load(tx, *directory, *code); });
                   if (!loaded) return http::Response::not_found();
                   Wording words{pages::locale_of(request), *directory, services.clock.today()};
                   auto response = pages::render(request, views::petition_page,
                                                 make_page(request, services, words, *loaded));
                   if (loaded->petition.visibility != Visibility::open)
                     response.header("X-Robots-Tag", "noindex");
                   return response;
                 });
}

}  // namespace gandan::petitions
