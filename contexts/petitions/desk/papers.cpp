// The desk's forms for papers that who sent it signed: a withdrawal, a second complaint, that they
// go on with what was ended.
#include <algorithm>

#include "contexts/petitions/desk/decisions.hpp"
#include "contexts/petitions/paper.hpp"
#include "kernel/module/services.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

const char* message_of_paper(Verb verb, MoveError error) {
  switch (error) {
    case MoveError::reason_missing:
      return N_("Write what it says.");
    case MoveError::reason_too_long:
      return N_("Shorten the text to at most 20,000 characters.");
    case MoveError::not_signed:
      return verb == Verb::withdraw
                 ? N_("A paper without a signature or fingerprint takes nothing back. Ask for one; "
                      "what you wrote is still here.")
                 : N_("Without a signature or fingerprint it is not accepted. Ask for it.");
    case MoveError::past_its_days:
      return verb == Verb::pursue
                 ? N_("The days in which its sender could go on have passed: it is not accepted "
                      "any more.")
                 : message_of(error);
    default:
      return message_of(error);
  }
}

Paper typed_paper(const Desk& desk, Verb verb) {
  const http::Fields& form = desk.request.form;
  Paper paper{.words = text::clean(form.get("words")),
              .cause = text::clean(form.get("cause")),
              .is_signed = desk::is_ticked(form, "signed", "yes")};
  if (verb != Verb::withdraw) paper.on = desk::typed_on(desk);
  return paper;
}

/// What the paper is, and until when it may come.
void fill_heading(const Desk& desk, db::Tx& tx, const Petition& petition, Verb verb,
                  WorkForm& form) {
  if (verb == Verb::withdraw) {
    form.heading = desk.tr(N_("Does the sender take it back?"));
    form.hint = desk.tr(
        N_("Only a paper with the sender's signature or fingerprint takes it back: without one "
           "nothing ends. What a body has goes on until it decides."));
  } else if (verb == Verb::complain_again) {
    form.heading = desk.tr(N_("Is it a second complaint?"));
    form.hint = desk.tr(
        N_("On a signed paper, with the first decision. Send it then to the body above the one "
           "that decided."));
  } else {
    auto book = desk.services.rules.book();
    form.heading = desk.tr(N_("Does its sender go on with it?"));
    if (auto days = days_to(tx, Env::of(desk.services, *book), petition, verb))
      form.hint = desk.words.locale.tr(
          N_("On a signed paper that came by {date} ({law}): the body that ended it checks it "
             "anew. After that day it is not accepted any more."),
          {{"date", desk.words.locale.date(days->date)}, {"law", days->basis}});
  }
}

}  // namespace

bool is_paper(const Petition& petition, Verb verb) {
  const auto made = transition(petition, verb);
  return verb != Verb::withdraw || (made && made->actor == Actor::registrar);
}

void fill_paper(const Work& at, const http::Fields& typed, WorkForm& form) {
  const auto& [desk, tx, petition, task] = at;
  const Verb verb = parse_verb(task.name).value();
  fill_heading(desk, tx, petition, verb, form);
  form.checks.push_back(desk::one_tick(desk, "signed", N_("Signature"),
                                       N_("It is signed, or has a fingerprint"), typed));
  if (verb != Verb::withdraw) desk::add_day(desk, N_("The day on which it came"), typed, form);
  if (verb == Verb::complain_again)
    form.lines.push_back({.name = "cause",
                          .label = desk.tr(N_("The good cause, where it comes after its days")),
                          .value = std::string(typed.get("cause")),
                          .optional = true,
                          .max_length = static_cast<int>(longest_reason)});
  form.words = pages::Field{.name = "words",
                            .label = desk.tr(N_("What it says")),
                            .hint = desk.tr(N_("Only officers read it.")),
                            .value = std::string(typed.get("words")),
                            .optional = verb == Verb::withdraw,
                            .required = verb != Verb::withdraw,
                            .max_length = static_cast<int>(longest_reply),
                            .rows = 6};
}

Refused enter_paper(const Work& at, const Env& env) {
  const auto& [desk, tx, petition, task] = at;
  const Verb verb = parse_verb(task.name).value();
  const Paper paper = typed_paper(desk, verb);
  auto* use_case = verb == Verb::withdraw ? &withdraw
                   : verb == Verb::pursue ? &pursue
                                          : &complain_again;
  auto moved = (*use_case)(tx, env, desk.act(), petition.id, paper);
  if (moved) return {};
  Refused wrong;
  for (MoveError error : all_of(moved.error(), lacks_of(tx, env, petition, verb, paper))) {
    const bool is_of_cause =
        verb == Verb::complain_again &&
        (error == MoveError::past_its_days ||
         (error == MoveError::reason_too_long && text::length(paper.words) <= longest_reply));
    const bool is_of_day = verb == Verb::pursue && error == MoveError::past_its_days;
    wrong.push_back({is_of_cause ? "cause"
                     : is_of_day ? "on"
                                 : field_of(error),
                     desk.tr(is_of_cause ? message_of(error) : message_of_paper(verb, error))});
  }
  return wrong;
}

}  // namespace gandan::petitions
