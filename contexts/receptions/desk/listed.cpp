#include "contexts/receptions/desk/listed.hpp"

namespace gandan::receptions {

db::Query page_query(const people::Within& within, const BookList& list,
                     const std::optional<db::Cursor>& after, int most) {
  const db::Order order =
      list.by_due ? db::Order{"v.due_at", "v.id"} : db::Order{"v.received_at", "v.id", true};
  db::Query query(
      db::joined({"select ", visit_columns, " from visits v where ", list.condition, " and "}));
  people::add_bodies(query, within, "v.body_id");
  return query.behind(order, after).page(order, most);
}

db::Page<Visit> page_of_book(db::Tx& tx, const people::Within& within, const BookList& list,
                             const std::optional<db::Cursor>& after, int most) {
  db::Page<Visit> page{page_query(within, list, after, most).all<Visit>(tx)};
  if (db::cut(page.rows, most)) {
    const Visit& last = page.rows.back();
    const Instant key = list.by_due ? last.due_at.value_or(last.received_at) : last.received_at;
    page.next = db::Cursor{0, key.micros, last.id.value};
  }
  return page;
}

}  // namespace gandan::receptions
