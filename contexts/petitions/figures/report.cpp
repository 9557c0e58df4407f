#include "contexts/petitions/figures/report.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "contexts/petitions/lists/listing_query.hpp"
#include "contexts/petitions/public/page_parts.hpp"

namespace gandan::petitions {
namespace {

constexpr std::array by_names{"none", "kind", "field", "body", "level", "place", "month"};

/// Sums over one group of rows, as of the last microsecond of the report's day.
std::string sums(const Clock& clock, const ReportQuery& query) {
  const std::string late = "p.due_at < " + std::string(judged_at);
  const std::string withdrawn(withdrawn_by);
  const std::string answered = "p.answered_at <= :as_of";
  const std::string outcome(query.as_of < clock.today() ? outcome_by : "p.outcome");
  std::string sql = "count(*)";
  const auto answered_as = [&](Outcome one) {
    return answered + " and " + outcome + " = " + db::number(one);
  };
  for (const std::string& condition :
       {std::string("p.topic_id is null"), answered, late, answered + " and " + late,
        withdrawn + " and " + late, answered_as(Outcome::settled),
        answered_as(Outcome::in_progress), answered_as(Outcome::scheduled),
        answered_as(Outcome::explained),
        answered + " and " + std::string(sql::is_returned_ended_or_declined), withdrawn})
    sql += ", sum(case when " + condition + " then 1 else 0 end)";
  return sql;
}

/// One group as the database gives it; number 0 is what has no such field, body or place.
struct Group {
  std::int64_t number = 0;
  std::int64_t received = 0, alone = 0, answered = 0, overdue = 0, answered_late = 0,
               withdrawn_late = 0;
  std::int64_t settled = 0, in_progress = 0, scheduled = 0, explained = 0, returned = 0,
               withdrawn = 0;
};

/// What can be added up: of the distinct, those in no topic.
Figures figures_of(const Group& g) {
  Figures f;
  f.received = g.received;
  f.distinct = g.alone;
  f.answered = g.answered;
  f.pending = g.received - g.answered - g.withdrawn;
  f.overdue = g.overdue;
  f.on_time = g.received - g.overdue;
  f.answered_on_time = g.answered - g.answered_late;
  f.pending_overdue = g.overdue - g.answered_late - g.withdrawn_late;
  f.settled = g.settled;
  f.in_progress = g.in_progress;
  f.scheduled = g.scheduled;
  f.explained = g.explained;
  f.returned = g.returned;
  f.withdrawn = g.withdrawn;
  return f;
}

/// The number that a breakdown groups by. Never what people typed: it may name somebody.
std::string_view number_of(By by) {
  switch (by) {
    case By::none:
      return "0";
    case By::kind:
      return "p.kind";
    case By::field:
      return "coalesce(p.field_id, 0)";
    case By::body:
    case By::level:
      return "coalesce(p.body_id, 0)";
    case By::place:
      return "coalesce(p.province_id, 0)";
    case By::month:
      return "(p.received_at + 25200000000) / 86400000000";  // civil day
  }
  return "0";
}

/// "select `what` from petitions p where …": what came in the period, from or to the report's unit.
Query of_period(const ReportQuery& query, const std::optional<Reach>& reach,
                const std::string& what) {
  Query sql("select " + std::string(number_of(query.by)) + " as number, " + what + " from " +
            counted_petitions(query.sealed) + " where 1 = 1");
  sql.bind("from", start_of(query.from))
      .bind("to", std::min(end_of(query.to), end_of(query.as_of)));
  if (reach) restrict_reach(sql, *reach, "p.");
  return sql;
}

std::vector<Group> groups(db::Tx& tx, const Clock& clock, const ReportQuery& query,
                          const std::optional<Reach>& reach) {
  Query sql = of_period(query, reach, sums(clock, query));
  sql.bind("as_of", judged_until(clock, query.as_of)).add(" group by 1 order by 1");
  return sql.all<Group>(tx);
}

/// A topic with petitions in a group. It counts once in each row of the report, of however many
/// groups the row is made.
struct GroupTopic {
  std::int64_t number = 0;
  TopicId topic;
};
std::vector<GroupTopic> topics(db::Tx& tx, const ReportQuery& query,
                               const std::optional<Reach>& reach) {
  Query sql = of_period(query, reach, "p.topic_id");
  sql.add(" and p.topic_id is not null group by 1, 2");
  return sql.all<GroupTopic>(tx);
}

/// How a group becomes a row: its key, its label, and the filter that opens it.
struct Key {
  std::string key, label;
  Filter filter;
};

class Keys {
 public:
  Keys(db::Tx& tx, const ReportQuery& query, const Filter& all, const units::Directory& directory,
       const i18n::Locale& locale)
      : tx_(tx), query_(query), all_(all), directory_(directory), locale_(locale) {}

  [[nodiscard]] Key of(const Group& group) {
    switch (query_.by) {
      case By::none:
        return {"all", std::string(locale_.tr(N_("All"))), all_};
      case By::kind: {
        auto kind = static_cast<Kind>(group.number);
        Filter only = all_;
        only.kind = kind;
        return {std::string(name(kind)), std::string(locale_.tr(label(kind))), only};
      }
      case By::field:
        return of_field(group.number);
      case By::body:
        return of_unit(
            group, N_("With no body yet"), [](Filter & f) -> auto& { return f.bodies; });
      case By::place:
        return of_unit(
            group, N_("Place not known"), [](Filter & f) -> auto& { return f.provinces; });
      case By::level:
        return of_level(group);
      case By::month:
        return of_month(group.number);
    }
    return {};
  }

 private:
  Key without(const char* label, Filter only) const {
    return {std::string(none_code), std::string(locale_.tr(label)), std::move(only)};
  }

  Key of_field(std::int64_t number) const {
    Filter only = all_;
    only.field = FieldId{number};
    for (const units::Field& field : directory_.fields())
      if (field.id.value == number)
        return {field.code, std::string(directory_.field_name(field.id, locale_.tag())), only};
    return without(N_("Field not known"), std::move(only));
  }

  /// The unit as it is on the report's day: what a merged one became, in the main.
  UnitId present(UnitId unit) {
    auto [at, fresh] = present_.try_emplace(unit, unit);
    if (fresh) {
      auto shares = units::as_of(tx_, unit, query_.as_of);
      if (!shares.empty()) at->second = shares.front().unit;
    }
    return at->second;
  }

  template <class Slot>
  Key of_unit(const Group& group, const char* label_of_none, Slot slot) {
    Filter only = all_;
    slot(only) = {UnitId{group.number}};
    auto unit =
        group.number == 0 ? std::nullopt : units::find_unit(tx_, present(UnitId{group.number}));
    if (!unit) return without(label_of_none, std::move(only));
    std::string code = unit->code.empty() ? unit->name : unit->code;
    return {code, query_.by == By::place ? short_name(unit->name) : unit->name, only};
  }

  Key of_level(const Group& group) {
    Filter only = all_;
    only.bodies = {UnitId{group.number}};
    auto unit = group.number == 0 ? std::nullopt : units::find_unit(tx_, UnitId{group.number});
    if (!unit) return without(N_("With no body yet"), std::move(only));
    constexpr std::array codes{"nation", "province", "district", "commune", "village"};
    constexpr std::array labels{N_("Nation"), N_("Province"), N_("District"), N_("Commune"),
                                N_("Village")};
    auto at = static_cast<std::size_t>(unit->level) - 1;
    return {codes.at(at), std::string(locale_.tr(labels.at(at))), only};
  }

  Key of_month(std::int64_t day) const {
    Date date{static_cast<std::int32_t>(day)};
    Date first = Date::of(date.year(), date.month(), 1);
    Date next = date.month() == 12 ? Date::of(date.year() + 1, 1, 1)
                                   : Date::of(date.year(), date.month() + 1, 1);
    Filter only = all_;
    only.from = std::max(first, *all_.from);
    only.to = std::min(next - 1, *all_.to);
    return {first.iso().substr(0, 7), locale_.month(first), only};
  }

  db::Tx& tx_;
  const ReportQuery& query_;
  const Filter& all_;
  const units::Directory& directory_;
  const i18n::Locale& locale_;
  std::map<UnitId, UnitId> present_;
};

/// The rows, each of one or several groups: their figures are added, their filters joined.
class Rows {
 public:
  void add(std::int64_t number, Key key, const Figures& figures) {
    auto [slot, fresh] = by_key_.try_emplace(key.key, rows_.size());
    by_number_.emplace(number, slot->second);
    if (fresh) {
      rows_.push_back({std::move(key.key), std::move(key.label), figures, std::move(key.filter)});
      return;
    }
    ReportRow& row = rows_[slot->second];
    row.figures += figures;
    auto append = [](std::vector<UnitId>& to, const std::vector<UnitId>& more) {
      to.insert(to.end(), more.begin(), more.end());
    };
    append(row.filter->bodies, key.filter.bodies);
    append(row.filter->provinces, key.filter.provinces);
  }
  void add(const std::vector<GroupTopic>& topics) {
    std::vector<std::pair<std::size_t, TopicId>> in_rows;
    in_rows.reserve(topics.size());
    for (const GroupTopic& each : topics)
      in_rows.emplace_back(by_number_.at(each.number), each.topic);
    std::sort(in_rows.begin(), in_rows.end());
    in_rows.erase(std::unique(in_rows.begin(), in_rows.end()), in_rows.end());
    for (const auto& [row, topic] : in_rows) ++rows_[row].figures.distinct;
  }
  [[nodiscard]] std::vector<ReportRow> take() && { return std::move(rows_); }

 private:
  std::vector<ReportRow> rows_;
  std::map<std::string, std::size_t> by_key_;
  std::map<std::int64_t, std::size_t> by_number_;
};

Figures total(db::Tx& tx, const Clock& clock, ReportQuery query,
              const std::optional<Reach>& reach) {
  query.by = By::none;
  auto all = groups(tx, clock, query, reach);
  if (all.empty()) return {};
  Figures figures = figures_of(all.front());
  figures.distinct += static_cast<std::int64_t>(topics(tx, query, reach).size());
  return figures;
}

Filter filter_of(const ReportQuery& query, const std::optional<Reach>& reach) {
  Filter filter;
  filter.from = query.from;
  filter.to = std::min(query.to, query.as_of);
  filter.as_of = query.as_of;
  filter.unit = query.unit;
  filter.reach = reach;
  return filter;
}

}  // namespace

std::optional<By> parse_by(std::string_view text) {
  for (std::size_t i = 0; i < by_names.size(); ++i)
    if (by_names[i] == text) return static_cast<By>(i);
  return std::nullopt;
}

std::string_view name(By by) {
  return by_names.at(static_cast<std::size_t>(by));
}

std::optional<std::string_view> day_ahead(std::optional<Date> from, std::optional<Date> as_of,
                                          Date today) {
  if (from && *from > today) return "from";
  if (as_of && *as_of > today) return "as_of";
  return std::nullopt;
}

Figures& Figures::operator+=(const Figures& o) {
  received += o.received;
  distinct += o.distinct;
  answered += o.answered;
  pending += o.pending;
  on_time += o.on_time;
  overdue += o.overdue;
  answered_on_time += o.answered_on_time;
  pending_overdue += o.pending_overdue;
  settled += o.settled;
  in_progress += o.in_progress;
  scheduled += o.scheduled;
  explained += o.explained;
  returned += o.returned;
  withdrawn += o.withdrawn;
  return *this;
}

Report report(db::Tx& tx, const Clock& clock, const ReportQuery& query,
              const units::Directory& directory, const i18n::Locale& locale) {
  std::optional<Reach> reach;
  if (query.unit) reach = reach_of(tx, *query.unit, query.as_of);
  Report result{query, filter_of(query, reach), total(tx, clock, query, reach), {}, {}};
  ReportQuery before = query;
  before.to = query.from - 1;
  before.from = query.from - (query.to - query.from + 1);
  before.as_of = std::min(query.as_of, before.to + (query.as_of - query.to));
  result.previous = total(tx, clock, before, reach);
  if (query.by == By::kind && !query.sealed.all())
    result.sealed = sealed_statement(tx, clock, query.from, query.to, query.unit);
  if (query.by == By::none) return result;

  Keys keys(tx, query, result.filter, directory, locale);
  Rows rows;
  for (const Group& group : groups(tx, clock, query, reach))
    rows.add(group.number, keys.of(group), figures_of(group));
  rows.add(topics(tx, query, reach));
  result.rows = std::move(rows).take();
  if (query.by != By::month)
    std::stable_sort(result.rows.begin(), result.rows.end(), [](const auto& a, const auto& b) {
      return a.figures.received > b.figures.received;
    });
  return result;
}

}  // namespace gandan::petitions
