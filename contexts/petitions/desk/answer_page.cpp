#include "contexts/petitions/desk/answer_page.hpp"

#include <algorithm>

#include "contexts/petitions/public/answer_parts.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "contexts/petitions/views/desk.hpp"
#include "kernel/module/services.hpp"
#include "kernel/pages/kept.hpp"
#include "kernel/pages/site.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

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

const char* field_of(AnswerError error) {
  switch (error) {
    case AnswerError::outcome_missing:
    case AnswerError::outcome_unfit:
      return "outcome";
    case AnswerError::promise_missing:
    case AnswerError::promise_past:
      return "promised";
    case AnswerError::document_too_long:
    case AnswerError::document_missing:
      return "document";
    default:
      return "text";
  }
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
  return page;
}

/// The answer as its page will show it, by the body that gives it.
void preview_answer(const Desk& desk, UnitId body, AnswerPage& page) {
  if (desk.request.form.get("preview").empty()) return;
  const AnswerForm form = answer_form_of(desk);
  const bool is_promised = needs_promise(form.outcome);
  page.preview = answer_block_of(desk.words,
                                 {.body = body,
                                  .outcome = form.outcome,
                                  .text = text::clean(form.text),
                                  .promised_on = is_promised ? form.promised_on : std::nullopt,
                                  .document = text::clean(form.document),
                                  .answered_at = desk.services.clock.now()},
                                 {});
  page.preview->anchor.clear();
  if (!parse_outcome(desk.request.form.get("outcome")))
    page.preview->outcome = {desk.tr(N_("No outcome is chosen yet")), pages::Tone::waiting};
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

void put_errors(const Refused& wrong, AnswerPage& page) {
  if (wrong.empty()) return;
  for (const pages::FieldError& each : wrong) {
    for (pages::Field* field : {&page.text, &page.outcome.field, &page.document,
                                page.promised ? &*page.promised : nullptr})
      if (field != nullptr && field->name == each.field && field->error.empty())
        field->error = each.message;
  }
  page.errors = wrong;
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

}  // namespace

AnswerForm answer_form_of(const Desk& desk) {
  const http::Fields& form = desk.request.form;
  return {.outcome = parse_outcome(form.get("outcome")).value_or(Outcome::explained),
          .text = std::string(form.get("text")),
          .promised_on = desk::parse_day(form.get("promised"), desk.words.today),
          .document = std::string(form.get("document"))};
}

Refused answer_faults(const Desk& desk, const AnswerForm& form, const Petition* petition) {
  auto faults = faults_of(form, desk.words.today, petition);
  if (!parse_outcome(desk.request.form.get("outcome"))) {
    const auto after_text = std::ranges::find_if(
        faults, [](AnswerError error) { return std::string_view(field_of(error)) != "text"; });
    faults.insert(after_text, AnswerError::outcome_missing);
  }
  return wrong_with(desk, faults);
}

Refused wrong_with(const Desk& desk, const std::vector<AnswerError>& errors) {
  Refused wrong;
  for (AnswerError error : errors) wrong.push_back({field_of(error), desk.tr(message_of(error))});
  return wrong;
}

std::optional<AnswerPage> answer_page_of(const Desk& desk, std::string_view code) {
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
    page.verb = desk.tr(p.visibility == Visibility::open ? N_("Send and publish the answer")
                                                         : N_("Send the answer"));
    if (p.body) preview_answer(desk, *p.body, page);
    page.title = p.text.empty() ? desk.tr(label(p.kind)) : p.title;
    page.paragraphs = paragraphs_of(p.text);
    if (p.text.empty()) page.reading_href = desk.href(p.code);
    auto book = desk.services.rules.book();
    page.promise = promise_of(desk.words, *story, limit_of(tx, *book, p, p.clock.rule));
    return page;
  });
}

std::optional<AnswerPage> answer_page_of_topic(const Desk& desk, std::string_view code) {
  return desk.services.database.read([&](db::Tx& tx) -> std::optional<AnswerPage> {
    auto topic = find_topic(tx, code);
    if (!topic || topic->state != TopicState::confirmed) return std::nullopt;
    std::vector<Related> askers;
    std::vector<std::string> paragraphs;
    bool is_public = false;
    std::optional<UnitId> answering;
    for (const auto& [member, petition] : askers_to_answer(desk, tx, topic->id)) {
      is_public = is_public || petition.visibility == Visibility::open;
      if (!answering) answering = petition.body;
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
    page.verb = desk.tr(is_public ? N_("Send and publish the answer") : N_("Send the answer"));
    if (answering) preview_answer(desk, *answering, page);
    page.title = topic->title;
    page.paragraphs = std::move(paragraphs);
    page.askers = std::move(askers);
    return page;
  });
}

Response show_answer(const Desk& desk, std::optional<AnswerPage> page, const desk::Again& again) {
  if (!page)
    return again.news.empty() ? Response::not_found()
                              : pages::kept_page(desk.request, {409, {}, again.news});
  put_errors(again.wrong, *page);
  page->news = again.news;
  if (!again.news.empty()) page->frame.has_errors = true;
  return pages::render(desk.request, views::answer_page, *page, again.status());
}

}  // namespace gandan::petitions
