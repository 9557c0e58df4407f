#include "kernel/letters/pages.hpp"

#include "kernel/letters/kinds.hpp"
#include "kernel/letters/links.hpp"
#include "kernel/letters/views/letters.hpp"
#include "kernel/pages/site.hpp"

namespace gandan::letters {
namespace {

using http::Request;
using http::Response;

Response show(const Request& request, const Services& services, const Kind& kind,
              const Subscription& subscription, bool stopping) {
  const i18n::Locale& locale = pages::locale_of(request);
  const std::string path = path_of(services.keys.get(), subscription.id);
  const auto state = state_of(subscription);
  const std::string code(code_of_record(subscription));
  LetterPage page{.code = code, .href = std::string(kind.pages) + code};
  auto say = [&](const char* title, const char* text) {
    page.title = locale.tr(title);
    page.text = locale.tr(text);
  };
  auto offer = [&](const char* button, const std::string& action) {
    page.button = locale.tr(button);
    page.action = action;
  };
  if (state == SubscriptionState::confirmed && !stopping) {
    say(N_("We write to you about this"),
        N_("The address is confirmed: you get a letter when something happens."));
    offer(N_("Stop the letters"), path + "/stop");
    page.is_done = true;
  } else if (state == SubscriptionState::stopped) {
    say(N_("No more letters about this"),
        N_("We do not write to this address about this matter any more."));
    offer(N_("Write to me again"), path);
    page.is_done = true;
  } else if (stopping) {
    say(N_("Stop the letters about this?"),
        N_("The matter itself goes on, and its page shows how it stands."));
    offer(N_("Stop the letters"), path + "/stop");
  } else {
    say(N_("Shall we write to you about this?"), kind.promise);
    offer(N_("Yes, write to me"), path);
  }
  page.frame = pages::frame_for(request, page.title);
  page.frame.section = kind.section;
  return pages::render(request, views::letter_page, page);
}

enum class Pressed : std::uint8_t { none, confirm, stop };

/// The page of a link, after what was pressed on it.
Response open_link(const Request& request, Services& services, std::string_view token,
                   Pressed press, bool stopping) {
  auto id = read_token(services.keys.get(), token);
  if (!id) return Response::not_found();
  if (press != Pressed::none)
    services.database.write([&](db::Tx& tx) {
      return press == Pressed::confirm ? confirm_letters(tx, services.clock, *id)
                                       : stop_letters(tx, services.clock, *id);
    });
  auto subscription =
      services.database.read([&](db::Tx& tx) { return find_subscription(tx, *id); });
  const Kind* kind =
      subscription ? find_kind(services.letters, subscription->record_kind) : nullptr;
  if (kind == nullptr) return Response::not_found();
  return show(request, services, *kind, *subscription, stopping);
}

}  // namespace

void add_pages(http::App& app, Services& services) {
  auto page = [&services](Pressed press, bool stopping) {
    return [&services, press, stopping](Request& request, std::string_view token) {
      return open_link(request, services, token, press, stopping);
    };
  };
  app.router.get("/letters/{token}", http::key_holders(), page(Pressed::none, false));
  app.router.post("/letters/{token}", http::key_holders(), page(Pressed::confirm, false));
  app.router.get("/letters/{token}/stop", http::key_holders(), page(Pressed::none, true));
  // No redirect after it: mail programs that post here by one click follow none (RFC 8058 §3.2).
  app.router.post("/letters/{token}/stop", http::key_holders(), page(Pressed::stop, true));
}

}  // namespace gandan::letters
