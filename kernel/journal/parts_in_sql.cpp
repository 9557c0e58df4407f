#include "kernel/journal/parts_in_sql.hpp"

#include "lib/db/ids.hpp"

namespace gandan::journal {

std::string texts(std::initializer_list<std::string_view> columns) {
  std::string sql;
  for (std::string_view column : columns)
    sql += db::joined({sql.empty() ? "" : " || ", "length(", column, ") || ':' || ", column});
  return sql;
}

std::string numbers(std::initializer_list<std::string_view> columns) {
  std::string sql;
  for (std::string_view column : columns)
    sql +=
        db::joined({sql.empty() ? "" : " || ' ' || ", "coalesce(cast(", column, " as text), '-')"});
  return sql;
}

std::string both(std::string_view one, std::string_view other) {
  return db::joined({one, " || ' ' || ", other});
}

std::string nth(std::string_view name, std::initializer_list<std::string_view> columns) {
  return db::joined({"'", name, " ' || ", numbers(columns)});
}

std::string parts_of_rows(std::string_view table, std::string_view id,
                          std::initializer_list<RowPart> parts) {
  std::string sql;
  for (const RowPart& part : parts)
    sql += db::joined({sql.empty() ? "" : " union all ", "select ", id, " as id, ", part.name,
                       " as part, ", part.value, " as value from ", table, " where ",
                       part.condition, " and ", id, " in (", db::these_ids, ")"});
  return sql;
}

}  // namespace gandan::journal
