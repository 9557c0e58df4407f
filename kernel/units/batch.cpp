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
  for (const db::Value& value : row) {
    const db::Value::Held& held = value.held();
    if (const auto* number = std::get_if<std::int64_t>(&held)) {
      values_.emplace_back(*number);
    } else if (const auto* real = std::get_if<double>(&held)) {
      values_.emplace_back(*real);
    } else if (const auto* text = std::get_if<std::string_view>(&held)) {
      values_.emplace_back(std::string(*text));
    } else {
      values_.emplace_back(nullptr);
    }
  }
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
  std::vector<db::Param> params;
  params.reserve(rows * columns_.size());
  for (std::size_t i = 0; i < rows * columns_.size(); ++i) {
    const db::Value value =
        std::visit([](const auto& held) -> db::Value { return held; }, values_[begin + i]);
    params.push_back({names_[i], value});
  }
  tx_.run(rows == rows_at_once ? full_ : statement(rows), params);
}

}  // namespace gandan::units
