#include "kernel/units/batch.hpp"

namespace gandan::units {

namespace {
constexpr std::size_t rows_at_once = 50;
}  // namespace

Batch::Batch(db::Tx& tx, std::string_view table, std::vector<std::string_view> columns,
             std::string_view conflict)
    : tx_(tx),
      table_(table),
      conflict_(conflict),
      columns_(std::move(columns)),
      full_(statement(rows_at_once)) {
  for (std::size_t i = 0; i < rows_at_once * columns_.size(); ++i)
    names_.push_back("p" + std::to_string(i));
}

std::string Batch::statement(std::size_t rows) const {
  std::string sql = "insert into " + table_ + " (";
  for (std::size_t i = 0; i < columns_.size(); ++i)
    sql.append(i > 0 ? ", " : "").append(columns_[i]);
  sql += ") values ";
  std::size_t parameter = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    sql += row > 0 ? ", (" : "(";
    for (std::size_t i = 0; i < columns_.size(); ++i)
      sql.append(i > 0 ? ", :p" : ":p").append(std::to_string(parameter++));
    sql += ")";
  }
  return sql + " " + conflict_;
}

void Batch::add(std::initializer_list<db::Value> row) {
  for (const db::Value& value : row) values_.push_back(db::kept(value));
  if (values_.size() == rows_at_once * columns_.size()) {
    insert(0, rows_at_once);
    values_.clear();
  }
}

void Batch::flush() {
  // One by one, so that there are two statements to prepare and not fifty.
  for (std::size_t row = 0; row * columns_.size() < values_.size(); ++row)
    insert(row * columns_.size(), 1);
  values_.clear();
}

void Batch::insert(std::size_t begin, std::size_t rows) {
  db::Query query(rows == rows_at_once ? full_ : statement(rows));
  for (std::size_t i = 0; i < rows * columns_.size(); ++i)
    query.bind_kept(names_[i], std::move(values_[begin + i]));
  query.run(tx_);
}

}  // namespace gandan::units
