#include "lib/db/query.hpp"

#include <charconv>

namespace gandan::db {
namespace {

struct Copy {
  Kept operator()(std::string_view text) const { return std::string(text); }
  Kept operator()(Bytes bytes) const { return Blob{std::string(bytes.data)}; }
  template <class T>
  Kept operator()(T plain) const {
    return plain;
  }
};

}  // namespace

Kept kept(const Value& value) {
  return std::visit(Copy{}, value.held());
}

std::string Cursor::text() const {
  return std::to_string(tier) + "." + std::to_string(position) + "." + std::to_string(id);
}

std::optional<Cursor> Cursor::parse(std::string_view text) {
  Cursor cursor;
  const char* at = text.data();
  const char* end = at + text.size();
  auto number = [&](auto& value) {
    auto [next, error] = std::from_chars(at, end, value);
    at = next;
    return error == std::errc();
  };
  auto dot = [&] { return at != end && *at++ == '.'; };
  if (!number(cursor.tier) || !dot() || !number(cursor.position) || !dot() || !number(cursor.id) ||
      at != end || cursor.tier < 0 || cursor.tier > 8)
    return std::nullopt;
  return cursor;
}

Query& Query::add(std::string_view sql) {
  text_ += sql;
  return *this;
}

Query& Query::add(std::initializer_list<std::string_view> pieces) {
  for (std::string_view piece : pieces) text_ += piece;
  return *this;
}

Query& Query::add(const Query& more) {
  bound_.insert(bound_.end(), more.bound_.begin(), more.bound_.end());
  return add(more.text_);
}

Query& Query::bind_kept(std::string_view name, Kept value) {
  bound_.push_back({std::string(name), std::move(value)});
  return *this;
}

Query& Query::behind(const Order& order, const std::optional<Cursor>& after) {
  if (!after) return *this;
  add({" and (", order.key, ", ", order.id, order.falls ? ") < " : ") > ", "(:position, :id)"});
  return bind("position", after->position).bind("id", after->id);
}

Query& Query::page(const Order& order, int limit) {
  const std::string_view way = order.falls ? " desc" : "";
  add({" order by ", order.key, way, ", ", order.id, way, " limit :limit"});
  return bind("limit", limit + 1);
}

void Query::run(Tx& tx) const {
  tx.post(text_, params());
  ++tx.posted_;
}

std::vector<Param> Query::params() const {
  std::vector<Param> params;
  params.reserve(bound_.size());
  for (const Bound& bound : bound_)
    params.push_back(
        {bound.name, std::visit([](const auto& held) -> Value { return held; }, bound.value)});
  return params;
}

}  // namespace gandan::db
