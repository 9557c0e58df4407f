// An officer says where a petition comes from; `set_place` is how every change of it is stored.
// Words are turned into places by placing.hpp (an import; again when more is known of units:
// place_again) and by kernel/turn/place_choice (a form asks which unit is meant; send_place is the
// sender's step).
#include "contexts/petitions/record/clock.hpp"
#include "contexts/petitions/record/placing.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/units/places.hpp"

namespace gandan::petitions {
namespace {

const db::Sql update_place{R"(
  update petitions set place_id = :place, province_id = :province, due_at = :due_at
  where id = :id)"};

std::int64_t number(std::optional<UnitId> unit) {
  return unit.value_or(UnitId{}).value;
}

}  // namespace

void set_place(db::Tx& tx, const Env& env, const Act& act, Petition& petition,
               const PlaceFound& found) {
  const bool was_remote = is_remote(tx, petition);
  petition.place = found.place;
  petition.province = found.province;
  // What was answered is judged by the limit that it had; of an import nobody was told any.
  const bool has_clock = !petition.clock.rule.empty() &&
                         (is_open(petition.state) || petition.channel == Channel::import);
  if (has_clock && is_remote(tx, petition) != was_remote)
    if (auto due = due_of(tx, env, petition)) petition.clock.due_at = due->at;
  tx.run(update_place, {{"id", petition.id},
                        {"place", petition.place},
                        {"province", petition.province},
                        {"due_at", petition.clock.due_at}});
  record(tx, act, subject_of(petition.id), env.clock.now(), Verb::place,
         {{"place", number(found.place)}, {"province", number(found.province)}});
}

Moved place(db::Tx& tx, const Env& env, const Act& act, PetitionId id, UnitId area) {
  auto petition = find(tx, id);
  auto unit = units::find_unit(tx, area);
  if (!petition || !unit || unit->kind != units::UnitKind::area) return fail(MoveError::not_found);
  if (!may(tx, act, Actor::synthesis_officer, *petition)) return fail(MoveError::not_yours);
  if (petition->place != area)
    set_place(tx, env, act, *petition, {area, units::province_of(tx, area)});
  return std::move(*petition);
}

}  // namespace gandan::petitions
