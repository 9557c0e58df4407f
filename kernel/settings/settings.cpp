#include "kernel/settings/settings.hpp"

#include <algorithm>
#include <atomic>
#include <set>
#include <stdexcept>

#include "kernel/settings/bounds.hpp"

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

std::shared_ptr<const Values> Values::load(db::Tx& tx) {
  auto values = std::make_shared<Values>();
  values->rows_ = tx.all<Row>(select_all);
  return values;
}

std::optional<Value> Values::own(const Declared& setting, UnitId province) const {
  const auto row = std::ranges::find_if(
      rows_, [&](const Row& each) { return each.unit == province && each.key == setting.key; });
  return row == rows_.end() ? std::nullopt : fitting(setting, row->number, row->words);
}

Value Values::of(const Declared& setting, UnitId province) const {
  if (province && setting.by_province)
    if (auto value = own(setting, province)) return *value;
  if (auto value = own(setting)) return *value;
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

Value Holder::in_force(const Declared& setting, UnitId province) const {
  return (setting.from_next_start ? at_start_ : now())->of(setting, province);
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
}

}  // namespace gandan::settings
