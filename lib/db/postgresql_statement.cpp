#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include "lib/db/error_mapping.hpp"
#include "lib/db/postgresql_connection.hpp"

namespace gandan::db::postgresql {
namespace {

constexpr int text_format = 0;
constexpr int binary_format = 1;
/// Rows that a cursor fetches at once.
constexpr int fetch_size = 1000;

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

/// By digit; a table, because to look where letters begin costs more than all else.
constexpr std::array<unsigned char, 256> nibbles = [] {
  std::array<unsigned char, 256> values{};
  for (unsigned char value = 0; value < 16; ++value)
    values[static_cast<unsigned char>("0123456789abcdef"[value])] = value;
  return values;
}();

unsigned nibble(char c) {
  return nibbles[static_cast<unsigned char>(c)];
}

/// bytea arrives as "\x0123…" (bytea_output = hex).
std::string decode_hex(std::string_view hex) {
  hex.remove_prefix(std::min<std::size_t>(2, hex.size()));
  std::string bytes(hex.size() / 2, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<char>(nibble(hex[2 * i]) << 4 | nibble(hex[2 * i + 1]));
  return bytes;
}

}  // namespace

std::int64_t changed_rows(const Result& result) {
  if (!result || std::string_view(PQcmdStatus(result.get())).starts_with("SELECT")) return 0;
  std::int64_t count = 0;
  std::string_view text = PQcmdTuples(result.get());
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

void ResultDeleter::operator()(pg_result* result) const {
  PQclear(result);
}

void Arguments::resize(std::size_t count) {
  values_.assign(count, nullptr);
  lengths_.assign(count, 0);
  formats_.assign(count, text_format);
  numbers_.resize(count);
}

void Arguments::set(std::size_t index, const Value& value) {
  auto number = [&](auto n) {
    char* text = numbers_[index].text;
    *std::to_chars(text, text + sizeof(Number) - 1, n).ptr = '\0';
    values_[index] = text;
    formats_[index] = text_format;
  };
  auto bytes = [&](std::string_view data) {
    values_[index] = data.data() ? data.data() : "";
    lengths_[index] = static_cast<int>(data.size());
    formats_[index] = binary_format;
  };
  std::visit(Overloaded{
                 [&](std::nullptr_t) { values_[index] = nullptr; },
                 [&](std::int64_t n) { number(n); },
                 [&](double n) { number(n); },
                 [&](std::string_view text) { bytes(text); },
                 [&](Bytes blob) { bytes(blob.data); },
             },
             value.held());
}

void Arguments::set(const NumberedSql& sql, std::span<const Param> params) {
  if (params.size() != sql.names.size())
    throw DatabaseError("the number of parameters differs [" + sql.text + "]");
  resize(params.size());
  for (std::size_t i = 0; i < params.size(); ++i)  // mostly in the order of the statement
    if (params[i].name == sql.names[i])
      set(i, params[i].value);
    else
      set(sql, params[i].name, params[i].value);
}

void Arguments::set(const NumberedSql& sql, std::string_view name, const Value& value) {
  auto found = std::find(sql.names.begin(), sql.names.end(), name);
  if (found == sql.names.end())
    throw DatabaseError("no parameter :" + std::string(name) + " [" + sql.text + "]");
  set(static_cast<std::size_t>(found - sql.names.begin()), value);
}

void Statement::open(Prepared& prepared, std::span<const Param> params, const std::string& cursor) {
  arguments_.set(prepared.sql, params);
  prepared_ = &prepared;
  cursor_ = cursor;
}

void Statement::bind(std::string_view name, const Value& value) {
  arguments_.set(prepared_->sql, name, value);
}

bool Statement::step() {
  blobs_.clear();
  if (++row_ < rows_) return true;
  if (!result_) {
    result_ = cursor_.empty()
                  ? connection_.execute(*prepared_, arguments_)
                  : connection_.declare(cursor_, prepared_->sql, arguments_, fetch_size);
  } else if (!cursor_.empty() && rows_ == fetch_size) {
    result_ = connection_.fetch(cursor_, fetch_size);
  } else {
    return false;
  }
  row_ = 0;
  rows_ = PQntuples(result_.get());
  return rows_ > 0;
}

void Statement::reset() noexcept {
  result_.reset();
  row_ = -1;
  rows_ = 0;
  prepared_ = nullptr;
}

std::int64_t Statement::changes() const {
  return changed_rows(result_);
}

int Statement::columns() const {
  return PQnfields(result_.get());
}
bool Statement::is_null(int column) const {
  return PQgetisnull(result_.get(), row_, column);
}

std::string_view Statement::text(int column) const {
  return {PQgetvalue(result_.get(), row_, column),
          static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
}

/// A comparison is a boolean here and 0 or 1 in SQLite.
std::int64_t Statement::integer(int column) const {
  std::string_view value = text(column);
  if (value == "t") return 1;
  std::int64_t number = 0;
  std::from_chars(value.data(), value.data() + value.size(), number);
  return number;
}

double Statement::real(int column) const {
  std::string_view value = text(column);
  double number = 0;
  std::from_chars(value.data(), value.data() + value.size(), number);
  return number;
}

std::string_view Statement::blob(int column) const {
  std::size_t index = static_cast<std::size_t>(column);
  if (blobs_.size() <= index) blobs_.resize(static_cast<std::size_t>(columns()));
  if (blobs_[index].empty()) blobs_[index] = decode_hex(text(column));
  return blobs_[index];
}

}  // namespace gandan::db::postgresql
