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

void restrict_sight(Query& query, Sight sight) {
  // The constant, not a parameter, so that the partial indexes over public rows are used.
  if (sight == Sight::open) query.add(" and p.visibility = 2");
  if (sight == Sight::held) query.add(" and p.visibility in (1, 2)");
}

void restrict_verdict(Query& query, const Clock& clock, const Filter& filter) {
  if (!filter.verdict) return;
  Instant as_of = filter.as_of ? end_of(*filter.as_of) : clock.now();
  query.bind("as_of", as_of);
  switch (*filter.verdict) {
    case Verdict::answered:
      query.add(" and p.answered_at <= :as_of");
      break;
    case Verdict::pending:
      query.add(" and (p.answered_at is null or p.answered_at > :as_of)");
      break;
    case Verdict::on_time:
      query.add(
          " and (p.due_at is null or p.due_at >= case when p.answered_at <= :as_of then "
          "p.answered_at else :as_of end)");
      break;
    case Verdict::overdue:
      query.add(
          " and p.due_at < case when p.answered_at <= :as_of then p.answered_at else :as_of end");
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

/// Numbers of ours stand in the text, so that the partial indexes over them are used.
void restrict_work(Query& query, const Filter& filter) {
  if (!filter.states.empty()) {
    std::string in = " and p.state in (";
    for (State state : filter.states) in += std::to_string(static_cast<int>(state)) + ", ";
    in.replace(in.size() - 2, 2, ")");
    query.add(in);
  }
  if (filter.visibility)
    query.add(" and p.visibility = " + std::to_string(static_cast<int>(*filter.visibility)));
  if (filter.may_be_published) query.add(" and p.publication_refused = 0");
  if (filter.denunciations)
    query.add(*filter.denunciations ? " and p.kind = 4" : " and p.kind <> 4");
  if (filter.due_from) query.add(" and p.due_at >= :due_from").bind("due_from", *filter.due_from);
  if (filter.due_before)
    query.add(" and p.due_at < :due_before").bind("due_before", *filter.due_before);
  if (filter.reach) restrict_reach(query, *filter.reach);
}

void restrict_to(Query& query, const Clock& clock, const Filter& filter) {
  restrict_sight(query, filter.sight);
  if (filter.kind) query.add(" and p.kind = :kind").bind("kind", *filter.kind);
  if (filter.state) query.add(" and p.state = :state").bind("state", *filter.state);
  if (filter.outcome) query.add(" and p.outcome = :outcome").bind("outcome", *filter.outcome);
  if (filter.field == no_field) {
    query.add(" and p.field_id is null");
  } else if (filter.field) {
    query.add(" and p.field_id = :field").bind("field", *filter.field);
  }
  if (filter.topic) query.add(" and p.topic_id = :topic").bind("topic", *filter.topic);
  if (filter.open_only) query.add(" and p.state in (1, 2, 3, 4)");
  if (filter.from) query.add(" and p.received_at >= :from").bind("from", start_of(*filter.from));
  if (filter.to) query.add(" and p.received_at <= :to").bind("to", end_of(*filter.to));
  query.any_or_none_of("p.body_id", filter.bodies);
  query.any_or_none_of("p.province_id", filter.provinces);
  query.any_of("p.place_id", filter.places);
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

/// Turns one row more than asked for into the cursor of the next page.
Page page_of(std::vector<ListRow> rows, int limit) {
  Page page{std::move(rows), std::nullopt};
  if (page.rows.size() > static_cast<std::size_t>(limit)) {
    page.rows.resize(static_cast<std::size_t>(limit));
    const ListRow& last = page.rows.back();
    page.next = Cursor{last.tier, last.position, last.id.value};
  }
  return page;
}

/// What the rows are ordered by. What has no due date stands behind everything that has one.
std::string key_of(Order order) {
  if (order == Order::due) return "coalesce(p.due_at, 9223372036854775807)";
  return order == Order::answered ? "p.answered_at" : "p.received_at";
}

Page list_in_order(db::Tx& tx, const Clock& clock, const Filter& filter, int limit,
                   std::optional<Cursor> after) {
  const std::string key = key_of(filter.order);
  const bool falls = filter.order == Order::newest || filter.order == Order::answered;
  const std::string way = falls ? " desc" : "";
  Query query = without_words(clock, filter, std::string(columns) + key + ", 0");
  if (filter.order == Order::answered) query.add(" and p.answered_at is not null");
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
  for (Verdict verdict : {Verdict::answered, Verdict::pending, Verdict::on_time, Verdict::overdue})
    if (name(verdict) == text) return verdict;
  return std::nullopt;
}

std::string_view name(Verdict verdict) {
  constexpr std::array names{"answered", "pending", "on_time", "overdue"};
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
  bool has_words = filter.words.find_first_not_of(" \t\r\n") != std::string::npos;
  return has_words ? search(tx, clock, filter, limit, after)
                   : list_in_order(tx, clock, filter, limit, after);
}

int count(db::Tx& tx, const Clock& clock, const Filter& filter, int most) {
  auto counted = [&](Query query, int room) {
    query.add(" limit :most").bind("most", room);
    Query outer("select count(*) from (" + query.text() + ") matches");
    return tx.one<int>(outer.text(), query.params()).value_or(0);
  };
  if (filter.words.find_first_not_of(" \t\r\n") == std::string::npos)
    return counted(without_words(clock, filter, "1"), most);
  int n = 0;
  for (const std::string& match : search::tiers(tx.engine(), filter.words))
    if (n < most) n += counted(with_words(tx.engine(), clock, filter, match, "1"), most - n);
  return n;
}

std::vector<Match> newest_matches(db::Tx& tx, const Clock& clock, const Filter& filter, int most) {
  constexpr std::string_view what = "p.state, p.field_id, p.body_id, p.province_id, p.received_at";
  std::vector<Match> matches;
  auto take = [&](Query query, std::string_view order) {
    query.add(" order by ").add(order).add(" desc limit :most");
    query.bind("most", most - static_cast<int>(matches.size()));
    for (const Match& match : tx.all<Match>(query.text(), query.params())) matches.push_back(match);
  };
  if (filter.words.find_first_not_of(" \t\r\n") == std::string::npos) {
    take(without_words(clock, filter, what), "p.received_at desc, p.id");
    return matches;
  }
  for (const std::string& match : search::tiers(tx.engine(), filter.words))
    if (static_cast<int>(matches.size()) < most)
      take(with_words(tx.engine(), clock, filter, match, what), search::Index::row(tx.engine()));
  return matches;
}

}  // namespace gandan::petitions
