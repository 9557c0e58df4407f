#include "kernel/desk/desk.hpp"

#include <algorithm>
#include <charconv>

#include "kernel/desk/front.hpp"
#include "kernel/desk/held.hpp"
#include "kernel/desk/many.hpp"
#include "kernel/desk/shelves.hpp"
#include "kernel/desk/views/desk.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/policies.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::desk {
namespace {

constexpr int list_length = 30;
constexpr int most_counted = 99;
constexpr int most_passed = 100;  // cards that are looked through for the next one
constexpr int most_sought = 500;  // and for words
constexpr std::size_t much = 8;   // of fewer one sees at once which they are
constexpr std::string_view sought_field = "sought", sort_field = "by";

/// Whether every word stands in it, with or without marks.
bool has_words(const pages::Card& card, std::string_view folded_words) {
  std::string all = card.code;
  for (const std::string* each : {&card.title, &card.kind, &card.place, &card.body})
    all.append(" ").append(*each);
  all = text::fold(all);
  while (!folded_words.empty()) {
    const std::size_t end = std::min(folded_words.find(' '), folded_words.size());
    if (all.find(folded_words.substr(0, end)) == std::string::npos) return false;
    folded_words.remove_prefix(std::min(end + 1, folded_words.size()));
  }
  return true;
}

/// Of the others that one press did it to.
std::optional<std::size_t> parse_number(std::string_view typed) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  return error == std::errc() && end == typed.data() + typed.size() && number <= most_chosen
             ? std::optional(number)
             : std::nullopt;
}

const Parts& parts_of(const http::Request& request) {
  static const Parts none;
  const auto& parts = pages::site_of(request).desk;
  return parts ? *parts : none;
}

/// What is said of what was just done, by the query that `done_href` made.
std::string said_of_deed(db::Tx& tx, const Desk& desk) {
  if (const auto* undone = desk.request.attached<Undone>())
    return desk.words.locale.tr(N_("{code}: undone. Nothing was done, and what you wrote is here."),
                                {{"code", undone->code}});
  const std::string_view done = desk.request.query.get("done");
  if (done.empty()) return {};
  if (done == too_late_to_undo)
    return desk.tr(
        N_("It waits no more: it has been done already, or undone, and cannot be undone "
           "here."));
  if (done == undone_meanwhile)
    return desk.tr(N_("It was undone before this press. Nothing was done."));
  const auto& said = parts_of(desk.request).said;
  std::string told = said ? said(tx, desk, done, desk.request.query.get("of")) : std::string();
  const auto more = parse_number(desk.request.query.get("more"));
  return more && !told.empty() ? told + " " + and_others(desk, *more) : told;
}

/// What to do where it is empty, of the box itself or of the first on the shelf.
const char* said_of_emptiness(const Desk& desk) {
  if (desk.box != nullptr) {
    if (desk.box->empty != nullptr) return desk.box->empty(desk.officer);
    for (const Box* box : boxes_on(desk, desk.box->shelf))
      if (box->empty != nullptr) return box->empty(desk.officer);
  }
  return N_("This list is empty. Look at another.");
}

pages::EmptyState empty_of(const Desk& desk) {
  if (desk.boxes().empty())
    return {.title = desk.tr(N_("Nothing comes to you")),
            .text = desk.tr(N_("Your roles give you none to read."))};
  return {.title = desk.tr(N_("Nothing here")), .text = desk.tr(said_of_emptiness(desk))};
}

std::string_view name_of(Sort sort) {
  return sort == Sort::newest ? "newest" : sort == Sort::oldest ? "oldest" : "";
}

/// How many stand in it to be seen: what this officer did and could still undo stands there no
/// more.
int count_shown(db::Tx& tx, const Desk& desk, const Box& box) {
  const auto held = codes_held(tx, desk.officer.user);
  const int most = most_counted + 1 + static_cast<int>(held.size());
  const int gone = held.empty() ? 0 : static_cast<int>(among(tx, desk, box, held).size());
  return std::min(count_in(tx, desk, box, most) - gone, most_counted + 1);
}

/// A list of the rail or of a shelf, with how many it holds.
pages::RailItem item_of(db::Tx& tx, const Desk& desk, const Box& box) {
  const int n = count_shown(tx, desk, box);
  return {.label = desk.tr(box.label),
          .icon = {},
          .href = Href("/desk").with("in", box.name).text(),
          .count = std::min(n, most_counted),
          .current = desk.box == &box,
          .more = n > most_counted};
}

/// The whole shelf, then what stands on it; nothing where that is one list.
std::vector<pages::RailItem> parts_of_list(db::Tx& tx, const Desk& desk) {
  const std::vector<const Box*> boxes = boxes_on(desk, desk.box->shelf);
  if (boxes.size() < 2) return {};
  const Box& whole = whole_of(desk.box->shelf);
  std::vector<pages::RailItem> parts{{.label = desk.tr(N_("All")),
                                      .href = Href("/desk").with("in", whole.name).text(),
                                      .current = desk.box == &whole}};
  for (const Box* box : boxes) parts.push_back(item_of(tx, desk, *box));
  return parts;
}

bool follows_clocks(const Desk& desk) {
  return desk.box->follows_clocks ||
         (desk.box == &whole_of(desk.box->shelf) &&
          std::ranges::any_of(boxes_on(desk, desk.box->shelf), &Box::follows_clocks));
}

std::vector<pages::RailItem> sorts_of(const Desk& desk) {
  if (!follows_clocks(desk)) return {};
  std::vector<pages::RailItem> sorts;
  for (const auto& [sort, label] : {std::pair{Sort::clocks, N_("Due first")},
                                    {Sort::newest, N_("Newest")},
                                    {Sort::oldest, N_("Oldest")}})
    sorts.push_back({.label = desk.tr(label),
                     .href = Href("/desk")
                                 .with("in", desk.box->name)
                                 .with(sort_field, name_of(sort))
                                 .with(sought_field, desk.sought)
                                 .text(),
                     .current = desk.sort == sort});
  return sorts;
}

/// Words by which it is looked through, where there is much or something is sought.
std::optional<pages::ListFilter> filter_of(const Desk& desk, std::size_t found) {
  if (found < much && desk.sought.empty()) return std::nullopt;
  pages::ListFilter filter{.action = "/desk",
                           .name = std::string(sought_field),
                           .value = desk.sought,
                           .list_name = "in",
                           .list = std::string(desk.box->name),
                           .sort_name = std::string(sort_field),
                           .sort = std::string(name_of(desk.sort))};
  if (!desk.sought.empty())
    filter.all_href = Href("/desk").with("in", desk.box->name).with(sort_field, filter.sort).text();
  return filter;
}

/// Boxes to tick, where something can be done to several of the list at once.
void offer_choosing(const Desk& desk, pages::WorkList& list) {
  if (desk.box->shelf == Shelf::done || list.cards.size() < 2) return;
  const auto offers = [&](const pages::Card& card) {
    const Deeds* deeds = deeds_of(pages::site_of(desk.request), card.href);
    return deeds != nullptr && !deeds->for_many.acts.empty();
  };
  if (std::ranges::none_of(list.cards, offers)) return;
  for (pages::Card& card : list.cards)
    if (offers(card)) card.choose = card.href;
  pages::ListChoosing choosing{.action = "/desk/many"};
  choosing.carried = {{"in", std::string(desk.box->name)},
                      {"after", desk.after ? desk.after->text() : std::string()},
                      {std::string(sort_field), std::string(name_of(desk.sort))},
                      {std::string(sought_field), desk.sought}};
  std::erase_if(choosing.carried, [](const auto& each) { return each.second.empty(); });
  list.choosing = std::move(choosing);
}

void add_list(db::Tx& tx, const Desk& desk, std::string_view open, pages::WorkList& list) {
  list.name = desk.box->name;
  list.parts = parts_of_list(tx, desk);
  Cards listed = desk.cards(tx, list_length);
  list.cards = std::move(listed.cards);
  offer_choosing(desk, list);
  for (pages::Card& card : list.cards) {
    card.href = desk.in_list(std::move(card.href)).text();
    card.current = card.code == open;
  }
  if (list.cards.size() > 1) list.sorts = sorts_of(desk);
  list.filter = filter_of(desk, list.cards.size());
  if (!desk.sought.empty())
    list.note = desk.words.locale.ntr("{n} found", "{n} found",
                                      static_cast<std::int64_t>(list.cards.size()), {});
  const Href first = Href("/desk")
                         .with("in", desk.box->name)
                         .with(sort_field, name_of(desk.sort))
                         .with(sought_field, desk.sought);
  if (desk.after) list.pager.newer_href = first.text();
  if (listed.next) list.pager.older_href = Href(first).with("after", listed.next->text()).text();
}

/// Where no list was asked for, who directs or administers reads their first page.
http::Response show_desk(Desk desk) {
  const DeskPage page = desk.services.database.read([&](db::Tx& tx) {
    auto front = desk.box == nullptr ? front_of(tx, desk) : std::nullopt;
    desk.settle(tx);
    const bool has_front = front.has_value();
    std::optional<Pane> pane = std::move(front);
    if (!pane && desk.box != nullptr) {
      const Cards first = desk.cards(tx, 1);
      if (!first.cards.empty()) pane = desk.box->open(tx, desk, first.cards.front().code);
    }
    return desk.page(tx, std::move(pane), has_front);
  });
  return pages::render(desk.request, views::desk_page, page);
}

}  // namespace

Desk::Desk(const http::Request& from, const Services& with, std::string_view base_path)
    : Turn(from, with), officer(people::principal(from)), base(base_path) {
  const auto asked_for = from.query.get("in");
  for (const Box* each : boxes())
    if (each->name == asked_for) box = each;
  if (const Box* whole = whole_named(asked_for))
    if (!boxes_on(*this, whole->shelf).empty()) box = whole;
  if (box == nullptr) return;
  after = db::Cursor::parse(from.query.get("after"));
  sought = text::clean(from.query.get(sought_field));
  for (Sort each : {Sort::newest, Sort::oldest})
    if (from.query.get(sort_field) == name_of(each) && follows_clocks(*this)) sort = each;
}

std::vector<const Box*> Desk::boxes() const {
  std::vector<const Box*> theirs;
  for (const Box& each : parts_of(request).boxes)
    if (each.is_for(officer)) theirs.push_back(&each);
  return theirs;
}

void Desk::settle(db::Tx& tx) {
  if (box != nullptr) return;
  for (Shelf shelf : shelves_for(*this)) {
    const Box& whole = whole_of(shelf);
    if (box == nullptr) box = &whole;
    if (whole.list(tx, *this, 1).cards.empty()) continue;
    box = &whole;
    return;
  }
}

Href Desk::in_list(std::string path) const {
  Href href(std::move(path));
  if (box != nullptr) href.with("in", box->name);
  if (after) href.with("after", after->text());
  return href.with(sort_field, name_of(sort)).with(sought_field, sought);
}

std::string Desk::list_href() const {
  return in_list("/desk").text();
}

std::string Desk::href(std::string_view code, std::string_view task) const {
  return in_list(std::string(base).append(code)).with("do", task).text();
}

std::string Desk::action(std::string_view code, std::string_view task) const {
  return in_list(std::string(base).append(code).append(1, '/').append(task)).text();
}

std::string Desk::after_act(const std::string& next, Came came, std::string_view done,
                            std::string_view code) const {
  if (came == Came::held) return next.empty() ? list_href() : next;
  return done_href(next, done, code);
}

std::string Desk::done_href(const std::string& next, std::string_view done,
                            std::string_view code) const {
  return Href(next.empty() ? list_href() : next).with("done", done).with("of", code).text();
}

pages::PageFrame Desk::frame(db::Tx& tx, std::string title) const {
  pages::PageFrame frame = pages::frame_for(request, std::move(title));
  frame.section = "desk";
  frame.wide = true;
  frame.more_flashes = told_of_held(tx, *this);
  if (const auto* refused = request.attached<NotDone>())
    frame.more_flashes.push_back(
        {.text = words.locale.tr(N_("{code}: it was not done. {why}"),
                                 {{"code", refused->code}, {"why", refused->why}}),
         .warns = true});
  if (std::string said = said_of_deed(tx, *this); !said.empty())
    frame.flash = pages::Flash{std::move(said)};
  return frame;
}

std::vector<pages::RailGroup> Desk::rail(db::Tx& tx, std::string_view section) const {
  pages::RailGroup work{.title = tr(N_("My desk"))}, more{.title = tr(N_("More"))};
  int key = 1;
  for (Shelf shelf : shelves_for(*this)) {
    const Box& whole = whole_of(shelf);
    pages::RailItem item =
        shelf == Shelf::done  // nobody works through it
            ? pages::RailItem{.label = tr(whole.label),
                              .href = Href("/desk").with("in", whole.name).text()}
            : item_of(tx, *this, whole);
    item.icon = whole.icon;
    item.current = section.empty() && box != nullptr && box->shelf == shelf;
    item.key = "g " + std::to_string(key++);
    work.items.push_back(std::move(item));
  }
  for (const Link& link : parts_of(request).links) {
    if (link.is_for != nullptr && !link.is_for(officer)) continue;
    pages::RailItem item{.label = tr(link.label),
                         .icon = std::string(link.icon),
                         .href = link.href,
                         .current = !link.section.empty() && link.section == section};
    if (link.count != nullptr) {
      const int n = link.count(tx, officer, most_counted + 1);
      item.count = std::min(n, most_counted);
      item.more = n > most_counted;
    }
    more.items.push_back(std::move(item));
  }
  std::vector<pages::RailGroup> groups;
  if (!work.items.empty()) groups.push_back(std::move(work));
  if (!more.items.empty()) groups.push_back(std::move(more));
  return groups;
}

DeskPage Desk::page(db::Tx& tx, std::optional<Pane> pane, bool reading) const {
  std::string heading = pane && reading ? pane->title : tr(N_("My desk"));
  DeskPage page{.frame = frame(tx, std::move(heading)),
                .rail = rail(tx),
                .list = {.title = tr(box != nullptr ? box->label : N_("My desk"))},
                .empty = empty_of(*this),
                .reading = reading,
                .is_pane_alone = pane && box == nullptr && boxes().empty()};
  if (box != nullptr)
    add_list(tx, *this, pane ? std::string_view(pane->code) : std::string_view(), page.list);
  if (pane) {
    page.frame.form = pane->form;
    page.frame.live = pane->live;
  }
  page.pane = std::move(pane);
  return page;
}

Cards Desk::cards(db::Tx& tx, int most, std::string_view kept) const {
  const auto held = codes_held(tx, officer.user);
  const int with_held = most + static_cast<int>(held.size());
  const bool is_sifted = !sought.empty() && !box->seek;
  const std::string folded = is_sifted ? text::fold(sought) : "";
  Cards listed = !sought.empty() && box->seek
                     ? box->seek(tx, *this, with_held)
                     : box->list(tx, *this, is_sifted ? most_sought : with_held);
  std::erase_if(listed.cards, [&](const pages::Card& card) {
    const bool is_gone = std::ranges::find(held, card.code) != held.end();
    return card.code != kept && (is_gone || (is_sifted && !has_words(card, folded)));
  });
  if (!sought.empty() && listed.cards.size() > static_cast<std::size_t>(most))
    listed.cards.resize(static_cast<std::size_t>(most));  // more words find the others
  return listed;
}

std::string Desk::next_after(std::string_view code) const {
  if (box == nullptr) return {};
  const auto cards =
      services.database.read([&](db::Tx& tx) { return this->cards(tx, most_passed, code).cards; });
  const auto here = std::ranges::find(cards, code, &pages::Card::code);
  if (here == cards.end()) return {};
  const auto next = std::next(here);
  if (next == cards.end() && here == cards.begin()) return {};
  return in_list((next != cards.end() ? next : std::prev(here))->href).text();
}

std::string and_others(const Desk& desk, std::size_t others) {
  return desk.words.locale.ntr("{n} more was done in the same way.",
                               "{n} more were done in the same way.",
                               static_cast<std::int64_t>(others), {});
}

void add_pages(http::App& app, Services& services) {
  app.router.get(
      "/desk", people::signed_in(),
      [&](http::Request& request) { return show_desk(Desk(request, services)); }, route);
  add_held_pages(app, services);
  add_many_pages(app, services);
}

}  // namespace gandan::desk
