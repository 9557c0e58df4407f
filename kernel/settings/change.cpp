#include "kernel/settings/change.hpp"

#include "kernel/people/authority.hpp"
#include "kernel/people/people.hpp"
#include "kernel/settings/bounds.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::settings {
namespace {

using SettingId = Id<struct SettingTag>;

struct StoredRow {
  SettingId id;
  std::optional<std::int64_t> number;
  std::optional<std::string> words;
};

const db::Sql select_row{
    "select id, number, words from settings where key = :key and unit_id = :unit"};
const db::Sql insert_row{
    "insert into settings (id, key, unit_id, number, words) "
    "values (:id, :key, :unit, :number, :words)"};
const db::Sql update_row{"update settings set number = :number, words = :words where id = :id"};

struct Columns {
  std::optional<std::int64_t> number;
  std::optional<std::string> words;
  bool operator==(const Columns&) const = default;
};

Columns columns_of(const std::optional<Value>& value) {
  if (!value) return {};
  if (const auto* words = std::get_if<std::string>(&*value)) return {{}, *words};
  if (const bool* on = std::get_if<bool>(&*value)) return {*on ? 1 : 0, {}};
  return {std::get<std::int64_t>(*value), {}};
}

std::string in_numbers(const Columns& columns, UnitId unit) {
  std::string detail = "{";
  if (unit) detail += "\"unit\":" + std::to_string(unit.value) + ",";
  if (columns.number) return detail + "\"value\":" + std::to_string(*columns.number) + "}";
  if (columns.words)
    return detail + "\"length\":" + std::to_string(text::length(*columns.words)) + "}";
  return detail + "\"usual\":1}";
}

std::optional<ChangeError> refusal_of(db::Tx& tx, const Clock& clock, const people::Principal& by,
                                      const Change& change) {
  using people::Permission;
  if (!change.unit)
    return by.may_everywhere(Permission::operate) ? std::nullopt
                                                  : std::optional(ChangeError::not_allowed);
  const std::optional<UnitId> unit = change.unit;
  if (!people::may_at(tx, by, Permission::operate, {&unit, 1})) return ChangeError::not_allowed;
  const bool may_be_set = change.setting.per_unit && find_settable(tx, *unit, clock.today());
  return may_be_set ? std::nullopt : std::optional(ChangeError::of_no_unit);
}

}  // namespace

std::optional<units::Unit> find_settable(db::Tx& tx, UnitId id, Date on) {
  auto unit = units::find_unit(tx, id);
  const bool is_there =
      unit && unit->valid_from <= on && (!unit->valid_to || *unit->valid_to >= on);
  return is_there ? unit : std::nullopt;
}

Result<void, ChangeError> change(db::Tx& tx, Ids& ids, const Clock& clock,
                                 const people::Principal& by, const Change& change) {
  const Declared& setting = change.setting;
  if (auto refused = refusal_of(tx, clock, by, change)) return fail(*refused);
  std::optional<Value> value;
  if (change.typed) {
    auto read = read_typed(setting, *change.typed);
    if (!read) return fail(read.error());
    value = std::move(*read);
  }
  const Columns columns = columns_of(value);
  const auto before = tx.one<StoredRow>(select_row, {{"key", setting.key}, {"unit", change.unit}});
  if ((before ? Columns{before->number, before->words} : Columns{}) == columns) return {};

  const SettingId id = before ? before->id : ids.next<SettingId>();
  if (before)
    tx.run(update_row, {{"number", columns.number}, {"words", columns.words}, {"id", id}});
  else
    tx.run(insert_row, {{"id", id},
                        {"key", setting.key},
                        {"unit", change.unit},
                        {"number", columns.number},
                        {"words", columns.words}});
  journal::append(tx, {.at = clock.now(),
                       .actor = people::actor_of(by),
                       .verb = "settings.change",
                       .subject = {"setting", id.value},
                       .detail = in_numbers(columns, change.unit)});
  return {};
}

}  // namespace gandan::settings
