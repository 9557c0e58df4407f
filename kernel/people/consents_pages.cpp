#include <charconv>

#include "kernel/pages/site.hpp"
#include "kernel/people/consent_words.hpp"
#include "kernel/people/page_words.hpp"
#include "kernel/people/pages.hpp"
#include "kernel/people/policies.hpp"
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

std::string_view explain(ConsentError error, const i18n::Locale& locale) {
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
  env.database.read([&](db::Tx& tx) {
    page.requests.clear();
    for (const ConsentRequest& one : requests_for(tx, env.clock, principal(request)))
      page.requests.push_back(row_of(tx, env, principal(request), one, locale));
  });
  return pages::render(request, views::requests_page, page);
}

Response decide(const PageEnvironment& env, Request& request, std::string_view number,
                Decision decision) {
  RequestId id;
  std::from_chars(number.data(), number.data() + number.size(), id.value);
  const Principal& self = principal(request);
  auto done = env.database.write([&](db::Tx& tx) -> Result<std::string, ConsentError> {
    if (decision == Decision::consented) return consent(tx, env.clock, env.settings, self, id);
    auto ended = decision == Decision::withdrawn ? withdraw(tx, env.clock, self, id)
                                                 : refuse(tx, env.clock, self, id);
    if (!ended) return fail(ended.error());
    return std::string();
  });
  forget_sessions(request);
  if (!done)
    return Response::error(status_of(done.error()),
                           std::string(explain(done.error(), pages::locale_of(request))));
  // A link is shown in the answer itself, since it is kept nowhere.
  if (!done->empty()) return show(env, request, request.link(*done));
  return Response::redirect("/account/requests");
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
