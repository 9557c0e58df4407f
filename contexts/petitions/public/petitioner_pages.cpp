#include "contexts/petitions/public/petitioner_pages.hpp"

#include "contexts/petitions/public/own_data.hpp"
#include "contexts/petitions/public/petition_page.hpp"
#include "contexts/petitions/public/sent_files.hpp"
#include "contexts/petitions/public/visit.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "contexts/petitions/views/petitioner.hpp"
#include "kernel/files/settings.hpp"
#include "kernel/module/services.hpp"
#include "kernel/turn/place_choice.hpp"
#include "lib/crypto/random.hpp"
#include "lib/mail/address.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

using http::Request;
using http::Response;

// --- join
// -----------------------------------------------------------------------------------------

/// `open` where the words may mean several places.
Response show_join(const Visit& visit, std::optional<PlaceChoice> open = {}) {
  auto page = begin_page<JoinPage>(visit, N_("You ask for this too"), "/join");
  page.frame.live = true;
  page.key = visit.typed("key");
  if (page.key.empty()) page.key = crypto::random_token();
  page.place = {
      .field = {.name = "place",
                .label = visit.tr(N_("Where do you ask from?")),
                .hint = visit.tr(
                    N_("Commune or ward and province: it shows how many places are concerned.")),
                .error = visit.error_of("place"),
                .value = visit.typed("place"),
                .optional = true},
      .choice_error = visit.error_of("unit")};
  if (open) ask_for_place(visit.locale(), std::move(*open), page.place);
  if (visit.services.post != nullptr)
    page.email = pages::Field{
        .name = "email",
        .label = visit.tr(N_("E-mail")),
        .hint = visit.tr(N_(
            "We ask you once to confirm it, then write when something happens. Nobody sees it.")),
        .error = visit.error_of("email"),
        .value = visit.typed("email"),
        .optional = true,
        .type = "email",
        .autocomplete = "email",
        .max_length = static_cast<int>(longest_line)};
  return pages::render(visit.request, views::join_page, page, visit.status());
}

Response show_too_late(const Visit& visit) {
  return show_closed(visit, N_("This matter is closed"),
                     N_("Nobody can join it any more. Its page shows the answer."));
}

Response do_join(Visit& visit) {
  if (pages::only_shows(visit.request)) return show_join(visit);
  JoinForm form{.place_text = visit.typed("place"),
                .email = text::clean(visit.typed("email")),
                .language = std::string(visit.locale().tag()),
                .idempotency_key = visit.typed("key")};
  for (const char* field : {"place", "email"})
    if (text::length(visit.typed(field)) > longest_line)
      visit.refuse(field, N_("Shorten this to at most 300 characters."));
  if (!text::is_blank(form.email) && !mail::parse_address(form.email))
    visit.refuse("email",
                 N_("Write the e-mail address in full, like ten@vidu.vn, or leave it empty."));
  std::optional<PlaceChoice> open;
  if (!text::is_blank(form.place_text) || !visit.typed("unit").empty()) {
    auto choice = choose_place(visit.services.database, visit.services.clock, visit.locale(),
                               form.place_text, visit.typed("unit"));
    form.place = choice.unit;
    if (choice.is_settled()) form.place_text = choice.name;
    // What is open is a question, not an error, until it was asked of these words.
    if (!choice.is_settled() && visit.request.form.has("asked") &&
        visit.typed("asked") == visit.typed("place"))
      visit.refuse("unit", N_("Which of these do you mean? Choose one, or keep your words."));
    if (!choice.is_settled()) open = std::move(choice);
  }
  if (form.idempotency_key.size() > 200) form.idempotency_key.clear();
  if (open || !visit.errors.empty()) return show_join(visit, std::move(open));
  auto book = visit.services.rules.book();
  const Env env = Env::of(visit.services, *book);
  auto joined = visit.services.database.write(
      [&](db::Tx& tx) { return join(tx, env, visit.petition.code, form); });
  if (joined) return Response::redirect("/receipts/" + joined->code);
  return joined.error() == JoinError::not_found ? Response::not_found() : show_too_late(visit);
}

// --- supplement
// -----------------------------------------------------------------------------------

/// What was asked last, while the reply is awaited.
std::string question_of(Visit& visit) {
  const crypto::KeyFile& keys = visit.services.keys.get();
  return visit.services.database.read([&](db::Tx& tx) {
    Story story{.petition = visit.petition, .pauses = pauses_of(tx, visit.petition.id)};
    if (has_sealed_words(visit.petition))
      fill_in(story, people::open_words(tx, keys, subject_of(visit.petition.id)));
    const PauseRow* open = open_question(story.pauses);
    return open != nullptr ? open->question : std::string();
  });
}

/// Whether a question waits for its reply.
bool may_reply(Visit& visit) {
  if (!transition(visit.petition, Verb::supplement)) return false;
  return visit.petition.state == State::needs_information ||
         visit.services.database.read([&](db::Tx& tx) {
           return open_question(pauses_of(tx, visit.petition.id)) != nullptr;
         });
}

Response show_supplement(Visit& visit, bool is_known) {
  auto page = begin_page<SupplementPage>(visit, N_("Reply to the question"), "/supplement");
  page.asks_reply = visit.is_public() || is_known;
  if (page.asks_reply) page.question = question_of(visit);
  if (is_known) page.right_key = visit.typed("author_key");
  page.key = key_field(visit);
  page.reply = {.name = "reply",
                .label = visit.tr(N_("Your reply")),
                .error = visit.error_of("reply"),
                .value = visit.typed("reply"),
                .max_length = static_cast<int>(longest_reply)};
  if (page.asks_reply) page.files = files_field(visit, is_confidential(visit.petition.kind));
  return pages::render(visit.request, views::supplement_page, page, visit.status());
}

Response do_supplement(Visit& visit) {
  bool is_known = visit.is_author();
  if (pages::only_shows(visit.request)) return show_supplement(visit, is_known);
  if (!is_known) refuse_key(visit);
  if (is_known && !may_reply(visit)) return show_moved_on(visit);
  // The first step of what is not public asks for the key alone.
  if (is_known && !visit.request.form.has("reply")) return show_supplement(visit, true);
  std::string reply = text::clean(visit.typed("reply"));
  if (visit.request.form.has("reply")) {
    if (text::is_blank(reply)) visit.refuse("reply", N_("Write your reply."));
    if (text::length(reply) > longest_reply)
      visit.refuse("reply", N_("Shorten the text to at most 20,000 characters."));
  }
  if (!visit.errors.empty()) return show_supplement(visit, is_known);
  const auto taken = taken_files(visit, files_there(visit));
  if (!taken) return show_supplement(visit, is_known);
  auto book = visit.services.rules.book();
  const Env env = Env::of(visit.services, *book);
  auto moved = visit.services.database.write([&](db::Tx& tx) -> Moved {
    auto replied = supplement(tx, env, Act::by_resident(), visit.petition.id, reply);
    if (replied && !add_files(tx, env, visit.petition.id, *taken))
      return fail(MoveError::too_many_files);
    return replied;
  });
  if (!moved && moved.error() == MoveError::too_many_files) {
    visit.refuse("files", no_room_for_files);
    return show_supplement(visit, is_known);
  }
  return moved ? to_done(visit, "replied") : show_moved_on(visit);
}

// --- read in private
// ------------------------------------------------------------------------------

Response show_private(const Visit& visit) {
  if (visit.is_public()) return Response::redirect(visit.href());
  auto page = begin_page<PrivatePage>(visit, N_("How your petition stands"), "/private");
  page.key = key_field(visit);
  return pages::render(visit.request, views::private_page, page, visit.status());
}

Response do_private(Visit& visit) {
  if (pages::only_shows(visit.request)) return show_private(visit);
  if (visit.is_author())
    return show_petition(visit.request, visit.services, visit.petition.code, Eyes::author);
  refuse_key(visit);
  return show_private(visit);
}

// --- all that is kept
// ----------------------------------------------------------------------------------

Response show_own_data(const Visit& visit) {
  auto page = begin_page<PrivatePage>(visit, N_("All that is kept of your matter"), "/data");
  page.key = key_field(visit);
  return pages::render(visit.request, views::own_data_page, page, visit.status());
}

Response do_own_data(Visit& visit) {
  if (pages::only_shows(visit.request)) return show_own_data(visit);
  if (visit.is_author())
    return Response::json(own_data(visit.services, visit.petition))
        .download_as(visit.petition.code + ".json");
  refuse_key(visit);
  return show_own_data(visit);
}

// --- withdraw
// -------------------------------------------------------------------------------------

Response show_withdraw(const Visit& visit, bool is_known) {
  auto page = begin_page<WithdrawPage>(visit, N_("Take your matter back"), "/withdraw");
  if (is_known) page.right_key = visit.typed("author_key");
  page.key = key_field(visit);
  return pages::render(visit.request, views::withdraw_page, page, visit.status());
}

/// A complaint or denunciation is taken back by a signed paper, and the body decides what follows.
Response show_signed_withdrawal(const Visit& visit) {
  return show_closed(
      visit, N_("Take your matter back"),
      visit.petition.kind == Kind::complaint
          ? N_("A complaint is taken back by a letter with your signature or fingerprint, brought "
               "or "
               "sent to the body that settles it (Law on Complaints 02/2011, article 10). The body "
               "then ends it by decision and tells you.")
          : N_("A denunciation is taken back by a letter or record with your signature or "
               "fingerprint "
               "(Law on Denunciations 25/2018, article 33; Decree 156/2026, article 1). Where "
               "there "
               "are signs of a violation, of coercion or of slander, it is settled all the same."));
}

Response do_withdraw(Visit& visit) {
  if (pages::only_shows(visit.request))
    return show_withdraw(visit, visit.is_author() && visit.request.form.has("sure"));
  if (!visit.is_author()) {
    refuse_key(visit);
    return show_withdraw(visit, false);
  }
  auto move = transition(visit.petition, Verb::withdraw);
  if (!move) return show_moved_on(visit);
  if (move->actor == Actor::registrar) return show_signed_withdrawal(visit);
  if (visit.typed("sure") != "yes") return show_withdraw(visit, true);
  auto book = visit.services.rules.book();
  const Env env = Env::of(visit.services, *book);
  auto moved = visit.services.database.write(
      [&](db::Tx& tx) { return withdraw(tx, env, Act::by_resident(), visit.petition.id); });
  return moved ? to_done(visit, "withdrawn") : show_moved_on(visit);
}

void add_join(http::App& app, Services& services) {
  auto may_join = [](const Visit& visit) { return visit.petition.visibility == Visibility::open; };
  app.router.get("/petitions/{code}/join", http::everyone(),
                 [&services, may_join](Request& request, std::string_view code) {
                   return with_petition(request, services, code, [&](Visit& visit) {
                     if (!may_join(visit)) return Response::not_found();
                     return is_open(visit.petition.state) ? show_join(visit) : show_too_late(visit);
                   });
                 });
  app.router.post("/petitions/{code}/join", http::everyone(),
                  [&services, may_join](Request& request, std::string_view code) {
                    return with_petition(request, services, code, [&](Visit& visit) {
                      return may_join(visit) ? do_join(visit) : Response::not_found();
                    });
                  });
}

}  // namespace

void add_petitioner_pages(http::App& app, Services& services) {
  add_join(app, services);
  // The key has ten digits: who guesses is slowed down like who guesses passwords.
  const http::RouteOptions guarded{.rate_class = "sign-in"};
  app.router.get("/petitions/{code}/supplement", http::key_holders(),
                 [&services](Request& request, std::string_view code) {
                   return with_petition(request, services, code, [&](Visit& visit) {
                     // Of what is not public nothing is told before the key.
                     return !visit.is_public() || may_reply(visit) ? show_supplement(visit, false)
                                                                   : show_moved_on(visit);
                   });
                 });
  app.router.post("/petitions/{code}/supplement", http::key_holders(),
                  [&services](Request& request, std::string_view code) {
                    return with_petition(request, services, code,
                                         [&](Visit& visit) { return do_supplement(visit); });
                  },
                  {.body_limit = files::body_limit, .rate_class = "sign-in"});
  app.router.get("/petitions/{code}/private", http::key_holders(),
                 [&services](Request& request, std::string_view code) {
                   return with_petition(request, services, code,
                                        [](Visit& visit) { return show_private(visit); });
                 });
  app.router.post(
      "/petitions/{code}/private", http::key_holders(),
      [&services](Request& request, std::string_view code) {
        return with_petition(request, services, code,
                             [](Visit& visit) { return do_private(visit); });
      },
      guarded);
  app.router.get("/petitions/{code}/data", http::key_holders(),
                 [&services](Request& request, std::string_view code) {
                   return with_petition(request, services, code,
                                        [](Visit& visit) { return show_own_data(visit); });
                 });
  app.router.post(
      "/petitions/{code}/data", http::key_holders(),
      [&services](Request& request, std::string_view code) {
        return with_petition(request, services, code,
                             [](Visit& visit) { return do_own_data(visit); });
      },
      guarded);
  app.router.get("/petitions/{code}/withdraw", http::key_holders(),
                 [&services](Request& request, std::string_view code) {
                   return with_petition(request, services, code, [&](Visit& visit) {
                     // Of what is not public nothing is told before the key.
                     return !visit.is_public() || transition(visit.petition, Verb::withdraw)
                                ? show_withdraw(visit, false)
                                : show_moved_on(visit);
                   });
                 });
  app.router.post(
      "/petitions/{code}/withdraw", http::key_holders(),
      [&services](Request& request, std::string_view code) {
        return with_petition(request, services, code,
                             [&](Visit& visit) { return do_withdraw(visit); });
      },
      guarded);
}

}  // namespace gandan::petitions
