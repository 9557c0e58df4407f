// SQL that is put together while the program runs, with what is bound to it: lists, reports, pages.
// Which index a list walks is said by whoever writes it; here is how it is put together and paged.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lib/db/db.hpp"

namespace gandan::db {

/// A copy of what is bound.
using Kept = std::variant<std::nullptr_t, std::int64_t, double, std::string, Blob>;
[[nodiscard]] Kept kept(const Value& value);

/// The number of an enum, where it must stand in the text: a parameter hides it from the planner,
/// which then uses no partial index over it.
template <class E>
requires std::is_enum_v<E>
[[nodiscard]] std::string number(E value) {
  return std::to_string(static_cast<std::int64_t>(value));
}

/// Where a page begins: behind the last row of the page before. Opaque in links.
struct Cursor {
  int tier = 0;               ///< of a search that finds in tiers; else 0
  std::int64_t position = 0;  ///< the key that the list is ordered by
  std::int64_t id = 0;        ///< tells rows with one key apart
  [[nodiscard]] std::string text() const;
  [[nodiscard]] static std::optional<Cursor> parse(std::string_view text);
};

/// What a page is ordered by: a key and the id, both of them columns or expressions.
struct Order {
  std::string key, id;
  bool falls = false;  ///< the greatest first
};

/// Takes off the row that a page reads beyond its limit, to know whether more follow; whether it
/// was there.
template <class Row>
bool cut(std::vector<Row>& rows, int limit) {
  if (rows.size() <= static_cast<std::size_t>(limit)) return false;
  rows.erase(rows.begin() + limit, rows.end());
  return true;
}

/// A page of a list, and where the next one begins.
template <class Row>
struct Page {
  std::vector<Row> rows = {};
  std::optional<Cursor> next = {};  ///< nothing on the last page
};

/// A statement and its parameters. It owns both: what was bound may be gone when it is run.
class Query {
 public:
  explicit Query(std::string_view text = {}) : text_(text) {}

  Query& add(std::string_view sql);
  /// Pieces, one behind the other (db::Sql).
  Query& add(std::initializer_list<std::string_view> pieces);
  /// The text of another and what is bound to it.
  Query& add(const Query& more);
  /// The text alone: the same names are bound already.
  Query& repeat(const Query& more) { return add(more.text_); }
  Query& bind(std::string_view name, const Value& value) { return bind_kept(name, kept(value)); }
  Query& bind_kept(std::string_view name, Kept value);
  /// "column in (…)" behind `joint`; nothing where there are no ids.
  template <class Tag>
  Query& any_of(std::string_view column, const std::vector<Id<Tag>>& ids,
                std::string_view joint = " and ") {
    if (ids.empty()) return *this;
    add({joint, column, " in ("});
    for (const Id<Tag>& id : ids)  // numbers of ours: nothing to escape
      add(&id == ids.data() ? "" : ", ").add(std::to_string(id.value));
    return add(")");
  }
  /// " and (key, id) < …": what comes behind the row that a page ended with; binds :position, :id.
  Query& behind(const Order& order, const std::optional<Cursor>& after);
  /// " order by key, id limit …", one row more than `limit`, for cut(); binds :limit.
  Query& page(const Order& order, int limit);

  [[nodiscard]] const std::string& text() const { return text_; }

  /// The page of at most `limit` rows behind `after`; `ends_at(row)` is the cursor of a row, by
  /// what `order` names.
  template <class Row, class EndsAt>
  [[nodiscard]] Page<Row> page_of(Tx& tx, const Order& order, const std::optional<Cursor>& after,
                                  int limit, EndsAt&& ends_at) {
    Page<Row> found{behind(order, after).page(order, limit).all<Row>(tx)};
    if (cut(found.rows, limit)) found.next = ends_at(found.rows.back());
    return found;
  }

  // As those of Tx.
  template <class Row>
  [[nodiscard]] std::vector<Row> all(Tx& tx) const {
    return tx.collect<Row>(tx.start(text_, std::span<const Param>(params())));
  }
  template <class Row>
  [[nodiscard]] std::optional<Row> one(Tx& tx) const {
    return tx.first<Row>(tx.start(text_, std::span<const Param>(params())));
  }
  void run(Tx& tx) const;

 private:
  struct Bound {
    std::string name;
    Kept value;
  };
  /// They borrow from this query.
  [[nodiscard]] std::vector<Param> params() const;

  std::string text_;
  std::vector<Bound> bound_;
};

}  // namespace gandan::db
