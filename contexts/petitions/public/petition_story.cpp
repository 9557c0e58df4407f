#include "contexts/petitions/public/petition_story.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>

#include "contexts/petitions/decision.hpp"
#include "contexts/petitions/record/clock.hpp"

namespace gandan::petitions {
namespace {

const db::Sql count_joins{
    "select coalesce(sum(people), 0) from petition_joined where petition_id = :id"};
const db::Sql select_topic{R"(
  select t.code, t.title,
    (select count(*) from topic_members m where m.topic_id = t.id and m.state = 2) +
    (select coalesce(sum(j.people), 0) from topic_members m
     join petition_joined j on j.petition_id = m.petition_id
     where m.topic_id = t.id and m.state = 2)
  from topics t where t.id = :id and t.state = 2 and exists (
    select 1 from topic_members m join petitions p on p.id = m.petition_id
    where m.topic_id = t.id and m.state = 2 and p.visibility = 2))"};

std::string name_of(db::Tx& tx, const units::Directory& directory, std::optional<UnitId> id) {
  if (!id) return {};
  if (auto name = directory.name(id); !name.empty()) return std::string(name);
  auto unit = units::find_unit(tx, *id);
  return unit ? unit->name : std::string();
}

/// The question, or the reply to it. The nth entry of either kind belongs to the nth question.
std::string words_of_pause(const Story& story, const journal::Recorded& entry) {
  std::ptrdiff_t nth = 0;
  for (const journal::Recorded& other : story.entries) {
    if (&other == &entry) break;
    if (other.verb == entry.verb) ++nth;
  }
  for (const PauseRow& pause : story.pauses) {
    if (pause.kind == PauseKind::suspension || nth-- > 0) continue;
    return entry.verb == "petition.ask" ? pause.question : pause.reply;
  }
  return {};
}

/// "No. 12/QĐ-UBND of 5/12/2026: the result of another body must be awaited".
std::string decision_in_words(const Wording& words, const Story& story,
                              const journal::Recorded& entry) {
  for (const DecisionRow& row : story.decisions) {
    if (row.at != entry.at || !entry.verb.ends_with("." + row.verb)) continue;
    std::string said =
        words.locale.tr(N_("No. {number} of {date}"),
                        {{"number", row.number}, {"date", words.locale.date(row.on)}});
    for (Verb verb : {Verb::suspend, Verb::end})
      if (const GroundWords* ground =
              words_of(static_cast<Ground>(row.ground), verb, matter_of(story.petition));
          ground && row.verb == name(verb))
        said += ": " + words.tr(ground->label);
    return said;
  }
  return {};
}

/// How the stage that this ended was kept: each has its own limit, and its own lateness.
std::string stage_in_words(const Wording& words, const Story& story,
                           const journal::Recorded& entry) {
  for (const ClockRow& row : story.clocks) {
    const auto stage = stage_of(row.rule);
    if (!stage || !row.due_at || row.entered_at != entry.at) continue;
    const char* said = row.ended_at <= *row.due_at ? N_("{stage}: in time, the last day was {date}")
                                                   : N_("{stage}: late, the last day was {date}");
    return words.locale.tr(said, {{"stage", words.tr(label(*stage))},
                                  {"date", words.locale.date(civil_date(*row.due_at))}});
  }
  return {};
}

/// A letter, call or visit is received on its own day, which may be entered later.
bool is_entered_later(const Petition& petition, const journal::Recorded& entry) {
  return entry.verb == "petition.submit" &&
         civil_date(petition.received_at) != civil_date(entry.at);
}

std::string note_of(const Wording& words, const Story& story, const journal::Recorded& entry,
                    Telling telling) {
  const std::string decision = decision_in_words(words, story, entry);
  if (telling == Telling::among_officers && is_entered_later(story.petition, entry))
    return words.locale.tr(N_("Entered at {time}"), {{"time", words.locale.date_time(entry.at)}});
  if (telling == Telling::among_officers &&
      (entry.verb == "petition.ask" || entry.verb == "petition.supplement"))
    return words_of_pause(story, entry);
  for (const NoteRow& note : story.notes)
    if ((note.for_petitioner || telling == Telling::among_officers) && note.at == entry.at &&
        entry.verb.ends_with(note.verb))
      return decision.empty() ? note.text : decision + "\n" + note.text;
  return decision;
}

/// Whether an answer tells that what the one before it promised is done.
bool keeps_promise(const Story& story, const journal::Recorded& entry) {
  bool is_promised = false;
  for (const journal::Recorded& each : story.entries) {
    if (each.verb == "petition.settle" || each.verb == "petition.reopen") is_promised = false;
    if (each.verb != "petition.answer") continue;
    const auto outcome = static_cast<Outcome>(fact_of(each, "outcome"));
    if (&each == &entry) return is_promised && outcome == Outcome::settled;
    is_promised = outcome == Outcome::in_progress || outcome == Outcome::scheduled;
  }
  return false;
}

/// What happens to complaints and denunciations alone.
std::string deed_of_settlement(const Wording& words, const journal::Recorded& entry) {
  auto is = [&](std::string_view name) { return entry.verb == name; };
  if (is("petition.accept")) return words.tr(N_("Accepted: its settlement has begun"));
  if (is("petition.decline")) return words.tr(N_("Not accepted, with the reason"));
  if (is("petition.widen_check")) return words.tr(N_("It is checked at several places"));
  if (is("petition.suspend")) return words.tr(N_("Suspended by decision; the clock stands"));
  if (is("petition.resume")) return words.tr(N_("Resumed by decision; the clock goes on"));
  if (is("petition.end")) return words.tr(N_("Ended by decision"));
  if (is("petition.complain_again")) return words.tr(N_("A second complaint was made"));
  if (is("petition.ask")) return words.tr(N_("The sender was asked for more; the clock goes on"));
  if (is("petition.supplement")) return words.tr(N_("The sender replied"));
  if (is("petition.withdraw"))
    return words.tr(N_("A signed withdrawal was received; the body decides what follows"));
  return {};
}

}  // namespace

std::int64_t fact_of(const journal::Recorded& entry, std::string_view name) {
  boost::json::error_code error;
  auto value = boost::json::parse(entry.detail, error);
  if (error || !value.is_object()) return 0;
  const auto* found = value.as_object().if_contains({name.data(), name.size()});
  return found && found->is_int64() ? found->as_int64() : 0;
}

std::string happening(const Wording& words, const Petition& petition,
                      const journal::Recorded& entry) {
  const std::string& verb = entry.verb;
  auto is = [&](std::string_view name) { return verb == name; };
  const bool is_gone = petition.state == State::withdrawn && is("petition.withdraw");
  if (is_settled(matter_of(petition)) && !is_gone)
    if (auto deed = deed_of_settlement(words, entry); !deed.empty()) return deed;
  if (is("petition.submit")) return words.tr(N_("Received"));
  if (is("petition.import")) return words.tr(N_("Entered from a file"));
  if (is("petition.route")) {
    std::string body = words.unit(UnitId{fact_of(entry, "body")});
    return body.empty() ? words.tr(N_("Sent to the responsible body"))
                        : words.locale.tr(N_("Sent to {body}"), {{"body", body}});
  }
  if (is("petition.accept")) return words.tr(N_("Taken up by the body"));
  if (is("petition.send_back")) return words.tr(N_("Sent back to be routed anew"));
  if (is("petition.ask")) return words.tr(N_("The sender was asked for more; the clock stands"));
  if (is("petition.supplement")) return words.tr(N_("The sender replied; the clock goes on"));
  if (is("petition.extend")) {
    const Instant due{fact_of(entry, "due")};
    return due.micros == 0 ? words.tr(N_("More time was granted"))
                           : words.locale.tr(N_("More time was granted: until {date}"),
                                             {{"date", words.locale.date(civil_date(due))}});
  }
  if (is("petition.answer")) {
    auto outcome = static_cast<Outcome>(fact_of(entry, "outcome"));
    return words.locale.tr(
        N_("Answered: {outcome}"),
        {{"outcome",
          words.locale.tr(label(std::clamp(outcome, Outcome::settled, Outcome::explained)))}});
  }
  if (is("petition.give_back")) return words.tr(N_("Given back, with the reason"));
  if (is("petition.withdraw")) return words.tr(N_("Withdrawn by the sender"));
  if (is("petition.confirm") || is("petition.split") || is("petition.merge") ||
      is("petition.start"))
    return words.tr(N_("Put together with others that ask the same"));
  if (is("petition.add")) return words.tr(N_("The sender added something"));
  if (is("petition.settle"))
    return words.tr(fact_of(entry, "kept") != 0
                        ? N_("The sender says that what was promised was kept")
                        : N_("The sender says that it is settled"));
  if (is("petition.reopen")) {
    std::string body = words.unit(UnitId{fact_of(entry, "body")});
    return words.locale.tr(N_("Not settled, says the sender: sent to {body}"), {{"body", body}});
  }
  if (is("petition.title")) return words.tr(N_("An officer worded its title"));
  if (is("petition.place")) return words.tr(N_("Its place was found"));
  if (is("petition.hide")) return words.tr(N_("Hidden from the public, with the reason"));
  if (is("petition.publish")) return words.tr(N_("Made public"));
  if (is("petition.mask")) return words.tr(N_("Made public, with what names people masked"));
  return {};
}

std::optional<Story> load_story(db::Tx& tx, const units::Directory& directory,
                                std::string_view code) {
  auto petition = find(tx, code);
  if (!petition) return std::nullopt;
  Story story{.petition = std::move(*petition)};
  const Petition& p = story.petition;
  if (p.answer) story.answers = answers_to(tx, p.id);
  story.entries = journal::entries_of(tx, {"petition", p.id.value});
  if (story.entries.size() > 1) {
    story.notes = notes_of(tx, p.id);
    story.pauses = pauses_of(tx, p.id);
    story.extensions = extensions_of_clock(tx, p);
    if (is_settled(matter_of(p))) {
      story.decisions = decisions_of(tx, p.id);
      story.clocks = clocks_of(tx, p.id);
    }
  }
  story.joins = tx.one<std::int64_t>(count_joins, {{"id", p.id}}).value_or(0);
  if (p.topic) story.topic = tx.one<StoryTopic>(select_topic, {{"id", *p.topic}});
  story.place = p.place ? name_of(tx, directory, p.place) : p.place_text;
  story.body = name_of(tx, directory, p.body);
  return story;
}

std::optional<rules::Limit> limit_of(db::Tx& tx, const rules::Rulebook& book, const Petition& p,
                                     std::string_view rule) {
  const rules::Limit* found = book.find(
      rule, civil_date(p.clock_started_at.value_or(p.received_at)), p.body.value_or(UnitId{}));
  if (!found) return std::nullopt;
  rules::Limit limit = *found;
  if (limit.remote_value && is_remote(tx, p)) limit.value = *limit.remote_value;
  return limit;
}

const char* duty_of(const Petition& p) {
  if (!p.body) return N_("send it to the responsible body");
  switch (stage_of(p.clock_rule).value_or(Stage::answer)) {
    case Stage::reception:
      return N_("send it to the responsible body");
    case Stage::check:
    case Stage::check_widely:
      return N_("say whether it is accepted");
    case Stage::settlement:
    case Stage::complex_settlement:
      return N_("settle it");
    case Stage::answer:
      break;
  }
  return N_("answer");
}

std::optional<pages::Step> next_step(const Wording& words, const Petition& p,
                                     const std::optional<rules::Limit>& limit) {
  auto due = due_of(words, p.state, p.due_at, p.answered_at, p.kind);
  if (!due || due->answered || due->paused) return std::nullopt;
  return pages::Step{
      .state = due->date < due->today ? pages::StepState::late : pages::StepState::now,
      .label = p.body
                   ? words.locale.tr(N_("The body must {duty}"), {{"duty", words.tr(duty_of(p))}})
                   : words.tr(N_("An officer reads it and sends it on")),
      .when =
          words.locale.tr(N_("by {date} at the latest"), {{"date", words.locale.date(due->date)}}),
      .basis = limit ? basis_of(words.locale, *limit) : ""};
}

std::vector<pages::Step> timeline_of(const Wording& words, const Story& story,
                                     const std::optional<rules::Limit>& limit, Telling telling) {
  std::vector<pages::Step> steps;
  for (const journal::Recorded& entry : story.entries) {
    std::string said = happening(words, story.petition, entry);
    if (said.empty()) continue;
    if (keeps_promise(story, entry)) said = words.tr(N_("Answered: what was promised is done"));
    bool kept = entry.verb == "petition.answer" || entry.verb == "petition.settle";
    steps.push_back({.state = kept ? pages::StepState::kept : pages::StepState::done,
                     .label = std::move(said),
                     .when = is_entered_later(story.petition, entry)
                                 ? words.locale.date(civil_date(story.petition.received_at))
                                 : words.locale.date_time(entry.at),
                     .note = note_of(words, story, entry, telling),
                     .basis = stage_in_words(words, story, entry)});
  }
  // An import tells how things stood when it was made; the record itself tells the days.
  const Petition& p = story.petition;
  if (p.channel == Channel::import) {
    steps.insert(steps.begin(), {.label = words.tr(N_("Received")),
                                 .when = words.locale.date(civil_date(p.received_at))});
    if (p.answered_at && p.outcome)
      steps.push_back({.state = pages::StepState::kept,
                       .label = words.locale.tr(N_("Answered: {outcome}"),
                                                {{"outcome", words.locale.tr(label(*p.outcome))}}),
                       .when = words.locale.date(civil_date(*p.answered_at))});
  }
  if (auto next = next_step(words, p, limit)) steps.push_back(std::move(*next));
  if (p.promised_on)
    steps.push_back(
        {.state = pages::StepState::ahead,
         .label = words.tr(N_("What was promised")),
         .when = words.locale.tr(N_("by {date}"), {{"date", words.locale.date(*p.promised_on)}})});
  return steps;
}

std::vector<pages::AnswerBlock> answers_of(const Wording& words, const Story& story) {
  const Petition& p = story.petition;
  std::vector<pages::AnswerBlock> blocks;
  for (const StoredAnswer& row : story.answers) {
    bool of_present_body = row.body == p.body && !story.body.empty();
    blocks.push_back(answer_block_of(words, row, of_present_body ? story.body : p.addressed_to));
  }
  return blocks;
}

std::optional<pages::Promise> promise_of(const Wording& words, const Story& story,
                                         const std::optional<rules::Limit>& limit) {
  const Petition& p = story.petition;
  auto due = due_of(words, p.state, p.due_at, p.answered_at, p.kind);
  if (!due) return std::nullopt;
  pages::Promise promise{.body = story.body, .due = *due, .duty = words.tr(duty_of(p))};
  if (limit) {
    promise.limit = limit_in_words(words.locale, limit->value, limit->unit);
    for (const ExtensionRow& more : story.extensions)
      if (more.value > 0)
        promise.limit = words.locale.tr(
            N_("{limit}, and {more} more"),
            {{"limit", promise.limit},
             {"more",
              limit_in_words(words.locale, more.value, static_cast<rules::LimitUnit>(more.unit))}});
    promise.basis = basis_of(words.locale, *limit);
  }
  return promise;
}

}  // namespace gandan::petitions
