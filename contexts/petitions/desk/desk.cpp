#include "contexts/petitions/desk/desk.hpp"

#include <algorithm>

#include "contexts/petitions/move.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/pages/site.hpp"
#include "lib/text/dates.hpp"

namespace gandan::petitions {
namespace {

constexpr std::array tasks{
    TaskWords{Task::route, "route", "r", N_("Send on"), N_("Sent on."), true},
    TaskWords{Task::ask, "ask", "q", N_("Ask the sender"),
              N_("The sender was asked; the clock stands."), true},
    TaskWords{Task::accept, "accept", "a", N_("Take it up"), N_("Taken up."), false},
    TaskWords{Task::answer, "answer", "t", N_("Write the answer"), N_("Answered."), true},
    TaskWords{Task::send_back, "send_back", "b", N_("Send back"),
              N_("Sent back to be routed anew."), true},
    TaskWords{Task::extend, "extend", "e", N_("Extend the limit"), N_("More time was granted."),
              false},
    TaskWords{Task::give_back, "give_back", "x", N_("Give back"), N_("Given back to the sender."),
              true},
    TaskWords{Task::withdraw, "withdraw", "w", N_("Withdraw for the sender"), N_("Withdrawn."),
              true},
    TaskWords{Task::publish, "publish", "p", N_("Show in public"), N_("Everybody can read it now."),
              true},
    TaskWords{Task::mask, "mask", "m", N_("Mask and show"),
              N_("Everybody can read it now, with what you masked left out."), true},
    TaskWords{Task::hide, "hide", "p", N_("Hide from the public"), N_("Hidden from the public."),
              true},
    TaskWords{Task::topic, "topic", "c", N_("Put into a topic"), N_("Put into the topic."), false},
    TaskWords{Task::place, "place", "l", N_("Say where it is"), N_("Its place was entered."),
              false},
    TaskWords{Task::title, "title", "n", N_("Word its title"), N_("Its title was worded."), false},
    TaskWords{Task::identity, "identity", "i", N_("Open the sealed identity"), "", false},
    TaskWords{Task::decline, "decline", "d", N_("Do not accept"), N_("Not accepted."), true},
    TaskWords{Task::widen_check, "widen_check", "v", N_("Check at several places"),
              N_("The check has its longer limit."), false},
    TaskWords{Task::suspend, "suspend", "z", N_("Suspend"), N_("Suspended; the clock stands."),
              true},
    TaskWords{Task::resume, "resume", "u", N_("Go on with it"), N_("The clock goes on."), false},
    TaskWords{Task::end, "end", "f", N_("End the settlement"), N_("Ended by decision."), true},
    TaskWords{Task::complain_again, "complain_again", "s", N_("Enter a second complaint"),
              N_("Entered; to be sent to the body above."), false},
    TaskWords{Task::words, "words", "o", N_("Open the words"),
              N_("Its words are open to you today. It is noted that you opened them."), false},
    TaskWords{Task::supplement, "supplement", "y", N_("Enter the sender's reply"),
              N_("The reply was entered."), false},
    TaskWords{Task::pursue, "pursue", "h", N_("Enter that its sender goes on"),
              N_("Entered: its check has begun anew."), false},
    TaskWords{Task::go_on, "go_on", "h", N_("Settle it all the same"),
              N_("It is settled all the same."), false},
};

/// The verb of the course that a task does: the one of its name.
std::optional<Verb> verb_of_task(Task task) {
  const auto verb = parse_verb(words_of(task).name);
  return verb && is_of_course(*verb) ? verb : std::nullopt;
}

bool is_offered(const Desk& desk, db::Tx& tx, const Petition& p, Task task) {
  if (!fits(p, task)) return false;
  const Act act = desk.act();
  const Instant now = desk.services.clock.now();
  if (auto verb = verb_of_task(task)) {
    const bool is_late = p.due_at && *p.due_at < now;
    if (task == Task::extend && !may_be_extended(tx, *desk.services.rules.book(), p, now))
      return false;
    if (task == Task::widen_check && (is_late || stage_of(p.clock_rule) != Stage::check))
      return false;
    if (task == Task::supplement && !open_question(pauses_of(tx, p.id))) return false;
    if (task == Task::complain_again && is_open(p.state) && !is_late) return false;
    if (task == Task::go_on && !p.withdrawal_at) return false;
    return transition_of(tx, act, p, *verb).has_value();
  }
  if (task == Task::topic) return may_synthesise(tx, act, units_of(p));
  return may(tx, act, Actor::synthesis_officer, p);
}

}  // namespace

const char* done_message(std::string_view done) {
  if (auto task = parse_task(done)) return words_of(*task).done;
  const auto verb = parse_verb(done);
  if (verb == Verb::confirm) return N_("Confirmed as one topic.");
  if (verb == Verb::refuse) return N_("Taken out of the topic.");
  if (verb == Verb::split) return N_("Parted: this is the new topic.");
  if (verb == Verb::merge) return N_("Put together: the other topic is dissolved.");
  if (verb == Verb::rename) return N_("Renamed.");
  if (verb == Verb::group)
    return N_("Grouping has begun; new proposals appear here within some minutes.");
  return "";
}

const TaskWords& words_of(Task task) {
  return tasks.at(static_cast<std::size_t>(task));
}

std::span<const TaskWords> all_tasks() {
  return tasks;
}

std::optional<Task> parse_task(std::string_view name) {
  for (const TaskWords& each : tasks)
    if (each.name == name) return each.task;
  return std::nullopt;
}

bool fits(const Petition& p, Task task) {
  if (auto verb = verb_of_task(task))
    return transition(p, *verb) && (task != Task::answer || awaits_answer(p));
  if (task == Task::place) return is_open(p.state);
  if (is_sealed(p)) return false;
  if (task == Task::publish || task == Task::mask)
    return p.visibility == Visibility::held && !p.publication_refused;
  return task != Task::hide || p.visibility == Visibility::open;
}

std::vector<Task> tasks_for(const Desk& desk, db::Tx& tx, const Petition& petition) {
  std::vector<Task> offered;
  for (const TaskWords& each : tasks)
    if (each.task != Task::identity && each.task != Task::words &&
        is_offered(desk, tx, petition, each.task))
      offered.push_back(each.task);
  // Whoever can answer came for that.
  auto answer = std::find(offered.begin(), offered.end(), Task::answer);
  if (answer != offered.end()) std::rotate(offered.begin(), answer, answer + 1);
  return offered;
}

namespace {

constexpr std::pair<MoveError, const char*> move_errors[] = {
    {MoveError::not_found, N_("Choose the body that is to answer.")},
    {MoveError::not_yours, N_("Your role does not allow this here.")},
    {MoveError::not_allowed,
     N_("Somebody else changed it in the meantime. Look at how it stands now.")},
    {MoveError::reason_missing, N_("Write why, in words that the reader understands.")},
    {MoveError::reason_too_long, N_("Shorten this to at most 4,000 characters.")},
    {MoveError::field_unknown, N_("Choose one of the fields in the list.")},
    {MoveError::no_due_date,
     N_("No limit is in force for this kind today. Ask an administrator to enter it.")},
    {MoveError::too_often, N_("It was extended as often as is allowed.")},
    {MoveError::lapsed,
     N_("The limit has passed: more time is granted only before it. Answer as soon as you can.")},
    {MoveError::is_there,
     N_("This body has it already. Choose another body, or another kind or field.")},
    {MoveError::not_agreed, N_("The sender does not agree to publication.")},
    {MoveError::number_missing, N_("Write the number of the decision or notice.")},
    {MoveError::number_too_long, N_("Shorten the number to at most 100 characters.")},
    {MoveError::day_wrong,
     N_("Write the day of the paper, like 5/12/2026: today or earlier, in this stage.")},
    {MoveError::ground_missing, N_("Choose the ground.")},
    {MoveError::criteria_missing,
     N_("Choose what makes the case complex; without it there is no more time.")},
    {MoveError::not_signed,
     N_("Without a signature or fingerprint it cannot be accepted. Ask for it, or do not accept "
        "it and say why.")},
    {MoveError::not_withdrawn, N_("No signed withdrawal was entered. Enter it first.")},
    {MoveError::must_go_on,
     N_("Then it is settled all the same and does not end by this withdrawal. Cancel this, and "
        "settle it all the same.")},
    {MoveError::asked_already, N_("A question waits for its reply already.")},
    {MoveError::past_its_days,
     N_("The days for a second complaint have passed. Write which good cause kept the sender "
        "from it.")},
    {MoveError::nothing_to_mask, N_("Tick or write what is to be masked.")},
    {MoveError::not_in_it, N_("Write each name as it stands in the text, one a line.")},
    {MoveError::said_elsewhere,
     N_("It is also said in an answer, a note to the sender or the title of a topic, which "
        "all would read. Word these anew, or leave it with the officers.")},
    {MoveError::decided_it_first,
     N_("This body had the first complaint. A second one goes to the body above it.")},
    {MoveError::sign_missing,
     N_("Say yes to what was found. Where nothing was, it ends by decision.")},
};
/// Whoever adds an error adds its words, and makes it the last one here.
static_assert(std::size(move_errors) == static_cast<std::size_t>(MoveError::sign_missing) + 1);

}  // namespace

const char* message_of(MoveError error) {
  const auto* words =
      std::ranges::find(move_errors, error, &std::pair<MoveError, const char*>::first);
  return words == std::end(move_errors) ? "" : words->second;
}

std::optional<Date> parse_day(std::string_view typed, Date today) {
  if (auto date = text::parse_date(typed)) return date;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (typed.empty() || !is_digit(typed.front()) || !is_digit(typed.back())) return std::nullopt;
  return text::parse_date(std::string(typed) + "/" + std::to_string(today.year()));
}

std::string typed_day(Date day) {
  return std::to_string(day.day()) + "/" + std::to_string(day.month()) + "/" +
         std::to_string(day.year());
}

Desk::Desk(const http::Request& from, Services& with, const Advisor& advised_by)
    : Turn(from, with),
      advisor(advised_by),
      officer(people::principal(from)),
      box(parse_box(from.query.get("in"))),
      after(Cursor::parse(from.query.get("after"))) {}

Href Desk::in_list(std::string path) const {
  Href href(std::move(path));
  if (box) href.with("in", name(*box));
  if (box && after) href.with("after", after->text());
  return href;
}

std::string Desk::list_href() const {
  return in_list("/desk").text();
}

std::string Desk::href(std::string_view code, std::string_view task) const {
  return in_list("/desk/petitions/" + std::string(code)).with("do", task).text();
}

std::string Desk::action(std::string_view code, std::string_view task) const {
  return in_list("/desk/petitions/" + std::string(code) + "/" + std::string(task)).text();
}

std::string Desk::done_href(std::string_view next, std::string_view done,
                            std::string_view code) const {
  return Href(next.empty() ? list_href() : href(next)).with("done", done).with("of", code).text();
}

pages::PageFrame Desk::frame(std::string title) const {
  pages::PageFrame frame = pages::frame_for(request, std::move(title));
  frame.section = "desk";
  frame.wide = true;
  if (const char* done = done_message(request.query.get("done")); *done != '\0')
    frame.flash = pages::Flash{tr(done)};
  return frame;
}

std::vector<pages::RailGroup> Desk::rail(db::Tx& tx, std::string_view section) const {
  pages::RailGroup work{.title = tr(N_("My desk"))}, more{.title = tr(N_("Together"))};
  int key = 1;
  for (const BoxCount& counted : count_boxes(tx, services.clock, officer)) {
    pages::RailItem item{.label = tr(label(counted.box)),
                         .icon = std::string(icon_of(counted.box)),
                         .href = "/desk?in=" + std::string(name(counted.box)),
                         .count = counted.n,
                         .current = section.empty() && box == counted.box,
                         .key = std::to_string(key++)};
    item.more = counted.more;
    work.items.push_back(std::move(item));
  }
  if (officer.may_somewhere(people::Permission::synthesise)) {
    const Reach reach = reach_of(tx, officer, people::Permission::synthesise);
    int n = count_topics(tx, TopicState::proposed, 100, reach);
    more.items.push_back({.label = tr(N_("Proposed topics")),
                          .icon = "users",
                          .href = "/desk/topics",
                          .count = std::min(n, 99),
                          .current = section == "topics",
                          .more = n > 99});
  }
  if (officer.may_somewhere(people::Permission::register_cases))
    more.items.push_back({.label = tr(N_("Enter a letter or call")),
                          .icon = "pencil",
                          .href = "/desk/enter",
                          .current = section == "enter"});
  more.items.push_back(
      {.label = tr(N_("The way of each kind")), .icon = "info", .href = "/desk/course"});
  std::vector<pages::RailGroup> groups;
  if (!work.items.empty()) groups.push_back(std::move(work));
  if (!more.items.empty()) groups.push_back(std::move(more));
  return groups;
}

}  // namespace gandan::petitions
