#include "contexts/petitions/desk/boxes.hpp"

#include <array>

#include "kernel/pages/parts.hpp"
#include "kernel/people/authority.hpp"
#include "kernel/units/units.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::petitions {
namespace {

using people::Permission;

struct BoxWords {
  Box box;
  std::string_view name;
  const char* label;
  std::string_view icon;
  desk::Shelf shelf;
  bool narrows = false;
};
using desk::Shelf;

constexpr std::array box_words{
    BoxWords{Box::to_route, "to_route", N_("To be sent on"), "send", Shelf::today},
    BoxWords{Box::mine, "mine", N_("For us to answer"), "inbox", Shelf::today},
    BoxWords{Box::denunciations, "denunciations", N_("Denunciations"), "lock", Shelf::today},
    BoxWords{Box::held, "held", N_("To be looked at before it is shown"), "lock", Shelf::today},
    BoxWords{Box::with_others, "with_others", N_("With other bodies"), "users", Shelf::waiting},
    BoxWords{Box::waiting, "with_sender", N_("Waiting for the sender"), "hourglass",
             Shelf::waiting},
    BoxWords{Box::open, "open", N_("Open petitions"), "inbox", Shelf::body},
    BoxWords{Box::due_soon, "due_soon", N_("Due soon"), "clock", Shelf::body, true},
    BoxWords{Box::overdue, "overdue", N_("Overdue"), "clock-alert", Shelf::body, true},
    BoxWords{Box::answered, "answered", N_("Answered"), "circle-check", Shelf::done},
};

const BoxWords& described(Box box) {
  return box_words.at(static_cast<std::size_t>(box));
}

Permission permission_of(Box box) {
  if (box == Box::mine) return Permission::answer;
  return box == Box::denunciations ? Permission::handle_denunciations : Permission::read_cases;
}

/// What the box asks of a petition, whoever looks.
Filter contents_of(const Clock& clock, Box box) {
  Filter filter;
  filter.sight = Sight::sealed;
  filter.denunciations = box == Box::denunciations;
  filter.order = Order::due;
  filter.open_only = box != Box::answered;
  switch (box) {
    case Box::to_route:
      filter.states = {State::received};
      break;
    case Box::mine:
    case Box::with_others:
      filter.states = {State::routed, State::in_progress, State::suspended};
      break;
    case Box::due_soon:
      filter.states = {State::received, State::routed, State::in_progress};
      filter.due_from = clock.now();
      filter.due_before = end_of(clock.today() + pages::soon_days) + std::chrono::microseconds(1);
      break;
    case Box::overdue:
      filter.states = {State::received, State::routed, State::in_progress};
      filter.due_before = clock.now();
      break;
    case Box::waiting:
      filter.states = {State::needs_information};
      break;
    case Box::held:
      filter.visibility = Visibility::held;
      filter.may_be_published = true;
      break;
    case Box::denunciations:
    case Box::open:
      break;
    case Box::answered:
      filter.states = {State::answered};
      filter.order = Order::newest;
      break;
  }
  return filter;
}

}  // namespace

std::string_view name(Box box) {
  return described(box).name;
}
const char* label(Box box) {
  return described(box).label;
}
std::string_view icon_of(Box box) {
  return described(box).icon;
}
desk::Shelf shelf_of(Box box) {
  return described(box).shelf;
}
bool narrows(Box box) {
  return described(box).narrows;
}

bool has(const people::Principal& officer, Box box) {
  if (!officer.may_somewhere(permission_of(box))) return false;
  if (box == Box::to_route || box == Box::held) return officer.may_somewhere(Permission::route);
  // Of who receives and sends on for a place; who only answers has all of it before them.
  if (box == Box::with_others) return officer.may_somewhere(Permission::register_cases);
  return true;
}

std::vector<Box> boxes_for(const people::Principal& officer) {
  std::vector<Box> theirs;
  for (Box each : boxes)
    if (has(officer, each)) theirs.push_back(each);
  return theirs;
}

Filter filter_of_box(db::Tx& tx, const Clock& clock, const people::Principal& officer, Box box,
                     desk::Sort sort) {
  Filter filter = contents_of(clock, box);
  if (box != Box::answered && sort != desk::Sort::clocks)
    filter.order = sort == desk::Sort::newest ? Order::newest : Order::oldest;
  filter.reach =
      has(officer, box) ? people::within_reach(tx, officer, permission_of(box)) : Within{};
  // Only the body answers: a petition is not for an officer because of its place.
  if (box == Box::mine) filter.reach->areas.clear();
  return filter;
}

people::Permission reading_of(const Petition& petition) {
  return petition.kind == Kind::denunciation ? Permission::handle_denunciations
                                             : Permission::read_cases;
}

std::optional<UnitId> reading_unit(db::Tx& tx, const people::Principal& officer,
                                   const Petition& petition) {
  const Permission permission = reading_of(petition);
  for (std::optional<UnitId> unit : units_of(petition))
    if (unit && officer.may(permission, *unit, units::ancestors(tx, *unit))) return unit;
  return officer.may(permission, UnitId{}) ? std::optional(UnitId{}) : std::nullopt;
}

bool may_read(db::Tx& tx, const people::Principal& officer, const Petition& petition) {
  return reading_unit(tx, officer, petition).has_value();
}

}  // namespace gandan::petitions
