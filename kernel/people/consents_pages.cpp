#include <array>
#include <variant>

#include "kernel/pages/site.hpp"
#include "kernel/people/ask_page.hpp"
#include "kernel/people/consent_words.hpp"
#include "kernel/people/grant_form.hpp"
#include "kernel/people/page_words.hpp"
#include "kernel/people/pages.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/people/seal_keys.hpp"
#include "kernel/people/views/requests.hpp"

namespace gandan::people {
namespace {

using http::Request;
using http::Response;

pages::Badge badge_of(const ConsentRequest& request, Instant now, const i18n::Locale& locale) {
  const bool waits = request.decision == Decision::pending && now < request.expires_at;
  return {std::string(state_in_words(request, now, locale)),
          waits                                     ? pages::Tone::waiting
          : request.decision == Decision::consented ? pages::Tone::settled
                                                    : pages::Tone::plain};
}

RequestRow row_of(db::Tx& tx, const PageEnvironment& env, const Principal& reader,
                  const ConsentRequest& request, const i18n::Locale& locale) {
  auto label = [&](const char* message) { return std::string(locale.tr(message)); };
  const Instant now = env.clock.now();
  const bool waits = request.decision == Decision::pending && now < request.expires_at;
  RequestRow row{.number = std::to_string(request.id.value),
                 .deed = deed_in_words(tx, request.asked, locale),
                 .state = badge_of(request, now, locale),
                 .facts = {{label(N_("Asked by")), asker_in_words(tx, request.asked_by, locale)},
                           {label(N_("Asked on")), locale.date_time(request.asked_at)},
                           {label(N_("Why")), request.asked.reason}},
                 .decidable = waits && may_decide(tx, reader, request),
                 .own = waits && request.asked_by == reader.user};
  if (waits)
    row.facts.push_back({label(N_("Ends by itself")), locale.date_time(request.expires_at)});
  if (request.decided_at)
    row.facts.push_back({label(N_("Decided by")), asker_in_words(tx, request.decided_by, locale) +
                                                      ", " +
                                                      locale.date_time(*request.decided_at)});
  return row;
}

/// What the list says afterwards.
struct DecisionWords {
  Decision decision;
  std::string_view name;  ///< of ?done=
  const char* words;
};
constexpr std::array decision_words = {
    DecisionWords{Decision::pending, "asked",
                  N_("Your request waits for a second person. Nothing has changed yet.")},
    DecisionWords{Decision::consented, "consented", N_("You consented, and it is in force.")},
    DecisionWords{Decision::refused, "refused", N_("You refused. Nothing has changed.")},
    DecisionWords{Decision::withdrawn, "withdrawn", N_("Your request was withdrawn.")}};

std::string_view done_name(Decision decision) {
  for (const DecisionWords& each : decision_words)
    if (each.decision == decision) return each.name;
  return {};
}

std::string_view explain_decision(ConsentError error, const i18n::Locale& locale) {
  switch (error) {
    case ConsentError::unknown:
      return locale.tr("This was decided already, or its time is over.");
    case ConsentError::not_yours:
      return locale.tr(
          "Somebody else must decide this: another administrator whose password did "
          "not come from who asks, or a leader above.");
    case ConsentError::not_possible:
      return locale.tr("This cannot be done any more. Ask for it anew.");
    case ConsentError::reason_missing:
    case ConsentError::for_oneself:
    case ConsentError::asked_already:
      break;
  }
  return {};
}

int status_of(ConsentError error) {
  if (error == ConsentError::unknown) return 404;
  return error == ConsentError::not_yours ? 403 : 422;
}

Response show(const PageEnvironment& env, const Request& request, std::string link = {}) {
  const i18n::Locale& locale = pages::locale_of(request);
  RequestsPage page{.frame = own_frame(request, locale.tr("What needs two persons")),
                    .link = std::move(link)};
  page.frame.path = "/account/requests";
  for (const DecisionWords& each : decision_words)
    if (request.query.get("done") == each.name)
      page.frame.flash = {{std::string(locale.tr(each.words))}};
  env.database.read([&](db::Tx& tx) {
    page.requests.clear();
    for (const ConsentRequest& one : requests_for(tx, env.clock, principal(request)))
      page.requests.push_back(row_of(tx, env, principal(request), one, locale));
  });
  return pages::render(request, views::requests_page, page);
}

/// What is asked before a decision.
Question question_of(db::Tx& tx, const PageEnvironment& env, const Principal& self,
                     const ConsentRequest& request, Decision decision, const i18n::Locale& locale) {
  auto word = [&](const char* message) { return std::string(locale.tr(message)); };
  const std::string deed = deed_in_words(tx, request.asked, locale);
  Question question{.facts = row_of(tx, env, self, request, locale).facts};
  if (decision == Decision::consented) {
    question.title = locale.tr("Consent to this: {deed}?", {{"deed", deed}});
    if (request.asked.deed == Deed::give_role)
      question.says = grant_in_words(tx, request.asked.grant, locale);
    question.says.push_back(
        word(N_("It comes into force at once, and your name stands beside it.")));
    question.verb = word(N_("Consent"));
  } else if (decision == Decision::refused) {
    question.title = locale.tr("Refuse this: {deed}?", {{"deed", deed}});
    question.says = {
        word(N_("Nothing changes. Who asked and whom it concerns are told that you "
                "refused."))};
    question.verb = word(N_("Refuse"));
    question.grave = true;
  } else {
    question.title = locale.tr("Withdraw this: {deed}?", {{"deed", deed}});
    question.says = {word(N_("Nothing changes, and nobody decides it any more."))};
    question.verb = word(N_("Withdraw the request"));
  }
  return question;
}

/// It was decided in this way by the reader a moment ago: the button was pressed twice.
bool was_just_decided(const Clock& clock, const Principal& self, const ConsentRequest& request,
                      Decision decision) {
  return request.decision == decision && request.decided_by == self.user && request.decided_at &&
         clock.now() < *request.decided_at + std::chrono::minutes(10);
}

Result<std::string, ConsentError> carry_out(db::Tx& tx, const PageEnvironment& env,
                                            const Principal& self, RequestId id, Decision decision,
                                            std::string_view token) {
  if (decision == Decision::consented) return consent(tx, env.clock, env.settings, self, id, token);
  auto ended = decision == Decision::withdrawn ? withdraw(tx, env.clock, self, id)
                                               : refuse(tx, env.clock, self, id);
  if (!ended) return fail(ended.error());
  return std::string();
}

using Undone = std::variant<ConsentError, Question>;

/// Tried in a transaction: while the question is not answered, nothing of it is kept.
Result<std::string, Undone> try_to_decide(db::Tx& tx, const PageEnvironment& env,
                                          const Request& request, RequestId id, Decision decision) {
  const Principal& self = principal(request);
  const std::string token =
      link_token(env.keys.get(), request, "consent", std::to_string(id.value));
  auto asked = find_request(tx, id);
  if (asked && was_just_decided(env.clock, self, *asked, decision))
    return find_link(tx, env.clock, token) ? "/set-password/" + token : std::string();
  auto done = carry_out(tx, env, self, id, decision, token);
  if (!done) return fail(Undone{done.error()});
  if (!is_sure(request))
    return fail(Undone{question_of(tx, env, self, *asked, decision, pages::locale_of(request))});
  return *done;
}

Response decide(const PageEnvironment& env, Request& request, std::string_view number,
                Decision decision) {
  const RequestId id = parse_id<RequestId>(number).value_or(RequestId{});
  (void)env.keys.get();  // the first time not from inside a transaction
  auto done = env.database.write([&](db::Tx& tx) -> Result<std::string, Undone> {
    return try_to_decide(tx, env, request, id, decision);
  });
  if (done) {
    forget_sessions(request);
    // A link is shown in the answer itself, since it is kept nowhere.
    if (!done->empty()) return show(env, request, request.link(*done));
    return Response::redirect("/account/requests?done=" + std::string(done_name(decision)));
  }
  if (auto* question = std::get_if<Question>(&done.error())) {
    pages::PageFrame frame = own_frame(request, "");
    frame.trail.push_back(
        {std::string(pages::locale_of(request).tr("What needs two persons")), "/account/requests"});
    return ask(request, std::move(frame), std::move(*question), request.path, "/account/requests");
  }
  const auto error = std::get<ConsentError>(done.error());
  return Response::error(status_of(error),
                         std::string(explain_decision(error, pages::locale_of(request))));
}

}  // namespace

void add_consent_pages(http::Router& router, const PageEnvironment& env) {
  router.get("/account/requests", signed_in(),
             [env](Request& request) { return show(env, request); });
  router.post("/account/requests/{number}/consent", signed_in(),
              [env](Request& request, std::string_view number) {
                return decide(env, request, number, Decision::consented);
              });
  router.post("/account/requests/{number}/refuse", signed_in(),
              [env](Request& request, std::string_view number) {
                return decide(env, request, number, Decision::refused);
              });
  router.post("/account/requests/{number}/withdraw", signed_in(),
              [env](Request& request, std::string_view number) {
                return decide(env, request, number, Decision::withdrawn);
              });
  router.post("/account/notices/read", signed_in(), [env](Request& request) {
    env.database.write(
        [&](db::Tx& tx) { mark_notices_read(tx, env.clock, principal(request).user); });
    return Response::redirect("/account");
  });
}

}  // namespace gandan::people
