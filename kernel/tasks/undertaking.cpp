#include "kernel/tasks/undertaking.hpp"

#include <array>

#include "kernel/pages/parts.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::tasks {

State state_of(const Undertaking& undertaking, Date today) {
  if (undertaking.ended_at) {
    const bool is_in_time = civil_date(*undertaking.ended_at) <= undertaking.due_on;
    if (undertaking.ending == Ending::done && undertaking.word == Word::doubted)
      return State::doubted;
    if (undertaking.ending == Ending::done) return is_in_time ? State::done : State::done_late;
    return is_in_time ? State::given_up : State::not_done;
  }
  const int left = undertaking.due_on - today;
  if (left < 0) return State::overdue;
  return left <= pages::soon_days ? State::due_soon : State::not_due;
}

const char* label(State state) {
  switch (state) {
    case State::not_due:
      return N_("Not due yet");
    case State::due_soon:
      return N_("Due soon");
    case State::overdue:
      return N_("Overdue");
    case State::done:
      return N_("Done in time");
    case State::done_late:
      return N_("Done late");
    case State::given_up:
      return N_("Given up before its day");
    case State::not_done:
      return N_("Not done by its day");
    case State::doubted:
      return N_("Not done yet, says who asked");
  }
  return "";
}

std::string_view name(State state) {
  constexpr std::array names{"not_due",   "due_soon", "overdue",  "done",
                             "done_late", "given_up", "not_done", "doubted"};
  return names.at(static_cast<std::size_t>(state));
}

std::string_view name(Verb verb) {
  constexpr std::array names{"undertake", "fulfil", "extend", "withdraw"};
  return names.at(static_cast<std::size_t>(verb));
}

}  // namespace gandan::tasks
