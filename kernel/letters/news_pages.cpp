#include "kernel/letters/news_pages.hpp"

#include "kernel/letters/links.hpp"
#include "kernel/letters/views/news.hpp"
#include "kernel/letters/watched.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/turn/turn.hpp"
#include "lib/mail/address.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::letters {
namespace {

using http::Request;
using http::Response;

constexpr int longest_address = 254;  // RFC 5321
constexpr std::size_t longest_asked = 2000;

Response show_form(const Turn& turn, const Target& target) {
  NewsForm page{
      .frame = pages::frame_for(turn.request, turn.tr(N_("Letters about what is new here"))),
      .errors = turn.errors,
      .where = {target.title, target.href},
      .list = target.list,
      .asked = target.asked};
  page.frame.section = target.section;
  page.frame.form = pages::PageForm{.id = "news"};
  page.frame.has_errors = !turn.errors.empty();
  page.email = {.name = "email",
                .label = turn.tr(N_("Your e-mail address")),
                .hint = turn.tr(N_("First we ask you there to confirm it. Nobody sees it.")),
                .error = turn.error_of("email"),
                .value = turn.typed("email"),
                .type = "email",
                .autocomplete = "email",
                .max_length = longest_address};
  return pages::render(turn.request, views::news_form, page, turn.status());
}

Response show_page(const Turn& turn, const std::optional<Target>& target, NewsPage page) {
  page.frame = pages::frame_for(turn.request, page.title);
  if (target) {
    page.frame.section = target->section;
    page.where = {target->title, target->href};
  }
  return pages::render(turn.request, views::news_page, page);
}

/// The same whether it is confirmed already: who typed it may be a stranger.
Response show_asked(const Turn& turn, const Target& target) {
  return show_page(turn, target,
                   {.title = turn.tr(N_("Look into your mailbox")),
                    .text = turn.tr(N_("We have written to this address. Once you confirm it by "
                                       "the link in that letter, you are told what is new. Nothing "
                                       "came? Look among the unwanted letters."))});
}

/// Who asks for nothing finds their place first.
Response open_form(const Request& request, Services& services) {
  if (!request.query.has("list")) return Response::redirect("/where");
  const Turn turn(request, services);
  const auto target = services.database.read([&](db::Tx& tx) {
    return target_of(tx, services, turn.locale(), request.query.get("list"), request.query);
  });
  if (!target || services.post == nullptr) return Response::not_found();
  if (request.query.has("sent")) return show_asked(turn, *target);
  return show_form(turn, *target);
}

Response take_form(const Request& request, Services& services) {
  if (!request.form.has("list")) return Response::redirect("/where");
  Turn turn(request, services);
  const std::string asked = turn.typed("asked");
  if (services.post == nullptr || asked.size() > longest_asked) return Response::not_found();
  const auto target = services.database.read([&](db::Tx& tx) {
    return target_of(tx, services, turn.locale(), turn.typed("list"), std::string_view(asked));
  });
  if (!target) return Response::not_found();
  if (pages::only_shows(request)) return show_form(turn, *target);
  const std::string email = text::clean(turn.typed("email"));
  if (text::length(email) > longest_address || !mail::parse_address(email))
    turn.refuse("email", N_("Write the e-mail address in full, like ten@vidu.vn."));
  if (!turn.errors.empty()) return show_form(turn, *target);
  const auto book = services.rules.book();
  const acts::Env env = acts::Env::of(services, *book);
  services.database.write([&](db::Tx& tx) {
    watch(tx, env,
          {.list = target->list,
           .asked = target->asked,
           .email = email,
           .language = turn.locale().tag()});
  });
  const std::string query = target->asked.empty() ? "" : "&" + target->asked;
  return Response::redirect("/news?list=" + target->list + query + "&sent=yes");
}

enum class Asks : std::uint8_t { to_confirm, to_stop };

/// What a link leads to. Of what was stopped nothing is known any more, not even that it was.
Response show_link(const Turn& turn, std::string_view token, const std::optional<Watch>& watch,
                   const std::optional<Target>& target, Asks asks) {
  const std::string path = "/news/" + std::string(token);
  if (!watch)
    return show_page(turn, target,
                     {.title = turn.tr(N_("No more of these letters")),
                      .text = turn.tr(N_("The address is forgotten. Whoever wants letters again "
                                         "asks for them on the page that they are about."))});
  if (asks == Asks::to_stop)
    return show_page(turn, target,
                     {.title = turn.tr(N_("Stop the letters about what is new here?")),
                      .text = turn.tr(N_("Your address is forgotten then.")),
                      .action = path + "/stop",
                      .button = turn.tr(N_("Stop the letters"))});
  if (watch->confirmed_at)
    return show_page(turn, target,
                     {.title = turn.tr(N_("We write to you about what is new here")),
                      .text = turn.tr(N_("One letter a day at most, in the morning, and none where "
                                         "nothing is new.")),
                      .action = path + "/stop",
                      .button = turn.tr(N_("Stop the letters"))});
  return show_page(turn, target,
                   {.title = turn.tr(N_("Shall we write to you about what is new here?")),
                    .text = turn.tr(N_("One letter a day at most, in the morning, and none where "
                                       "nothing is new.")),
                    .action = path,
                    .button = turn.tr(N_("Yes, write to me"))});
}

enum class Does : std::uint8_t { nothing, confirms, stops };

Response follow_link(const Request& request, Services& services, std::string_view token, Asks asks,
                     Does does) {
  const auto id = read_watch_token(services.keys.get(), token);
  if (!id) return Response::not_found();
  const Turn turn(request, services);
  std::optional<Watch> watch;
  std::optional<Target> target;
  const auto find = [&](db::Tx& tx) {
    watch = find_watch(tx, *id);
    if (watch) target = target_of(tx, services, turn.locale(), watch->list, watch->asked);
  };
  if (does == Does::nothing) {
    services.database.read(find);
  } else {
    services.database.write([&](db::Tx& tx) {
      if (does == Does::confirms) confirm_watch(tx, services.clock, *id);
      find(tx);
      if (does == Does::stops) forget_watch(tx, *id);
    });
  }
  if (does == Does::stops) watch.reset();
  return show_link(turn, token, watch, target, asks);
}

}  // namespace

void add_news_pages(http::App& app, Services& services) {
  app.router.get("/news", http::everyone(),
                 [&services](Request& request) { return open_form(request, services); });
  app.router.post("/news", http::everyone(),
                  [&services](Request& request) { return take_form(request, services); },
                  {.rate_class = "letters"});
  auto link = [&services](Asks asks, Does does) {
    return [&services, asks, does](Request& request, std::string_view token) {
      return follow_link(request, services, token, asks, does);
    };
  };
  app.router.get("/news/{token}", http::key_holders(), link(Asks::to_confirm, Does::nothing));
  app.router.post("/news/{token}", http::key_holders(), link(Asks::to_confirm, Does::confirms));
  app.router.get("/news/{token}/stop", http::key_holders(), link(Asks::to_stop, Does::nothing));
  // No redirect after it: mail programs that post here by one click follow none (RFC 8058 §3.2).
  app.router.post("/news/{token}/stop", http::key_holders(), link(Asks::to_stop, Does::stops));
}

}  // namespace gandan::letters
