#include "contexts/petitions/public/petition_story.hpp"

#include <algorithm>

#include "contexts/petitions/decision.hpp"
#include "contexts/petitions/record/clock.hpp"
#include "contexts/petitions/topics/topics.hpp"

namespace gandan::petitions {
namespace {

const db::Sql count_joins{
    "select coalesce(sum(people), 0) from petition_joined where petition_id = :id"};
const db::Sql select_topic{
    "select t.code, t.title, "
    "(select count(*) from topic_members m where m.topic_id = t.id and ",
    sql::is_confirmed,
    ") + "
    "(select coalesce(sum(j.people), 0) from topic_members m "
    "join petition_joined j on j.petition_id = m.petition_id "
    "where m.topic_id = t.id and ",
    sql::is_confirmed,
    ") "
    "from topics t where t.id = :id and ",
    sql::topic_is_confirmed,
    " and exists ("
    "select 1 from topic_members m join petitions p on p.id = m.petition_id "
    "where m.topic_id = t.id and ",
    sql::is_confirmed,
    " and ",
    sql::is_public,
    ")"};

std::string name_of(db::Tx& tx, const units::Directory& directory, std::optional<UnitId> id) {
  if (!id) return {};
  if (auto name = directory.name(id); !name.empty()) return std::string(name);
  auto unit = units::find_unit(tx, *id);
  return unit ? unit->name : std::string();
}

/// The question, or the reply to it. The nth entry of either kind belongs to the nth question.
std::string words_of_pause(const Story& story, const journal::Recorded& entry) {
  std::ptrdiff_t nth = 0;
  const auto verb = verb_of(entry);
  for (const journal::Recorded& other : story.entries) {
    if (&other == &entry) break;
    if (verb_of(other) == verb) ++nth;
  }
  for (const PauseRow& pause : story.pauses) {
    if (pause.kind == PauseKind::suspension || nth-- > 0) continue;
    return verb == Verb::ask ? pause.question : pause.reply;
  }
  return {};
}

/// "No. 12/QĐ-UBND of 5/12/2026: the result of another body must be awaited".
std::string decision_in_words(const Wording& words, const Story& story,
                              const journal::Recorded& entry) {
  const auto verb = verb_of(entry);
  for (const DecisionRow& row : story.decisions) {
    if (row.at != entry.at || !verb || row.verb != name(*verb)) continue;
    std::string said =
        words.locale.tr(N_("No. {number} of {date}"),
                        {{"number", row.number}, {"date", words.locale.date(row.on)}});
    if (const GroundWords* ground =
            ground_words(static_cast<Ground>(row.ground), *verb, matter_of(story.petition)))
      said += ": " + words.tr(ground->label);
    return said;
  }
  return {};
}

/// What the body found that lets a denunciation go on; nothing of other entries.
std::string signs_in_words(const Wording& words, const journal::Recorded& entry) {
  std::string list;
  const std::int64_t found = verb_of(entry) == Verb::go_on ? fact_of(entry, "signs") : 0;
  for (std::size_t i = 0; i < signs.size(); ++i)
    if ((found >> i & 1) != 0) list += (list.empty() ? "" : "; ") + words.tr(signs.at(i).found);
  return list;
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
  return verb_of(entry) == Verb::submit && civil_date(petition.received_at) != civil_date(entry.at);
}

std::string note_of(const Wording& words, const Story& story, const journal::Recorded& entry,
                    Telling telling) {
  const auto verb = verb_of(entry);
  std::string decision = decision_in_words(words, story, entry);
  // Whoever forced the sender to take it back may hold the key of its page.
  if (telling == Telling::among_officers) decision += signs_in_words(words, entry);
  if (telling == Telling::among_officers && is_entered_later(story.petition, entry))
    return words.locale.tr(N_("Entered at {time}"), {{"time", words.locale.date_time(entry.at)}});
  if (telling == Telling::among_officers && (verb == Verb::ask || verb == Verb::supplement))
    return words_of_pause(story, entry);
  for (const NoteRow& note : story.notes)
    if ((note.readers == acts::Readers::resident || telling == Telling::among_officers) &&
        note.at == entry.at && verb && note.verb == name(*verb))
      return decision.empty() ? note.text : decision + "\n" + note.text;
  return decision;
}

/// Whether an answer tells that what the one before it promised is done.
bool keeps_promise(const Story& story, const journal::Recorded& entry) {
  bool is_promised = false;
  for (const journal::Recorded& each : story.entries) {
    const auto verb = verb_of(each);
    if (verb == Verb::settle || verb == Verb::reopen) is_promised = false;
    if (verb != Verb::answer) continue;
    const auto outcome = static_cast<Outcome>(fact_of(each, "outcome"));
    if (&each == &entry) return is_promised && outcome == Outcome::settled;
    is_promised = outcome == Outcome::in_progress || outcome == Outcome::scheduled;
  }
  return false;
}

struct Happening {
  Verb verb;
  const char* said;
};
/// What is said otherwise of complaints and denunciations, or happens to them alone.
constexpr Happening settlement_happenings[] = {
    {Verb::accept, N_("Accepted: its settlement has begun")},
    {Verb::decline, N_("Not accepted, with the reason")},
    {Verb::widen_check, N_("It is checked at several places")},
    {Verb::suspend, N_("Suspended by decision; the clock stands")},
    {Verb::resume, N_("Resumed by decision; the clock goes on")},
    {Verb::end, N_("Ended by decision")},
    {Verb::complain_again, N_("A second complaint was made")},
    {Verb::pursue, N_("Its sender goes on with it: the body checks it anew")},
    {Verb::go_on, N_("It is settled all the same, though it was taken back")},
    {Verb::ask, N_("The sender was asked for more; the clock goes on")},
    {Verb::supplement, N_("The sender replied")},
    {Verb::withdraw, N_("A signed withdrawal was received; the body decides what follows")},
};
/// Those that need no fact to be told; the others are in told_with_facts().
constexpr Happening happenings[] = {
    {Verb::submit, N_("Received")},
    {Verb::import, N_("Entered from a file")},
    {Verb::accept, N_("Taken up by the body")},
    {Verb::send_back, N_("Sent back to be routed anew")},
    {Verb::ask, N_("The sender was asked for more; the clock stands")},
    {Verb::supplement, N_("The sender replied; the clock goes on")},
    {Verb::give_back, N_("Given back, with the reason")},
    {Verb::withdraw, N_("Withdrawn by the sender")},
    {Verb::confirm, N_("Put together with others that ask the same")},
    {Verb::split, N_("Put together with others that ask the same")},
    {Verb::merge, N_("Put together with others that ask the same")},
    {Verb::start, N_("Put together with others that ask the same")},
    {Verb::add, N_("The sender added something")},
    {Verb::doubt, N_("The sender says that it is not done yet")},
    {Verb::title, N_("An officer gave it its title")},
    {Verb::place, N_("Its place was found")},
    {Verb::hide, N_("Hidden from the public, with the reason")},
    {Verb::publish, N_("Made public")},
    {Verb::mask, N_("Made public, with what names people masked")},
    {Verb::attach, N_("An officer added files")},
    {Verb::show_file, N_("A file was made public")},
    {Verb::withhold_file, N_("A file was kept from the public")},
    {Verb::mask_file, N_("Parts of a picture were masked")},
    {Verb::unmask_file, N_("The masks of a picture were taken off; it is not in public")},
};

/// nullptr where these do not hold it.
const char* said_of(std::span<const Happening> told, Verb verb) {
  for (const Happening& each : told)
    if (each.verb == verb) return each.said;
  return nullptr;
}

std::string told_with_facts(const Wording& words, Verb verb, const journal::Recorded& entry) {
  const i18n::Locale& locale = words.locale;
  const std::string body = words.unit(UnitId{fact_of(entry, "body")});
  const Instant due{fact_of(entry, "due")};
  switch (verb) {
    case Verb::route:
      return body.empty() ? words.tr(N_("Sent to the responsible body"))
                          : locale.tr(N_("Sent to {body}"), {{"body", body}});
    case Verb::extend:
      return due.micros == 0 ? words.tr(N_("More time was granted"))
                             : locale.tr(N_("More time was granted: until {date}"),
                                         {{"date", locale.date(civil_date(due))}});
    case Verb::answer: {
      const auto outcome = std::clamp(static_cast<Outcome>(fact_of(entry, "outcome")),
                                      Outcome::settled, Outcome::explained);
      return locale.tr(N_("Answered: {outcome}"), {{"outcome", locale.tr(label(outcome))}});
    }
    case Verb::urge:
      return locale.tr(N_("{body} was urged to keep its day"), {{"body", body}});
    case Verb::settle:
      return words.tr(fact_of(entry, "kept") != 0
                          ? N_("The sender says that what was promised was kept")
                          : N_("The sender says that it is settled"));
    case Verb::reopen:
      return locale.tr(N_("Not settled, says the sender: sent to {body}"), {{"body", body}});
    default:
      return {};
  }
}

}  // namespace

std::string happening(const Wording& words, const Petition& petition,
                      const journal::Recorded& entry) {
  const auto verb = verb_of(entry);
  if (!verb) return {};
  const bool is_gone = petition.state == State::withdrawn && verb == Verb::withdraw;
  if (is_settled(matter_of(petition)) && !is_gone)
    if (const char* said = said_of(settlement_happenings, *verb)) return words.tr(said);
  if (verb == Verb::title && fact_of(entry, "made_whole") != 0)
    return words.tr(N_("Its title was made whole"));
  if (const char* said = said_of(happenings, *verb)) return words.tr(said);
  return told_with_facts(words, *verb, entry);
}

std::optional<Story> load_story(db::Tx& tx, const units::Directory& directory,
                                std::string_view code) {
  auto petition = find(tx, code);
  if (!petition) return std::nullopt;
  Story story{.petition = std::move(*petition)};
  const Petition& p = story.petition;
  if (p.answer) story.answers = answers_to(tx, p.id);
  if (p.state == State::answered) story.asked = asked_of(tx, p);
  story.entries = journal::entries_of(tx, subject_of(p.id));
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
      rule, civil_date(p.clock.started_at.value_or(p.received_at)), p.body.value_or(UnitId{}));
  if (!found) return std::nullopt;
  rules::Limit limit = *found;
  if (limit.remote_value && is_remote(tx, p)) limit.value = *limit.remote_value;
  return limit;
}

std::optional<rules::DueDate> notice_due(const rules::Rulebook& book, const Story& story) {
  const Petition& p = story.petition;
  if (story.decisions.empty() || (p.state != State::ended && p.state != State::suspended))
    return std::nullopt;
  const DecisionRow& last = story.decisions.back();
  const auto verb = parse_verb(last.verb);
  auto due = book.due(verb ? notice_rule(matter_of(p), *verb) : std::string_view(),
                      start_of(last.on) + std::chrono::hours(12));
  return due ? std::optional(*due) : std::nullopt;
}

const char* duty_of(const Petition& p) {
  if (!p.body) return N_("send it to the responsible body");
  switch (stage_of(p.clock.rule).value_or(Stage::answer)) {
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
  auto due = due_of(words, p.state, p.clock.due_at, p.answered_at, p.kind);
  if (!due || due->answered || due->paused) return std::nullopt;
  return pages::Step{
      .state = due->date < due->today ? pages::StepState::late : pages::StepState::now,
      .label = p.body
                   ? words.locale.tr(N_("The body must {duty}"), {{"duty", words.tr(duty_of(p))}})
                   : words.tr(N_("An officer reads it and sends it on")),
      .when =
          words.locale.tr(N_("by {date} at the latest"), {{"date", words.locale.date(due->date)}}),
      .basis = limit ? basis_of(words, *limit) : "",
      .unchecked = limit && is_starting_value(*limit)};
}

std::vector<pages::Step> timeline_of(const Wording& words, const Story& story,
                                     const std::optional<rules::Limit>& limit, Telling telling) {
  std::vector<pages::Step> steps;
  for (const journal::Recorded& entry : story.entries) {
    std::string said = happening(words, story.petition, entry);
    const bool is_among_officers = verb_of(entry) == Verb::urge;
    if (said.empty() || (is_among_officers && telling == Telling::in_public)) continue;
    if (keeps_promise(story, entry)) said = words.tr(N_("Answered: what was promised is done"));
    const auto verb = verb_of(entry);
    const bool kept = verb == Verb::answer || verb == Verb::settle;
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
  if (p.promised_on) steps.push_back(promised_step(words, *p.promised_on));
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
  auto due = due_of(words, p.state, p.clock.due_at, p.answered_at, p.kind);
  if (!due) return std::nullopt;
  pages::Promise promise{.body = story.body, .due = *due, .duty = words.tr(duty_of(p))};
  if (limit) {
    promise.limit = limit_in_words(words.locale, limit->value, limit->unit);
    for (const ExtensionRow& more : story.extensions)
      if (more.value > 0)
        promise.limit =
            words.locale.tr(N_("{limit}, and {more} more"),
                            {{"limit", promise.limit},
                             {"more", limit_in_words(words.locale, more.value, more.unit)}});
    promise.basis = basis_of(words, *limit);
    promise.unchecked = is_starting_value(*limit);
  }
  return promise;
}

}  // namespace gandan::petitions
