// For tests of what goes wrong: a table of rows, one written at a time.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "lib/db/test_support.hpp"

namespace gandan::db::test {

inline constexpr EmbeddedFile rows_files[] = {
    {"001_rows.sql", "create table rows (id INTEGER primary key, text TEXT not null) strict;"}};
inline const std::vector<Migrations> rows_modules{{"rows", rows_files}};

inline const Sql insert_row("insert into rows (id, text) values (:id, :text)");
inline const Sql select_row_ids("select id from rows order by id");

inline void insert(Database& database, std::int64_t id) {
  static const std::string text(300, 'x');
  database.write([&](Tx& tx) { tx.run(insert_row, {{"id", id}, {"text", text}}); });
}

[[nodiscard]] inline std::vector<std::int64_t> ids(Database& database) {
  return database.read([](Tx& tx) { return tx.all<std::int64_t>(select_row_ids); });
}

}  // namespace gandan::db::test
