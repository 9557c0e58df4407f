#include "contexts/petitions/lists/listing.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "contexts/petitions/lists/listing_query.hpp"
#include "contexts/petitions/lists/searching.hpp"
#include "kernel/units/units.hpp"
#include "lib/db/ids.hpp"

namespace gandan::petitions {
namespace {

const std::string columns = db::joined(
    {"p.id, p.code, p.kind, p.state, p.visibility, p.outcome, p.title, p.asked_by, coalesce((",
     units::sql::name_of,
     "p.place_id), p.place_text), p.province_id, p.place_id, p.body_id, p.field_id, p.topic_id, "
     "p.received_at, p.due_at, p.answered_at, "});

const db::Sql select_texts{"select p.id, p.text from petitions p where p.id in (", db::these_ids,
                           ") and ", sql::is_public};
const db::Sql select_joined{
    "select j.petition_id, sum(j.people) from petition_joined j where j.petition_id in (",
    db::these_ids, ") group by j.petition_id"};

struct TextOfRow {
  std::int64_t id = 0;
  std::string text;
};
struct PeopleOfRow {
  std::int64_t id = 0, people = 0;
};

/// A row of the walked index: what was received then (or is due), and which.
struct Position {
  std::int64_t at = 0;
  std::int64_t id = 0;
};

const db::Order newest_first{"p.received_at", "p.id", true};

/// Conditions besides that of the walked index and the days of receipt, which it is ordered by.
bool is_narrowed(const Filter& filter) {
  std::string_view lead = lead_of(filter);
  return filter.kind || filter.state || filter.outcome || filter.verdict || filter.open_only ||
         (filter.field && lead != "field_id") || (!filter.bodies.empty() && lead != "body_id") ||
         (!filter.or_places && !filter.provinces.empty() && lead != "province_id") ||
         (!filter.or_places && !filter.places.empty() && lead != "place_id") || filter.reach;
}

/// Where a walk stops if it has not found enough by then; nothing where it ends before.
std::optional<Position> floor_of(db::Tx& tx, const Filter& filter,
                                 const std::optional<Cursor>& after) {
  if (!is_walked(filter) || !is_narrowed(filter) || filter.topic) return std::nullopt;
  std::string_view lead = lead_of(filter);
  Query query("select p.received_at, p.id from petitions p where 1 = 1");
  // Of what may be seen only: where a page ends must not tell of a row that is not shown.
  restrict_sight(query, filter.sight);
  if (lead == "body_id") query.any_of("p.body_id", filter.bodies);
  if (lead == "place_id") query.any_of("p.place_id", filter.places);
  if (lead == "province_id") query.any_of("p.province_id", filter.provinces);
  if (lead == "field_id") query.add(" and p.field_id = :field").bind("field", *filter.field);
  if (filter.from) query.add(" and p.received_at >= :from").bind("from", start_of(*filter.from));
  if (filter.to) query.add(" and p.received_at <= :to").bind("to", end_of(*filter.to));
  query.behind(newest_first, after);
  query.add(" order by p.received_at desc, p.id desc limit 1 offset :offset");
  query.bind("offset", filter.look);
  return query.one<Position>(tx);
}

void down_to(Query& query, const std::optional<Position>& floor) {
  if (!floor) return;
  query.add(" and (p.received_at, p.id) >= (:floor_at, :floor_id)")
      .bind("floor_at", floor->at)
      .bind("floor_id", floor->id);
}

/// Turns one row more than asked for into the cursor of the next page.
Page page_of(std::vector<ListRow> rows, int limit) {
  Page page{std::move(rows)};
  if (db::cut(page.rows, limit)) {
    page.next = page.rows.back().cursor();
  }
  return page;
}

/// The newest first, as far back as the floor.
Page list_down_to(db::Tx& tx, const Clock& clock, const Filter& filter, int limit,
                  const std::optional<Cursor>& after) {
  auto floor = floor_of(tx, filter, after);
  Query tail("");
  tail.behind(newest_first, after);
  down_to(tail, floor);
  tail.page(newest_first, limit);
  Query query = rows_of(clock, filter, columns + "p.received_at, 0", tail);
  Page page = page_of(query.all<ListRow>(tx), limit);
  page.cut = floor && !page.next;
  if (page.cut) page.next = Cursor{0, floor->at, floor->id};
  return page;
}

/// Mostly a page is full long before the floor; even to find that takes a walk.
Page list_newest(db::Tx& tx, const Clock& clock, const Filter& filter, int limit,
                 const std::optional<Cursor>& after) {
  constexpr int first_look = 500;
  if (filter.look > first_look && is_narrowed(filter)) {
    Filter near = filter;
    near.look = first_look;
    Page page = list_down_to(tx, clock, near, limit, after);
    if (page.next && !page.cut) return page;
  }
  return list_down_to(tx, clock, filter, limit, after);
}

db::Order order_of(const Filter& filter) {
  if (filter.order == Order::newest) return newest_first;
  if (filter.order == Order::due) return {due_key(filter), "p.id"};
  if (filter.order == Order::answered) return {"p.answered_at", "p.id", true};
  return {"p.received_at", "p.id"};
}

/// What came first, what is due first, or what was answered last.
Page list_in_order(db::Tx& tx, const Clock& clock, const Filter& filter, int limit,
                   const std::optional<Cursor>& after) {
  const db::Order order = order_of(filter);
  Query tail(filter.order == Order::answered ? " and p.answered_at is not null" : "");
  tail.behind(order, after).page(order, limit);
  return page_of(rows_of(clock, filter, columns + order.key + ", 0", tail).all<ListRow>(tx), limit);
}

Page search(db::Tx& tx, const Clock& clock, const Filter& filter, int limit,
            std::optional<Cursor> after) {
  std::vector<std::string> tiers = search::tiers(tx.engine(), filter.words);
  if (!filter.best_first && !tiers.empty()) tiers = {search::any_tier(tx.engine(), filter.words)};
  const std::string row(search::Index::row(tx.engine()));
  std::vector<ListRow> rows;
  int tier = after ? after->tier : 0;
  for (; tier < static_cast<int>(tiers.size()); ++tier, after.reset()) {
    Query query = with_words(tx.engine(), clock, filter, tiers[static_cast<std::size_t>(tier)],
                             columns + row + ", " + std::to_string(tier));
    if (after) query.add(" and " + row + " < :position").bind("position", after->position);
    query.add(" order by " + row + " desc limit :limit")
        .bind("limit", limit + 1 - static_cast<int>(rows.size()));
    for (ListRow& found : query.all<ListRow>(tx)) rows.push_back(std::move(found));
    if (rows.size() > static_cast<std::size_t>(limit)) break;
  }
  return page_of(std::move(rows), limit);
}

}  // namespace

std::optional<Verdict> parse_verdict(std::string_view text) {
  for (Verdict verdict :
       {Verdict::answered, Verdict::pending, Verdict::on_time, Verdict::overdue, Verdict::open,
        Verdict::late, Verdict::kept, Verdict::answered_late, Verdict::not_due})
    if (name(verdict) == text) return verdict;
  return std::nullopt;
}

std::string_view name(Verdict verdict) {
  constexpr std::array names{"answered", "pending", "on_time",       "overdue", "open",
                             "late",     "kept",    "answered_late", "not_due"};
  return names.at(static_cast<std::size_t>(verdict) - 1);
}

Instant judged_until(const Clock& clock, Date as_of) {
  return std::min(end_of(as_of), clock.now());
}

Within reach_of(db::Tx& tx, UnitId id, Date as_of) {
  Within reach;
  auto unit = units::find_unit(tx, id);
  (unit && unit->kind == units::UnitKind::body ? reach.bodies : reach.areas) =
      units::become(tx, id, as_of, true);
  return reach;
}

Filter within_unit(db::Tx& tx, const Clock& clock, Filter filter) {
  if (!filter.unit) return filter;
  const Date as_of = filter.as_of.value_or(clock.today());
  const auto unit = units::find_unit(tx, *filter.unit);
  const bool is_area =
      unit && unit->kind == units::UnitKind::area && unit->level != units::Level::nation;
  // An area leads by its own index; beside another lead it is a condition.
  if (is_area && is_walked(filter) && !has_words(filter) && lead_of(filter).empty() &&
      filter.provinces.empty() && filter.bodies.empty()) {
    auto [provinces, places] = units::territory_of(tx, unit->id, as_of);
    filter.or_places = provinces.size() > 1 || (!provinces.empty() && !places.empty());
    filter.provinces = std::move(provinces);
    filter.places = std::move(places);
  } else {
    filter.reach = reach_of(tx, *filter.unit, as_of);
  }
  return filter;
}

Page list(db::Tx& tx, const Clock& clock, const Filter& filter, int limit,
          std::optional<Cursor> after) {
  if (has_words(filter)) return search(tx, clock, filter, limit, after);
  return filter.order == Order::newest ? list_newest(tx, clock, filter, limit, after)
                                       : list_in_order(tx, clock, filter, limit, after);
}

std::vector<Cursor> keys(db::Tx& tx, const Clock& clock, const Filter& filter, int most) {
  const db::Order order = order_of(filter);
  Query tail("");
  tail.page(order, most);
  std::vector<Cursor> all;
  for (const Position& each : rows_of(clock, filter, order.key + ", p.id", tail).all<Position>(tx))
    all.push_back({.position = each.at, .id = each.id});
  db::cut(all, most);
  return all;
}

std::vector<ListRow> newest_among(db::Tx& tx, const Clock& clock, const Filter& filter, int limit) {
  const std::string what = columns + "p.received_at, 0";
  std::optional<Query> query;
  if (!has_words(filter)) {
    query = without_words(clock, filter, what);
  } else if (auto match = search::any_tier(tx.engine(), filter.words); !match.empty()) {
    query = with_words(tx.engine(), clock, filter, match, what);
  }
  if (!query) return {};
  query->add(" order by +p.received_at desc, p.id desc limit :limit").bind("limit", limit);
  return query->all<ListRow>(tx);
}

std::vector<RowDetail> details_of(db::Tx& tx, const std::vector<ListRow>& rows, bool with_text) {
  std::vector<RowDetail> details(rows.size());
  std::vector<std::int64_t> ids;
  std::unordered_map<std::int64_t, RowDetail*> by_id;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    ids.push_back(rows[i].id.value);
    by_id[rows[i].id.value] = &details[i];
  }
  db::each_of_ids<PeopleOfRow>(tx, select_joined, ids, [&](const PeopleOfRow& row) {
    by_id.at(row.id)->askers += row.people;
  });
  if (with_text)
    db::each_of_ids<TextOfRow>(tx, select_texts, ids, [&](TextOfRow row) {
      by_id.at(row.id)->text = std::move(row.text);
    });
  return details;
}

int count(db::Tx& tx, const Clock& clock, const Filter& filter, int most) {
  auto up_to = [](int room) {
    Query tail(" limit :most");
    tail.bind("most", room);
    return tail;
  };
  auto counted = [&](const Query& query) {
    Query outer("select count(*) from (");
    return outer.add(query).add(") matches").one<int>(tx).value_or(0);
  };
  if (!has_words(filter)) return counted(rows_of(clock, filter, "1", up_to(most)));
  int n = 0;
  for (const std::string& match : search::tiers(tx.engine(), filter.words))
    if (n < most)
      n += counted(with_words(tx.engine(), clock, filter, match, "1").add(up_to(most - n)));
  return n;
}

Tally count_newest(db::Tx& tx, const Clock& clock, const Filter& filter, int most) {
  const auto floor = floor_of(tx, filter, {});
  Query tail("");
  down_to(tail, floor);
  tail.add(" limit :most").bind("most", most + 1);
  Query query("select count(*) from (");
  query.add(rows_of(clock, filter, "1", tail)).add(") matches");
  const auto n = query.one<std::int64_t>(tx).value_or(0);
  return {std::min<std::int64_t>(n, most), n > most || floor.has_value()};
}

Matches newest_matches(db::Tx& tx, const Clock& clock, const Filter& filter, int most) {
  constexpr std::string_view what = "p.state, p.field_id, p.body_id, p.province_id, p.received_at";
  std::vector<Match> matches;
  auto take = [&](Query query, std::string_view order) {
    query.add(" order by ").add(order).add(" desc limit :most");
    query.bind("most", most + 1 - static_cast<int>(matches.size()));
    for (const Match& match : query.all<Match>(tx)) matches.push_back(match);
  };
  std::optional<Position> floor;
  if (has_words(filter)) {
    for (const std::string& match : search::tiers(tx.engine(), filter.words))
      if (static_cast<int>(matches.size()) <= most)
        take(with_words(tx.engine(), clock, filter, match, what), search::Index::row(tx.engine()));
  } else {
    floor = floor_of(tx, filter, {});
    Query tail("");
    down_to(tail, floor);
    tail.page(newest_first, most);
    matches = rows_of(clock, filter, what, tail).all<Match>(tx);
  }
  const bool beyond = db::cut(matches, most);
  return {std::move(matches), beyond || floor.has_value()};
}

}  // namespace gandan::petitions
