#include "contexts/petitions/desk.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "contexts/petitions/topics.hpp"
#include "kernel/pages/site.hpp"

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
    TaskWords{Task::identity, "identity", "i", N_("Open the sealed identity"), "", false},
    TaskWords{Task::words, "words", "o", N_("Open the words"),
              N_("Its words are open to you today. It is noted that you opened them."), false},
};

std::optional<Verb> verb_of(Task task) {
  switch (task) {
    case Task::route:
      return Verb::route;
    case Task::ask:
      return Verb::ask;
    case Task::accept:
      return Verb::accept;
    case Task::answer:
      return Verb::answer;
    case Task::send_back:
      return Verb::send_back;
    case Task::extend:
      return Verb::extend;
    case Task::give_back:
      return Verb::give_back;
    case Task::withdraw:
      return Verb::withdraw;
    default:
      return std::nullopt;
  }
}

bool is_offered(db::Tx& tx, const Act& act, const Petition& p, Task task, Instant now) {
  if (auto verb = verb_of(task)) {
    auto move = transition(p.state, *verb);
    if (!move || (task == Task::answer && !awaits_answer(p))) return false;
    if (task == Task::extend && p.due_at && *p.due_at < now) return false;
    return may(tx, act, move->actor, p);
  }
  if (task == Task::place) return is_open(p.state) && may(tx, act, Actor::synthesis_officer, p);
  if (is_sealed(p)) return false;
  if (task == Task::topic) return may_synthesise(tx, act, units_of(p));
  const bool shows = task == Task::publish || task == Task::mask;
  if (shows && p.publication_refused) return false;
  Visibility shown = shows ? Visibility::held : Visibility::open;
  return p.visibility == shown && may(tx, act, Actor::synthesis_officer, p);
}

}  // namespace

const char* done_message(std::string_view done) {
  if (auto task = parse_task(done)) return words_of(*task).done;
  if (done == "confirm") return N_("Confirmed as one topic.");
  if (done == "refuse") return N_("Taken out of the topic.");
  if (done == "split") return N_("Parted: this is the new topic.");
  if (done == "merge") return N_("Put together: the other topic is dissolved.");
  if (done == "rename") return N_("Renamed.");
  if (done == "group")
    return N_("Grouping has begun; new proposals appear here within some minutes.");
  return "";
}

const TaskWords& words_of(Task task) {
  return tasks.at(static_cast<std::size_t>(task));
}

std::optional<Task> parse_task(std::string_view name) {
  for (const TaskWords& each : tasks)
    if (each.name == name) return each.task;
  return std::nullopt;
}

std::vector<Task> tasks_for(db::Tx& tx, const people::Principal& officer, const Petition& petition,
                            Instant now) {
  Act act = Act::by(officer);
  std::vector<Task> offered;
  for (const TaskWords& each : tasks)
    if (each.task != Task::identity && each.task != Task::words &&
        is_offered(tx, act, petition, each.task, now))
      offered.push_back(each.task);
  // Whoever can answer came for that.
  auto answer = std::find(offered.begin(), offered.end(), Task::answer);
  if (answer != offered.end()) std::rotate(offered.begin(), answer, answer + 1);
  return offered;
}

const char* message_of(MoveError error) {
  switch (error) {
    case MoveError::not_found:
      return N_("Choose the body that is to answer.");
    case MoveError::not_yours:
      return N_("Your role does not allow this here.");
    case MoveError::not_allowed:
      return N_("Somebody else changed it in the meantime. Look at how it stands now.");
    case MoveError::reason_missing:
      return N_("Write why, in words that the reader understands.");
    case MoveError::reason_too_long:
      return N_("Shorten this to at most 4,000 characters.");
    case MoveError::field_unknown:
      return N_("Choose one of the fields in the list.");
    case MoveError::no_due_date:
      return N_("No limit is in force for this kind today. Ask an administrator to enter it.");
    case MoveError::too_often:
      return N_("The law allows no further extension here.");
    case MoveError::lapsed:
      return N_(
          "The limit has passed: more time is granted only before it. Answer as soon as you can.");
    case MoveError::is_there:
      return N_("This body has it already. Choose another body, or another kind or field.");
    case MoveError::not_agreed:
      return N_("The sender does not agree to publication.");
    case MoveError::nothing_to_mask:
      return N_("Tick or write what is to be masked.");
    case MoveError::not_in_it:
      return N_("Write each name as it stands in the text, one a line.");
  }
  return "";
}

std::optional<Date> parse_day(std::string_view typed, Date today) {
  if (auto iso = Date::parse(typed)) return iso;
  int parts[3] = {0, 0, today.year()};
  const char* at = typed.data();
  const char* end = at + typed.size();
  for (int i = 0; i < 3; ++i) {
    auto [next, error] = std::from_chars(at, end, parts[i]);
    if (error != std::errc()) return std::nullopt;
    at = next;
    if (at == end && i > 0) break;
    if (i == 2 || (*at != '/' && *at != '.' && *at != '-')) return std::nullopt;
    ++at;
  }
  char iso[32];
  std::snprintf(iso, sizeof iso, "%04d-%02d-%02d", parts[2], parts[1], parts[0]);
  return Date::parse(iso);
}

std::string typed_day(Date day) {
  return std::to_string(day.day()) + "/" + std::to_string(day.month()) + "/" +
         std::to_string(day.year());
}

Desk::Desk(const http::Request& from, Services& with, const Advisor& advised_by)
    : request(from),
      services(with),
      advisor(advised_by),
      officer(people::principal(from)),
      directory(with.directory.get()),
      words{pages::locale_of(from), *directory, with.clock.today()},
      box(parse_box(from.query.get("in"))),
      after(Cursor::parse(from.query.get("after"))) {}

std::string Desk::list_href() const {
  std::string href = "/desk";
  if (box) href += "?in=" + std::string(name(*box));
  if (box && after) href += "&after=" + after->text();
  return href;
}

std::string Desk::href(std::string_view code, std::string_view task) const {
  std::string href = "/desk/petitions/" + std::string(code) + list_href().substr(5);
  if (!task.empty()) href += (box ? "&do=" : "?do=") + std::string(task);
  return href;
}

std::string Desk::action(std::string_view code, std::string_view task) const {
  return "/desk/petitions/" + std::string(code) + "/" + std::string(task) + list_href().substr(5);
}

std::string Desk::done_href(std::string_view next, std::string_view done) const {
  std::string to = next.empty() ? list_href() : href(next);
  return to + (to.find('?') == std::string::npos ? "?done=" : "&done=") + std::string(done);
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
                          .current = section == "enter",
                          .key = "n"});
  std::vector<pages::RailGroup> groups;
  if (!work.items.empty()) groups.push_back(std::move(work));
  if (!more.items.empty()) groups.push_back(std::move(more));
  return groups;
}

}  // namespace gandan::petitions
