#include "contexts/petitions/petition_story.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>

#include "contexts/petitions/clock.hpp"

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
  from topics t where t.id = :id and t.state = 2)"};

std::string name_of(db::Tx& tx, const units::Directory& directory, std::optional<UnitId> id) {
  if (!id) return {};
  if (auto name = directory.name(id); !name.empty()) return std::string(name);
  auto unit = units::find_unit(tx, *id);
  return unit ? unit->name : std::string();
}

/// A journal entry's facts: numbers by name.
std::int64_t fact(const journal::Recorded& entry, std::string_view name) {
  boost::json::error_code error;
  auto value = boost::json::parse(entry.detail, error);
  if (error || !value.is_object()) return 0;
  const auto* found = value.as_object().if_contains({name.data(), name.size()});
  return found && found->is_int64() ? found->as_int64() : 0;
}

/// The question that stopped the clock, or the reply that let it go on. The nth entry of either
/// kind belongs to the nth pause.
std::string words_of_pause(const Story& story, const journal::Recorded& entry) {
  std::size_t nth = 0;
  for (const journal::Recorded& other : story.entries) {
    if (&other == &entry) break;
    if (other.verb == entry.verb) ++nth;
  }
  if (nth >= story.pauses.size()) return {};
  return entry.verb == "petition.ask" ? story.pauses[nth].question : story.pauses[nth].reply;
}

std::string note_of(const Story& story, const journal::Recorded& entry, Telling telling) {
  if (telling == Telling::course) return {};
  if (telling == Telling::among_officers &&
      (entry.verb == "petition.ask" || entry.verb == "petition.supplement"))
    return words_of_pause(story, entry);
  for (const NoteRow& note : story.notes)
    if ((note.for_petitioner || telling == Telling::among_officers) && note.at == entry.at &&
        entry.verb.ends_with(note.verb))
      return note.text;
  return {};
}

}  // namespace

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
  if (is("petition.confirm") || is("petition.split") || is("petition.merge") ||
      is("petition.start"))
    return words.tr(N_("Put together with others that ask the same"));
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

std::optional<pages::Step> next_step(const Wording& words, const Petition& p,
                                     const std::optional<rules::Limit>& limit) {
  auto due = due_of(words, p.state, p.due_at, p.answered_at);
  if (!due || due->answered || due->paused) return std::nullopt;
  return pages::Step{
      .state = due->date < due->today ? pages::StepState::late : pages::StepState::now,
      .label =
          words.tr(p.body ? N_("The body must answer") : N_("An officer reads it and sends it on")),
      .when = words.locale.tr(N_("by {date}"), {{"date", words.locale.date(due->date)}}),
      .basis = limit ? limit->basis : ""};
}

std::vector<pages::Step> timeline_of(const Wording& words, const Story& story,
                                     const std::optional<rules::Limit>& limit, Telling telling) {
  std::vector<pages::Step> steps;
  for (const journal::Recorded& entry : story.entries) {
    std::string said = happening(words, entry);
    if (said.empty()) continue;
    bool kept = entry.verb == "petition.answer";
    steps.push_back({.state = kept ? pages::StepState::kept : pages::StepState::done,
                     .label = std::move(said),
                     .when = words.locale.date_time(entry.at),
                     .note = note_of(story, entry, telling)});
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
  auto due = due_of(words, p.state, p.due_at, p.answered_at);
  if (!due) return std::nullopt;
  pages::Promise promise{.body = story.body, .due = *due};
  if (limit) {
    promise.limit = limit_in_words(words.locale, limit->value, limit->unit);
    promise.basis = limit->basis;
  }
  return promise;
}

}  // namespace gandan::petitions
