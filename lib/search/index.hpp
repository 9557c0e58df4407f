// A full-text index over rows of one table: FTS5 on SQLite, a tsvector with GIN on PostgreSQL.
// Exact marks rank before folded ones, phrases before scattered words, new before old.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lib/db/db.hpp"
#include "lib/search/keys.hpp"

namespace gandan::search {

/// A query in tiers, best first; no row stands in two of them. Each is an expression in the
/// engine's own query language, to be bound as :match.
[[nodiscard]] std::vector<std::string> tiers(db::Engine engine, std::string_view query);
/// All that the tiers hold together, as one expression: for a list whose order is not theirs. Empty
/// where the query has no word.
[[nodiscard]] std::string any_tier(db::Engine engine, std::string_view query);

/// An index table, made by the migration of whoever owns it:
///   sqlite:      create virtual table NAME using fts5 (exact, folded, content='',
///   tokenize="unicode61 remove_diacritics 0") postgresql:  create table NAME (id BIGINT primary
///   key, keys tsvector not null) and a GIN index on keys
class Index {
 public:
  explicit Index(std::string table) : table_(std::move(table)) {}

  void put(db::Tx& tx, std::int64_t id, const Keys& keys) const;
  /// `keys` must be those that were put.
  void remove(db::Tx& tx, std::int64_t id, const Keys& keys) const;

  /// Leaves no word in the index of what was removed from it: on SQLite words stay in its segments
  /// until these are merged, which is done here in small transactions. PostgreSQL keeps them no
  /// longer than rows of any table (db::Database::erase_traces).
  void merge(db::Database& database) const;

  /// SQL that joins the index as `s` and holds :match: "join NAME s on … and …". Order by `row`
  /// desc.
  [[nodiscard]] std::string join(db::Engine engine, std::string_view id_column) const;
  /// SQL: SELECT of one column, `id`: every row that is in the index.
  [[nodiscard]] std::string rows(db::Engine engine) const;
  /// The column of `s` that grows with the order of entry: "s.rowid" or "s.id".
  [[nodiscard]] static std::string_view row(db::Engine engine);

 private:
  std::string table_;
};

}  // namespace gandan::search
