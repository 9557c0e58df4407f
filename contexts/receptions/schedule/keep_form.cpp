// What is asked where a place or its schedule is changed.
#include "contexts/receptions/permissions.hpp"
#include "contexts/receptions/public/places.hpp"
#include "contexts/receptions/schedule/keeping.hpp"
#include "contexts/receptions/schedule/times.hpp"
#include "kernel/desk/deeds.hpp"
#include "kernel/desk/forms.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/units/units.hpp"
#include "lib/crypto/random.hpp"

namespace gandan::receptions {
namespace {

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

}  // namespace

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

}  // namespace gandan::receptions
