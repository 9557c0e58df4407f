#include <array>

#include "contexts/receptions/conclusions/conclusions.hpp"
#include "contexts/receptions/desk/desk.hpp"
#include "kernel/desk/forms.hpp"
#include "kernel/people/authority.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {
namespace {

using desk::WorkForm;

constexpr std::size_t longest_words = 4'000;

std::string typed_of(const Work& at, std::string_view field) {
  return std::string(text::trim(text::clean(at.desk.request.form.get(field))));
}

pages::Field words_field(const Work& at, const http::Fields& typed, const char* label,
                         const char* hint) {
  return {.name = "words",
          .label = at.desk.tr(label),
          .hint = at.desk.tr(hint),
          .value = std::string(typed.get("words")),
          .required = true,
          .max_length = static_cast<int>(longest_words),
          .rows = 4,
          .focus = true};
}

pages::Field line_field(const Work& at, const http::Fields& typed, const char* name,
                        const char* label) {
  return {.name = name,
          .label = at.desk.tr(label),
          .value = std::string(typed.get(name)),
          .max_length = 300};
}

bool may_with(const Work& at, const people::Permission& permission) {
  return may_do(at.tx, at.desk.act(), permission, at.record);
}
bool is_for_receiver(const Work& at) {
  return may_with(at, receive_citizens);
}
bool is_for_concluder(const Work& at) {
  return may_with(at, conclude_receptions);
}
bool is_due_now(const Work&) {
  return true;
}

bool fits_step(const Visit& visit, std::string_view task) {
  return states::find_named<Step>(course, visit.state, task) != nullptr;
}
bool fits_open_words(const Visit& visit, std::string_view) {
  return !is_sealed(visit);
}
bool fits_decision(const Visit& visit, std::string_view task) {
  return !is_sealed(visit) && visit.outcome != Outcome::refused && fits_step(visit, task);
}
bool fits_any(const Visit&, std::string_view) {
  return true;
}
bool fits_sealed(const Visit& visit, std::string_view) {
  return is_sealed(visit);
}

// ---- what is told ------------------------------------------------------------------------------

void fill_tell(const Work& at, const http::Fields& typed, WorkForm& form) {
  form.heading = at.desk.tr(N_("What are they told?"));
  form.words = words_field(at, typed, N_("Words to who came"),
                           N_("They read it with their code and key: that it was accepted, needs "
                              "more time, is not accepted, or was sent on (Law art. 28)."));
}
desk::Refused do_tell(const Work& at, const Env& env) {
  const auto done = tell(at.tx, env, at.desk.act(), at.record.id, typed_of(at, "words"));
  return done ? desk::Refused{} : refused(at.desk, done.error());
}

void fill_notice(const Work& at, const http::Fields& typed, WorkForm& form) {
  form.heading = at.desk.tr(N_("The notice of refusal was issued (form 01/TCD)"));
  form.hint =
      at.desk.tr(N_("Signed by the head, sent to who came. It says the ground, and how to "
                    "appeal."));
  form.lines = {line_field(at, typed, "document", N_("Number of the notice"))};
}
desk::Refused do_notice(const Work& at, const Env& env) {
  const auto done = give_notice(at.tx, env, at.desk.act(), at.record.id, typed_of(at, "document"));
  return done ? desk::Refused{} : refused(at.desk, done.error(), "document");
}

// ---- what becomes of it ------------------------------------------------------------------------

void fill_decide(const Work& at, const http::Fields& typed, WorkForm& form) {
  form.heading = at.desk.tr(N_("What becomes of it now?"));
  desk::Choice choice{.field = {.name = "outcome", .label = at.desk.tr(N_("What becomes of it"))}};
  for (Outcome each : outcomes)
    if (each != Outcome::refused)
      choice.options.push_back({std::string(name(each)), at.desk.tr(label(each)), "",
                                typed.get("outcome") == name(each)});
  form.choice = std::move(choice);
  form.lines = {line_field(at, typed, "directed_to", N_("To which body")),
                line_field(at, typed, "document", N_("Number of the letter"))};
  form.checks = {desk::one_tick(at.desk, "told", N_("Told"), N_("Who came was told of it"), typed)};
  form.words = words_field(at, typed, N_("Why"), N_("For the officers alone."));
}
desk::Refused do_decide(const Work& at, const Env& env) {
  const auto outcome = parse_outcome(typed_of(at, "outcome"));
  if (!outcome) return {{"outcome", at.desk.tr(N_("Choose what becomes of it."))}};
  const auto done = decide(at.tx, env, at.desk.act(), at.record.id,
                           {.outcome = *outcome,
                            .directed_to = typed_of(at, "directed_to"),
                            .document = typed_of(at, "document"),
                            .words = typed_of(at, "words"),
                            .is_told = at.desk.request.form.has("told")});
  if (done) return {};
  return refused(at.desk, done.error(),
                 done.error() == VisitError::outcome_missing ? "directed_to" : "words");
}

// ---- papers, notes -----------------------------------------------------------------------------

void fill_receipt(const Work& at, const http::Fields& typed, WorkForm& form) {
  form.heading = at.desk.tr(N_("Which papers were received? (form 02/TCD)"));
  form.words = words_field(at, typed, N_("Papers"),
                           N_("A paper a line: its name; how many pages; original, copy or "
                              "certified copy."));
}
desk::Refused do_receipt(const Work& at, const Env& env) {
  const auto papers = parse_papers(typed_of(at, "words"));
  const auto done = give_receipt(at.tx, env, at.desk.act(), at.record.id, papers);
  return done ? desk::Refused{} : refused(at.desk, done.error());
}

void fill_note(const Work& at, const http::Fields& typed, WorkForm& form) {
  const bool is_fresh = !typed.has("words");
  form.heading = at.desk.tr(N_("The last columns of the book"));
  form.words = words_field(at, typed, N_("What came of it"), N_("Column 12: followed to its end."));
  form.words->required = false;
  if (is_fresh) form.words->value = at.record.followed;
  form.lines = {line_field(at, typed, "note", N_("Note"))};
  if (is_fresh) form.lines.front().value = at.record.note;
}
desk::Refused do_note(const Work& at, const Env& env) {
  const auto done =
      note(at.tx, env, at.desk.act(), at.record.id, typed_of(at, "words"), typed_of(at, "note"));
  return done ? desk::Refused{} : refused(at.desk, done.error());
}

// ---- what was concluded ------------------------------------------------------------------------

/// Those still owed by a body for which the officer answers.
std::vector<ConclusionItem> items_to_report(const Work& at) {
  std::vector<ConclusionItem> theirs;
  for (ConclusionItem& item : items_of(at.tx, at.record.id)) {
    const std::array owes{std::optional(item.body)};
    if (item.state == ItemState::owed &&
        people::may_at(at.tx, at.desk.officer, people::Permission::answer, owes))
      theirs.push_back(std::move(item));
  }
  return theirs;
}
bool has_items_to_report(const Work& at) {
  return !items_to_report(at).empty();
}
void fill_report(const Work& at, const http::Fields& typed, WorkForm& form) {
  form.heading = at.desk.tr(N_("What was done of the conclusion?"));
  desk::Choice choice{.field = {.name = "item", .label = at.desk.tr(N_("What was to be done"))}};
  const auto theirs = items_to_report(at);
  for (const ConclusionItem& item : theirs) {
    const std::string id = std::to_string(item.id.value);
    choice.options.push_back({id, std::string(text::shorten(item.product, 160)),
                              at.desk.words.locale.date(item.due_on),
                              typed.get("item") == id || theirs.size() == 1});
  }
  form.choice = std::move(choice);
  form.words =
      words_field(at, typed, N_("What was done"), N_("Who came reads it with their code and key."));
}
desk::Refused do_report(const Work& at, const Env& env) {
  for (const ConclusionItem& item : items_to_report(at)) {
    if (std::to_string(item.id.value) != typed_of(at, "item")) continue;
    const auto done = report_item(at.tx, env, at.desk.act(), item.id, typed_of(at, "words"));
    return done ? desk::Refused{} : refused(at.desk, done.error());
  }
  return {{"item", at.desk.tr(N_("Choose what was done."))}};
}

desk::Way on_its_page(const Visit&) {
  return desk::Way::page;
}

// ---- what lies under the seal ------------------------------------------------------------------

bool is_closed_to_them(const Work& at) {
  const std::array where{std::optional(at.record.body)};
  return people::may_at(at.tx, at.desk.officer, people::Permission::handle_denunciations, where) &&
         !has_opened_today(at.desk, at.tx, at.record);
}
bool may_open_identity(const Work& at) {
  const std::array where{std::optional(at.record.body)};
  return people::may_at(at.tx, at.desk.officer, people::Permission::open_sealed_identity, where);
}
void fill_words(const Work& at, const http::Fields& typed, WorkForm& form) {
  form.heading = at.desk.tr(N_("Why do you open it?"));
  form.words = words_field(at, typed, N_("Reason"),
                           N_("It is noted that you opened it, with your name, the time and this "
                              "reason. It stays open to you for today."));
}
void fill_identity(const Work& at, const http::Fields& typed, WorkForm& form) {
  form.heading = at.desk.tr(N_("Why must you know who denounces?"));
  form.words = words_field(at, typed, N_("Reason"),
                           N_("It is kept in the journal, with your name and the time."));
}

constexpr OnDesk::Task visit_tasks[] = {
    {.name = "tell",
     .key = "t",
     .label = N_("Tell them"),
     .done = N_("Told."),
     .goes_on = true,
     .fits = fits_step,
     .is_offered = is_for_receiver,
     .is_due = is_due_now,
     .fill = fill_tell,
     .perform = do_tell},
    {.name = "give_notice",
     .key = "t",
     .label = N_("Issue the notice"),
     .done = N_("The notice was issued."),
     .goes_on = true,
     .fits = fits_step,
     .is_offered = is_for_concluder,
     .is_due = is_due_now,
     .fill = fill_notice,
     .perform = do_notice},
    {.name = "report",
     .key = "b",
     .label = N_("Report what was done"),
     .done = N_("Reported."),
     .goes_on = true,
     .fits = fits_open_words,
     .is_offered = has_items_to_report,
     .is_due = is_due_now,
     .fill = fill_report,
     .perform = do_report},
    {.name = "words",
     .key = "w",
     .label = N_("Open its words"),
     .done = N_("Opened for today."),
     .is_grave = true,
     .fits = fits_sealed,
     .is_offered = is_closed_to_them,
     .is_due = is_due_now,
     .fill = fill_words},
    {.name = "receipt",
     .key = "r",
     .label = N_("Receipt for papers"),
     .done = N_("The receipt was given."),
     .fits = fits_any,
     .is_offered = is_for_receiver,
     .fill = fill_receipt,
     .perform = do_receipt},
    {.name = "conclude",
     .key = "c",
     .label = N_("Conclusion of the head"),
     .done = N_("The conclusion was entered."),
     .fits = fits_open_words,
     .is_offered = is_for_concluder,
     .way = on_its_page},
    {.name = "decide",
     .key = "d",
     .label = N_("Another outcome"),
     .done = N_("The outcome is another now."),
     .group = N_("The book"),
     .fits = fits_decision,
     .is_offered = is_for_receiver,
     .fill = fill_decide,
     .perform = do_decide},
    {.name = "note",
     .key = "e",
     .label = N_("Last columns of the book"),
     .done = N_("Noted."),
     .group = N_("The book"),
     .fits = fits_open_words,
     .is_offered = is_for_receiver,
     .fill = fill_note,
     .perform = do_note},
    {.name = "identity",
     .key = "i",
     .label = N_("Who denounces"),
     .done = N_("Opened."),
     .is_grave = true,
     .group = N_("Under the seal"),
     .fits = fits_sealed,
     .is_offered = may_open_identity,
     .fill = fill_identity},
};

constexpr std::pair<VisitError, const char*> visit_errors[] = {
    {VisitError::not_allowed, N_("Your role does not allow this here.")},
    {VisitError::unfit, N_("Somebody else changed it in the meantime. Look at how it stands now.")},
    {VisitError::words_missing, N_("Write it in words that the reader understands.")},
    {VisitError::number_missing, N_("Write the number of the notice.")},
    {VisitError::outcome_missing, N_("Write to which body.")},
    {VisitError::paper_missing, N_("Write at least one paper, a line each, with its name first.")},
    {VisitError::denunciation,
     N_("A denunciation is followed in its own record: no word of it is written here.")},
    {VisitError::product_missing, N_("Write what is to be done.")},
    {VisitError::day_unfit, N_("Write a day that fits, like 5/12/2026.")},
    {VisitError::too_many_files,
     N_("It has as many files as it may have. Leave some out, and send the most important ones.")},
    {VisitError::body_missing, N_("Choose the body that is to do it.")},
};

}  // namespace

std::span<const OnDesk::Task> OnDesk::tasks() {
  return visit_tasks;
}

desk::Refused refused(const desk::Desk& desk, VisitError error, std::string_view field) {
  for (const auto& [each, message] : visit_errors)
    if (each == error) return {{std::string(field), desk.tr(message)}};
  return {{std::string(field), {}}};
}

}  // namespace gandan::receptions
