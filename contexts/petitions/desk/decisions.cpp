#include "contexts/petitions/desk/decisions.hpp"

#include <algorithm>

#include "contexts/petitions/decision.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

/// What the form of each decision asks, besides number and day.
struct AskedOfOfficer {
  Verb verb;
  const char* heading;
  const char* hint;
  bool words, needs_words;
};
constexpr AskedOfOfficer asked_for[] = {
    {Verb::accept, N_("Accept it for settlement?"),
     N_("The limit of the settlement counts from the day of the notice or decision."), false,
     false},
    {Verb::decline, N_("Why is it not accepted?"),
     N_("The sender reads the reason, and where they can turn."), true, true},
    {Verb::suspend, N_("Why is it suspended?"),
     N_("The clock stands until the decision to go on. The sender reads the reason."), true, true},
    {Verb::resume, N_("Go on with the settlement?"),
     N_("As soon as the ground of the suspension is gone."), true, false},
    {Verb::end, N_("Why does the settlement end?"),
     N_("The sender reads the reason. It cannot be undone."), true, true},
    {Verb::extend, N_("Why does it need more time?"),
     N_("Only in a complex case, by a written decision, before the limit has passed."), true, true},
};

const AskedOfOfficer& asked_of(const Task& task) {
  const auto verb = parse_verb(task.name);
  return *std::find_if(std::begin(asked_for), std::end(asked_for) - 1,
                       [&](const AskedOfOfficer& each) { return each.verb == verb; });
}

/// Whether it ends on this ground only after the signs that let it go on were looked for.
bool asks_of_signs(const Petition& petition, const GroundWords& each) {
  return each.ground == Ground::withdrawn && each.verb == Verb::end &&
         petition.kind == Kind::denunciation && petition.withdrawal_at;
}

Choice grounds_of(const Desk& desk, const Petition& petition, Verb verb,
                  const http::Fields& typed) {
  Choice choice{.field = {.name = "ground", .label = desk.tr(N_("Ground")), .focus = true}};
  for (const GroundWords& each : grounds())
    if (each.verb == verb && ground_words(each.ground, verb, matter_of(petition)) == &each)
      choice.options.push_back({std::string(each.name), desk.tr(each.label), each.article,
                                typed.get("ground") == each.name, asks_of_signs(petition, each)});
  return choice;
}

Choice criteria_of(const Desk& desk, const http::Fields& typed) {
  Choice choice{.field = {.name = "criteria",
                          .label = desk.tr(N_("What makes it complex")),
                          .hint = desk.tr(N_("Two of them make a denunciation very complex.")),
                          .focus = true}};
  for (std::size_t i = 0; i < criteria.size(); ++i) {
    const std::string value = std::to_string(i);
    choice.options.push_back(
        {value, desk.tr(criteria[i]), "", desk::is_ticked(typed, "criteria", value)});
  }
  return choice;
}

void add_number_and_day(const Desk& desk, const http::Fields& typed, WorkForm& form) {
  form.lines.push_back({.name = "number",
                        .label = desk.tr(N_("Number of the decision or notice")),
                        .value = std::string(typed.get("number")),
                        .required = true,
                        .short_input = true,
                        .max_length = static_cast<int>(longest_number)});
  desk::add_day(desk, N_("Its day"), typed, form);
}

/// Each of what lets a denunciation go on is asked for by itself.
void add_questions(const Desk& desk, const http::Fields& typed, WorkForm& form) {
  for (const SignWords& sign : signs) {
    const std::string_view said = typed.get(sign.name);
    form.questions.push_back(
        {.field = {.name = std::string(sign.name), .label = desk.tr(sign.question)},
         .options = {{"yes", desk.tr(N_("Yes")), "", said == "yes"},
                     {"no", desk.tr(N_("No")), "", said == "no"}}});
  }
}

/// Those that were answered so, a bit each.
std::int64_t signs_answered(const http::Fields& typed, std::string_view answer) {
  std::int64_t mask = 0;
  for (std::size_t i = 0; i < signs.size(); ++i)
    if (typed.get(signs.at(i).name) == answer) mask |= std::int64_t{1} << i;
  return mask;
}

/// At each question: that it is not answered, or that this answer lets it go on.
void refuse_answers(const Desk& desk, Refused& wrong) {
  for (const SignWords& sign : signs) {
    const std::string_view said = desk.request.form.get(sign.name);
    if (said == "no") continue;
    const bool is_found = said == "yes";
    const char* why = is_found ? message_of(MoveError::must_go_on) : N_("Say yes or no.");
    wrong.push_back({std::string(sign.name), desk.tr(why)});
  }
}

std::optional<Ground> parse_ground(std::string_view typed, Verb verb, Matter matter) {
  for (const GroundWords& each : grounds())
    if (each.name == typed && ground_words(each.ground, verb, matter) == &each) return each.ground;
  return std::nullopt;
}

Decision typed_decision(const Desk& desk, const Petition& petition, Verb verb) {
  const http::Fields& form = desk.request.form;
  Decision decision{.number = text::clean(form.get("number")),
                    .on = desk::typed_on(desk),
                    .reason = text::clean(form.get("words")),
                    .ground = parse_ground(form.get("ground"), verb, matter_of(petition)),
                    .is_signed = desk::is_ticked(form, "signed", "yes")};
  // What was answered before another ground was chosen is no part of the decision.
  if (decision.ground == Ground::withdrawn) decision.denied = signs_answered(form, "no");
  for (std::size_t i = 0; i < criteria.size(); ++i)
    if (desk::is_ticked(form, "criteria", std::to_string(i)))
      decision.criteria |= std::int64_t{1} << i;
  return decision;
}

}  // namespace

std::vector<MoveError> all_of(MoveError refused, std::vector<MoveError> lacks) {
  if (lacks.empty() || lacks.front() != refused) return {refused};
  return lacks;
}

void fill_decision(const Work& at, const http::Fields& typed, WorkForm& form) {
  const auto& [desk, tx, petition, task] = at;
  const AskedOfOfficer& asked = asked_of(task);
  form.heading = desk.tr(asked.heading);
  form.hint = desk.tr(asked.hint);
  if (asked.verb == Verb::suspend || asked.verb == Verb::end)
    form.choice = grounds_of(desk, petition, asked.verb, typed);
  if (asked.verb == Verb::extend) form.checks.push_back(criteria_of(desk, typed));
  if (asked.verb == Verb::accept)
    form.checks.push_back(desk::one_tick(desk, "signed", N_("Signature"),
                                         N_("It is signed, or has a fingerprint"), typed));
  if (form.choice && std::ranges::any_of(form.choice->options, &pages::Option::asks_more)) {
    form.questions_hint =
        desk.tr(N_("Where it ends because it was taken back, answer each question."));
    add_questions(desk, typed, form);
  }
  add_number_and_day(desk, typed, form);
  if (asked.words)
    form.words = pages::Field{.name = "words",
                              .label = desk.tr(N_("Reason")),
                              .value = std::string(typed.get("words")),
                              .optional = !asked.needs_words,
                              .required = asked.needs_words,
                              .max_length = static_cast<int>(longest_reason),
                              .rows = 4};
}

Refused decide(const Work& at, const Env& env) {
  const auto& [desk, tx, petition, task] = at;
  const Verb verb = asked_of(task).verb;
  const Decision decision = typed_decision(desk, petition, verb);
  auto* use_case = verb == Verb::accept    ? &accept
                   : verb == Verb::decline ? &decline
                   : verb == Verb::suspend ? &suspend
                   : verb == Verb::resume  ? &resume
                   : verb == Verb::end     ? &end
                                           : &extend_settlement;
  auto moved = (*use_case)(tx, env, desk.act(), petition.id, decision);
  if (moved) return {};
  Refused wrong;
  const auto lacks = lacks_of(petition, verb, decision, env.clock.now());
  for (MoveError error : all_of(moved.error(), lacks)) {
    if (error == MoveError::must_go_on)
      refuse_answers(desk, wrong);
    else
      wrong.push_back({field_of(error), desk.tr(message_of(error))});
  }
  return wrong;
}

void fill_going_on(const Work& at, const http::Fields& typed, WorkForm& form) {
  const Desk& desk = at.desk;
  form.heading = desk.tr(N_("Is it settled all the same?"));
  form.hint = desk.tr(
      N_("Any one of these lets it go on, though it was taken back (Law on Denunciations 25/2018, "
         "article 33(3); Decree 156/2026, article 1)."));
  add_questions(desk, typed, form);
  form.words = pages::Field{.name = "words",
                            .label = desk.tr(N_("What was found")),
                            .hint = desk.tr(N_("Only officers read it.")),
                            .value = std::string(typed.get("words")),
                            .required = true,
                            .max_length = static_cast<int>(longest_reason),
                            .rows = 4};
}

Refused let_go_on(const Work& at, const Env& env) {
  const auto& [desk, tx, petition, task] = at;
  const http::Fields& form = desk.request.form;
  auto moved = go_on(tx, env, desk.act(), petition.id, signs_answered(form, "yes"),
                     text::clean(form.get("words")));
  if (moved) return {};
  return {{field_of(moved.error()), desk.tr(message_of(moved.error()))}};
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
    case MoveError::sign_missing:
      return signs.front().name.data();
    default:
      return "words";
  }
}

}  // namespace gandan::petitions
