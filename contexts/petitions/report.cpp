#include "contexts/petitions/report.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "contexts/petitions/page_parts.hpp"

namespace gandan::petitions {
namespace {

constexpr std::array by_names{"none", "kind", "field", "body", "level", "place", "month"};

/// Sums over one group of rows, as of the last microsecond of the report's day.
std::string sums() {
  const std::string late = "p.due_at < " + std::string(judged_at);
  const std::string withdrawn(withdrawn_by);
  std::string sql = "count(*), count(distinct coalesce(p.topic_id, p.id))";
  for (const std::string& condition :
       {std::string("p.answered_at <= :as_of"), late, "p.answered_at <= :as_of and " + late,
        withdrawn + " and " + late, std::string("p.answered_at <= :as_of and p.outcome = 1"),
        std::string("p.answered_at <= :as_of and p.outcome = 2"),
        std::string("p.answered_at <= :as_of and p.outcome = 3"),
        std::string("p.answered_at <= :as_of and p.outcome = 4"),
        std::string("p.answered_at <= :as_of and p.state = 6"), withdrawn})
    sql += ", sum(case when " + condition + " then 1 else 0 end)";
  return sql;
}

/// One group as the database gives it; number 0 is what has no such field, body or place.
struct Group {
  std::int64_t number = 0;
  std::int64_t received = 0, distinct = 0, answered = 0, overdue = 0, answered_late = 0,
               withdrawn_late = 0;
  std::int64_t settled = 0, in_progress = 0, scheduled = 0, explained = 0, returned = 0,
               withdrawn = 0;
};

Figures figures_of(const Group& g) {
  Figures f;
  f.received = g.received;
  f.distinct = g.distinct;
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

/// The units whose records count for the report's unit, and of what they are.
struct Scope {
  std::vector<UnitId> units;
  bool is_body = false;
};
Scope scope_of(db::Tx& tx, const ReportQuery& query) {
  if (!query.unit) return {};
  auto unit = units::find_unit(tx, *query.unit);
  return {units::become(tx, *query.unit, query.as_of, query.with_parts),
          unit && unit->kind == units::UnitKind::body};
}

std::string in_list(std::string_view column, const std::vector<UnitId>& units) {
  std::string out(column);
  out += " in (0";
  for (UnitId unit : units) out += "," + std::to_string(unit.value);
  return out + ")";
}

std::vector<Group> groups(db::Tx& tx, const ReportQuery& query, const Scope& scope, By by) {
  std::string sql = "select " + std::string(number_of(by)) + " as number, " + sums() +
                    " from petitions p where p.received_at >= :from and p.received_at <= :to";
  if (query.unit)
    sql += scope.is_body ? " and " + in_list("p.body_id", scope.units)
                         : " and (" + in_list("p.place_id", scope.units) + " or " +
                               in_list("p.province_id", scope.units) + ")";
  sql += " group by 1 order by 1";
  const std::array<db::Param, 3> params{{{"from", start_of(query.from)},
                                         {"to", std::min(end_of(query.to), end_of(query.as_of))},
                                         {"as_of", end_of(query.as_of)}}};
  return tx.all<Group>(sql, params);
}

/// How a group becomes a row: its key, its label, and the filter that opens it.
struct Key {
  std::string key, label;
  Filter filter;
};

class Keys {
 public:
  Keys(db::Tx& tx, const ReportQuery& query, const units::Directory& directory,
       const i18n::Locale& locale)
      : tx_(tx), query_(query), directory_(directory), locale_(locale) {}

  [[nodiscard]] Key of(const Group& group) {
    switch (query_.by) {
      case By::none:
        return {"all", std::string(locale_.tr(N_("All"))), filter()};
      case By::kind: {
        auto kind = static_cast<Kind>(group.number);
        Filter only = filter();
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
  [[nodiscard]] Filter filter() const {
    Filter filter;
    filter.from = query_.from;
    filter.to = query_.to;
    filter.as_of = query_.as_of;
    return filter;
  }

  Key without(const char* label, Filter only) const {
    return {std::string(none_code), std::string(locale_.tr(label)), std::move(only)};
  }

  Key of_field(std::int64_t number) const {
    Filter only = filter();
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
    Filter only = filter();
    slot(only) = {UnitId{group.number}};
    auto unit =
        group.number == 0 ? std::nullopt : units::find_unit(tx_, present(UnitId{group.number}));
    if (!unit) return without(label_of_none, std::move(only));
    std::string code = unit->code.empty() ? unit->name : unit->code;
    return {code, query_.by == By::place ? short_name(unit->name) : unit->name, only};
  }

  Key of_level(const Group& group) {
    Filter only = filter();
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
    Filter only = filter();
    only.from = std::max(first, query_.from);
    only.to = std::min(next - 1, query_.to);
    return {first.iso().substr(0, 7), locale_.month(first), only};
  }

  db::Tx& tx_;
  const ReportQuery& query_;
  const units::Directory& directory_;
  const i18n::Locale& locale_;
  std::map<UnitId, UnitId> present_;
};

/// Two groups that come to one row: their figures are added, their filters joined.
void add(std::vector<ReportRow>& rows, std::map<std::string, std::size_t>& at, Key key,
         const Figures& figures) {
  auto [slot, fresh] = at.try_emplace(key.key, rows.size());
  if (fresh) {
    rows.push_back({std::move(key.key), std::move(key.label), figures, std::move(key.filter)});
    return;
  }
  ReportRow& row = rows[slot->second];
  row.figures += figures;
  auto append = [](std::vector<UnitId>& to, const std::vector<UnitId>& more) {
    to.insert(to.end(), more.begin(), more.end());
  };
  append(row.filter->bodies, key.filter.bodies);
  append(row.filter->provinces, key.filter.provinces);
}

Figures total(db::Tx& tx, const ReportQuery& query, const Scope& scope) {
  auto all = groups(tx, query, scope, By::none);
  return all.empty() ? Figures{} : figures_of(all.front());
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

Report report(db::Tx& tx, const ReportQuery& query, const units::Directory& directory,
              const i18n::Locale& locale) {
  const Scope scope = scope_of(tx, query);
  Report result{query, total(tx, query, scope), {}, {}};
  ReportQuery before = query;
  before.to = query.from - 1;
  before.from = query.from - (query.to - query.from + 1);
  before.as_of = std::min(query.as_of, before.to + (query.as_of - query.to));
  result.previous = total(tx, before, scope);
  if (query.by == By::none) return result;

  Keys keys(tx, query, directory, locale);
  std::map<std::string, std::size_t> at;
  for (const Group& group : groups(tx, query, scope, query.by))
    add(result.rows, at, keys.of(group), figures_of(group));
  if (query.by != By::month)
    std::stable_sort(result.rows.begin(), result.rows.end(), [](const auto& a, const auto& b) {
      return a.figures.received > b.figures.received;
    });
  return result;
}

void suppress_small_cells(Report& report, const i18n::Locale& locale) {
  if (report.query.by != By::kind) return;
  auto is_of_confidential_kind = [](const ReportRow& row) {
    return row.filter && is_confidential(*row.filter->kind);
  };
  auto& rows = report.rows;
  if (std::none_of(rows.begin(), rows.end(), [&](const ReportRow& row) {
        return is_of_confidential_kind(row) && row.figures.received < smallest_cell;
      }))
    return;
  ReportRow both{.key = "complaint_or_denunciation",
                 .label = std::string(locale.tr(N_("Complaint or denunciation")))};
  for (const ReportRow& row : rows)
    if (is_of_confidential_kind(row)) both.figures += row.figures;
  std::erase_if(rows, is_of_confidential_kind);
  report.suppressed = both.figures.received < smallest_cell;
  if (report.suppressed) {
    rows.clear();
  } else {
    rows.push_back(std::move(both));
  }
}

}  // namespace gandan::petitions
