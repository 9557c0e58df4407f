#include <algorithm>
#include <array>

#include "contexts/receptions/conclusions/conclusions.hpp"
#include "contexts/receptions/desk/desk.hpp"
#include "contexts/receptions/desk/listed.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/people/within.hpp"
#include "lib/db/query.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {
namespace {

using desk::Desk;

pages::Card card_of_visit(const Desk& desk, const Visit& visit) {
  pages::Card card{.code = visit.code,
                   .href = OnDesk::base + visit.code,
                   .kind = desk.tr(label(visit.kind)),
                   .title = visit.matter.empty() ? desk.tr(N_("Under the seal"))
                                                 : std::string(text::shorten(visit.matter, 110)),
                   .date = civil_date(visit.received_at),
                   .body = desk.words.unit(visit.body),
                   .status = {desk.tr(label(visit.outcome))}};
  if (visit.state != State::told && visit.due_at)
    card.due = pages::Due{.date = civil_date(*visit.due_at),
                          .today = desk.words.today,
                          .clock = desk.tr(N_("To be told"))};
  return card;
}

/// Rows of the book in the officer's reach, of which the condition holds.
db::Query book_in_reach(const people::Within& within, std::string_view condition) {
  db::Query query(
      db::joined({"select ", visit_columns, " from visits v where ", condition, " and "}));
  people::add_bodies(query, within, "v.body_id");
  return query;
}

struct VisitBox {
  BookList list;
  const people::Permission* permission;
};

template <const VisitBox& box>
desk::Cards list_visits(db::Tx& tx, const Desk& desk, int most) {
  Desk ours(desk);
  ours.base = OnDesk::base;
  const auto within = people::within_reach(tx, desk.officer, *box.permission);
  const auto found = page_of_book(tx, within, box.list, desk.after, most);
  desk::Cards cards{.cards = {}, .next = found.next};
  for (const Visit& visit : found.rows) cards.cards.push_back(card_of_visit(ours, visit));
  return cards;
}

const std::string open_and_readable = db::joined({sql::is_no_denunciation, " and ", sql::is_open});
const VisitBox still_to_tell{{open_and_readable, true}, &receive_citizens};
constexpr VisitBox sealed_visits{{sql::is_denunciation}, &people::Permission::handle_denunciations};
constexpr VisitBox whole_book{{sql::is_no_denunciation}, &read_receptions};

desk::Cards seek_in_book(db::Tx& tx, const Desk& desk, int most) {
  Desk ours(desk);
  ours.base = OnDesk::base;
  desk::Cards cards;
  for (const Visit& visit :
       came_before(tx, desk.services.keys.get(), desk.officer, desk.sought, most))
    cards.cards.push_back(card_of_visit(ours, visit));
  return cards;
}

/// What bodies of the officer owe of conclusions, the first due first.
desk::Cards list_items(db::Tx& tx, const Desk& desk, int most) {
  Desk ours(desk);
  ours.base = OnDesk::base;
  db::Query query(db::joined(
      {"select ", item_columns, " from conclusion_items i where ", sql::item_is_owed, " and "}));
  people::add_bodies(query, people::within_reach(tx, desk.officer, people::Permission::answer),
                     "i.body_id");
  const auto found = query.page_of<ConclusionItem>(
      tx, {"i.due_on", "i.id"}, desk.after, most, [](const ConclusionItem& last) {
        return db::Cursor{0, last.due_on.days, last.id.value};
      });
  desk::Cards cards{.cards = {}, .next = found.next};
  for (const ConclusionItem& item : found.rows) {
    const auto visit = find_visit(tx, item.visit);
    if (!visit) continue;
    pages::Card card = card_of_visit(ours, *visit);
    card.title = text::shorten(item.product, 110);
    card.body = desk.words.unit(item.body);
    card.status = {desk.tr(N_("Concluded by the head"))};
    card.due = pages::Due{
        .date = item.due_on, .today = desk.words.today, .clock = desk.tr(N_("To be done"))};
    cards.cards.push_back(std::move(card));
  }
  return cards;
}

template <const people::Permission& permission>
bool is_for_holder(const people::Principal& officer) {
  return officer.may_somewhere(permission);
}

// ---- what a leader reads first -----------------------------------------------------------------

constexpr int front_days = 60, front_lines = 6;

/// Third visits on a matter, large groups, what an officer marked: of the last weeks, and open.
std::optional<desk::Section> hot_visits(db::Tx& tx, const Desk& desk) {
  const auto book = desk.services.rules.book();
  const rules::Limit* large = book->find("reception.group_large", desk.words.today);
  auto query = book_in_reach(people::within_reach(tx, desk.officer, read_receptions),
                             sql::is_no_denunciation);
  query
      .add({" and v.received_at >= :from and (v.is_hot = 1 or v.turn >= 3 or v.present >= :large) "
            "order by v.received_at desc, v.id desc limit :most"})
      .bind("from", start_of(desk.words.today + -front_days))
      .bind("large", large == nullptr ? 11 : large->value)
      .bind("most", front_lines);
  desk::Section section{.title = desk.tr(N_("Receptions that want the head"))};
  for (const Visit& visit : query.all<Visit>(tx)) {
    const std::string why =
        visit.turn >= 3 ? desk.words.locale.tr(N_("visit {n} on the matter"),
                                               {{"n", std::to_string(visit.turn)}})
        : visit.present >= (large == nullptr ? 11 : large->value)
            ? desk.words.locale.tr(N_("a group of {n}"), {{"n", std::to_string(visit.present)}})
            : desk.tr(N_("marked as hot or complex"));
    section.lines.push_back({std::string(text::shorten(visit.matter, 110)),
                             desk.words.locale.date(civil_date(visit.received_at)) + ", " + why,
                             OnDesk::base + visit.code});
  }
  if (section.lines.empty()) return std::nullopt;
  return section;
}

}  // namespace

desk::Parts visit_boxes() {
  using desk::Shelf;
  const auto box = [](Shelf shelf, int order, std::string_view name, const char* label,
                      std::string_view icon, auto is_for, auto list) {
    return desk::Box{.shelf = shelf,
                     .order = order,
                     .name = name,
                     .label = label,
                     .icon = icon,
                     .is_for = is_for,
                     .list = list,
                     .open = OnDesk::open_in_box};
  };
  desk::Box book = box(Shelf::done, 50, "reception_book", N_("Book of receptions"), "users",
                       is_for_holder<read_receptions>, list_visits<whole_book>);
  book.seek = seek_in_book;
  return {.boxes = {box(Shelf::today, 50, "visits_to_tell", N_("Receptions: still to be told"),
                        "users", is_for_holder<receive_citizens>, list_visits<still_to_tell>),
                    box(Shelf::today, 51, "concluded", N_("Concluded at receptions: to be done"),
                        "inbox", is_for_holder<people::Permission::answer>, list_items),
                    box(Shelf::today, 52, "visits_sealed", N_("Denunciations at receptions"),
                        "lock", is_for_holder<people::Permission::handle_denunciations>,
                        list_visits<sealed_visits>),
                    std::move(book)},
          .links = {{.order = 50,
                     .label = N_("Receive somebody"),
                     .icon = "pencil",
                     .href = "/desk/receptions/new",
                     .section = "receive",
                     .is_for = is_for_holder<receive_citizens>}},
          .deeds = {desk::deeds_of_tasks<OnDesk>(OnDesk::base)},
          .front = {{.order = 30,
                     .is_for = is_for_holder<people::Permission::direct>,
                     .read = hot_visits}},
          .said = desk::said_of_task<OnDesk>};
}

void add_visit_pages(http::App& app, Services& services) {
  using people::Permission;
  const auto policy = people::permission({read_receptions, receive_citizens, conclude_receptions,
                                          Permission::handle_denunciations, Permission::answer},
                                         people::Where::at_record);
  desk::add_record_pages<OnDesk>(app, services, policy);
}

}  // namespace gandan::receptions
