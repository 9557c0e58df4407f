// Units through time: what one has become, and who has become one.
#include <algorithm>
#include <map>

#include "kernel/units/units.hpp"
#include "lib/db/query.hpp"

namespace gandan::units {

namespace {

struct Life {
  Level level = Level::nation;
  Date valid_from;
  std::optional<Date> valid_to;
  std::optional<UnitId> parent;
};
const db::Sql sql_life("select level, valid_from, valid_to, parent from units where id = :id");

struct Step {
  UnitId unit;
  double share;
};
const db::Sql sql_next(R"(
  select new_unit, share from unit_successions where old_unit = :unit and date <= :day
  order by is_main desc, new_unit)");
// What it came from at its birth. A province also succeeds the districts that ended in it, but it
// was none of them: what is of its own level comes before all else.
const db::Sql sql_before(R"(
  select s.old_unit, s.share from unit_successions s join units o on o.id = s.old_unit
  where s.new_unit = :unit and s.date > :day and s.date <= :born and (o.level = :level or not exists (
    select 1 from unit_successions t join units p on p.id = t.old_unit
    where t.new_unit = :unit and t.date > :day and t.date <= :born and p.level = :level))
  order by s.share desc, s.old_unit)");

// UNION, not UNION ALL: a unit that is reached twice is followed once.
const db::Sql sql_become(R"(
  with recursive line (unit) as (
    select cast(:id as bigint)
    union
    select s.old_unit from unit_successions s join line on s.new_unit = line.unit
    where s.is_main = 1 and s.date <= :day
  )
  select unit from line)");
// Each way by its own index, from where the line is: a table of all links, made for each question,
// cost a hundred times as much. PostgreSQL lets the line stand once in what follows it.
const db::Sql sql_become_with_parts(R"(
  with recursive line (unit) as (
    select cast(:id as bigint)
    union
    select coalesce(s.old_unit, u.id) from line
    join (select 0 as way union all select 1) ways on 1 = 1
    left join unit_successions s on ways.way = 0 and s.new_unit = line.unit
      and s.is_main = 1 and s.date <= :day
    left join units u on ways.way = 1 and u.parent = line.unit and u.valid_from <= :day
    where coalesce(s.old_unit, u.id) is not null
  )
  select unit from line)");

/// Follows successions to a day. Each unit is looked at once, however many ways lead to it.
class Walk {
 public:
  using Shares = std::vector<Share>;  // of one unit: they add up to 1, the largest first

  Walk(db::Tx& tx, Date day) : tx_(tx), day_(day) {}

  const Shares& of(UnitId unit) {
    auto [at, is_fresh] = known_.try_emplace(unit);
    if (!is_fresh) return at->second;  // empty while it is being followed: a circle ends here
    Shares found = follow(unit);
    return known_[unit] = std::move(found);
  }

 private:
  Shares follow(UnitId unit) {
    const auto life = tx_.one<Life>(sql_life, {{"id", unit}});
    if (!life) return {};
    const bool ended = life->valid_to && *life->valid_to < day_;
    const bool unborn = life->valid_from > day_;
    std::vector<Step> steps;
    if (ended) steps = tx_.all<Step>(sql_next, {{"unit", unit}, {"day", day_}});
    if (unborn)
      steps = steps = tx_.all<Step>(
          sql_before,
          {{"unit", unit}, {"day", day_}, {"born", life->valid_from}, {"level", life->level}});
    // Where nobody wrote down what became of it, what it lay in answers.
    if ((ended || unborn) && steps.empty() && life->parent && stands(*life->parent))
      steps.push_back({*life->parent, 1});
    Shares out = add_up(steps);
    // Before all that is known, the first that is known answers.
    return out.empty() ? Shares{{unit, 1}} : out;
  }

  bool stands(UnitId unit) const {
    const auto life = tx_.one<Life>(sql_life, {{"id", unit}});
    return life && life->valid_from <= day_;
  }

  Shares add_up(const std::vector<Step>& steps) {
    Shares out;
    double sum = 0;
    for (const Step& step : steps) sum += step.share;
    for (const Step& step : steps)
      for (const Share& part : Shares(of(step.unit))) {
        const double share = part.share * step.share / sum;
        auto at = std::find_if(out.begin(), out.end(),
                               [&](const Share& other) { return other.unit == part.unit; });
        if (at == out.end()) {
          out.push_back({part.unit, share});
        } else {
          at->share += share;
        }
      }
    std::stable_sort(out.begin(), out.end(), [](const Share& one, const Share& other) {
      return one.share > other.share + 1e-9;
    });
    return out;
  }

  db::Tx& tx_;
  Date day_;
  std::map<UnitId, Shares> known_;
};

}  // namespace

std::vector<Share> as_of(db::Tx& tx, UnitId id, Date day) {
  return Walk(tx, day).of(id);
}

std::vector<UnitId> become(db::Tx& tx, UnitId id, Date day, bool with_parts) {
  return tx.all<UnitId>(with_parts ? sql_become_with_parts : sql_become,
                        {{"id", id}, {"day", day}});
}

Territory territory_of(db::Tx& tx, UnitId area, Date day) {
  struct Area {
    UnitId id;
    Level level = Level::nation;
    std::optional<UnitId> parent;
  };
  db::Query query("select id, level, parent from units where 1 = 1");
  query.any_of("id", become(tx, area, day, true));
  const std::vector<Area> all = query.all<Area>(tx);
  std::map<UnitId, const Area*> known;
  for (const Area& each : all) known[each.id] = &each;
  Territory territory;
  for (const Area& each : all) {
    const Area* at = &each;
    while (at->level != Level::province && at->parent && known.contains(*at->parent))
      at = known.at(*at->parent);
    if (each.level == Level::province)
      territory.provinces.push_back(each.id);
    else if (at->level != Level::province)
      territory.places.push_back(each.id);
  }
  return territory;
}

}  // namespace gandan::units
