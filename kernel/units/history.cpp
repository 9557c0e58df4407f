// Units through time: what one has become, and who has become one.
#include <algorithm>
#include <map>

#include "kernel/units/units.hpp"

namespace gandan::units {

namespace {

struct Life {
  Date valid_from;
  std::optional<Date> valid_to;
  std::optional<UnitId> parent;
};
const db::Sql sql_life("select valid_from, valid_to, parent from units where id = :id");

struct Step {
  UnitId unit;
  double share;
};
const db::Sql sql_next(R"(
  select new_unit, share from unit_successions where old_unit = :unit and date <= :day
  order by is_main desc, new_unit)");
const db::Sql sql_before(R"(
  select old_unit, share from unit_successions where new_unit = :unit and date > :day
  order by share desc, old_unit)");

// UNION, not UNION ALL: a unit that is reached twice is followed once.
const db::Sql sql_become(R"(
  with recursive line (unit) as (
    select cast(:id as bigint)
    union
    select s.old_unit from unit_successions s join line on s.new_unit = line.unit
    where s.is_main = 1 and s.date <= :day
  )
  select unit from line)");
const db::Sql sql_become_with_parts(R"(
  with recursive links (above, below) as (
    select new_unit, old_unit from unit_successions where is_main = 1 and date <= :day
    union all
    select parent, id from units where parent is not null and valid_from <= :day
  ), line (unit) as (
    select cast(:id as bigint)
    union
    select links.below from links join line on links.above = line.unit
  )
  select unit from line)");

class Walk {
 public:
  Walk(db::Tx& tx, Date day) : tx_(tx), day_(day) {}

  /// `depth` only keeps a damaged table from holding a thread: no unit has that many lives.
  void go(UnitId unit, double share, int depth = 0) {
    const auto life = tx_.one<Life>(sql_life, {{"id", unit}});
    if (!life || depth > 16) return;
    const bool ended = life->valid_to && *life->valid_to < day_;
    const bool unborn = life->valid_from > day_;
    std::vector<Step> steps;
    if (ended) steps = tx_.all<Step>(sql_next, {{"unit", unit}, {"day", day_}});
    if (unborn) steps = tx_.all<Step>(sql_before, {{"unit", unit}, {"day", day_}});
    // Where nobody wrote down what became of it, what it lay in answers.
    if ((ended || unborn) && steps.empty() && life->parent) steps.push_back({*life->parent, 1});
    if (steps.empty()) {
      add(unit, share);
      return;
    }
    double sum = 0;
    for (const Step& step : steps) sum += step.share;
    for (const Step& step : steps) go(step.unit, share * step.share / sum, depth + 1);
  }

  std::vector<Share> result() && {
    std::stable_sort(order_.begin(), order_.end(),
                     [&](UnitId a, UnitId b) { return shares_[a] > shares_[b] + 1e-9; });
    std::vector<Share> out;
    for (const UnitId unit : order_) out.push_back({unit, shares_[unit]});
    return out;
  }

 private:
  void add(UnitId unit, double share) {
    if (!shares_.contains(unit)) order_.push_back(unit);
    shares_[unit] += share;
  }

  db::Tx& tx_;
  Date day_;
  std::map<UnitId, double> shares_;
  std::vector<UnitId> order_;
};

}  // namespace

std::vector<Share> as_of(db::Tx& tx, UnitId id, Date day) {
  Walk walk(tx, day);
  walk.go(id, 1);
  return std::move(walk).result();
}

std::vector<UnitId> become(db::Tx& tx, UnitId id, Date day, bool with_parts) {
  return tx.all<UnitId>(with_parts ? sql_become_with_parts : sql_become,
                        {{"id", id}, {"day", day}});
}

}  // namespace gandan::units
