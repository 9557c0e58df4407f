#include <algorithm>

#include "contexts/petitions/desk/desk.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "contexts/petitions/views/desk.hpp"
#include "kernel/module/services.hpp"
#include "kernel/pages/kept.hpp"
#include "kernel/pages/site.hpp"
#include "lib/html/markdown.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::petitions {
namespace {

using http::Request;
using http::Response;

const char* message_of(AnswerError error) {
  switch (error) {
    case AnswerError::not_found:
      return N_("There is nothing here to answer.");
    case AnswerError::not_yours:
      return N_("Your role does not allow this here.");
    case AnswerError::not_allowed:
      return N_("Somebody else changed it in the meantime. Look at how it stands now.");
    case AnswerError::outcome_missing:
      return N_("Choose what came of it.");
    case AnswerError::text_missing:
      return N_("Write the answer.");
    case AnswerError::text_too_long:
      return N_("Shorten the answer to at most 50,000 characters.");
    case AnswerError::document_too_long:
      return N_("Shorten the number to at most 100 characters.");
    case AnswerError::promise_missing:
      return N_("Say by which day it will be done.");
    case AnswerError::promise_past:
      return N_("The promised day must lie ahead.");
    case AnswerError::outcome_unfit:
      return N_("A complaint or denunciation is settled, not promised. Choose what was decided.");
    case AnswerError::document_missing:
      return N_("Write the number of the decision or conclusion that settles it.");
  }
  return "";
}

pages::Field& field_of(AnswerPage& page, AnswerError error) {
  switch (error) {
    case AnswerError::outcome_missing:
    case AnswerError::outcome_unfit:
      return page.outcome.field;
    case AnswerError::promise_missing:
    case AnswerError::promise_past:
      return page.promised ? *page.promised : page.outcome.field;
    case AnswerError::document_too_long:
    case AnswerError::document_missing:
      return page.document;
    default:
      return page.text;
  }
}

gandan::Result<AnswerForm, AnswerError> read_form(const Desk& desk) {
  const http::Fields& form = desk.request.form;
  auto outcome = parse_outcome(form.get("outcome"));
  if (!outcome) return fail(AnswerError::outcome_missing);
  return AnswerForm{.outcome = *outcome,
                    .text = std::string(form.get("text")),
                    .promised_on = desk::parse_day(form.get("promised"), desk.words.today),
                    .document = std::string(form.get("document"))};
}

/// What every answer asks for, filled with what was typed.
AnswerPage blank_page(const Desk& desk, db::Tx& tx, std::string heading, std::string action,
                      std::string cancel) {
  const http::Fields& typed = desk.request.form;
  AnswerPage page{.frame = desk.frame(tx, heading),
                  .heading = std::move(heading),
                  .action = std::move(action),
                  .cancel_href = std::move(cancel)};
  page.frame.form = pages::PageForm{.id = "reply", .name = "preview", .value = "yes"};
  page.text = {
      .name = "text",
      .label = desk.tr(N_("The answer")),
      .hint = desk.tr(N_("Write for the person who asked: what was done, what will be done, who is "
                         "responsible. Markdown works.")),
      .value = std::string(typed.get("text")),
      .max_length = static_cast<int>(longest_answer),
      .rows = 14,
      .focus = true};
  page.outcome.field = {.name = "outcome", .label = desk.tr(N_("Outcome"))};
  auto chosen = parse_outcome(typed.get("outcome"));
  auto add = [&](Outcome outcome, const char* hint) {
    page.outcome.options.push_back(
        {std::string(name(outcome)), desk.tr(label(outcome)), desk.tr(hint), chosen == outcome});
  };
  add(Outcome::settled, N_("It is done, and people can see it."));
  add(Outcome::in_progress, N_("Work has begun; say by when it is done."));
  add(Outcome::scheduled, N_("It is planned; say for when."));
  add(Outcome::explained, N_("An explanation or information, with its grounds."));
  page.promised = pages::Field{
      .name = "promised",
      .label = desk.tr(N_("Done by")),
      .hint = desk.tr(N_("Day/month/year, where work goes on or is planned. It is followed up.")),
      .value = std::string(typed.get("promised")),
      .short_input = true};
  page.document = {.name = "document",
                   .label = desk.tr(N_("Number of the official letter")),
                   .value = std::string(typed.get("document")),
                   .optional = true,
                   .short_input = true,
                   .max_length = static_cast<int>(longest_document)};
  if (!typed.get("preview").empty()) page.preview = html::markdown(typed.get("text"));
  return page;
}

/// Of a complaint or denunciation: a decision or conclusion with its number, no promise.
void ask_for_settlement(const Desk& desk, const Petition& petition, AnswerPage& page) {
  std::erase_if(page.outcome.options, [&](const pages::Option& option) {
    return !is_outcome_of(petition, parse_outcome(option.value).value());
  });
  page.promised.reset();
  page.document.label =
      desk.tr(petition.kind == Kind::complaint ? N_("Number of the settlement decision")
                                               : N_("Number of the conclusion"));
  page.document.optional = false;
  page.document.required = true;
}

void add_error(const Desk& desk, AnswerPage& page, AnswerError error) {
  std::string message = desk.tr(message_of(error));
  pages::Field& field = field_of(page, error);
  page.errors.push_back({field.name, message});
  field.error = message;
  page.frame.has_errors = true;
  page.preview.reset();
}

/// A petition of a topic, as its answer asks for it.
struct Asker {
  TopicMember member;
  Petition petition;
};
/// Of a topic those that the officer's body can answer now, all by one answer.
std::vector<Asker> askers_to_answer(const Desk& desk, db::Tx& tx, TopicId topic) {
  std::vector<Asker> askers;
  for (TopicMember& member : members_of(tx, topic)) {
    if (member.membership != Membership::confirmed) continue;
    auto petition = find(tx, member.petition);
    if (petition && awaits_answer(*petition) &&
        may(tx, desk.act(), Actor::answering_body, *petition))
      askers.push_back({std::move(member), std::move(*petition)});
  }
  return askers;
}

/// The way to answer all who ask the same.
std::vector<Related> together_of(const Desk& desk, db::Tx& tx, const Petition& petition) {
  auto topic = petition.topic ? find_topic(tx, *petition.topic) : std::nullopt;
  if (!topic || topic->state != TopicState::confirmed) return {};
  const auto n = static_cast<std::int64_t>(askers_to_answer(desk, tx, topic->id).size());
  if (n < 2) return {};
  return {{desk.words.locale.ntr("{n} person asks this: answer them at once",
                                 "{n} people ask the same: answer them at once", n, {}),
           "/desk/topics/" + topic->code + "/answer", std::move(topic->title)}};
}

std::optional<AnswerPage> petition_page(const Desk& desk, std::string_view code) {
  const auto story = OnDesk::read(desk, code);
  if (!story) return std::nullopt;
  return desk.services.database.read([&](db::Tx& tx) -> std::optional<AnswerPage> {
    if (!may(tx, desk.act(), Actor::answering_body, story->petition)) return std::nullopt;
    const Petition& p = story->petition;
    AnswerPage page =
        blank_page(desk, tx, desk.tr(p.answer ? N_("Add to the answer") : N_("Write the answer")),
                   desk.action(p.code, "answer"), desk.href(p.code));
    page.answers = answers_of(desk.words, *story);
    page.together = together_of(desk, tx, p);
    page.frame.trail = {{desk.tr(N_("My desk")), desk.list_href()}, {p.code, desk.href(p.code)}};
    page.seen = desk::state_seen(tx, OnDesk::past(desk, p));
    if (is_settled(matter_of(p))) ask_for_settlement(desk, p, page);
    page.title = p.text.empty() ? desk.tr(label(p.kind)) : p.title;
    page.paragraphs = paragraphs_of(p.text);
    if (p.text.empty()) page.reading_href = desk.href(p.code);
    auto book = desk.services.rules.book();
    page.promise = promise_of(desk.words, *story, limit_of(tx, *book, p, p.clock.rule));
    return page;
  });
}

std::optional<AnswerPage> topic_page(const Desk& desk, std::string_view code) {
  return desk.services.database.read([&](db::Tx& tx) -> std::optional<AnswerPage> {
    auto topic = find_topic(tx, code);
    if (!topic || topic->state != TopicState::confirmed) return std::nullopt;
    std::vector<Related> askers;
    std::vector<std::string> paragraphs;
    for (const auto& [member, petition] : askers_to_answer(desk, tx, topic->id)) {
      if (paragraphs.empty()) paragraphs = paragraphs_of(member.text);
      askers.push_back(
          {member.title, desk.href(member.code),
           member.asked_by.empty() ? desk.words.unit(member.province) : member.asked_by});
    }
    if (askers.empty()) return std::nullopt;
    std::string base = "/desk/topics/" + topic->code;
    AnswerPage page = blank_page(
        desk, tx,
        desk.words.locale.ntr("Answer {n} petition at once", "Answer {n} petitions at once",
                              static_cast<std::int64_t>(askers.size()), {}),
        base + "/answer", base);
    page.seen = desk::state_seen(tx, past_of(desk, topic->id));
    page.title = topic->title;
    page.paragraphs = std::move(paragraphs);
    page.askers = std::move(askers);
    return page;
  });
}

/// Why the form comes back.
struct Again {
  std::optional<AnswerError> wrong;
  std::string news;
};
using Given = Result<Answered, Again>;

Given refused(AnswerError error) {
  return fail(Again{error, {}});
}

Given given(gandan::Result<Answered, AnswerError> answered) {
  if (!answered) return refused(answered.error());
  return std::move(*answered);
}

Response show(const Desk& desk, std::optional<AnswerPage> page, const Again& again = {}) {
  if (!page)
    return again.news.empty() ? Response::not_found()
                              : pages::kept_page(desk.request, {409, {}, again.news});
  if (again.wrong) add_error(desk, *page, *again.wrong);
  page->news = again.news;
  if (!again.news.empty()) page->frame.has_errors = true;
  const int status = !again.news.empty() ? 409 : again.wrong ? 422 : 200;
  return pages::render(desk.request, views::answer_page, *page, status);
}

bool may_answer_some(const Desk& desk, db::Tx& tx, TopicId topic) {
  const auto members = members_of(tx, topic);
  return std::any_of(members.begin(), members.end(), [&](const TopicMember& member) {
    auto petition = find(tx, member.petition);
    return petition && may(tx, desk.act(), Actor::answering_body, *petition);
  });
}

bool is_asked_back(const Desk& desk) {
  return desk::only_looks(desk) || desk.request.form.has("preview");
}

Response answer_petition(const Desk& desk, std::string_view code) {
  if (is_asked_back(desk)) return show(desk, petition_page(desk, code));
  auto book = desk.services.rules.book();
  const Env env = Env::of(desk.services, *book);
  const std::string next = desk.next_after(code);
  auto form = read_form(desk);
  Given answered = desk.services.database.write([&](db::Tx& tx) -> Given {
    if (!form) return refused(form.error());
    auto petition = find(tx, code);
    if (!petition) return refused(AnswerError::not_found);
    if (!may_read(tx, desk.officer, *petition) ||
        !may(tx, desk.act(), Actor::answering_body, *petition))
      return fail(Again{AnswerError::not_yours, OnDesk::taken_away(desk, tx, *petition)});
    auto looked = desk::look_at_form(desk, tx, env, OnDesk::past(desk, *petition),
                                     {"answer", fits(*petition, Verb::answer)});
    if (looked.state == desk::FormState::again) return Answered{};
    if (looked.state == desk::FormState::overtaken) return fail(Again{{}, std::move(looked.news)});
    return given(answer(tx, env, desk.act(), petition->id, *form));
  });
  if (answered) return Response::redirect(desk.done_href(next, "answer", code));
  return show(desk, petition_page(desk, code), answered.error());
}

Response answer_all(const Desk& desk, std::string_view code) {
  if (is_asked_back(desk)) return show(desk, topic_page(desk, code));
  auto book = desk.services.rules.book();
  const Env env = Env::of(desk.services, *book);
  auto form = read_form(desk);
  Given answered = desk.services.database.write([&](db::Tx& tx) -> Given {
    if (!form) return refused(form.error());
    auto topic = find_topic(tx, code);
    if (!topic) return refused(AnswerError::not_found);
    if (!may_answer_some(desk, tx, topic->id)) return refused(AnswerError::not_yours);
    auto looked = desk::look_at_form(desk, tx, env, past_of(desk, topic->id), {"answer"});
    if (looked.state == desk::FormState::again) return Answered{};
    if (looked.state == desk::FormState::overtaken) return fail(Again{{}, std::move(looked.news)});
    return given(answer_topic(tx, env, desk.act(), topic->id, *form));
  });
  if (answered) return Response::redirect("/desk/topics/" + std::string(code) + "?done=answer");
  return show(desk, topic_page(desk, code), answered.error());
}

/// Handlers by code: of a petition or of a topic; nothing where what was typed is none.
template <class Fn>
Response with_code(std::string_view typed, const Fn& fn) {
  auto code = text::parse_tracking_code(typed);
  return code ? fn(*code) : Response::not_found();
}

http::Policy answers_petition() {
  using people::Permission;
  return people::permission({Permission::answer, Permission::handle_denunciations},
                            people::Where::at_record);
}

}  // namespace

void add_desk_answers(http::App& app, Services& services, const Advisor& advisor) {
  app.router.get(
      "/desk/petitions/{code}/answer", answers_petition(),
      [&](Request& request, std::string_view typed) {
        return with_code(typed, [&](const std::string& code) {
          Desk desk(request, services, advisor);
          return show(desk, petition_page(desk, code));
        });
      },
      desk::route);
  app.router.post(
      "/desk/petitions/{code}/answer", answers_petition(),
      [&](Request& request, std::string_view typed) {
        return with_code(typed, [&](const std::string& code) {
          return answer_petition(Desk(request, services, advisor), code);
        });
      },
      desk::route);
  app.router.get(
      "/desk/topics/{code}/answer",
      people::permission(people::Permission::answer, people::Where::at_record),
      [&](Request& request, std::string_view code) {
        Desk desk(request, services, advisor);
        return show(desk, topic_page(desk, code));
      },
      desk::route);
  app.router.post(
      "/desk/topics/{code}/answer",
      people::permission(people::Permission::answer, people::Where::at_record),
      [&](Request& request, std::string_view code) {
        return answer_all(Desk(request, services, advisor), code);
      },
      desk::route);
}

}  // namespace gandan::petitions
