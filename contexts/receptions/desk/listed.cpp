#include "contexts/receptions/desk/listed.hpp"

#include <string>
#include <vector>

namespace gandan::receptions {
namespace {

/// Officers of more bodies have so much of the whole book that its own order is walked for them.
constexpr std::size_t most_one_by_one = 200;

db::Order order_of(const BookList& list) {
  return list.by_due ? db::Order{"v.due_at", "v.id"} : db::Order{"v.received_at", "v.id", true};
}

/// Of each body what a page could need, by its own index, and of that the page: the books of
/// several bodies as one would all be sorted for each page.
db::Query of_each_body(db::Engine engine, const std::vector<UnitId>& bodies, const BookList& list,
                       const std::optional<db::Cursor>& after, int most) {
  const db::Order order = order_of(list);
  db::Query one(db::joined(
      {"select v.id from visits v where v.body_id = b.column1 and ", list.condition}));
  one.behind(order, after).page(order, most);
  db::Query query(db::joined({"select ", visit_columns, " from (values "}));
  for (const UnitId& body : bodies)  // numbers of ours: nothing to escape
    query.add({&body == bodies.data() ? "(" : ", (", std::to_string(body.value), ")"});
  if (engine == db::Engine::sqlite)
    query.add(") b join visits v on v.id in (").add(one).add(")");
  else
    query.add(") b cross join lateral (").add(one).add(") n join visits v on v.id = n.id");
  return query.repeat(db::Query().page(order, most));
}

}  // namespace

db::Query page_query(db::Engine engine, const people::Within& within, const BookList& list,
                     const std::optional<db::Cursor>& after, int most) {
  const std::size_t bodies = within.everywhere ? 0 : within.bodies.size();
  if (bodies > 1 && bodies <= most_one_by_one)
    return of_each_body(engine, within.bodies, list, after, most);
  const db::Order order = order_of(list);
  db::Query query(
      db::joined({"select ", visit_columns, " from visits v where ", list.condition, " and "}));
  // A plus sign keeps both engines from walking the index of bodies.
  people::add_bodies(query, within, bodies > most_one_by_one ? "+v.body_id" : "v.body_id");
  return query.behind(order, after).page(order, most);
}

db::Page<Visit> page_of_book(db::Tx& tx, const people::Within& within, const BookList& list,
                             const std::optional<db::Cursor>& after, int most) {
  db::Page<Visit> page{page_query(tx.engine(), within, list, after, most).all<Visit>(tx)};
  if (db::cut(page.rows, most)) {
    const Visit& last = page.rows.back();
    const Instant key = list.by_due ? last.due_at.value_or(last.received_at) : last.received_at;
    page.next = db::Cursor{0, key.micros, last.id.value};
  }
  return page;
}

}  // namespace gandan::receptions
