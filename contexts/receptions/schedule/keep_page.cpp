#include "contexts/receptions/schedule/keep_page.hpp"

#include <algorithm>
#include <charconv>

#include "contexts/receptions/public/openings.hpp"
#include "contexts/receptions/schedule/times.hpp"
#include "contexts/receptions/views/schedule.hpp"
#include "kernel/desk/deeds.hpp"
#include "kernel/desk/forms.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/receipts/once.hpp"
#include "kernel/units/body_search.hpp"
#include "lib/crypto/random.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {
namespace {

using desk::Desk;
using http::Request;
using http::Response;

constexpr const char* schedule_path = "/desk/schedule";

enum class Deed : std::uint8_t { open, change, hours, close, reopen, publish, move, hold, miss };
struct DeedWords {
  Deed deed;
  std::string_view name;  ///< in addresses
  const char* heading;
  const char* hint;
  const char* verb;
  const char* done;
};
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

const DeedWords* deed_named(std::string_view name) {
  const auto found = std::ranges::find(deed_words, name, &DeedWords::name);
  return found == std::end(deed_words) ? nullptr : found;
}

/// What is said as done, told apart from what other rooms say.
std::string done_name(const DeedWords& words) {
  return "schedule_" + std::string(words.name);
}

std::string kept_href(const ReceptionPlace& place, std::string_view deed = {}) {
  std::string href = std::string(schedule_path) + "/" + place.code;
  if (!deed.empty()) href.append("/").append(deed);
  return href;
}

/// One request about a place, or about one that is to be.
struct Keeping : Desk {
  Keeping(const Request& from, const Services& with) : Desk(from, with) {}
  std::optional<ReceptionPlace> place = {};
  const DeedWords* words_of_deed = nullptr;

  [[nodiscard]] bool is_sent() const { return request.method == http::Method::post; }
  [[nodiscard]] std::string said(std::string_view field) const {
    return std::string(text::trim(text::clean(request.form.get(field))));
  }
  /// What was typed, else what holds.
  [[nodiscard]] std::string said_or(std::string_view field, std::string_view holds) const {
    return is_sent() ? said(field) : std::string(holds);
  }
  [[nodiscard]] std::int64_t id() const {
    const std::string typed = is_sent() ? said("id") : text::clean(request.query.get("id"));
    std::int64_t number = 0;
    std::from_chars(typed.data(), typed.data() + typed.size(), number);
    return number;
  }
};

// ---- what is asked -----------------------------------------------------------------------------

pages::Field line_of(const Keeping& at, const char* name, const char* label, std::string_view holds,
                     const char* hint = "") {
  return {.name = name,
          .label = at.tr(label),
          .hint = *hint ? at.tr(hint) : std::string(),
          .value = at.said_or(name, holds),
          .max_length = 300};
}

pages::Field short_line(const Keeping& at, const char* name, const char* label,
                        std::string_view holds, const char* hint = "") {
  pages::Field field = line_of(at, name, label, holds, hint);
  field.short_input = true;
  return field;
}

constexpr const char* day_hint = N_("Like 5/12/2026");
constexpr const char* hours_hint = N_("Like 7:30-11:30");

void ask_about_place(const Keeping& at, db::Tx& tx, desk::WorkForm& form) {
  const ReceptionPlace place = at.place.value_or(ReceptionPlace{});
  if (!at.place) {
    std::string own;
    if (const auto unit = people::unit_of_work(at.officer, keep_reception_schedule))
      if (const auto body = units::find_unit(tx, *unit);
          body && body->kind == units::UnitKind::body)
        own = body->name;
    form.lines.push_back(line_of(at, "body", N_("Which body receives there"), own));
  }
  form.lines.push_back(line_of(at, "name", N_("Name of the place"), place.name));
  form.lines.push_back(line_of(at, "address", N_("Address"), place.address));
  for (auto [name, label, holds] :
       {std::tuple{"directions", N_("How to get there"), &place.directions},
        std::tuple{"phone", N_("Telephone"), &place.phone},
        std::tuple{"languages", N_("Languages besides Vietnamese"), &place.languages}}) {
    form.lines.push_back(line_of(at, name, label, *holds));
    form.lines.back().optional = true;
  }
  form.lines.push_back(short_line(at, "counters", N_("How many can be received at once"),
                                  std::to_string(place.counters)));
  form.ticks = desk::Choice{
      .field = {.name = "access", .label = at.tr(N_("What is there")), .optional = true},
      .options = {}};
  for (const Access each : accesses) {
    const bool holds = (place.access & static_cast<std::int64_t>(each)) != 0;
    const bool is_ticked = desk::is_ticked(at.request.form, "access", name(each));
    form.ticks->options.push_back(
        {std::string(name(each)), at.tr(label(each)), "", at.is_sent() ? is_ticked : holds});
  }
  form.checks.push_back(
      {.field = {.name = "online", .label = at.tr(N_("Online")), .optional = true},
       .options = {{"yes",
                    at.tr(N_("Has what an online reception needs (Decree 154/2026 art. 18)")), "",
                    at.is_sent() ? at.request.form.has("online") : place.online}}});
}

std::string hours_field(int weekday) {
  return "hours" + std::to_string(weekday);
}

void ask_about_hours(const Keeping& at, db::Tx& tx, desk::WorkForm& form) {
  const Date today = at.words.today;
  const auto schedule = Schedule::read(tx, at.place->id, today, today);
  for (int weekday = 1; weekday <= 7; ++weekday) {
    pages::Field field{
        .name = hours_field(weekday),
        .label = at.tr(weekday_name(weekday)),
        .value = at.said_or(hours_field(weekday), stretches(schedule.hours_of(weekday, today))),
        .max_length = 120};
    field.optional = true;
    form.lines.push_back(std::move(field));
  }
  form.lines.push_back(short_line(at, "valid_from", N_("From which day they hold"),
                                  desk::typed_day(today), day_hint));
}

void ask_reason(const Keeping& at, desk::WorkForm& form) {
  form.words = pages::Field{.name = "reason",
                            .label = at.tr(N_("Why")),
                            .hint = at.tr(N_("Everybody reads it.")),
                            .value = at.said("reason"),
                            .max_length = 500,
                            .rows = 3};
}

constexpr std::string_view repeats_names[] = {"once", "weekly", "monthly", "yearly"};
constexpr const char* repeats_labels[] = {N_("Once"), N_("Every week"), N_("Every month"),
                                          N_("Every year")};

void ask_about_closure(const Keeping& at, desk::WorkForm& form) {
  form.choice =
      desk::Choice{.field = {.name = "repeats", .label = at.tr(N_("How often"))}, .options = {}};
  const std::string chosen = at.said_or("repeats", "once");
  for (std::size_t i = 0; i < std::size(repeats_names); ++i)
    form.choice->options.push_back(
        {std::string(repeats_names[i]), at.tr(repeats_labels[i]), "", chosen == repeats_names[i]});
  form.lines = {
      short_line(at, "first_day", N_("First day"), "", day_hint),
      short_line(at, "last_day", N_("Last day"), "", N_("Empty: that day alone")),
      short_line(at, "hours", N_("Hours"), "", N_("Empty: all day long")),
      short_line(at, "instead_on", N_("When people are received in its place"), "", day_hint),
      short_line(at, "until_day", N_("Last day on which it comes back"), "",
                 N_("Empty: for ever"))};
  for (std::size_t i = 1; i < form.lines.size(); ++i) form.lines[i].optional = i != 3;
  ask_reason(at, form);
}

void ask_about_day(const Keeping& at, const HeadDay& day, desk::WorkForm& form) {
  const bool is_new = at.words_of_deed->deed == Deed::publish;
  form.lines = {short_line(at, "day", is_new ? N_("Day") : N_("New day"), "", day_hint),
                short_line(at, "hours", N_("Hours"),
                           is_new ? "" : stretch(day.from_minute, day.until_minute), hours_hint)};
  if (!is_new) return ask_reason(at, form);
  form.lines.push_back(line_of(at, "head", N_("Who receives"), "", N_("Office and name")));
  form.lines.push_back(
      line_of(at, "subject", N_("What on"), "", N_("Empty: whatever people bring")));
  form.lines.back().optional = true;
  const std::string chosen = at.said_or("kind", "regular");
  form.choice =
      desk::Choice{.field = {.name = "kind", .label = at.tr(N_("Kind"))},
                   .options = {{"regular", at.tr(N_("Regular day")), "", chosen == "regular"},
                               {"ad_hoc", at.tr(N_("Additional day")), "", chosen == "ad_hoc"}}};
}

void ask_who_received(const Keeping& at, desk::WorkForm& form) {
  form.choice =
      desk::Choice{.field = {.name = "by", .label = at.tr(N_("Who received"))}, .options = {}};
  for (const HeardBy each : {HeardBy::head, HeardBy::deputy})
    form.choice->options.push_back(
        {std::string(name(each)), at.tr(label(each)), "", at.said("by") == name(each)});
}

/// The day that the form is about, where it is one of this place.
HeadDay day_asked(const Keeping& at, db::Tx& tx) {
  const auto day = find_day(tx, DayId{at.id()});
  return day && at.place && day->place == at.place->id ? *day : HeadDay{};
}

desk::WorkForm form_of_deed(const Keeping& at, db::Tx& tx) {
  const DeedWords& words = *at.words_of_deed;
  desk::WorkForm form{
      .heading = at.tr(words.heading),
      .hint = *words.hint ? at.tr(words.hint) : std::string(),
      .action = at.place ? kept_href(*at.place, words.name) : std::string(schedule_path) + "/new",
      .verb = at.tr(words.verb),
      .once = at.said("once").empty() ? crypto::random_token() : at.said("once"),
      .cancel_href = at.place ? kept_href(*at.place) : schedule_path,
      .errors = at.errors};
  switch (words.deed) {
    case Deed::open:
    case Deed::change:
      ask_about_place(at, tx, form);
      break;
    case Deed::hours:
      ask_about_hours(at, tx, form);
      break;
    case Deed::close:
      ask_about_closure(at, form);
      break;
    case Deed::publish:
    case Deed::move:
      ask_about_day(at, day_asked(at, tx), form);
      break;
    case Deed::hold:
      ask_who_received(at, form);
      break;
    case Deed::miss:
      ask_reason(at, form);
      break;
    case Deed::reopen:
      break;
  }
  if (!form.lines.empty()) form.lines.front().focus = !form.choice;
  desk::put_at_fields(at.errors, form);
  return form;
}

// ---- what was answered -------------------------------------------------------------------------

std::optional<Date> day_said(Keeping& at, const char* field, bool may_be_empty) {
  const std::string typed = at.said(field);
  if (typed.empty() && may_be_empty) return std::nullopt;
  const auto day = desk::parse_day(typed, at.words.today);
  if (!day) at.refuse(field, N_("Write a day like 5/12/2026."));
  return day;
}

/// One stretch; nothing where it may be empty and is.
std::optional<std::pair<int, int>> hours_said(Keeping& at, bool may_be_empty) {
  const std::string typed = at.said("hours");
  if (typed.empty() && may_be_empty) return std::nullopt;
  const auto all = parse_stretches(typed);
  if (all && all->size() == 1) return all->front();
  at.refuse("hours", N_("Write hours like 7:30-11:30."));
  return std::nullopt;
}

std::optional<UnitId> body_said(const Keeping& at) {
  const std::string words = at.said("body");
  if (words.empty()) return std::nullopt;
  const auto found = units::bodies_named(*at.directory, words);
  for (const units::Unit* body : found)
    if (text::fold(body->name) == text::fold(words)) return body->id;
  return found.size() == 1 ? std::optional(found.front()->id) : std::nullopt;
}

ReceptionPlace place_said(Keeping& at) {
  ReceptionPlace place = at.place.value_or(ReceptionPlace{});
  if (!at.place) {
    place.opened_on = at.words.today;
    if (const auto body = body_said(at))
      place.body = *body;
    else
      at.refuse("body", N_("Write the name of one body in full."));
  }
  place.name = at.said("name");
  place.address = at.said("address");
  place.directions = at.said("directions");
  place.phone = at.said("phone");
  place.languages = at.said("languages");
  if (text::is_blank(place.name)) at.refuse("name", N_("Write what the place is called."));
  if (text::is_blank(place.address)) at.refuse("address", N_("Write where it is."));
  const std::string counters = at.said("counters");
  place.counters = 0;
  std::from_chars(counters.data(), counters.data() + counters.size(), place.counters);
  if (place.counters < 1 || place.counters > 50)
    at.refuse("counters", N_("Write a number from 1 to 50."));
  place.access = 0;
  for (const Access each : accesses)
    if (desk::is_ticked(at.request.form, "access", name(each)))
      place.access |= static_cast<std::int64_t>(each);
  place.online = at.request.form.has("online");
  return place;
}

std::vector<WeekHours> week_said(Keeping& at) {
  std::vector<WeekHours> week;
  for (int weekday = 1; weekday <= 7; ++weekday) {
    const std::string field = hours_field(weekday);
    const auto all = parse_stretches(at.said(field));
    if (!all) at.refuse(field, N_("Write hours like 7:30-11:30, 13:30-17:00, or nothing."));
    for (const auto& [from, until] : all.value_or(std::vector<std::pair<int, int>>{}))
      week.push_back({weekday, from, until});
  }
  return week;
}

Closure closure_said(Keeping& at) {
  Closure closure{.place = at.place->id, .reason = at.said("reason")};
  const auto repeats = std::ranges::find(repeats_names, at.said("repeats"));
  if (repeats != std::end(repeats_names))
    closure.repeats = static_cast<Repeats>(repeats - std::begin(repeats_names));
  closure.first_day = day_said(at, "first_day", false).value_or(at.words.today);
  closure.last_day = day_said(at, "last_day", true).value_or(closure.first_day);
  closure.instead_on = day_said(at, "instead_on", true);
  closure.until_day = day_said(at, "until_day", true);
  if (const auto hours = hours_said(at, true)) {
    closure.from_minute = hours->first;
    closure.until_minute = hours->second;
  }
  return closure;
}

HeadDay day_to_publish(Keeping& at) {
  const auto hours = hours_said(at, false).value_or(std::pair{0, 0});
  return {.place = at.place->id,
          .kind = at.said("kind") == "ad_hoc" ? DayKind::ad_hoc : DayKind::regular,
          .day = day_said(at, "day", false).value_or(at.words.today),
          .from_minute = hours.first,
          .until_minute = hours.second,
          .head = at.said("head"),
          .subject = at.said("subject")};
}

/// At which field an error is shown, and in what words.
void refuse_by(Keeping& at, ScheduleError error) {
  const Deed deed = at.words_of_deed->deed;
  const bool is_closing = deed == Deed::close, is_hours = deed == Deed::hours;
  switch (error) {
    case ScheduleError::words_missing:
      return at.refuse(deed == Deed::publish ? "head" : "name", N_("Write who receives."));
    case ScheduleError::hours_unfit:
      return at.refuse(is_hours ? "hours1" : "hours",
                       N_("The hours do not fit: they end before they begin, or overlap."));
    case ScheduleError::day_unfit:
      return at.refuse(is_closing           ? "first_day"
                       : is_hours           ? "valid_from"
                       : deed == Deed::hold ? "by"
                       : deed == Deed::miss ? "reason"
                                            : "day",
                       deed == Deed::hold || deed == Deed::miss
                           ? N_("The day has not come yet: it can be moved.")
                           : N_("The day does not fit: it is past, or closed."));
    case ScheduleError::reason_missing:
      return at.refuse("reason", N_("Say why: nothing changes without a reason."));
    case ScheduleError::instead_missing:
      return at.refuse("instead_on", N_("Say when people are received in its place."));
    case ScheduleError::instead_unfit:
      return at.refuse("instead_on", N_("That day is past, or closed by this very closure."));
    case ScheduleError::head_receives:
      return at.refuse("first_day", N_("The head receives within this time: move that day first."));
    case ScheduleError::unfit:
    case ScheduleError::not_allowed:
      return at.refuse(is_closing ? "first_day" : "id", N_("This has changed meanwhile, or is not "
                                                           "yours to do. Look at it again."));
  }
}

using Kept = Result<ReceptionPlace, ScheduleError>;

template <class T>
Kept kept(const Keeping& at, const Result<T, ScheduleError>& done) {
  if (!done) return fail(done.error());
  return *at.place;
}

/// Reads the answer, and nothing else: what is wrong stands in `errors`.
struct Answer {
  ReceptionPlace place;
  std::vector<WeekHours> week;
  Closure closure;
  HeadDay day;
  Date valid_from;
  std::optional<HeardBy> by;
  std::string reason;
};
Answer answer_of(Keeping& at) {
  Answer answer;
  answer.reason = at.said("reason");
  switch (at.words_of_deed->deed) {
    case Deed::open:
    case Deed::change:
      answer.place = place_said(at);
      break;
    case Deed::hours:
      answer.week = week_said(at);
      answer.valid_from = day_said(at, "valid_from", false).value_or(at.words.today);
      break;
    case Deed::close:
      answer.closure = closure_said(at);
      break;
    case Deed::publish:
    case Deed::move:
      answer.day = day_to_publish(at);
      break;
    case Deed::hold:
      answer.by = parse_heard_by(at.said("by"));
      if (!answer.by) at.refuse("by", N_("Choose who received."));
      break;
    case Deed::miss:
    case Deed::reopen:
      break;
  }
  return answer;
}

Kept do_deed(const Keeping& at, db::Tx& tx, const Env& env, const Answer& answer) {
  const Act act = at.act();
  const bool is_of_day = at.words_of_deed->deed >= Deed::move;
  if (is_of_day && !day_asked(at, tx).id) return fail(ScheduleError::not_allowed);
  const DayId day{at.id()};
  switch (at.words_of_deed->deed) {
    case Deed::open:
      return open_place(tx, env, act, answer.place);
    case Deed::change:
      return change_place(tx, env, act, answer.place);
    case Deed::hours:
      return kept(at, set_hours(tx, env, act, at.place->id, answer.week, answer.valid_from));
    case Deed::close:
      return kept(at, add_closure(tx, env, act, answer.closure));
    case Deed::reopen: {
      const auto closure = find_closure(tx, ClosureId{at.id()});
      if (!closure || closure->place != at.place->id) return fail(ScheduleError::not_allowed);
      return kept(at, end_closure(tx, env, act, closure->id));
    }
    case Deed::publish:
      return kept(at, publish_day(tx, env, act, answer.day));
    case Deed::move:
      return kept(at, move_day(tx, env, act, day, answer.day.day, answer.day.from_minute,
                               answer.day.until_minute, answer.reason));
    case Deed::hold:
      return kept(at, hold_day(tx, env, act, day, *answer.by));
    case Deed::miss:
      return kept(at, miss_day(tx, env, act, day, answer.reason));
  }
  return fail(ScheduleError::not_allowed);
}

// ---- pages -------------------------------------------------------------------------------------

Response show_deed(const Keeping& at) {
  if (at.is_sent()) people::stand_aside(at.officer);  // nothing is changed
  const auto page = at.services.database.read([&](db::Tx& tx) {
    KeepFormPage form{.frame = at.frame(tx, at.tr(at.words_of_deed->heading)),
                      .rail = at.rail(tx, "schedule"),
                      .place = at.place ? at.place->name : std::string(),
                      .id = at.id() == 0 ? std::string() : std::to_string(at.id()),
                      .form = form_of_deed(at, tx)};
    form.frame.form = pages::PageForm{.id = "work"};
    form.frame.has_errors = !at.errors.empty();
    return form;
  });
  return pages::render(at.request, views::keep_form, page, at.status());
}

Response answer_deed(Keeping at) {
  if (!at.is_sent() || desk::only_looks(at)) return show_deed(at);
  const Answer answer = answer_of(at);
  if (!at.errors.empty()) return show_deed(at);
  const auto book = at.services.rules.book();
  const Env env = Env::of(at.services, *book);
  const std::string said = receipts::said_by(at.officer.user.value, at.request);
  bool was_done = false;
  const Kept done = at.services.database.write([&](db::Tx& tx) -> Kept {
    was_done = receipts::was_done(tx, env.clock, env.keys, {"receptions.schedule", said});
    if (was_done) return at.place.value_or(ReceptionPlace{});
    return do_deed(at, tx, env, answer);
  });
  if (!done) {
    refuse_by(at, done.error());
    return show_deed(at);
  }
  if (was_done) people::stand_aside(at.officer);
  const std::string next = done->code.empty() ? std::string(schedule_path) : kept_href(*done);
  return Response::redirect(at.done_href(next, done_name(*at.words_of_deed), done->code));
}

pages::Action action_of(const Keeping& at, std::string_view deed, const char* label,
                        std::int64_t id = 0) {
  Href href(kept_href(*at.place, deed));
  if (id != 0) href.with("id", std::to_string(id));
  return {at.tr(label), href.text()};
}

std::string when_closed(const Keeping& at, const Closure& closure) {
  const i18n::Locale& locale = at.words.locale;
  std::string when = locale.date(closure.first_day);
  if (closure.last_day != closure.first_day) when += " – " + locale.date(closure.last_day);
  if (closure.from_minute) when += ", " + stretch(*closure.from_minute, *closure.until_minute);
  if (closure.repeats != Repeats::once)
    when += ", " + at.tr(repeats_labels[static_cast<std::size_t>(closure.repeats)]);
  return when;
}

KeepPlacePage kept_place_page(const Keeping& at, db::Tx& tx) {
  constexpr int days_back = 92;
  const Date today = at.words.today;
  const auto schedule = Schedule::read(tx, at.place->id, today, today + 366);
  KeepPlacePage page{.frame = at.frame(tx, at.place->name),
                     .rail = at.rail(tx, "schedule"),
                     .name = at.place->name,
                     .public_href = place_page_href(*at.place),
                     .week = week_of(at.words, schedule, today)};
  page.actions = {action_of(at, "day", N_("Announce a day of the head")),
                  action_of(at, "hours", N_("Hours of every week")),
                  action_of(at, "close", N_("Close for some time")),
                  action_of(at, "change", N_("What is said of the place"))};
  for (const HeadDay& day : head_days(tx, at.place->id, today - days_back, today + 366)) {
    KeptDay kept_day{.line = head_day_line(at.words, day), .actions = {}};
    if (day.state == DayState::ahead && day.day <= today)
      kept_day.actions = {action_of(at, "hold", N_("It was kept"), day.id.value),
                          action_of(at, "miss", N_("Nobody received"), day.id.value)};
    if (day.state == DayState::ahead)
      kept_day.actions.push_back(action_of(at, "move", N_("Move it"), day.id.value));
    page.days.push_back(std::move(kept_day));
  }
  for (const Closure& closure : schedule.closures())
    page.closures.push_back({when_closed(at, closure), closure.reason,
                             action_of(at, "reopen", N_("Receive after all"), closure.id.value)});
  return page;
}

KeepListPage kept_list_page(const Keeping& at, db::Tx& tx) {
  KeepListPage page{.frame = at.frame(tx, at.tr(N_("Places of reception"))),
                    .rail = at.rail(tx, "schedule")};
  for (const ReceptionPlace& place :
       places_within(tx, at.officer, keep_reception_schedule, at.words.today))
    page.places.push_back({place.name, kept_href(place), place.address});
  if (at.officer.may_somewhere(keep_reception_schedule))
    page.new_href = std::string(schedule_path) + "/new";
  return page;
}

/// The place, where the officer keeps it.
bool find_kept_place(Keeping& at, std::string_view code) {
  at.place = at.services.database.read([&](db::Tx& tx) -> std::optional<ReceptionPlace> {
    auto place = find_place(tx, code);
    if (!place || !may_at_place(tx, at.act(), keep_reception_schedule, *place)) return std::nullopt;
    return place;
  });
  return at.place.has_value();
}

Response on_place(const Services& services, const Request& request, std::string_view code,
                  std::string_view deed) {
  Keeping at(request, services);
  at.words_of_deed = deed_named(deed);
  if (at.words_of_deed == nullptr || at.words_of_deed->deed == Deed::open ||
      !find_kept_place(at, code))
    return Response::not_found();
  return answer_deed(std::move(at));
}

Response on_new_place(const Services& services, const Request& request) {
  Keeping at(request, services);
  at.words_of_deed = deed_named("new");
  return answer_deed(std::move(at));
}

}  // namespace

std::string said_of_schedule(const Desk& desk, std::string_view done) {
  for (const DeedWords& words : deed_words)
    if (done == done_name(words)) return desk.tr(words.done);
  return {};
}

void add_schedule_pages(http::App& app, Services& services) {
  using people::Where;
  const auto keeps = [](Where where) { return people::permission(keep_reception_schedule, where); };
  app.router.get(
      schedule_path, keeps(Where::in_reach),
      [&services](Request& request) {
        const Keeping at(request, services);
        const auto page =
            services.database.read([&](db::Tx& tx) { return kept_list_page(at, tx); });
        return pages::render(request, views::keep_list, page);
      },
      desk::route);
  app.router.get(
      "/desk/schedule/new", keeps(Where::in_reach),
      [&services](Request& request) { return on_new_place(services, request); }, desk::route);
  app.router.post(
      "/desk/schedule/new", keeps(Where::at_new_record),
      [&services](Request& request) { return on_new_place(services, request); }, desk::route);
  app.router.get(
      "/desk/schedule/{place}", keeps(Where::at_record),
      [&services](Request& request, std::string_view code) {
        Keeping at(request, services);
        if (!find_kept_place(at, code)) return Response::not_found();
        const auto page =
            services.database.read([&](db::Tx& tx) { return kept_place_page(at, tx); });
        return pages::render(request, views::keep_place, page);
      },
      desk::route);
  app.router.get(
      "/desk/schedule/{place}/{deed}", keeps(Where::at_record),
      [&services](Request& request, std::string_view code, std::string_view deed) {
        return on_place(services, request, code, deed);
      },
      desk::route);
  app.router.post(
      "/desk/schedule/{place}/{deed}", keeps(Where::at_record),
      [&services](Request& request, std::string_view code, std::string_view deed) {
        return on_place(services, request, code, deed);
      },
      desk::route);
}

}  // namespace gandan::receptions
