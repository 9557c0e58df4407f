// What entering a visit offers while it is typed: earlier visits on the same matter, and bodies.
#include <charconv>

#include "contexts/receptions/book/book.hpp"
#include "contexts/receptions/conclusions/conclusions.hpp"
#include "contexts/receptions/desk/desk.hpp"
#include "contexts/receptions/desk/enter_page.hpp"
#include "kernel/module/services.hpp"
#include "kernel/pages/views.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/units/body_search.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {
namespace {

using desk::Desk;

constexpr int earlier_shown = 6;

/// How it ended, and what the head concluded then that is still owed.
std::string told_of(const Desk& desk, db::Tx& tx, const Visit& visit) {
  const i18n::Locale& locale = desk.words.locale;
  std::string told = locale.tr(N_("{date}, {outcome}, visit {n} on the matter"),
                               {{"date", locale.date(civil_date(visit.received_at))},
                                {"outcome", desk.tr(label(visit.outcome))},
                                {"n", std::to_string(visit.turn)}});
  for (const ConclusionItem& item : items_of(tx, visit.id))
    if (item.state == ItemState::owed)
      told += "; " + locale.tr(N_("still owed: {what}, until {date}"),
                               {{"what", item.product}, {"date", locale.date(item.due_on)}});
  return told;
}

http::Response show_offers(const Desk& desk, std::string_view choice,
                           const std::vector<pages::Offer>& offers) {
  html::Out out(desk.words.locale);
  pages::views::offers(out, choice, offers);
  return http::Response::html(out.take());
}

}  // namespace

std::vector<pages::Offer> offer_earlier(const Desk& desk, db::Tx& tx, std::string_view typed,
                                        bool asks) {
  std::vector<pages::Offer> offers;
  const std::string chosen{text::trim(desk.typed("earlier"))};
  for (const Visit& visit :
       came_before(tx, desk.services.keys.get(), desk.officer, typed, earlier_shown))
    offers.push_back({visit.code, std::string(text::shorten(visit.matter, 110)),
                      told_of(desk, tx, visit), chosen == visit.code});
  if (asks || (!offers.empty() && chosen == no_earlier))
    offers.push_back({std::string(no_earlier), desk.tr(N_("None of these: it is another matter")),
                      "", chosen == no_earlier});
  return offers;
}

std::vector<pages::Offer> offer_directed(const Desk& desk, std::string_view words) {
  constexpr std::size_t most = 8;
  std::vector<pages::Offer> offers;
  if (text::fold(words).size() < 2) return offers;
  const std::string chosen{text::trim(desk.typed("directed"))};
  for (const units::Unit* body : units::bodies_named(*desk.directory, words))
    if (offers.size() < most)
      offers.push_back({std::to_string(body->id.value), body->name, "",
                        chosen == std::to_string(body->id.value)});
  return offers;
}

std::optional<UnitId> directed_unit(const Desk& desk, const std::string& words) {
  for (const pages::Offer& offer : offer_directed(desk, words))
    if (offer.chosen || text::fold(offer.name) == text::fold(words)) {
      std::int64_t id = 0;
      std::from_chars(offer.value.data(), offer.value.data() + offer.value.size(), id);
      return UnitId{id};
    }
  return std::nullopt;
}

void add_entry_offers(http::App& app, Services& services) {
  app.router.get(
      "/desk/receptions/before", people::permission(read_receptions, people::Where::in_reach),
      [&](http::Request& request) {
        const Desk desk(request, services);
        return show_offers(desk, "earlier", services.database.read([&](db::Tx& tx) {
          return offer_earlier(desk, tx, request.query.get("before"), false);
        }));
      },
      desk::route);
  app.router.get(
      "/desk/receptions/bodies", people::permission(receive_citizens, people::Where::in_reach),
      [&](http::Request& request) {
        const Desk desk(request, services);
        people::stand_aside(desk.officer);  // names of bodies, which everybody may read
        return show_offers(desk, "directed",
                           offer_directed(desk, request.query.get("directed_to")));
      },
      desk::route);
}

}  // namespace gandan::receptions
