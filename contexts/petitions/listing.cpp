#include "contexts/petitions/listing.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "contexts/petitions/searching.hpp"

namespace gandan::petitions {
namespace {

constexpr std::string_view columns =
    "p.id, p.code, p.kind, p.state, p.visibility, p.outcome, p.title, p.asked_by, p.place_text, "
    "p.province_id, p.body_id, p.field_id, p.topic_id, p.received_at, p.due_at, p.answered_at, ";

/// A condition and its parameters, put together in the order in which they were added.
class Query {
 public:
  explicit Query(std::string text) : text_(std::move(text)) {}

  Query& add(std::string_view sql) {
    text_ += sql;
    return *this;
  }
  Query& bind(std::string_view name, db::Value value) {
    params_.push_back({name, value});
    return *this;
  }
  Query& any_of(std::string_view column, const std::vector<UnitId>& units,
                std::string_view joint = " and ") {
    if (units.empty()) return *this;
    text_ += joint;
    text_ += column;
    text_ += " in (";
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (i > 0) text_ += ", ";
      text_ += std::to_string(units[i].value);  // a number of ours: nothing to escape
    }
    text_ += ')';
    return *this;
  }
  /// As any_of(), where no_unit among them means rows without one.
  Query& any_or_none_of(const std::string& column, const std::vector<UnitId>& units) {
    bool with_none = std::find(units.begin(), units.end(), no_unit) != units.end();
    return any_of(with_none ? "coalesce(" + column + ", 0)" : column, units);
  }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::span<const db::Param> params() const { return params_; }

 private:
  std::string text_;
  std::vector<db::Param> params_;
};

/// The one condition whose index a public list walks, newest first. The others are looked at row by
/// row: a plus sign keeps both engines from walking another index and sorting what they find there.
std::string_view lead_of(const Filter& filter) {
  auto is_one = [](const std::vector<UnitId>& units) {
    return units.size() == 1 && units.front() != no_unit;
  };
  if (filter.topic) return "topic_id";
  if (is_one(filter.bodies)) return "body_id";
  if (is_one(filter.provinces)) return "province_id";
  return filter.field && filter.field != no_field ? "field_id" : "";
}

/// Whether it is such a list; officers' lists have indexes for what they ask.
bool is_walked(const Filter& filter) {
  return filter.sight == Sight::open && filter.order == Order::newest;
}

bool has_words(const Filter& filter) {
  return filter.words.find_first_not_of(" \t\r\n") != std::string::npos;
}

std::string column_of(const Filter& filter, std::string_view name) {
  bool leads = !is_walked(filter) || (!has_words(filter) && name == lead_of(filter));
  return (leads ? "p." : "+p.") + std::string(name);
}

void restrict_sight(Query& query, Sight sight) {
  // The constant, not a parameter, so that the partial indexes over public rows are used.
  if (sight == Sight::open) query.add(" and p.visibility = 2");
  if (sight == Sight::held) query.add(" and p.visibility in (1, 2)");
}

void restrict_verdict(Query& query, const Clock& clock, const Filter& filter) {
  if (!filter.verdict) return;
  Instant as_of = filter.as_of ? end_of(*filter.as_of) : clock.now();
  if (*filter.verdict != Verdict::open) query.bind("as_of", as_of);
  switch (*filter.verdict) {
    case Verdict::answered:
      query.add(" and +p.answered_at <= :as_of");
      break;
    case Verdict::pending:
      query.add(" and (p.answered_at is null or +p.answered_at > :as_of) and not ");
      query.add(withdrawn_by);
      break;
    case Verdict::on_time:
      query.add(" and (p.due_at is null or +p.due_at >= ").add(judged_at).add(")");
      break;
    case Verdict::overdue:
      query.add(" and +p.due_at < ").add(judged_at);
      break;
    case Verdict::open:
      query.add(" and +p.state < 5");
      break;
    case Verdict::late:
      query.add(" and +p.state < 5 and +p.due_at < ").add(judged_at);
      break;
  }
}

/// Any of the bodies or areas; nothing at all where there are none.
void restrict_reach(Query& query, const Reach& reach) {
  if (reach.everywhere) return;
  if (reach.bodies.empty() && reach.areas.empty()) {
    query.add(" and 1 = 0");
    return;
  }
  query.add(" and (");
  query.any_of("p.body_id", reach.bodies, "");
  query.any_of("p.place_id", reach.areas, reach.bodies.empty() ? "" : " or ");
  query.any_of("p.province_id", reach.areas, " or ");
  query.add(")");
}

/// When it is due, as the index says it that can be walked in this order: that of a body, in which
/// what has no due date stands last, or that of all that has one.
std::string due_key(const Filter& filter) {
  bool of_bodies = !filter.bodies.empty() || (filter.reach && !filter.reach->everywhere);
  return filter.due_before && !of_bodies ? "p.due_at" : "coalesce(p.due_at, 9223372036854775807)";
}

/// Numbers of ours stand in the text, so that the partial indexes over them are used.
void restrict_work(Query& query, const Filter& filter) {
  if (!filter.states.empty()) {
    // In the order of what is due, the index over all that is open leads, not the states one by
    // one.
    std::string in = filter.order == Order::due ? " and +p.state in (" : " and p.state in (";
    for (State state : filter.states) in += std::to_string(static_cast<int>(state)) + ", ";
    in.replace(in.size() - 2, 2, ")");
    query.add(in);
  }
  if (filter.visibility)
    query.add(" and p.visibility = " + std::to_string(static_cast<int>(*filter.visibility)));
  if (filter.may_be_published) query.add(" and p.publication_refused = 0");
  if (filter.denunciations)
    query.add(*filter.denunciations ? " and p.kind = 4" : " and p.kind <> 4");
  if (filter.order == Order::due) query.add(" and p.state < 5");
  if (filter.due_from)
    query.add(" and " + due_key(filter) + " >= :due_from").bind("due_from", *filter.due_from);
  if (filter.due_before)
    query.add(" and " + due_key(filter) + " < :due_before and +p.stopped_at is null")
        .bind("due_before", *filter.due_before);
  if (filter.reach) restrict_reach(query, *filter.reach);
}

void restrict_to(Query& query, const Clock& clock, const Filter& filter) {
  restrict_sight(query, filter.sight);
  auto equal = [&](std::string_view column, std::string_view name, db::Value value) {
    query.add(" and " + column_of(filter, column) + " = :" + std::string(name)).bind(name, value);
  };
  if (filter.kind) equal("kind", "kind", *filter.kind);
  if (filter.state) equal("state", "state", *filter.state);
  if (filter.outcome) equal("outcome", "outcome", *filter.outcome);
  if (filter.field == no_field) {
    query.add(" and p.field_id is null");
  } else if (filter.field) {
    equal("field_id", "field", *filter.field);
  }
  if (filter.topic) equal("topic_id", "topic", *filter.topic);
  if (filter.open_only) query.add(is_walked(filter) ? " and +p.state < 5" : " and p.state < 5");
  if (filter.from) query.add(" and p.received_at >= :from").bind("from", start_of(*filter.from));
  if (filter.to) query.add(" and p.received_at <= :to").bind("to", end_of(*filter.to));
  query.any_or_none_of(column_of(filter, "body_id"), filter.bodies);
  query.any_or_none_of(column_of(filter, "province_id"), filter.provinces);
  query.any_of(column_of(filter, "place_id"), filter.places);
  restrict_verdict(query, clock, filter);
  restrict_work(query, filter);
}

Query without_words(const Clock& clock, const Filter& filter, std::string_view what) {
  Query query("select " + std::string(what) + " from petitions p where 1 = 1");
  restrict_to(query, clock, filter);
  return query;
}

Query with_words(db::Engine engine, const Clock& clock, const Filter& filter,
                 const std::string& match, std::string_view what) {
  Query query("select " + std::string(what) + " from petitions p " +
              search_index.join(engine, "p.id") + " where 1 = 1");
  query.bind("match", match);
  restrict_to(query, clock, filter);
  return query;
}

/// A row of the walked index: what was received then, and which.
struct Position {
  std::int64_t received_at = 0;
  std::int64_t id = 0;
};

void before(Query& query, const std::optional<Cursor>& after) {
  if (!after) return;
  query.add(" and (p.received_at, p.id) < (:position, :id)")
      .bind("position", after->position)
      .bind("id", after->id);
}

/// Conditions besides that of the walked index and the days of receipt, which it is ordered by.
bool is_narrowed(const Filter& filter) {
  std::string_view lead = lead_of(filter);
  return filter.kind || filter.state || filter.outcome || filter.verdict || filter.open_only ||
         (filter.field && lead != "field_id") || (!filter.bodies.empty() && lead != "body_id") ||
         (!filter.provinces.empty() && lead != "province_id") || !filter.places.empty();
}

/// Where a walk stops if it has not found enough by then; nothing where it ends before.
std::optional<Position> floor_of(db::Tx& tx, const Filter& filter,
                                 const std::optional<Cursor>& after) {
  if (!is_walked(filter) || !is_narrowed(filter) || filter.topic) return std::nullopt;
  std::string_view lead = lead_of(filter);
  Query query("select p.received_at, p.id from petitions p where 1 = 1");
  // The index of bodies holds what is not public too, and so walks past it.
  if (lead == "body_id") {
    query.any_of("p.body_id", filter.bodies);
  } else {
    restrict_sight(query, filter.sight);
    if (lead == "province_id") query.any_of("p.province_id", filter.provinces);
    if (lead == "field_id") query.add(" and p.field_id = :field").bind("field", *filter.field);
  }
  if (filter.from) query.add(" and p.received_at >= :from").bind("from", start_of(*filter.from));
  if (filter.to) query.add(" and p.received_at <= :to").bind("to", end_of(*filter.to));
  before(query, after);
  query.add(" order by p.received_at desc, p.id desc limit 1 offset :offset");
  query.bind("offset", filter.look);
  return tx.one<Position>(query.text(), query.params());
}

void down_to(Query& query, const std::optional<Position>& floor) {
  if (!floor) return;
  query.add(" and (p.received_at, p.id) >= (:floor_at, :floor_id)")
      .bind("floor_at", floor->received_at)
      .bind("floor_id", floor->id);
}

/// Turns one row more than asked for into the cursor of the next page.
Page page_of(std::vector<ListRow> rows, int limit) {
  Page page{std::move(rows)};
  if (page.rows.size() > static_cast<std::size_t>(limit)) {
    page.rows.resize(static_cast<std::size_t>(limit));
    const ListRow& last = page.rows.back();
    page.next = Cursor{last.tier, last.position, last.id.value};
  }
  return page;
}

/// The newest first, as far back as the floor.
Page list_newest(db::Tx& tx, const Clock& clock, const Filter& filter, int limit,
                 const std::optional<Cursor>& after) {
  auto floor = floor_of(tx, filter, after);
  Query query = without_words(clock, filter, std::string(columns) + "p.received_at, 0");
  before(query, after);
  down_to(query, floor);
  query.add(" order by p.received_at desc, p.id desc limit :limit").bind("limit", limit + 1);
  Page page = page_of(tx.all<ListRow>(query.text(), query.params()), limit);
  page.cut = floor && !page.next;
  if (page.cut) page.next = Cursor{0, floor->received_at, floor->id};
  return page;
}

/// What the rows are ordered by.
std::string key_of(const Filter& filter) {
  if (filter.order == Order::due) return due_key(filter);
  return filter.order == Order::answered ? "p.answered_at" : "p.received_at";
}

/// What came first, what is due first, or what was answered last.
Page list_in_order(db::Tx& tx, const Clock& clock, const Filter& filter, int limit,
                   const std::optional<Cursor>& after) {
  const std::string key = key_of(filter);
  const bool falls = filter.order == Order::answered;
  const std::string way = falls ? " desc" : "";
  Query query = without_words(clock, filter, std::string(columns) + key + ", 0");
  if (falls) query.add(" and p.answered_at is not null");
  if (after)
    query.add(" and (" + key + ", p.id) " + (falls ? "<" : ">") + " (:position, :id)")
        .bind("position", after->position)
        .bind("id", after->id);
  query.add(" order by " + key + way + ", p.id" + way + " limit :limit").bind("limit", limit + 1);
  return page_of(tx.all<ListRow>(query.text(), query.params()), limit);
}

Page search(db::Tx& tx, const Clock& clock, const Filter& filter, int limit,
            std::optional<Cursor> after) {
  const std::vector<std::string> tiers = search::tiers(tx.engine(), filter.words);
  const std::string row(search::Index::row(tx.engine()));
  std::vector<ListRow> rows;
  int tier = after ? after->tier : 0;
  for (; tier < static_cast<int>(tiers.size()); ++tier, after.reset()) {
    Query query = with_words(tx.engine(), clock, filter, tiers[static_cast<std::size_t>(tier)],
                             std::string(columns) + row + ", " + std::to_string(tier));
    if (after) query.add(" and " + row + " < :position").bind("position", after->position);
    query.add(" order by " + row + " desc limit :limit")
        .bind("limit", limit + 1 - static_cast<int>(rows.size()));
    for (ListRow& found : tx.all<ListRow>(query.text(), query.params()))
      rows.push_back(std::move(found));
    if (rows.size() > static_cast<std::size_t>(limit)) break;
  }
  return page_of(std::move(rows), limit);
}

}  // namespace

std::optional<Verdict> parse_verdict(std::string_view text) {
  for (Verdict verdict : {Verdict::answered, Verdict::pending, Verdict::on_time, Verdict::overdue,
                          Verdict::open, Verdict::late})
    if (name(verdict) == text) return verdict;
  return std::nullopt;
}

std::string_view name(Verdict verdict) {
  constexpr std::array names{"answered", "pending", "on_time", "overdue", "open", "late"};
  return names.at(static_cast<std::size_t>(verdict) - 1);
}

std::string Cursor::text() const {
  return std::to_string(tier) + "." + std::to_string(position) + "." + std::to_string(id);
}

std::optional<Cursor> Cursor::parse(std::string_view text) {
  Cursor cursor;
  const char* at = text.data();
  const char* end = at + text.size();
  auto number = [&](auto& value) {
    auto [next, error] = std::from_chars(at, end, value);
    at = next;
    return error == std::errc();
  };
  auto dot = [&] { return at != end && *at++ == '.'; };
  if (!number(cursor.tier) || !dot() || !number(cursor.position) || !dot() || !number(cursor.id) ||
      at != end || cursor.tier < 0 || cursor.tier > 8)
    return std::nullopt;
  return cursor;
}

Page list(db::Tx& tx, const Clock& clock, const Filter& filter, int limit,
          std::optional<Cursor> after) {
  if (has_words(filter)) return search(tx, clock, filter, limit, after);
  return filter.order == Order::newest ? list_newest(tx, clock, filter, limit, after)
                                       : list_in_order(tx, clock, filter, limit, after);
}

int count(db::Tx& tx, const Clock& clock, const Filter& filter, int most) {
  auto counted = [&](Query query, int room) {
    query.add(" limit :most").bind("most", room);
    Query outer("select count(*) from (" + query.text() + ") matches");
    return tx.one<int>(outer.text(), query.params()).value_or(0);
  };
  if (!has_words(filter)) return counted(without_words(clock, filter, "1"), most);
  int n = 0;
  for (const std::string& match : search::tiers(tx.engine(), filter.words))
    if (n < most) n += counted(with_words(tx.engine(), clock, filter, match, "1"), most - n);
  return n;
}

Matches newest_matches(db::Tx& tx, const Clock& clock, const Filter& filter, int most) {
  constexpr std::string_view what = "p.state, p.field_id, p.body_id, p.province_id, p.received_at";
  std::vector<Match> matches;
  auto take = [&](Query query, std::string_view order) {
    query.add(" order by ").add(order).add(" desc limit :most");
    query.bind("most", most + 1 - static_cast<int>(matches.size()));
    for (const Match& match : tx.all<Match>(query.text(), query.params())) matches.push_back(match);
  };
  std::optional<Position> floor;
  if (has_words(filter)) {
    for (const std::string& match : search::tiers(tx.engine(), filter.words))
      if (static_cast<int>(matches.size()) <= most)
        take(with_words(tx.engine(), clock, filter, match, what), search::Index::row(tx.engine()));
  } else {
    floor = floor_of(tx, filter, {});
    Query query = without_words(clock, filter, what);
    down_to(query, floor);
    take(std::move(query), "p.received_at desc, p.id");
  }
  bool beyond = static_cast<int>(matches.size()) > most;
  if (beyond) matches.pop_back();
  return {std::move(matches), beyond || floor.has_value()};
}

}  // namespace gandan::petitions
