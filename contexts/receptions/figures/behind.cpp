#include "contexts/receptions/figures/behind.hpp"

#include <algorithm>
#include <charconv>

#include "contexts/receptions/desk/desk.hpp"
#include "contexts/receptions/figures/indicators.hpp"
#include "contexts/receptions/record/places.hpp"
#include "contexts/receptions/views/behind.hpp"
#include "kernel/disclosure/disclosure.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/people/within.hpp"
#include "kernel/turn/href.hpp"
#include "kernel/units/units.hpp"
#include "lib/db/query.hpp"
#include "lib/text/dates.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {
namespace {

using desk::Desk;

constexpr const char* behind_path = "/desk/receptions";
constexpr int behind_at_once = 50;
constexpr std::size_t most_numbers = 200;

std::vector<std::int64_t> numbers_asked(std::string_view typed) {
  std::vector<std::int64_t> numbers;
  while (!typed.empty() && numbers.size() < most_numbers) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    if (error != std::errc()) break;
    numbers.push_back(number);
    typed.remove_prefix(
        std::min<std::size_t>(static_cast<std::size_t>(end - typed.data()) + 1, typed.size()));
  }
  return numbers;
}

struct BehindAsked {
  Date from, to;
  std::optional<UnitId> unit;
  const indicators::Indicator* indicator = nullptr;
  const indicators::Breakdown* by = nullptr;
  std::vector<std::int64_t> numbers;
};

/// Nothing where the address asks for no days, or for what counts no visits.
std::optional<BehindAsked> asked_behind(const http::Request& request) {
  const auto from = Date::parse(request.query.get("from"));
  const auto to = Date::parse(request.query.get("to"));
  const auto& subject = figures_of_receptions();
  const auto indicator = std::ranges::find(subject.indicators, request.query.get("is"),
                                           [](const auto& each) { return each.name; });
  if (!from || !to || indicator == subject.indicators.end() ||
      counts_visits(indicator->name).empty())
    return std::nullopt;
  BehindAsked asked{.from = *from, .to = *to, .indicator = &*indicator};
  if (const auto unit = numbers_asked(request.query.get("unit")); !unit.empty())
    asked.unit = UnitId{unit.front()};
  if (const std::string_view by = request.query.get("by"); !by.empty()) {
    const auto found = subject.breakdown(by);
    if (!found || *found == nullptr) return std::nullopt;
    asked.by = *found;
    asked.numbers = numbers_asked(request.query.get("n"));
    if (asked.numbers.empty()) return std::nullopt;
  }
  return asked;
}

db::Query behind_query(const Desk& desk, db::Tx& tx, const BehindAsked& asked) {
  db::Query query(db::joined({"select ", visit_columns,
                              " from visits v where v.received_at between :from and :to and ",
                              counts_visits(asked.indicator->name), " and "}));
  query.bind("from", start_of(asked.from)).bind("to", end_of(asked.to));
  people::add_bodies(query, people::within_reach(tx, desk.officer, read_receptions), "v.body_id");
  // Of a denunciation a figure tells who handles them where it counts, and so does its list.
  if (!disclosure::holds(tx, &desk.officer, people::Permission::handle_denunciations, asked.unit))
    query.add({" and ", sql::is_no_denunciation});
  if (asked.unit) {
    const auto units = bodies_of_unit(tx, *asked.unit, asked.to);
    if (units.empty()) query.add(" and 1 = 0");
    query.any_of("v.body_id", units);
  }
  if (asked.by != nullptr) {
    std::string in;
    for (std::int64_t number : asked.numbers)
      in += (in.empty() ? "" : ", ") + std::to_string(number);
    query.add({" and ", asked.by->number, " in (", in, ")"});
  }
  return query;
}

pages::Card card_behind(const Desk& desk, const Visit& visit) {
  return {.code = visit.code,
          .href = OnDesk::base + visit.code,
          .kind = desk.tr(label(visit.kind)),
          .title = visit.matter.empty() ? desk.tr(N_("Under the seal"))
                                        : std::string(text::shorten(visit.matter, 110)),
          .date = civil_date(visit.received_at),
          .body = desk.words.unit(visit.body),
          .status = {desk.tr(label(visit.outcome))}};
}

http::Response show_behind(const Desk& desk) {
  const auto asked = asked_behind(desk.request);
  if (!asked) {
    people::stand_aside(desk.officer);
    return http::Response::redirect("/desk?in=reception_book");
  }
  const BehindPage page = desk.services.database.read([&](db::Tx& tx) {
    auto query = behind_query(desk, tx, *asked);
    if (counts_visits(asked->indicator->name).find(":group") != std::string::npos) {
      const auto* group = desk.services.rules.book()->find("reception.group", asked->to);
      query.bind("group", group == nullptr ? 5 : group->value);
    }
    const auto found = query.page_of<Visit>(
        tx, {"v.received_at", "v.id", true}, db::Cursor::parse(desk.request.query.get("after")),
        behind_at_once, [](const Visit& last) {
          return db::Cursor{0, last.received_at.micros, last.id.value};
        });
    BehindPage made{.frame = desk.frame(tx, desk.tr(asked->indicator->heading)),
                    .rail = desk.rail(tx),
                    .title = desk.tr(asked->indicator->heading),
                    .period = desk.locale().tr(N_("Receptions from {from} to {to}"),
                                               {{"from", desk.locale().date(asked->from)},
                                                {"to", desk.locale().date(asked->to)}}),
                    .empty = {desk.tr(N_("Nothing here that you may read")), {}}};
    for (const Visit& visit : found.rows) made.cards.push_back(card_behind(desk, visit));
    if (found.next) {
      Href older(behind_path);
      for (const char* field : {"from", "to", "is", "unit", "by", "n"})
        older.with(field, desk.request.query.get(field));
      made.pager.older_href = older.with("after", found.next->text()).text();
    }
    return made;
  });
  return pages::render(desk.request, views::behind_page, page);
}

}  // namespace

std::string counts_visits(std::string_view indicator) {
  constexpr std::pair<std::string_view, std::string_view> conditions[] = {
      {"visits", "1 = 1"},
      {"first", "v.turn = 1"},
      {"repeated", "v.turn > 1"},
      {"accepted", sql::is_accepted},
      {"guided", sql::is_guided},
      {"forwarded", sql::is_forwarded},
      {"returned", sql::is_returned},
      {"refused", sql::is_refused},
      {"answered_at_once", sql::is_answered_at_once}};
  for (const auto& [name, condition] : conditions)
    if (name == indicator) return std::string(condition);
  if (indicator == "groups_of_five")
    return db::joined({sql::begins_sitting, " and v.present >= :group"});
  return {};
}

std::string behind_href(const indicators::Part& part, std::string_view indicator) {
  if (counts_visits(indicator).empty()) return {};
  Href href(behind_path);
  href.with("from", part.scope.from.iso())
      .with("to", std::min(part.scope.to, part.scope.as_of).iso())
      .with("is", indicator);
  if (part.scope.unit) href.with("unit", std::to_string(part.scope.unit->value));
  if (part.by != nullptr && part.by->axis != indicators::Axis::month) {
    if (part.numbers.empty() || part.numbers.size() > most_numbers) return {};
    std::string numbers;
    for (std::int64_t number : part.numbers)
      numbers += (numbers.empty() ? "" : ",") + std::to_string(number);
    href.with("by", part.by->name).with("n", numbers);
  }
  return href.text();
}

void add_behind_page(http::App& app, Services& services) {
  app.router.get(
      behind_path, people::permission(read_receptions, people::Where::in_reach),
      [&](http::Request& request) { return show_behind(Desk(request, services, OnDesk::base)); },
      desk::route);
}

}  // namespace gandan::receptions
