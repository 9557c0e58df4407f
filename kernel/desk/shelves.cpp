#include "kernel/desk/shelves.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

#include "lib/i18n/locale.hpp"

namespace gandan::desk {
namespace {

struct ShelfWords {
  const char* label;
  std::string_view icon;
};
constexpr std::array shelf_words{
    ShelfWords{N_("Today"), "clock"}, ShelfWords{N_("Waiting for others"), "hourglass"},
    ShelfWords{N_("My body"), "inbox"}, ShelfWords{N_("Finished"), "circle-check"}};
static_assert(shelf_words.size() == std::size(shelves));

/// Of a box that does not say itself which records it holds.
constexpr int most_looked_at_for = 200;

/// Those whose records are all that stands on it.
std::vector<const Box*> wholes_on(const Desk& desk, Shelf shelf) {
  std::vector<const Box*> wholes = boxes_on(desk, shelf);
  std::erase_if(wholes, [](const Box* box) { return box->narrows; });
  return wholes;
}

std::set<std::string> set_of(std::vector<std::string> all) {
  return {std::make_move_iterator(all.begin()), std::make_move_iterator(all.end())};
}

Desk beginning_at(const Desk& desk, std::optional<db::Cursor> after) {
  Desk there(desk);
  there.after = after;
  return there;
}

// --- one queue ----------------------------------------------------------------------------------

struct Keyed {
  db::Cursor key;
  pages::Card card;
};

/// By the moment that the order names, then by the number of the record.
bool stands_before(Sort sort, const db::Cursor& one, const db::Cursor& other) {
  const std::pair first{one.position, one.id}, second{other.position, other.id};
  return sort == Sort::newest ? second < first : first < second;
}

/// What stands in several boxes stands here once.
Cards one_queue(db::Tx& tx, const Desk& desk, const std::vector<const Box*>& boxes, int most) {
  std::vector<Keyed> all;
  bool is_more = false;
  for (const Box* box : boxes) {
    Cards part = box->list(tx, desk, most);
    for (std::size_t i = 0; i < part.cards.size(); ++i)
      all.push_back({part.keys.at(i), std::move(part.cards[i])});
    is_more = is_more || part.next;
  }
  std::ranges::sort(all, [&](const Keyed& one, const Keyed& other) {
    return stands_before(desk.sort, one.key, other.key);
  });
  const auto twice = std::ranges::unique(all, {}, [](const Keyed& each) { return each.key.id; });
  all.erase(twice.begin(), twice.end());
  is_more = db::cut(all, most) || is_more;
  Cards queue;
  if (is_more && !all.empty())
    queue.next = db::Cursor{.position = all.back().key.position, .id = all.back().key.id};
  for (Keyed& each : all) {
    queue.cards.push_back(std::move(each.card));
    queue.keys.push_back(each.key);
  }
  return queue;
}

// --- and what stands behind it ------------------------------------------------------------------

/// Fills the page from the `nth` of those, counted from 1; without an id a cursor is at its begin.
void add_behind(db::Tx& tx, const Desk& desk, const Box& box, int nth, int most, Cards& page) {
  const bool goes_on = desk.after && desk.after->tier == nth && desk.after->id != 0;
  auto after = goes_on ? desk.after : std::nullopt;
  if (after) after->tier = 0;
  const int room = most - static_cast<int>(page.cards.size());
  Cards part = box.list(tx, beginning_at(desk, after), std::max(room, 1));
  if (room == 0) {
    if (!part.cards.empty()) page.next = db::Cursor{.tier = nth};
    return;
  }
  std::ranges::move(part.cards, std::back_inserter(page.cards));
  if (part.next)
    page.next = db::Cursor{.tier = nth, .position = part.next->position, .id = part.next->id};
}

Cards list_whole(db::Tx& tx, const Desk& desk, Shelf shelf, int most) {
  std::vector<const Box*> wholes = wholes_on(desk, shelf);
  if (wholes.size() == 1) return wholes.front()->list(tx, desk, most);
  const auto behind = std::ranges::stable_partition(wholes, &Box::follows_clocks);
  const std::vector<const Box*> others(behind.begin(), behind.end());
  wholes.erase(behind.begin(), behind.end());
  const int tier = desk.after ? desk.after->tier : 0;
  Cards page;
  if (tier == 0) page = one_queue(tx, desk, wholes, most);
  for (int nth = std::max(tier, 1); nth <= static_cast<int>(others.size()) && !page.next; ++nth)
    add_behind(tx, desk, *others[static_cast<std::size_t>(nth) - 1], nth, most, page);
  return page;
}

int count_whole(db::Tx& tx, const Desk& desk, Shelf shelf, int most) {
  const std::vector<const Box*> wholes = wholes_on(desk, shelf);
  if (wholes.size() == 1) return count_in(tx, desk, *wholes.front(), most);
  std::set<std::int64_t> told_apart;
  int n = 0;
  const auto counted = [&] { return n + static_cast<int>(told_apart.size()); };
  for (const Box* box : wholes) {
    if (counted() >= most) break;
    if (!box->keys) n += count_in(tx, desk, *box, most);
    if (box->keys)
      for (const db::Cursor& key : box->keys(tx, desk, most)) told_apart.insert(key.id);
  }
  return std::min(counted(), most);
}

std::vector<std::string> among_whole(db::Tx& tx, const Desk& desk, Shelf shelf,
                                     const std::vector<std::string>& codes) {
  std::set<std::string> found;
  for (const Box* box : wholes_on(desk, shelf)) found.merge(set_of(among(tx, desk, *box, codes)));
  return {found.begin(), found.end()};
}

std::optional<Pane> open_of_whole(db::Tx& tx, const Desk& desk, Shelf shelf,
                                  std::string_view code) {
  for (const Box* box : wholes_on(desk, shelf))
    if (auto pane = box->open(tx, desk, code)) return pane;
  return std::nullopt;
}

Box make_whole(Shelf shelf) {
  const ShelfWords& words = shelf_words.at(static_cast<std::size_t>(shelf));
  return {.shelf = shelf,
          .name = name(shelf),
          .label = words.label,
          .icon = words.icon,
          .is_for = [](const people::Principal&) { return true; },
          .count = [shelf](db::Tx& tx, const Desk& desk,
                           int most) { return count_whole(tx, desk, shelf, most); },
          .list = [shelf](db::Tx& tx, const Desk& desk,
                          int most) { return list_whole(tx, desk, shelf, most); },
          .open = [shelf](db::Tx& tx, const Desk& desk,
                          std::string_view code) { return open_of_whole(tx, desk, shelf, code); },
          .among =
              [shelf](db::Tx& tx, const Desk& desk, const std::vector<std::string>& codes) {
                return among_whole(tx, desk, shelf, codes);
              }};
}

}  // namespace

const Box& whole_of(Shelf shelf) {
  static const std::array wholes{make_whole(Shelf::today), make_whole(Shelf::waiting),
                                 make_whole(Shelf::body), make_whole(Shelf::done)};
  return wholes.at(static_cast<std::size_t>(shelf));
}

const Box* whole_named(std::string_view name) {
  const auto* found = std::ranges::find(shelf_names, name);
  return found == std::end(shelf_names)
             ? nullptr
             : &whole_of(static_cast<Shelf>(found - std::begin(shelf_names)));
}

std::vector<Shelf> shelves_for(const Desk& desk) {
  std::vector<Shelf> theirs;
  for (Shelf shelf : shelves)
    if (!wholes_on(desk, shelf).empty()) theirs.push_back(shelf);
  return theirs;
}

std::vector<const Box*> boxes_on(const Desk& desk, Shelf shelf) {
  std::vector<const Box*> theirs = desk.boxes();
  std::erase_if(theirs, [shelf](const Box* box) { return box->shelf != shelf; });
  return theirs;
}

int count_in(db::Tx& tx, const Desk& desk, const Box& box, int most) {
  return box.count ? box.count(tx, desk, most)
                   : static_cast<int>(box.list(tx, desk, most).cards.size());
}

std::vector<std::string> among(db::Tx& tx, const Desk& desk, const Box& box,
                               const std::vector<std::string>& codes) {
  if (box.among) return box.among(tx, desk, codes);
  std::vector<std::string> found;
  for (const pages::Card& card : box.list(tx, beginning_at(desk, {}), most_looked_at_for).cards)
    if (std::ranges::find(codes, card.code) != codes.end()) found.push_back(card.code);
  return found;
}

}  // namespace gandan::desk
