// What whoever runs an installation may set: modules declare it, with its type and bounds, and read
// what holds. Numbers of the law are no settings: they stand in kernel/rules.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "kernel/ids/unit_id.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"

namespace gandan::settings {

/// Both bounds may be set.
struct WholeNumber {
  using Held = std::int64_t;
  std::int64_t usual = 0, least = 0, most = 0;
  const char* counts = "";  ///< a msgid that stands behind the number: "percent", "pages a minute"
};
/// One line.
struct Text {
  using Held = std::string;
  std::string_view usual = {};
  std::size_t longest = 0;    ///< code points
  bool is_telephone = false;  ///< digits, and what stands between them
};
struct Switch {
  using Held = bool;
  bool usual = false;
};

/// Declared once, as a constant; a Module lists it (kernel/module), and who has it reads it:
/// `services.settings.get(clear_percent)`.
template <class Type>
struct Setting {
  std::string_view key;  ///< "petitions.clear_percent": stored, so never renamed
  const char* name;      ///< a msgid
  const char* meaning;   ///< a msgid: what it does
  Type type;
  bool per_unit = false;         ///< a unit may have a value of its own, for all beneath it
  bool from_next_start = false;  ///< a server keeps what held when it started
  bool for_itself = false;       ///< with per_unit: that value counts for nothing beneath it
};

/// One of any type, for the list of all.
struct Declared {
  template <class Type>
  constexpr Declared(const Setting<Type>& it)
      : key(it.key),
        name(it.name),
        meaning(it.meaning),
        type(it.type),
        per_unit(it.per_unit),
        from_next_start(it.from_next_start),
        for_itself(it.for_itself) {}

  std::string_view key;
  const char* name;
  const char* meaning;
  std::variant<WholeNumber, Text, Switch> type;
  bool per_unit;
  bool from_next_start;
  bool for_itself;
};

/// A number, a text or a switch, as the type of its setting.
using Value = std::variant<std::int64_t, std::string, bool>;

/// Whose values count for a unit on a day, nearest first: its own, then those of what stands above
/// it. What is no more by then stands for what it has become in the main.
using Chain = std::vector<UnitId>;
[[nodiscard]] Chain chain_of(db::Tx& tx, UnitId unit, Date on);

/// What was set at one moment.
class Values {
 public:
  [[nodiscard]] static std::shared_ptr<const Values> load(db::Tx& tx);

  /// The nearest unit's own value, else the installation's, else the usual one; of a setting
  /// `for_itself` the first unit's own, else the usual one. What was set and no longer fits the
  /// bounds counts as not set.
  [[nodiscard]] Value of(const Declared& setting, std::span<const UnitId> chain = {}) const;
  /// Whose value that is; none: the installation's, or as usual.
  [[nodiscard]] std::optional<UnitId> source_of(const Declared& setting,
                                                std::span<const UnitId> chain) const;
  /// What was set there itself; no unit: for the installation.
  [[nodiscard]] std::optional<Value> own(const Declared& setting, UnitId unit = {}) const;
  /// Those that have a value of their own.
  [[nodiscard]] std::vector<UnitId> units_with_own(const Declared& setting) const;

 private:
  struct Row {
    std::string key;
    UnitId unit;
    std::optional<std::int64_t> number;
    std::optional<std::string> words;

    [[nodiscard]] std::pair<UnitId, std::string_view> place() const { return {unit, key}; }
  };
  std::vector<Row> rows_;  ///< by unit and key
};

/// What is declared and what holds, in memory. Safe from any thread.
class Holder {
 public:
  /// Throws std::logic_error where two settings have one key.
  Holder(db::Database& database, std::vector<Declared> declared);

  /// What holds in this process now, where nobody asks for a unit.
  template <class Type>
  [[nodiscard]] typename Type::Held get(const Setting<Type>& setting) const {
    return std::get<typename Type::Held>(in_force(setting));
  }
  /// What holds for a unit on a day; no unit: for the installation.
  template <class Type>
  [[nodiscard]] typename Type::Held get_at(db::Tx& tx, const Setting<Type>& setting,
                                           std::optional<UnitId> unit, Date on) const {
    return std::get<typename Type::Held>(
        in_force(setting, unit ? chain_of(tx, *unit, on) : Chain{}));
  }
  [[nodiscard]] Value in_force(const Declared& setting, std::span<const UnitId> chain = {}) const;
  /// What is set, though some of it may count from the next start only.
  [[nodiscard]] std::shared_ptr<const Values> now() const;
  /// In the order of their modules.
  [[nodiscard]] const std::vector<Declared>& declared() const { return declared_; }
  [[nodiscard]] const Declared* find(std::string_view key) const;

  /// Reads it anew: after a change, and by a job for what other processes changed.
  void refresh();

 private:
  db::Database& database_;
  std::vector<Declared> declared_;
  std::shared_ptr<const Values> values_;
  std::shared_ptr<const Values> at_start_;
};

}  // namespace gandan::settings
