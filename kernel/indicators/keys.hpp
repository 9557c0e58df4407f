// How a group becomes a row of a breakdown: its key, its label, and what its records are asked for
// by.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "kernel/indicators/report.hpp"

namespace gandan::indicators {

struct RowKey {
  std::string key;    ///< groups of one key are one row
  std::string label;  ///< in the reader's language
  Scope scope;
  std::string href = {};            ///< of the page of its unit
  std::optional<UnitId> area = {};  ///< the commune that it is
};

class Keys {
 public:
  /// Of a question with a breakdown; both outlive it.
  Keys(db::Tx& tx, const Question& question) : tx_(tx), asked_(question) {}
  /// Of a group, by its number.
  [[nodiscard]] RowKey of(std::int64_t number);

 private:
  [[nodiscard]] RowKey named(std::string key, std::string label) const;
  [[nodiscard]] RowKey without() const;
  [[nodiscard]] RowKey of_field(std::int64_t number) const;
  [[nodiscard]] RowKey of_unit(std::int64_t number);
  [[nodiscard]] RowKey of_level(std::int64_t number);
  [[nodiscard]] RowKey of_month(std::int64_t day) const;
  /// The unit as it is on the question's day: what a merged one became, in the main.
  [[nodiscard]] UnitId present(UnitId unit);

  db::Tx& tx_;
  const Question& asked_;
  std::map<UnitId, UnitId> present_;
};

}  // namespace gandan::indicators
