// What its sender does later: says more while it is open; once it is answered, whether it is
// settled.
#include <algorithm>

#include "contexts/petitions/public/asked_links.hpp"
#include "contexts/petitions/public/petition_story.hpp"
#include "contexts/petitions/public/petitioner_pages.hpp"
#include "contexts/petitions/public/sent_files.hpp"
#include "contexts/petitions/public/visit.hpp"
#include "contexts/petitions/record/record.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "contexts/petitions/views/petitioner.hpp"
#include "kernel/files/settings.hpp"
#include "kernel/module/services.hpp"
#include "kernel/receipts/once.hpp"
#include "lib/crypto/random.hpp"
#include "lib/html/markdown.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

using http::Request;
using http::Response;

pages::Field words_field(const Visit& visit, const char* label, const char* hint,
                         std::size_t longest) {
  return {.name = "words",
          .label = visit.tr(label),
          .hint = visit.tr(hint),
          .error = visit.error_of("words"),
          .value = visit.typed("words"),
          .max_length = static_cast<int>(longest)};
}

/// What the form is told, where writing otherwise or later helps.
const char* advice_on(MoveError error) {
  switch (error) {
    case MoveError::reason_missing:
      return N_("Write it in words.");
    case MoveError::reason_too_long:
      return N_("This is too long: say it in fewer words.");
    case MoveError::too_often:
      return N_("You have said a great deal today. Officers read it first: go on tomorrow.");
    default:
      return nullptr;
  }
}

/// What a deed of the sender comes to: the page with what it did, the form again, or that the
/// matter has moved on.
template <class Show>
Response conclude(Visit& visit, const Moved& moved, const char* done, Show&& show) {
  if (moved) return to_done(visit, done);
  if (moved.error() == MoveError::too_many_files) {
    visit.refuse("files", no_room_for_files);
    return show(visit);
  }
  const char* advice = advice_on(moved.error());
  if (advice == nullptr) return show_moved_on(visit);
  visit.refuse("words", advice);
  return show(visit);
}

// --- add
// ------------------------------------------------------------------------------------------

Response show_add(const Visit& visit) {
  auto page = begin_page<AddPage>(visit, N_("Add something"), "/add");
  page.once = visit.typed("key");
  if (page.once.empty()) page.once = crypto::random_token();
  page.key = key_field(visit);
  page.words = words_field(visit, N_("What do you want to add?"),
                           N_("The officers who handle it read it; it is not shown in public."),
                           longest_reply);
  page.files = files_field(visit, is_confidential(visit.petition.kind));
  return pages::render(visit.request, views::add_page, page, visit.status());
}

Response do_add(Visit& visit) {
  if (pages::only_shows(visit.request)) return show_add(visit);
  if (!visit.is_author()) {
    refuse_key(visit);
    return show_add(visit);
  }
  auto book = visit.services.rules.book();
  const Env env = Env::of(visit.services, *book);
  const std::string words = text::clean(visit.typed("words"));
  // What is not added any more is not looked at either.
  if (!visit.request.files.empty() && !transition(visit.petition, Verb::add))
    return show_moved_on(visit);
  const auto taken = taken_files(visit, files_there(visit));
  if (!taken) return show_add(visit);
  std::string said = visit.petition.code + "\n" + visit.typed("key") + "\n" + words;
  for (const files::Taken& each : *taken) said += "\n" + each.digest;
  auto moved = visit.services.database.write([&](db::Tx& tx) -> Moved {
    // A button pressed twice adds once.
    if (receipts::was_done(tx, env.clock, env.keys, {"add", said})) return Moved(visit.petition);
    if (has_said_enough(tx, env, visit.petition.id)) return fail(MoveError::too_often);
    auto added = add(tx, env, Act::by_resident(), visit.petition.id, words);
    if (added && !add_files(tx, env, visit.petition.id, *taken))
      return fail(MoveError::too_many_files);
    return added;
  });
  return conclude(visit, moved, "added", show_add);
}

// --- verdict
// --------------------------------------------------------------------------------------

Response show_verdict(const Visit& visit) {
  auto page = begin_page<VerdictPage>(visit, N_("Is it settled?"), "/verdict");
  const std::string chosen = visit.typed("verdict");
  auto book = visit.services.rules.book();
  const auto until = visit.services.database.read(
      [&](db::Tx& tx) { return reopens_until(tx, *book, visit.petition); });
  // How it stands is told to nobody who may not read it.
  const bool may_know = visit.is_public() || visit.is_author();
  const bool may_reopen = until && *until >= visit.services.clock.today();
  page.key = key_field(visit);
  page.verdict = {.name = "verdict",
                  .label = visit.tr(N_("Is it settled?")),
                  .error = visit.error_of("verdict"),
                  .is_question = true};
  page.verdicts.push_back(
      {"settled",
       visit.tr(may_know && visit.petition.promised_on ? N_("Yes, what was promised was done")
                                                       : N_("Yes, it is settled")),
       visit.tr(N_("Its page says that you said so.")), chosen == "settled"});
  if (!may_know || may_reopen) {
    page.verdicts.push_back(
        {"open", visit.tr(N_("Not yet")),
         may_know ? visit.locale().tr(N_("Its page says so. With what you write below it goes to "
                                         "the body above. Possible until {date}."),
                                      {{"date", visit.locale().date(*until)}})
                  : visit.tr(N_("Its page says so. With what you write below it goes to the body "
                                "above.")),
         chosen == "open"});
    page.words =
        words_field(visit, N_("What is still open?"),
                    N_("Only where it is not settled. The officers read it; it is not shown "
                       "in public."),
                    longest_reason);
    page.words->optional = true;
  }
  return pages::render(visit.request, views::verdict_page, page, visit.status());
}

/// A button that was pressed twice, with the same words of the same answer, reopens once: without
/// words saying it again changes nothing anyway.
bool was_reopened_so(db::Tx& tx, const Env& env, const Visit& visit) {
  const std::string words = text::clean(visit.typed("words"));
  if (visit.typed("verdict") != "open" || !visit.petition.answer || html::shows_nothing(words))
    return false;
  const std::string said =
      visit.petition.code + "\n" + std::to_string(visit.petition.answer->value) + "\n" + words;
  return receipts::was_done(tx, env.clock, env.keys, {"reopen", said});
}

/// What its sender says of the answer, by the button that was pressed.
Moved say(db::Tx& tx, const Env& env, const Visit& visit) {
  const Act act = Act::by_resident();
  if (has_said_enough(tx, env, visit.petition.id)) return fail(MoveError::too_often);
  return visit.typed("verdict") == "settled"
             ? settle(tx, env, act, visit.petition.id)
             : doubt(tx, env, act, visit.petition.id, text::clean(visit.typed("words")));
}

/// As it stands since the button was pressed first.
Moved moved_before(db::Tx& tx, const Visit& visit) {
  auto petition = find(tx, visit.petition.id);
  if (!petition) return fail(MoveError::not_found);
  return std::move(*petition);
}

const char* done_by(const Visit& visit, const Moved& moved) {
  if (visit.typed("verdict") == "settled") return "settled";
  return moved && moved->state != State::answered ? "reopened" : "doubted";
}

Response do_verdict(Visit& visit) {
  if (pages::only_shows(visit.request)) return show_verdict(visit);
  const std::string verdict = visit.typed("verdict");
  if (!visit.is_author()) refuse_key(visit);
  if (verdict != "settled" && verdict != "open")
    visit.refuse("verdict", N_("Say whether it is settled."));
  if (!visit.errors.empty()) return show_verdict(visit);
  auto book = visit.services.rules.book();
  const Env env = Env::of(visit.services, *book);
  auto moved = visit.services.database.write([&](db::Tx& tx) {
    return was_reopened_so(tx, env, visit) ? moved_before(tx, visit) : say(tx, env, visit);
  });
  return conclude(visit, moved, done_by(visit, moved), show_verdict);
}

// --- asked by letter
// -------------------------------------------------------------------------------------

/// The question as it stands; nothing where it is about no petition any more.
struct Question {
  Asked asked;
  std::optional<Date> until;
  bool is_open = false;
};

std::string said_of(const Visit& visit, const Asked& asked) {
  if (!asked.said) return {};
  return visit.tr(*asked.said == Said::done
                      ? N_("You have said that it is done. You can still change your word.")
                      : N_("You have said that it is not done yet. You can still change your word, "
                           "or say what is open."));
}

/// As the petition's page shows it. Of what is not public the link tells nothing: it may have been
/// passed on.
std::optional<pages::AnswerBlock> answer_asked_about(const Visit& visit, const Asked& asked) {
  auto story = visit.services.database.read(
      [&](db::Tx& tx) { return load_story(tx, *visit.directory, visit.petition.code); });
  if (!story || story->petition.visibility != Visibility::open) return std::nullopt;
  std::erase_if(story->answers, [&](const StoredAnswer& row) { return row.id != asked.answer; });
  auto blocks = answers_of(visit.words, *story);
  return blocks.empty() ? std::nullopt : std::optional(std::move(blocks.front()));
}

Response show_asked(const Visit& visit, const Question& question, std::string_view token) {
  auto page = AskedPage{.frame = pages::frame_for(visit.request, visit.tr(N_("Is it done?")))};
  page.frame.section = "petitions";
  page.frame.has_errors = !visit.errors.empty();
  page.frame.form = pages::PageForm{.id = "deed"};
  page.action = "/asked/" + std::string(token);
  page.code = visit.petition.code;
  page.title = visit.title();
  page.href = visit.href();
  page.told = visit.locale().tr(
      N_("Say it with one button. Its page and the list of promises tell what you say, without "
         "your name. You can change your word until the end of {date}."),
      {{"date", visit.locale().date(*question.until)}});
  page.said = said_of(visit, question.asked);
  page.answer = answer_asked_about(visit, question.asked);
  if (page.answer)
    page.answered =
        visit.locale().tr(N_("Answered: {outcome}"), {{"outcome", page.answer->outcome.word}});
  page.words = words_field(visit, N_("If not: what is still open?"),
                           N_("With this it goes to the body above. The officers read it; it is "
                              "not shown in public."),
                           longest_reason);
  page.words.optional = true;
  page.words.rows = 4;  // the two buttons stay in sight on a telephone
  page.errors = visit.errors;
  return pages::render(visit.request, views::asked_page, page, visit.status())
      .header("Cache-Control", "no-store");
}

Response do_asked(Visit& visit, const Question& question, std::string_view token) {
  if (pages::only_shows(visit.request)) return show_asked(visit, question, token);
  const std::string verdict = visit.typed("verdict");
  if (verdict != "settled" && verdict != "open") {
    visit.refuse("words", N_("Press one of the two buttons."));
    return show_asked(visit, question, token);
  }
  auto book = visit.services.rules.book();
  const Env env = Env::of(visit.services, *book);
  // The answer may have been followed by another since the page was read.
  auto moved = visit.services.database.write([&](db::Tx& tx) -> Moved {
    if (was_reopened_so(tx, env, visit)) return moved_before(tx, visit);
    const auto now = find(tx, visit.petition.id);
    if (!now || !is_open_to(question.asked, *now)) return fail(MoveError::not_allowed);
    return say(tx, env, visit);
  });
  return conclude(visit, moved, done_by(visit, moved),
                  [&](const Visit& again) { return show_asked(again, question, token); });
}

/// Whether the button of this link had reopened it already, with the same words.
bool was_pressed_before(const Visit& visit, const rules::Rulebook& book) {
  const Env env = Env::of(visit.services, book);
  const auto before = visit.services.database.write([&](db::Tx& tx) -> Moved {
    if (!was_reopened_so(tx, env, visit)) return fail(MoveError::not_allowed);  // undone again
    return moved_before(tx, visit);
  });
  return before && before->state != State::answered;
}

/// The page of a link; a link that nobody signed is no page.
Response open_asked(Request& request, Services& services, std::string_view token, bool pressed) {
  const auto id = read_asked(services.keys.get(), token);
  if (!id) return Response::not_found();
  const auto book = services.rules.book();
  std::optional<Petition> petition;
  const auto question = services.database.read([&](db::Tx& tx) -> std::optional<Question> {
    auto asked = find_asked(tx, *id);
    if (!asked || !(petition = find(tx, asked->petition))) return std::nullopt;
    const auto until = reopens_until(tx, *book, *petition);
    const bool is_open = is_open_to(*asked, *petition) && until && services.clock.today() <= *until;
    return Question{std::move(*asked), until, is_open};
  });
  if (!question) return Response::not_found();
  Visit visit{{request, services}, std::move(*petition)};
  if (!question->is_open && pressed && was_pressed_before(visit, *book))
    return to_done(visit, "reopened");
  if (!question->is_open)
    return show_closed(visit, N_("This is not asked any more"),
                       N_("The matter has moved on, or the days to say it have passed."));
  return pressed ? do_asked(visit, *question, token) : show_asked(visit, *question, token);
}

/// The form of a deed, while the table allows it.
auto form_of(Services& services, Verb verb, Response (*show)(const Visit&)) {
  return [&services, verb, show](Request& request, std::string_view code) {
    return with_petition(request, services, code, [&](Visit& visit) {
      return !visit.is_public() || transition(visit.petition, verb) ? show(visit)
                                                                    : show_moved_on(visit);
    });
  };
}

auto sent_to(Services& services, Response (*perform)(Visit&)) {
  return [&services, perform](Request& request, std::string_view code) {
    return with_petition(request, services, code, [&](Visit& visit) { return perform(visit); });
  };
}

}  // namespace

void add_after_pages(http::App& app, Services& services) {
  // The key has ten digits: who guesses is slowed down like who guesses passwords.
  const http::RouteOptions guarded{.rate_class = "sign-in"};
  app.router.get("/petitions/{code}/add", http::key_holders(),
                 form_of(services, Verb::add, show_add));
  app.router.post("/petitions/{code}/add", http::key_holders(), sent_to(services, do_add),
                  {.body_limit = files::body_limit, .rate_class = "sign-in"});
  app.router.get("/petitions/{code}/verdict", http::key_holders(),
                 form_of(services, Verb::settle, show_verdict));
  app.router.post("/petitions/{code}/verdict", http::key_holders(), sent_to(services, do_verdict),
                  guarded);
  // Opening it changes nothing: mail programs open links of their own accord.
  app.router.get("/asked/{token}", http::key_holders(),
                 [&services](Request& request, std::string_view token) {
                   return open_asked(request, services, token, false);
                 });
  app.router.post("/asked/{token}", http::key_holders(),
                  [&services](Request& request, std::string_view token) {
                    return open_asked(request, services, token, true);
                  });
}

}  // namespace gandan::petitions
