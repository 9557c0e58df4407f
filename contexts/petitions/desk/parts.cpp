// What petitions give to the desk: their lists, the pages beside them, and what is said of a deed.
#include <algorithm>

#include "contexts/petitions/desk/desk.hpp"
#include "contexts/petitions/desk/fronts.hpp"
#include "contexts/petitions/lists/among.hpp"
#include "contexts/petitions/topics/topics.hpp"

namespace gandan::petitions {
namespace {

using people::Permission;

/// "Commune level, Tỉnh Lạng Sơn": where a sealed case comes from, as far as a list may say.
std::string level_of(const Wording& words, db::Tx& tx, const ListRow& row) {
  auto place = row.place ? units::find_unit(tx, *row.place) : std::nullopt;
  const std::string province = words.unit(row.province);
  if (!place) return province.empty() ? words.tr(N_("Place not known")) : province;
  const char* level = place->level == units::Level::nation     ? N_("National level")
                      : place->level == units::Level::province ? N_("Province level")
                      : place->level == units::Level::district ? N_("District level")
                                                               : N_("Commune level");
  return words.tr(level) + (province.empty() ? "" : ", " + province);
}

/// A row of which no word may be shown is known by the rest.
void tell_apart(const Wording& words, db::Tx& tx, const ListRow& row, pages::Card& card) {
  card.place = level_of(words, tx, row);
  card.title = words.locale.tr(N_("Received on {date}"),
                               {{"date", words.locale.date(civil_date(row.received_at))}});
  card.has_date = false;  // the title says it
}

desk::Cards cards_in(db::Tx& tx, const desk::Desk& desk, Box box, int most) {
  const Clock& clock = desk.services.clock;
  const Filter filter = filter_of_box(tx, clock, desk.officer, box, desk.sort);
  Page page = list(tx, clock, filter, most, desk.after);
  desk::Cards listed{.cards = {}, .next = page.next};
  for (const ListRow& row : page.rows) {
    pages::Card& card = listed.cards.emplace_back(card_of(desk.words, row));
    if (row.title.empty()) tell_apart(desk.words, tx, row, card);
    card.href = "/desk/petitions/" + row.code;
    listed.keys.push_back(row.cursor());
  }
  return listed;
}

std::vector<db::Cursor> keys_in(db::Tx& tx, const desk::Desk& desk, Box box, int most) {
  const Clock& clock = desk.services.clock;
  return keys(tx, clock, filter_of_box(tx, clock, desk.officer, box, desk.sort), most);
}

const char* empty_box(const people::Principal& officer) {
  return officer.may_somewhere(Permission::register_cases)
             ? N_("This list is empty. Look at another, or enter what came on paper.")
             : N_("This list is empty. Look at another.");
}

desk::Box box_of(Box box, int order, const std::function<const Advisor&()>& advisor) {
  return {
      .shelf = shelf_of(box),
      .order = order,
      .name = name(box),
      .label = label(box),
      .icon = icon_of(box),
      .is_for = [box](const people::Principal& officer) { return has(officer, box); },
      .count =
          [box](db::Tx& tx, const desk::Desk& desk, int most) {
            const Clock& clock = desk.services.clock;
            return count(tx, clock, filter_of_box(tx, clock, desk.officer, box), most);
          },
      .list = [box](db::Tx& tx, const desk::Desk& desk,
                    int most) { return cards_in(tx, desk, box, most); },
      .open = [advisor](db::Tx& tx, const desk::Desk& desk,
                        std::string_view code) -> std::optional<desk::Pane> {
        const Desk ours(desk, advisor());
        const auto story = load_story(tx, *ours.directory, code);
        if (!story) return std::nullopt;
        return OnDesk::pane(std::make_shared<const OpenPetition>(OnDesk::open(ours, tx, *story)));
      },
      .empty = empty_box,
      .follows_clocks = box != Box::answered,
      .narrows = narrows(box),
      .keys = [box](db::Tx& tx, const desk::Desk& desk,
                    int most) { return keys_in(tx, desk, box, most); },
      .among =
          [box](db::Tx& tx, const desk::Desk& desk, const std::vector<std::string>& codes) {
            const Clock& clock = desk.services.clock;
            return codes_among(tx, clock, filter_of_box(tx, clock, desk.officer, box), codes);
          }};
}

int count_proposed(db::Tx& tx, const people::Principal& officer, int most) {
  const Within reach = people::within_reach(tx, officer, synthesise);
  return count_topics(tx, TopicState::proposed, most, reach);
}

std::string said(db::Tx& tx, const desk::Desk& desk, std::string_view done,
                 std::string_view typed) {
  std::string of_task = desk::said_of_task<OnDesk>(tx, desk, done, typed);
  const char* of_topic = done_message(done);
  return !of_task.empty() || *of_topic == '\0' ? std::move(of_task) : desk.tr(of_topic);
}

}  // namespace

desk::Parts desk_parts(std::function<const Advisor&()> advisor) {
  desk::Parts parts{.links = {{.order = 10,
                               .label = N_("Proposed topics"),
                               .icon = "users",
                               .href = "/desk/topics",
                               .section = "topics",
                               .is_for =
                                   [](const people::Principal& officer) {
                                     return officer.may_somewhere(synthesise);
                                   },
                               .count = count_proposed},
                              {.order = 20,
                               .label = N_("Enter a letter or call"),
                               .icon = "pencil",
                               .href = "/desk/enter",
                               .section = "enter",
                               .is_for =
                                   [](const people::Principal& officer) {
                                     return officer.may_somewhere(Permission::register_cases);
                                   }},
                              {.order = 30,
                               .label = N_("The steps of each kind"),
                               .icon = "info",
                               .href = "/desk/course"}},
                    .deeds = {deeds_of_petitions(advisor), deeds_of_topics(advisor)},
                    .front = front_parts(),
                    .said = said};
  for (Box box : boxes)
    parts.boxes.push_back(box_of(box, 10 + static_cast<int>(parts.boxes.size()), advisor));
  return parts;
}

}  // namespace gandan::petitions
