#include "kernel/site/body_pages.hpp"

#include <algorithm>
#include <set>

#include "kernel/contacts/contacts.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/site/views/bodies.hpp"
#include "kernel/turn/href.hpp"
#include "kernel/turn/turn.hpp"
#include "kernel/turn/unit_href.hpp"
#include "kernel/units/bodies.hpp"
#include "kernel/units/body_search.hpp"

namespace gandan::site {
namespace {

constexpr std::size_t bodies_a_page = 150;

// --- all bodies ----------------------------------------------------------------------------------

const char* title_of(units::Level level) {
  switch (level) {
    case units::Level::nation:
      return N_("Of the nation");
    case units::Level::province:
      return N_("Of provinces");
    case units::Level::district:
      return N_("Of districts");
    case units::Level::commune:
    case units::Level::village:
      return N_("Of communes and wards");
  }
  return "";
}

std::string page_href(std::string_view words, std::string_view after) {
  return Href("/bodies").with("q", words).with("after", after).text();
}

/// Within a level, those that have anything to show come first; otherwise the order stays.
void put_asked_first(std::vector<const units::Unit*>& bodies, const std::set<UnitId>& asked) {
  auto rank = [&](const units::Unit* body) {
    return std::pair(body->level, !asked.contains(body->id));
  };
  std::stable_sort(bodies.begin(), bodies.end(),
                   [&](const auto* a, const auto* b) { return rank(a) < rank(b); });
}

/// Hundreds of bodies that nobody has asked yet would hide the others: they wait behind a link.
void leave_out_unasked(std::vector<const units::Unit*>& bodies, const Wording& words,
                       const std::set<UnitId>& is_asked, BodiesPage& page) {
  std::vector<const units::Unit*> asked;
  std::copy_if(bodies.begin(), bodies.end(), std::back_inserter(asked),
               [&](const auto* body) { return is_asked.contains(body->id); });
  if (asked.empty() || asked.size() == bodies.size()) return;
  auto left = static_cast<std::int64_t>(bodies.size() - asked.size());
  page.all = {words.locale.ntr("and {n} body that nobody has asked yet",
                               "and {n} bodies that nobody has asked yet", left, {}),
              "/bodies?all=yes"};
  bodies = std::move(asked);
}

BodiesPage bodies_page(const http::Request& request, const Wording& words, const UnitParts& parts) {
  BodiesPage page{.frame = pages::frame_for(request, words.tr(N_("Bodies")))};
  page.frame.section = "bodies";
  page.frame.searches = false;
  std::string typed(request.query.get("q"));
  page.box = {.action = "/bodies", .label = words.tr(N_("Name of a body")), .value = typed};
  page.empty = {.title = words.tr(N_("No body of this name")),
                .text = words.tr(N_("Try a part of the name, with or without marks.")),
                .actions = {{.label = words.tr(N_("See all bodies")), .href = "/bodies"}}};
  auto found = units::bodies_named(words.directory, typed);
  const std::set<UnitId> asked = parts.asked(words.directory);
  put_asked_first(found, asked);
  if (typed.empty() && !request.query.has("after") && !request.query.has("all"))
    leave_out_unasked(found, words, asked, page);
  auto at = found.begin();
  std::string_view after = request.query.get("after");
  if (!after.empty()) {
    at = std::find_if(found.begin(), found.end(), [&](const auto* body) {
      return body_href(words.directory, body->id).substr(8) == after;
    });
    at = at == found.end() ? found.begin() : at + 1;
    page.pager.newer_href = page_href(typed, "");
  }
  for (std::size_t n = 0; at != found.end() && n < bodies_a_page; ++at, ++n) {
    std::string title = words.tr(title_of((*at)->level));
    if (page.groups.empty() || page.groups.back().title != title)
      page.groups.push_back({.title = std::move(title), .bodies = {}, .counts = parts.count()});
    page.groups.back().bodies.push_back(parts.line_of(words, **at));
  }
  if (at != found.end())
    page.pager.older_href = page_href(typed, body_href(words.directory, (*(at - 1))->id).substr(8));
  return page;
}

// --- one body ------------------------------------------------------------------------------------

/// What it serves; where that is the nation or not known, the body that it belongs to; else its
/// level.
pages::Link place_of(db::Tx& tx, const Wording& words, const units::Unit& body) {
  if (body.area)
    if (const auto area = units::find_unit(tx, *body.area);
        area && area->level != units::Level::nation)
      return {area->name, place_href(*area, words.today)};
  if (std::string above = words.unit(body.parent); !above.empty())
    return {std::move(above), body_href(words.directory, body.parent)};
  return {words.tr(title_of(body.level)), ""};
}

std::string since_of(const Wording& words, const units::Unit& body) {
  const std::string from = words.locale.date(body.valid_from);
  if (!body.valid_to) return words.locale.tr(N_("since {date}"), {{"date", from}});
  return words.locale.tr(N_("from {from} to {to}"),
                         {{"from", from}, {"to", words.locale.date(*body.valid_to)}});
}

BodyPage body_page(db::Tx& tx, const Turn& turn, const UnitParts& parts, const units::Unit& body) {
  const Wording& words = turn.words;
  const contacts::Contact contact = contacts::contact_of(*turn.services.settings.now(), body.id);
  BodyPage page{
      .frame = pages::frame_for(turn.request, body.name),
      .name = body.name,
      .place = place_of(tx, words, body),
      .since = since_of(words, body),
      .task = contact.task,
      .contact = contact_lines(contact),
      .parts = parts.of_body(tx, {turn.request, words.locale, words.directory, words.today, body,
                                  words.directory.known_as(body.id)}),
      .empty = {.title = words.tr(N_("Nothing is known of it yet")),
                .text = words.tr(N_("What people ask of this body, and what it answers, "
                                    "will stand here.")),
                .actions = {{.label = words.tr(N_("See all bodies")), .href = "/bodies"}}}};
  page.frame.section = "bodies";
  page.frame.trail = {{words.tr(N_("Home")), "/"}, {words.tr(N_("Bodies")), "/bodies"}};
  return page;
}

/// Words are looked for in the name of every body.
bool searches_bodies(const http::Request& request) {
  return request.query.get("q").find_first_not_of(" \t\r\n") != std::string_view::npos;
}

}  // namespace

void add_body_pages(http::App& app, Services& services, std::shared_ptr<const UnitParts> parts) {
  app.router.get("/bodies", http::everyone(),
                 [&services, parts](http::Request& request) {
                   const Turn turn(request, services);
                   return pages::render(request, views::bodies_page,
                                        bodies_page(request, turn.words, *parts));
                 },
                 {.is_slow = searches_bodies, .may_be_kept = true});
  app.router.get(
      "/bodies/{code}", http::everyone(),
      [&services, parts](http::Request& request, std::string_view code) -> http::Response {
        const Turn turn(request, services);
        const units::Unit* body = units::body_of_address(*turn.directory, code);
        if (!body) return http::Response::not_found();
        const BodyPage page =
            services.database.read([&](db::Tx& tx) { return body_page(tx, turn, *parts, *body); });
        return pages::render(request, views::body_page, page);
      },
      {.may_be_kept = true});
}

}  // namespace gandan::site
