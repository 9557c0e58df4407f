// The tasks of a petition: when each fits, to whom it is offered, and what it does. Their forms are
// in forms.cpp, decisions.cpp and papers.cpp.
#include <algorithm>

#include "contexts/petitions/desk/decisions.hpp"
#include "contexts/petitions/desk/forms.hpp"
#include "contexts/petitions/desk/settings.hpp"
#include "contexts/petitions/move.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

std::string typed_words(const Work& at) {
  return text::clean(at.desk.request.form.get("words"));
}

/// By a use case that takes the words of the form.
template <auto use_case>
Refused with_words(const Work& at, const Env& env) {
  return refused(at.desk, use_case(at.tx, env, at.desk.act(), at.record.id, typed_words(at)));
}

/// The same where the form's only field must be filled; `missing` says so.
template <auto use_case, const auto& missing>
Refused with_text(const Work& at, const Env& env) {
  if (text::is_blank(typed_words(at))) return {{"words", at.desk.tr(missing)}};
  return with_words<use_case>(at, env);
}
constexpr char reply_missing[] = N_("Write the reply.");
constexpr char title_missing[] = N_("Write the title.");

Refused take_up(const Work& at, const Env& env) {
  if (is_settled(matter_of(at.record))) return decide(at, env);
  return refused(at.desk, accept(at.tx, env, at.desk.act(), at.record.id));
}

Refused give_more_time(const Work& at, const Env& env) {
  return is_settled(matter_of(at.record)) ? decide(at, env) : with_words<extend>(at, env);
}

Refused take_back(const Work& at, const Env& env) {
  if (is_paper(at.record, Verb::withdraw)) return enter_paper(at, env);
  return refused(at.desk, withdraw(at.tx, env, at.desk.act(), at.record.id));
}

template <bool open>
Refused show_or_hide(const Work& at, const Env& env) {
  return refused(at.desk, publish(at.tx, env, at.desk.act(), at.record.id, open, typed_words(at)));
}

bool fits_course(const Petition& p, std::string_view task) {
  return fits(p, parse_verb(task).value());
}

bool is_offered_by_course(const Work& at) {
  const Petition& p = at.record;
  const Verb verb = parse_verb(at.task.name).value();
  const Instant now = at.desk.services.clock.now();
  const bool is_late = p.clock.has_run_out(now);
  if (verb == Verb::extend && !may_be_extended(at.tx, *at.desk.services.rules.book(), p, now))
    return false;
  if (verb == Verb::widen_check && (is_late || stage_of(p.clock.rule) != Stage::check))
    return false;
  if (verb == Verb::supplement && !open_question(pauses_of(at.tx, p.id))) return false;
  if (verb == Verb::complain_again && is_open(p.state) && !is_late) return false;
  if (verb == Verb::go_on && !p.withdrawal_at) return false;
  return transition_of(at.tx, at.desk.act(), p, verb).has_value();
}

bool is_not_sealed(const Petition& p, std::string_view) {
  return !is_sealed(p);
}
bool waits_to_be_shown(const Petition& p, std::string_view) {
  return !is_sealed(p) && p.visibility == Visibility::held && !p.publication_refused;
}
bool is_shown(const Petition& p, std::string_view) {
  return !is_sealed(p) && p.visibility == Visibility::open;
}
bool is_not_closed(const Petition& p, std::string_view) {
  return is_open(p.state);
}

bool is_with_a_body(const Petition& p, std::string_view) {
  return can_be_urged(p);
}
int days_apart(const Work& at) {
  return static_cast<int>(at.desk.services.settings.get(urged_apart));
}
bool is_to_be_urged(const Work& at) {
  const Instant now = at.desk.services.clock.now();
  return !why_not_urged(at.tx, now, at.desk.act(), at.record, days_apart(at));
}
Refused urge_it(const Work& at, const Env& env) {
  const Moved urged =
      urge(at.tx, env, at.desk.act(), at.record.id, typed_words(at), days_apart(at));
  return refused(at.desk, urged);
}
/// What was urged is said with body and day.
std::string said_of_urging(const desk::Desk& desk, const Petition& petition) {
  if (!petition.body || !petition.clock.due_at) return {};
  return desk.words.locale.tr(
      N_("{code}: {body} was urged; its day is {date}."),
      {{"code", petition.code},
       {"body", desk.words.unit(petition.body)},
       {"date", desk.words.locale.date(civil_date(*petition.clock.due_at))}});
}

bool is_for_reception(const Work& at) {
  return may(at.tx, at.desk.act(), Actor::synthesis_officer, at.record);
}
bool is_for_synthesis(const Work& at) {
  return may_synthesise(at.tx, at.desk.act(), units_of(at.record));
}

/// Words that can be common to several: who is denounced, or what a decision says, is not.
bool is_open_matter(const Petition& p) {
  return !is_settled(matter_of(p));
}

/// What was sent on is said with body and day.
std::string said_of_route(const desk::Desk& desk, const Petition& petition) {
  if (petition.state != State::routed || !petition.clock.due_at) return {};
  return desk.words.locale.tr(
      N_("{code}: sent on to {body}, due {date}."),
      {{"code", petition.code},
       {"body", desk.words.unit(petition.body)},
       {"date", desk.words.locale.date(civil_date(*petition.clock.due_at))}});
}

/// What was answered is said with the body, the outcome and the day that was promised.
std::string said_of_answer(const desk::Desk& desk, const Petition& petition) {
  if (!petition.outcome || !petition.body) return {};
  const char* said = petition.promised_on ? N_("{code}: {body} answered: {outcome}, by {date}.")
                                          : N_("{code}: {body} answered: {outcome}.");
  const Date day = petition.promised_on.value_or(desk.words.today);
  return desk.words.locale.tr(said, {{"code", petition.code},
                                     {"body", desk.words.unit(petition.body)},
                                     {"outcome", desk.tr(label(*petition.outcome))},
                                     {"date", desk.words.locale.date(day)}});
}

desk::Way way_of_accept(const Petition& p) {
  return is_settled(matter_of(p)) ? desk::Way::form : desk::Way::press;
}
desk::Way way_of_answer(const Petition&) {
  return desk::Way::page;
}

/// The deed that a limit runs for, that lifts the clock's standing, or that was promised.
std::optional<Verb> waited_for(const Petition& p) {
  switch (p.state) {
    case State::received:
      return Verb::route;
    case State::needs_information:
      return Verb::supplement;
    case State::routed:
      if (!is_settled(matter_of(p))) return Verb::answer;
      return fits(p, Verb::accept) ? Verb::accept : Verb::decline;
    case State::suspended:
      return Verb::resume;
    case State::in_progress:
    case State::answered:
      return Verb::answer;
    default:
      return std::nullopt;
  }
}
bool is_due_to_be_shown(const Work& at) {
  return waits_to_be_shown(at.record, at.task.name);
}
/// In the list of what is to be shown one shows: what else it waits for stands behind.
bool is_there_to_be_shown(const Work& at) {
  return at.desk.box != nullptr && at.desk.box->name == name(Box::held) && is_due_to_be_shown(at) &&
         is_for_reception(at);
}
bool is_waited_for(const Work& at) {
  return waited_for(at.record) == parse_verb(at.task.name) && !is_there_to_be_shown(at);
}

constexpr char under_handling[] = N_("Who handles it");
constexpr char under_decision[] = N_("What is decided");
constexpr char under_sender[] = N_("With its sender");
constexpr char under_public[] = N_("What everybody reads");
constexpr char under_subject[] = N_("What it is about");

/// One that the course knows, by the verb of its name.
constexpr Task of_course(Task task) {
  task.fits = fits_course;
  task.is_offered = is_offered_by_course;
  task.is_due = is_waited_for;
  return task;
}
constexpr Task of_reception(Task task) {
  task.is_offered = is_for_reception;
  return task;
}

/// In the order in which they are offered.
constexpr Task all_tasks[] = {
    of_course({.name = "answer",
               .key = "t",
               .label = N_("Write the answer"),
               .done = N_("Answered."),
               .goes_on = true,
               .group = under_decision,
               .way = way_of_answer,
               .said = said_of_answer}),
    of_course({.name = "route",
               .key = "r",
               .label = N_("Send on"),
               .done = N_("Sent on."),
               .goes_on = true,
               .group = under_handling,
               .fill = fill_route,
               .perform = route_it,
               .said = said_of_route,
               .for_many = is_open_matter,
               .fill_many = fill_route_of_many}),
    of_course({.name = "ask",
               .key = "q",
               .label = N_("Ask the sender"),
               .done = N_("The sender was asked; the clock stands."),
               .goes_on = true,
               .group = under_sender,
               .fill = fill_words,
               .perform = with_words<ask>}),
    of_course({.name = "accept",
               .key = "a",
               .label = N_("Take it up"),
               .done = N_("Taken up."),
               .group = under_decision,
               .way = way_of_accept,
               .fill = fill_decision,
               .perform = take_up,
               .for_many = is_open_matter}),
    of_course({.name = "send_back",
               .key = "b",
               .label = N_("Send back"),
               .done = N_("Sent back to be routed anew."),
               .goes_on = true,
               .group = under_handling,
               .fill = fill_words,
               .perform = with_words<send_back>,
               .for_many = is_open_matter}),
    of_course({.name = "extend",
               .key = "e",
               .label = N_("Extend the limit"),
               .done = N_("More time was granted."),
               .group = under_decision,
               .fill = fill_extension,
               .perform = give_more_time}),
    of_course({.name = "give_back",
               .key = "z",
               .label = N_("Give back"),
               .done = N_("Given back to the sender."),
               .goes_on = true,
               .is_grave = true,
               .group = under_sender,
               .fill = fill_words,
               .perform = with_words<give_back>}),
    of_course({.name = "withdraw",
               .key = "w",
               .label = N_("Withdraw for the sender"),
               .done = N_("Withdrawn."),
               .goes_on = true,
               .is_grave = true,
               .group = under_sender,
               .fill = fill_withdrawal,
               .perform = take_back}),
    of_reception({.name = "publish",
                  .key = "p",
                  .label = N_("Show in public"),
                  .done = N_("Everybody can read it now."),
                  .goes_on = true,
                  .group = under_public,
                  .fits = waits_to_be_shown,
                  .is_due = is_due_to_be_shown,
                  .fill = fill_publication,
                  .perform = show_or_hide<true>}),
    of_reception({.name = "mask",
                  .key = "m",
                  .label = N_("Mask and show"),
                  .done = N_("Everybody can read it now, with what you masked left out."),
                  .goes_on = true,
                  .group = under_public,
                  .fits = waits_to_be_shown,
                  .is_due = is_due_to_be_shown,
                  .fill = fill_mask,
                  .perform = mask_it}),
    of_reception({.name = "hide",
                  .key = "p",
                  .label = N_("Hide from the public"),
                  .done = N_("Hidden from the public."),
                  .goes_on = true,
                  .group = under_public,
                  .fits = is_shown,
                  .fill = fill_words,
                  .perform = show_or_hide<false>}),
    {.name = "topic",
     .key = "c",
     .label = N_("Put into a topic"),
     .done = N_("Put into the topic."),
     .group = under_subject,
     .fits = is_not_sealed,
     .is_offered = is_for_synthesis,
     .fill = fill_topic,
     .perform = put_into_topic,
     .also = {"confirm", "start"}},
    of_reception({.name = "place",
                  .key = "l",
                  .label = N_("Say where it is"),
                  .done = N_("Its place was entered."),
                  .group = under_subject,
                  .fits = is_not_closed,
                  .fill = fill_place,
                  .perform = place_it}),
    of_reception({.name = "title",
                  .key = "n",
                  .label = N_("Give it a title"),
                  .done = N_("It has its title."),
                  .group = under_public,
                  .fits = is_not_sealed,
                  .fill = fill_title,
                  .perform = with_text<word_title, title_missing>}),
    {.name = "identity",
     .key = "i",
     .label = N_("Open the sealed identity"),
     .done = "",
     .is_grave = true,
     .fill = fill_words},
    of_course({.name = "decline",
               .key = "d",
               .label = N_("Do not accept"),
               .done = N_("Not accepted."),
               .goes_on = true,
               .is_grave = true,
               .group = under_decision,
               .fill = fill_decision,
               .perform = decide}),
    of_course({.name = "widen_check",
               .key = "v",
               .label = N_("Check at several places"),
               .done = N_("The check has its longer limit."),
               .group = under_decision,
               .fill = fill_words,
               .perform = with_words<widen_check>}),
    of_course({.name = "suspend",
               .key = "z",
               .label = N_("Suspend"),
               .done = N_("Suspended; the clock stands."),
               .goes_on = true,
               .group = under_decision,
               .fill = fill_decision,
               .perform = decide}),
    of_course({.name = "resume",
               .key = "u",
               .label = N_("Go on with it"),
               .done = N_("The clock goes on."),
               .group = under_decision,
               .fill = fill_decision,
               .perform = decide}),
    of_course({.name = "end",
               .key = "f",
               .label = N_("End the settlement"),
               .done = N_("Ended by decision."),
               .goes_on = true,
               .is_grave = true,
               .group = under_decision,
               .fill = fill_decision,
               .perform = decide}),
    of_course({.name = "complain_again",
               .key = "s",
               .label = N_("Enter a second complaint"),
               .done = N_("Entered; to be sent to the body above."),
               .group = under_sender,
               .fill = fill_paper,
               .perform = enter_paper}),
    {.name = "words",
     .key = "o",
     .label = N_("Open the words"),
     .done = N_("Its words are open to you today. It is noted that you opened them."),
     .fill = fill_words},
    of_course({.name = "supplement",
               .key = "y",
               .label = N_("Enter the sender's reply"),
               .done = N_("The reply was entered."),
               .group = under_sender,
               .fill = fill_words,
               .perform = with_text<supplement, reply_missing>}),
    of_course({.name = "pursue",
               .key = "h",
               .label = N_("Enter that its sender goes on"),
               .done = N_("Entered: its check has begun anew."),
               .group = under_sender,
               .fill = fill_paper,
               .perform = enter_paper}),
    of_course({.name = "go_on",
               .key = "h",
               .label = N_("Settle it all the same"),
               .done = N_("It is settled all the same."),
               .group = under_decision,
               .fill = fill_going_on,
               .perform = let_go_on}),
    {.name = "urge",
     .key = "u",
     .label = N_("Urge the body"),
     .done = N_("The body was urged."),
     .goes_on = true,
     .group = under_handling,
     .fits = is_with_a_body,
     .is_offered = is_to_be_urged,
     .is_due = is_to_be_urged,
     .fill = fill_urging,
     .perform = urge_it,
     .said = said_of_urging,
     .for_many = is_open_matter,
     .fill_many = fill_urging_of_many},
};

}  // namespace

std::span<const Task> OnDesk::tasks() {
  return all_tasks;
}

bool fits(const Petition& petition, Verb verb) {
  return transition(petition, verb) && (verb != Verb::answer || awaits_answer(petition));
}

void add_desk_tasks(http::App& app, Services& services, const Advisor& advisor) {
  app.router.post(
      "/desk/petitions/{code}/{task}", people::permission(deeds, people::Where::at_record),
      [&](http::Request& request, std::string_view code, std::string_view name) {
        return desk::do_task<OnDesk>(Desk(request, services, advisor), code, name);
      },
      desk::route);
}

}  // namespace gandan::petitions
