#include "contexts/receptions/schedule/keeping.hpp"

#include <algorithm>
#include <charconv>

#include "contexts/receptions/schedule/keep_page.hpp"

namespace gandan::receptions {
namespace {

constexpr DeedWords deed_words[] = {
    {Deed::open, "new", N_("Enter a place of reception"), "", N_("Enter it"),
     N_("The place is entered. Now its hours.")},
    {Deed::change, "change", N_("What is said of the place"), "", N_("Save"), N_("Saved.")},
    {Deed::hours, "hours", N_("Hours of every week"),
     N_("Write stretches like 7:30-11:30, 13:30-17:00; nothing where nobody receives."), N_("Save"),
     N_("The hours are saved.")},
    {Deed::close, "close", N_("Close for some time"),
     N_("Say why, and when people are received in its place. A day on which the head receives is "
        "moved first."),
     N_("Close"), N_("The closure is announced.")},
    {Deed::reopen, "reopen", N_("Receive after all"),
     N_("The closure holds no longer, and the usual hours are back."), N_("Receive after all"),
     N_("The closure is taken back.")},
    {Deed::publish, "day", N_("Announce a day on which the head receives"),
     N_("Who receives, when, and what on. It is announced at once."), N_("Announce"),
     N_("The day is announced.")},
    {Deed::move, "move", N_("Move the day"),
     N_("The old day stays in sight, with the reason and the new one."), N_("Move it"),
     N_("The day is moved.")},
    {Deed::hold, "hold", N_("The day was kept"),
     N_("Who received? A day that a deputy kept is shown as what it is."), N_("Save"),
     N_("It is said who received.")},
    {Deed::miss, "miss", N_("Nobody received"), N_("Say why; everybody can read it."), N_("Save"),
     N_("It is said why nobody received.")}};

}  // namespace

const DeedWords* deed_named(std::string_view name) {
  const auto found = std::ranges::find(deed_words, name, &DeedWords::name);
  return found == std::end(deed_words) ? nullptr : found;
}

std::string done_name(const DeedWords& words) {
  return "schedule_" + std::string(words.name);
}

std::string kept_href(const ReceptionPlace& place, std::string_view deed) {
  std::string href = std::string(schedule_path) + "/" + place.code;
  if (!deed.empty()) href.append("/").append(deed);
  return href;
}

std::int64_t Keeping::id() const {
  const std::string typed = is_sent() ? said("id") : text::clean(request.query.get("id"));
  std::int64_t number = 0;
  std::from_chars(typed.data(), typed.data() + typed.size(), number);
  return number;
}

HeadDay day_asked(const Keeping& at, db::Tx& tx) {
  const auto day = find_day(tx, DayId{at.id()});
  return day && at.place && day->place == at.place->id ? *day : HeadDay{};
}

std::string hours_field(int weekday) {
  return "hours" + std::to_string(weekday);
}

std::string said_of_schedule(const desk::Desk& desk, std::string_view done) {
  for (const DeedWords& words : deed_words)
    if (done == done_name(words)) return desk.tr(words.done);
  return {};
}

}  // namespace gandan::receptions
