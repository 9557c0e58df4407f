#include "kernel/settings/settings.hpp"

#include <algorithm>
#include <atomic>
#include <set>
#include <stdexcept>
#include <utility>

#include "kernel/settings/bounds.hpp"
#include "kernel/units/units.hpp"

namespace gandan::settings {
namespace {

const db::Sql select_all{"select key, unit_id, number, words from settings"};

Value usual_value(const Declared& setting) {
  return std::visit(
      [](const auto& type) {
        return Value(typename std::decay_t<decltype(type)>::Held(type.usual));
      },
      setting.type);
}

}  // namespace

Chain chain_of(db::Tx& tx, UnitId unit, Date on) {
  const auto now = units::as_of(tx, unit, on);
  Chain chain{now.empty() ? unit : now.front().unit};
  for (UnitId above : units::ancestors(tx, chain.front())) chain.push_back(above);
  return chain;
}

std::shared_ptr<const Values> Values::load(db::Tx& tx) {
  auto values = std::make_shared<Values>();
  values->rows_ = tx.all<Row>(select_all);
  std::ranges::sort(values->rows_, {}, &Row::place);
  return values;
}

std::optional<Value> Values::own(const Declared& setting, UnitId unit) const {
  const std::pair wanted(unit, setting.key);
  const auto row = std::ranges::lower_bound(rows_, wanted, {}, &Row::place);
  return row == rows_.end() || row->place() != wanted ? std::nullopt
                                                      : fitting(setting, row->number, row->words);
}

std::vector<UnitId> Values::units_with_own(const Declared& setting) const {
  std::vector<UnitId> units;
  for (const Row& row : rows_)
    if (row.unit && row.key == setting.key && fitting(setting, row.number, row.words))
      units.push_back(row.unit);
  return units;
}

std::optional<UnitId> Values::source_of(const Declared& setting,
                                        std::span<const UnitId> chain) const {
  if (!setting.per_unit) return std::nullopt;
  if (setting.for_itself) chain = chain.first(std::min<std::size_t>(chain.size(), 1));
  const auto at = std::ranges::find_if(
      chain, [&](UnitId unit) { return unit && own(setting, unit).has_value(); });
  return at == chain.end() ? std::nullopt : std::optional(*at);
}

Value Values::of(const Declared& setting, std::span<const UnitId> chain) const {
  const auto source = source_of(setting, chain);
  const bool stands_alone = setting.for_itself && !chain.empty() && !source;
  if (auto value = stands_alone ? std::nullopt : own(setting, source.value_or(UnitId{})))
    return *value;
  return usual_value(setting);
}

Holder::Holder(db::Database& database, std::vector<Declared> declared)
    : database_(database), declared_(std::move(declared)) {
  std::set<std::string_view> keys;
  for (const Declared& setting : declared_)
    if (!keys.insert(setting.key).second)
      throw std::logic_error("two settings are called " + std::string(setting.key));
  refresh();
  at_start_ = values_;
}

Value Holder::in_force(const Declared& setting, std::span<const UnitId> chain) const {
  return (setting.from_next_start ? at_start_ : now())->of(setting, chain);
}

std::shared_ptr<const Values> Holder::now() const {
  return std::atomic_load(&values_);
}

const Declared* Holder::find(std::string_view key) const {
  const auto at = std::ranges::find(declared_, key, &Declared::key);
  return at == declared_.end() ? nullptr : &*at;
}

void Holder::refresh() {
  auto fresh = database_.read([](db::Tx& tx) { return Values::load(tx); });
  std::atomic_store(&values_, std::move(fresh));
  database_.held_anew();
}

}  // namespace gandan::settings
