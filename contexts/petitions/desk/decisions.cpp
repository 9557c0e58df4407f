#include "contexts/petitions/desk/decisions.hpp"

#include <algorithm>

#include "contexts/petitions/decision.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

/// What the form of each decision asks, besides number and day.
struct Asked {
  Task task;
  Verb verb;
  const char* heading;
  const char* hint;
  bool words, needs_words;
};
constexpr Asked asked_for[] = {
    {Task::accept, Verb::accept, N_("Accept it for settlement?"),
     N_("The limit of the settlement counts from the day of the notice or decision."), false,
     false},
    {Task::decline, Verb::decline, N_("Why is it not accepted?"),
     N_("The sender reads the reason, and where they can turn."), true, true},
    {Task::suspend, Verb::suspend, N_("Why is it suspended?"),
     N_("The clock stands until the decision to go on. The sender reads the reason."), true, true},
    {Task::resume, Verb::resume, N_("Go on with the settlement?"),
     N_("As soon as the ground of the suspension is gone."), true, false},
    {Task::end, Verb::end, N_("Why does the settlement end?"),
     N_("The sender reads the reason. It cannot be undone."), true, true},
    {Task::extend, Verb::extend, N_("Why does it need more time?"),
     N_("Only in a complex case, by a written decision, before the limit has passed."), true, true},
};

const Asked& asked_of(Task task) {
  return *std::find_if(std::begin(asked_for), std::end(asked_for) - 1,
                       [&](const Asked& each) { return each.task == task; });
}

std::string error_at(const std::vector<pages::FieldError>& errors, std::string_view field) {
  for (const pages::FieldError& error : errors)
    if (error.field == field) return error.message;
  return {};
}

void put_at_fields(const std::vector<pages::FieldError>& errors, WorkForm& form) {
  for (pages::Field& line : form.lines) line.error = error_at(errors, line.name);
  for (Choice& check : form.checks) check.field.error = error_at(errors, check.field.name);
}

Choice grounds_of(const Desk& desk, const Petition& petition, Verb verb,
                  const http::Fields& typed) {
  Choice choice{.field = {.name = "ground", .label = desk.tr(N_("Ground")), .focus = true}};
  for (const GroundWords& each : grounds())
    if (each.verb == verb && words_of(each.ground, verb, matter_of(petition)) == &each)
      choice.options.push_back({std::string(each.name), desk.tr(each.label), each.article,
                                typed.get("ground") == each.name});
  return choice;
}

bool is_ticked(const http::Fields& typed, std::string_view name, std::string_view value) {
  const auto all = typed.all(name);
  return std::find(all.begin(), all.end(), value) != all.end();
}

Choice criteria_of(const Desk& desk, const http::Fields& typed) {
  Choice choice{.field = {.name = "criteria",
                          .label = desk.tr(N_("What makes it complex")),
                          .hint = desk.tr(N_("Two of them make a denunciation very complex.")),
                          .focus = true}};
  for (std::size_t i = 0; i < criteria.size(); ++i) {
    const std::string value = std::to_string(i);
    choice.options.push_back(
        {value, desk.tr(criteria[i]), "", is_ticked(typed, "criteria", value)});
  }
  return choice;
}

/// What must be true before the decision may be made, to be ticked.
Choice one_tick(const Desk& desk, const char* name, const char* label, const char* what,
                const http::Fields& typed) {
  return {.field = {.name = name, .label = desk.tr(label)},
          .options = {{"yes", desk.tr(what), "", is_ticked(typed, name, "yes")}}};
}

void add_day(const Desk& desk, const char* label, const http::Fields& typed, WorkForm& form) {
  form.lines.push_back(
      {.name = "on",
       .label = desk.tr(label),
       .hint = desk.tr(N_("Like 5/12/2026.")),
       .value = typed.has("on") ? std::string(typed.get("on")) : typed_day(desk.words.today),
       .required = true,
       .short_input = true,
       .max_length = 20});
}

void add_number_and_day(const Desk& desk, const http::Fields& typed, WorkForm& form) {
  form.lines.push_back({.name = "number",
                        .label = desk.tr(N_("Number of the decision or notice")),
                        .value = std::string(typed.get("number")),
                        .required = true,
                        .short_input = true,
                        .max_length = static_cast<int>(longest_number)});
  add_day(desk, N_("Its day"), typed, form);
}

std::optional<Ground> parse_ground(std::string_view typed, Verb verb, Matter matter) {
  for (const GroundWords& each : grounds())
    if (each.name == typed && words_of(each.ground, verb, matter) == &each) return each.ground;
  return std::nullopt;
}

/// The day as it was typed; one that cannot be read is as wrong as tomorrow.
Date typed_on(const Desk& desk) {
  return parse_day(text::clean(desk.request.form.get("on")), desk.words.today)
      .value_or(desk.words.today + 1);
}

Decision typed_decision(const Desk& desk, const Petition& petition, Verb verb) {
  const http::Fields& form = desk.request.form;
  Decision decision{.number = text::clean(form.get("number")),
                    .on = typed_on(desk),
                    .reason = text::clean(form.get("words")),
                    .ground = parse_ground(form.get("ground"), verb, matter_of(petition)),
                    .is_signed = is_ticked(form, "signed", "yes"),
                    .nothing_speaks = is_ticked(form, "nothing_speaks", "yes")};
  for (std::size_t i = 0; i < criteria.size(); ++i)
    if (is_ticked(form, "criteria", std::to_string(i))) decision.criteria |= std::int64_t{1} << i;
  return decision;
}

const char* message_of_paper(MoveError error) {
  switch (error) {
    case MoveError::reason_missing:
      return N_("Write what it says.");
    case MoveError::reason_too_long:
      return N_("Shorten the text to at most 20,000 characters.");
    case MoveError::not_signed:
      return N_("Without a signature or fingerprint it is not accepted. Ask for it.");
    default:
      return message_of(error);
  }
}

/// Why it was refused, with all else that the form lacks where it was for the first of its lacks.
std::vector<MoveError> all_of(MoveError refused, std::vector<MoveError> lacks) {
  if (lacks.empty() || lacks.front() != refused) return {refused};
  return lacks;
}

}  // namespace

bool is_decision(Task task, const Petition& petition) {
  switch (task) {
    case Task::accept:
    case Task::extend:
      return is_settled(matter_of(petition));
    case Task::decline:
    case Task::suspend:
    case Task::resume:
    case Task::end:
      return true;
    default:
      return false;
  }
}

void fill_decision(const Desk& desk, const Petition& petition, Task task, const http::Fields& typed,
                   const std::vector<pages::FieldError>& errors, WorkForm& form) {
  const Asked& asked = asked_of(task);
  form.heading = desk.tr(asked.heading);
  form.hint = desk.tr(asked.hint);
  if (task == Task::suspend || task == Task::end)
    form.choice = grounds_of(desk, petition, asked.verb, typed);
  if (task == Task::extend) form.checks.push_back(criteria_of(desk, typed));
  if (task == Task::accept)
    form.checks.push_back(
        one_tick(desk, "signed", N_("Signature"), N_("It is signed, or has a fingerprint"), typed));
  if (task == Task::end && petition.kind == Kind::denunciation)
    form.checks.push_back(one_tick(
        desk, "nothing_speaks", N_("Where it was taken back"),
        N_("There are no signs of a violation, of coercion or of slander (article 33(3))"), typed));
  add_number_and_day(desk, typed, form);
  if (asked.words)
    form.words = pages::Field{.name = "words",
                              .label = desk.tr(N_("Reason")),
                              .value = std::string(typed.get("words")),
                              .optional = !asked.needs_words,
                              .required = asked.needs_words,
                              .max_length = static_cast<int>(longest_reason),
                              .rows = 4};
  put_at_fields(errors, form);
}

std::vector<pages::FieldError> decide(const Desk& desk, db::Tx& tx, const Env& env,
                                      const Petition& petition, Task task) {
  const Verb verb = asked_of(task).verb;
  const Decision decision = typed_decision(desk, petition, verb);
  auto* use_case = task == Task::accept    ? &accept
                   : task == Task::decline ? &decline
                   : task == Task::suspend ? &suspend
                   : task == Task::resume  ? &resume
                   : task == Task::end     ? &end
                                           : &extend_settlement;
  auto moved = (*use_case)(tx, env, desk.act(), petition.id, decision);
  if (moved) return {};
  std::vector<pages::FieldError> wrong;
  for (MoveError error : all_of(moved.error(), lacks_of(petition, verb, decision, env.clock.now())))
    wrong.push_back({field_of(error), desk.tr(message_of(error))});
  return wrong;
}

void fill_complain_again(const Desk& desk, const http::Fields& typed,
                         const std::vector<pages::FieldError>& errors, WorkForm& form) {
  form.heading = desk.tr(N_("A second complaint?"));
  form.hint = desk.tr(
      N_("On a signed paper, with the first decision. Send it then to the body above the one that "
         "decided."));
  form.checks.push_back(
      one_tick(desk, "signed", N_("Signature"), N_("It is signed, or has a fingerprint"), typed));
  add_day(desk, N_("The day on which it came"), typed, form);
  form.lines.push_back({.name = "cause",
                        .label = desk.tr(N_("The good cause, where it comes after its days")),
                        .value = std::string(typed.get("cause")),
                        .optional = true,
                        .max_length = static_cast<int>(longest_reason)});
  form.words = pages::Field{.name = "words",
                            .label = desk.tr(N_("What it says")),
                            .hint = desk.tr(N_("Only officers read it.")),
                            .value = std::string(typed.get("words")),
                            .required = true,
                            .max_length = static_cast<int>(longest_reply),
                            .rows = 6};
  put_at_fields(errors, form);
}

std::vector<pages::FieldError> enter_second_complaint(const Desk& desk, db::Tx& tx, const Env& env,
                                                      const Petition& petition) {
  const http::Fields& form = desk.request.form;
  const SecondComplaint paper{.words = text::clean(form.get("words")),
                              .on = typed_on(desk),
                              .cause = text::clean(form.get("cause")),
                              .is_signed = is_ticked(form, "signed", "yes")};
  auto moved = complain_again(tx, env, desk.act(), petition.id, paper);
  if (moved) return {};
  std::vector<pages::FieldError> wrong;
  for (MoveError error : all_of(moved.error(), lacks_of(tx, env, petition, paper))) {
    const bool is_of_cause =
        error == MoveError::past_its_days ||
        (error == MoveError::reason_too_long && text::length(paper.words) <= longest_reply);
    wrong.push_back({is_of_cause ? "cause" : field_of(error),
                     desk.tr(is_of_cause ? message_of(error) : message_of_paper(error))});
  }
  return wrong;
}

const char* field_of(MoveError error) {
  switch (error) {
    case MoveError::number_missing:
    case MoveError::number_too_long:
      return "number";
    case MoveError::day_wrong:
      return "on";
    case MoveError::ground_missing:
    case MoveError::not_withdrawn:
      return "ground";
    case MoveError::criteria_missing:
      return "criteria";
    case MoveError::not_signed:
      return "signed";
    case MoveError::must_go_on:
      return "nothing_speaks";
    default:
      return "words";
  }
}

}  // namespace gandan::petitions
