#include "contexts/petitions/lists/listing_query.hpp"

#include <algorithm>

#include "contexts/petitions/lists/searching.hpp"

namespace gandan::petitions {
namespace {

std::string column_of(const Filter& filter, std::string_view name) {
  bool leads = !is_walked(filter) || (!has_words(filter) && name == lead_of(filter));
  return (leads ? "p." : "+p.") + std::string(name);
}

/// "column in (…)", where no_unit among the units means rows without one.
void any_or_none_of(Query& query, const std::string& column, const std::vector<UnitId>& units) {
  const bool with_none = std::find(units.begin(), units.end(), no_unit) != units.end();
  query.any_of(with_none ? "coalesce(" + column + ", 0)" : column, units);
}

/// The condition, beside which another index leads: a plus sign keeps both engines from walking one
/// of its own.
std::string beside(std::string_view condition) {
  return "+" + std::string(condition);
}

/// Whether the outcome that is asked for is not that of today.
bool asks_of_another_day(const Clock& clock, const Filter& filter) {
  return filter.outcome && filter.as_of && *filter.as_of < clock.today();
}

void restrict_outcome(Query& query, const Clock& clock, const Filter& filter) {
  if (!filter.outcome) return;
  query.add(" and ");
  query.add(asks_of_another_day(clock, filter) ? std::string(outcome_by)
                                               : column_of(filter, "outcome"));
  query.add(" = :outcome").bind("outcome", *filter.outcome);
}

void restrict_verdict(Query& query, const Clock& clock, const Filter& filter) {
  if ((filter.verdict && filter.verdict != Verdict::open) || asks_of_another_day(clock, filter))
    query.bind("as_of", judged_until(clock, filter.as_of.value_or(clock.today())));
  if (!filter.verdict) return;
  const std::string late = "+p.due_at < " + std::string(judged_at);
  const std::string in_time = "(p.due_at is null or +p.due_at >= " + std::string(judged_at) + ")";
  const std::string answered = "+p.answered_at <= :as_of";
  const std::string pending =
      "(p.answered_at is null or +p.answered_at > :as_of) and not " + withdrawn_by;
  auto holds = [&](const std::string& condition) { query.add(" and " + condition); };
  switch (*filter.verdict) {
    case Verdict::answered:
      return holds(answered);
    case Verdict::pending:
      return holds(pending);
    case Verdict::on_time:
      return holds(in_time);
    case Verdict::overdue:
      return holds(late);
    case Verdict::open:
      return holds(beside(sql::is_open));
    case Verdict::late:
      return holds(pending + " and " + late);
    case Verdict::kept:
      return holds(answered + " and " + in_time);
    case Verdict::answered_late:
      return holds(answered + " and " + late);
    case Verdict::not_due:
      return holds(pending + " and " + in_time);
  }
}

bool is_of_bodies(const Filter& filter) {
  return !filter.bodies.empty() ||
         (filter.reach && !filter.reach->everywhere && filter.reach->areas.empty());
}

/// Everywhere in one state: that is few of all that is open, and is put in order when it is found.
bool is_of_few(const Filter& filter) {
  return filter.states.size() == 1 && filter.reach && filter.reach->everywhere;
}

/// Of bodies in one state that is open: few of all that they owe, with an index of its own.
bool is_of_few_of_bodies(const Filter& filter) {
  return filter.states.size() == 1 && filter.open_only && is_of_bodies(filter) &&
         !is_walked(filter);
}

/// What waits for a look is few of all that is open, and has an index: everywhere that leads.
std::string_view if_looked_for(const Filter& filter) {
  return filter.visibility && filter.reach && filter.reach->everywhere ? "+" : "";
}

/// Numbers of ours stand in the text, so that the partial indexes over them are used.
void restrict_work(Query& query, const Filter& filter) {
  if (!filter.states.empty()) {
    // In the order of what is due, the index over all that is open leads, not the states one by
    // one; and of bodies, or of what is open in some places, theirs.
    bool in_places = !filter.places.empty() || !filter.provinces.empty();
    const bool others_lead = (filter.order == Order::due && !is_of_few(filter)) ||
                             is_of_bodies(filter) || (filter.open_only && in_places);
    std::string in =
        others_lead && !is_of_few_of_bodies(filter) ? " and +p.state in (" : " and p.state in (";
    for (State state : filter.states) in += db::number(state) + ", ";
    in.replace(in.size() - 2, 2, ")");
    query.add(in);
  }
  // Always so: the index of what bodies owe leads, not that of all that they ever received.
  if (filter.open_only && is_of_bodies(filter) && !is_walked(filter))
    query.add(" and coalesce(p.due_at, 9223372036854775807) >= -9223372036854775807");
  if (filter.visibility) query.add({" and p.visibility = ", db::number(*filter.visibility)});
  if (filter.may_be_published) query.add({" and ", sql::has_agreed});
  if (filter.denunciations)
    query.add({" and ", *filter.denunciations ? sql::is_denunciation : sql::is_no_denunciation});
  if (filter.order == Order::due) query.add({" and ", if_looked_for(filter), sql::is_open});
  if (filter.due_from)
    query.add(" and " + due_key(filter) + " >= :due_from").bind("due_from", *filter.due_from);
  if (filter.due_before)
    query.add(" and " + due_key(filter) + " < :due_before and +p.stopped_at is null")
        .bind("due_before", *filter.due_before);
  if (filter.reach) restrict_reach(query, *filter.reach, is_walked(filter) ? "+p." : "p.");
}

void restrict_to(Query& query, const Clock& clock, const Filter& filter) {
  restrict_sight(query, filter.sight);
  auto equal = [&](std::string_view column, std::string_view name, const db::Value& value) {
    query.add(" and " + column_of(filter, column) + " = :" + std::string(name)).bind(name, value);
  };
  if (filter.kind) equal("kind", "kind", *filter.kind);
  if (filter.state) equal("state", "state", *filter.state);
  restrict_outcome(query, clock, filter);
  if (filter.field == no_field) {
    query.add(" and p.field_id is null");
  } else if (filter.field) {
    equal("field_id", "field", *filter.field);
  }
  if (filter.topic) equal("topic_id", "topic", *filter.topic);
  if (filter.open_only)
    query.add({" and ", is_walked(filter) ? "+" : if_looked_for(filter), sql::is_open});
  if (filter.from) query.add(" and p.received_at >= :from").bind("from", start_of(*filter.from));
  if (filter.to) query.add(" and p.received_at <= :to").bind("to", end_of(*filter.to));
  any_or_none_of(query, column_of(filter, "body_id"), filter.bodies);
  if (filter.or_places) {
    query.add(" and (").any_of("+p.province_id", filter.provinces, "");
    query.any_of("+p.place_id", filter.places, filter.provinces.empty() ? "" : " or ").add(")");
  } else {
    any_or_none_of(query, column_of(filter, "province_id"), filter.provinces);
    query.any_of(column_of(filter, "place_id"), filter.places);
  }
  restrict_verdict(query, clock, filter);
  restrict_work(query, filter);
  if (filter.among) query.add(" and p.id in (").add(*filter.among).add(")");
}

/// One for each province and one for the places, each led by its own index.
std::vector<Filter> parts_by_area(const Filter& filter) {
  Filter part = filter;
  part.or_places = false;
  part.places.clear();
  std::vector<Filter> parts;
  for (const UnitId province : filter.provinces) {
    part.provinces = {province};
    parts.push_back(part);
  }
  part.provinces.clear();
  part.places = filter.places;
  if (!part.places.empty()) parts.push_back(std::move(part));
  return parts;
}

/// One filter, or one each for the body, the place and the province that are in reach.
std::vector<Filter> parts_of(const Filter& filter) {
  if (filter.or_places) return parts_by_area(filter);
  if (is_walked(filter) || !filter.reach || filter.reach->everywhere || filter.reach->areas.empty())
    return {filter};
  Filter part = filter;
  part.reach.reset();
  std::vector<Filter> parts(filter.reach->bodies.empty() ? 2 : 3, part);
  parts[0].places = filter.reach->areas;
  parts[1].provinces = filter.reach->areas;
  if (parts.size() == 3) parts[2].bodies = filter.reach->bodies;
  return parts;
}

}  // namespace

/// The one condition whose index a public list walks, newest first. The others are looked at row by
/// row: a plus sign keeps both engines from walking another index and sorting what they find there.
/// Those of a commune are few: its index gives them, with those of what it came from, to be sorted.
std::string_view lead_of(const Filter& filter) {
  auto is_one = [](const std::vector<UnitId>& units) {
    return units.size() == 1 && units.front() != no_unit;
  };
  if (filter.among) return "id";
  if (filter.topic) return "topic_id";
  if (is_one(filter.bodies)) return "body_id";
  if (filter.or_places) return "";
  if (!filter.places.empty()) return "place_id";
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

void restrict_reach(Query& query, const Within& reach, const std::string& prefix) {
  if (reach.everywhere) return;
  if (reach.bodies.empty() && reach.areas.empty()) {
    query.add(" and 1 = 0");
    return;
  }
  query.add(" and (");
  query.any_of(prefix + "body_id", reach.bodies, "");
  query.any_of(prefix + "place_id", reach.areas, reach.bodies.empty() ? "" : " or ");
  query.any_of(prefix + "province_id", reach.areas, " or ");
  query.add(")");
}

void restrict_sight(Query& query, Sight sight) {
  if (sight == Sight::open) query.add({" and ", sql::is_public});
  if (sight == Sight::held) query.add({" and ", sql::is_not_sealed});
}

/// When it is due, as the index says it that can be walked in this order: that of a body, in which
/// what has no due date stands last, or that of all that has one.
std::string due_key(const Filter& filter) {
  bool of_bodies = !filter.bodies.empty() || (filter.reach && !filter.reach->everywhere);
  return filter.due_before && !of_bodies ? "p.due_at" : "coalesce(p.due_at, 9223372036854775807)";
}

Query without_words(const Clock& clock, const Filter& filter, std::string_view what) {
  Query query("select " + std::string(what) + " from petitions p where 1 = 1");
  restrict_to(query, clock, filter);
  return query;
}

Query rows_of(const Clock& clock, const Filter& filter, std::string_view what, const Query& tail) {
  const std::vector<Filter> parts = parts_of(filter);
  if (parts.size() == 1) return without_words(clock, filter, what).add(tail);
  Query query("select " + std::string(what) + " from petitions p where p.id in (");
  for (const Filter& part : parts) {
    Query one = without_words(clock, part, "p.id");
    const bool is_first = &part == parts.data();  // the others bind the same
    query.add(is_first ? "select id from (" : " union select id from (");
    (is_first ? query.add(one) : query.repeat(one)).repeat(tail).add(") part");
  }
  return query.add(")").add(tail);
}

Query with_words(db::Engine engine, const Clock& clock, const Filter& filter,
                 const std::string& match, std::string_view what) {
  Query query("select " + std::string(what) + " from petitions p " +
              search_index.join(engine, "p.id") + " where 1 = 1");
  query.bind("match", match);
  restrict_to(query, clock, filter);
  return query;
}

}  // namespace gandan::petitions
