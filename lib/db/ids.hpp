// Rows by their ids, many a round trip, where a loop over Tx::one() would pay one for each.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/db/db.hpp"

namespace gandan::db {

/// The parameters of a statement for each_of_ids(): {"… where p.id in (", db::these_ids, ")"}.
inline constexpr std::string_view these_ids =
    ":i0, :i1, :i2, :i3, :i4, :i5, :i6, :i7, :i8, :i9, :i10, :i11, :i12, :i13, :i14, :i15, :i16, "
    ":i17, :i18, :i19, :i20, :i21, :i22, :i23, :i24, :i25, :i26, :i27, :i28, :i29, :i30, :i31";

namespace detail {
inline constexpr std::array<std::string_view, 32> id_names{
    "i0",  "i1",  "i2",  "i3",  "i4",  "i5",  "i6",  "i7",  "i8",  "i9",  "i10",
    "i11", "i12", "i13", "i14", "i15", "i16", "i17", "i18", "i19", "i20", "i21",
    "i22", "i23", "i24", "i25", "i26", "i27", "i28", "i29", "i30", "i31"};
}

/// Calls `fn(Row&&)` for every row that the statement has for these ids, in no order.
template <class Row, class Fn>
void each_of_ids(Tx& tx, const Sql& sql, std::span<const std::int64_t> ids, Fn&& fn) {
  while (!ids.empty()) {
    const std::size_t count = std::min(ids.size(), detail::id_names.size());
    std::vector<Param> params;
    for (std::size_t i = 0; i < detail::id_names.size(); ++i)  // the last fills the free places
      params.push_back({detail::id_names[i], ids[std::min(i, count - 1)]});
    for (Row& row : tx.collect<Row>(tx.start(sql, std::span<const Param>(params))))
      fn(std::move(row));
    ids = ids.subspan(count);
  }
}

/// A SELECT for the ids of thousands of records, 512 a round trip. A constant at namespace scope:
///
///     const db::SelectOfIds select_salts{"select subject_id, salt from … where subject_id in ("};
class SelectOfIds {
 public:
  static constexpr std::size_t ids_at_once = 512;
  static constexpr std::size_t few_ids = 128;  // fewer go by each_of_ids()

  explicit SelectOfIds(std::string_view begin)
      : names_(names()), few_{begin, these_ids, ")"}, many_(text_of(begin, names_).c_str()) {}

  /// As each_of_ids().
  template <class Row, class Fn>
  void each(Tx& tx, std::span<const std::int64_t> ids, Fn&& fn) const {
    std::vector<Param> params;
    const bool are_many = ids.size() >= few_ids;
    if (are_many) prefer_indexes(tx, true);
    while (ids.size() >= few_ids) {
      const std::size_t count = std::min(ids.size(), ids_at_once);
      params.clear();
      for (std::size_t i = 0; i < ids_at_once; ++i)  // the last fills the free places
        params.push_back({names_[i], ids[std::min(i, count - 1)]});
      Tx::walk<Row>(tx.start(many_, std::span<const Param>(params)), fn);
      ids = ids.subspan(count);
    }
    if (are_many) prefer_indexes(tx, false);
    each_of_ids<Row>(tx, few_, ids, fn);
  }

 private:
  /// Of a table that it has not counted yet PostgreSQL takes 512 ids for most of all there are, and
  /// reads the whole of it each time.
  static void prefer_indexes(Tx& tx, bool prefers) {
    if (tx.engine() != Engine::postgresql) return;
    tx.run(std::string("set local enable_seqscan = ") + (prefers ? "off" : "on"), {});
  }
  static std::vector<std::string> names() {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < ids_at_once; ++i) all.push_back("i" + std::to_string(i));
    return all;
  }
  static std::string text_of(std::string_view begin, const std::vector<std::string>& names) {
    std::string text(begin);
    for (const std::string& name : names)
      text.append(text.back() == '(' ? ":" : ", :").append(name);
    return text + ")";
  }

  std::vector<std::string> names_;
  Sql few_, many_;
};

}  // namespace gandan::db
