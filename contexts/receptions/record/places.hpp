// Places of reception as every room reads them. schedule/ changes them.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "contexts/receptions/permissions.hpp"
#include "contexts/receptions/record/rows.hpp"
#include "kernel/acts/act.hpp"
#include "kernel/acts/env.hpp"
#include "kernel/people/within.hpp"
#include "lib/db/db.hpp"

namespace gandan::receptions {

using acts::Act, acts::Env;

[[nodiscard]] std::optional<ReceptionPlace> find_place(db::Tx& tx, PlaceId id);
/// By its code, in capitals or not.
[[nodiscard]] std::optional<ReceptionPlace> find_place(db::Tx& tx, std::string_view code);
/// All that are open on the day, by body and number.
[[nodiscard]] std::vector<ReceptionPlace> open_places(db::Tx& tx, Date day);
[[nodiscard]] std::vector<ReceptionPlace> places_of(db::Tx& tx, UnitId body, Date day);
/// Where the officer may do this, of the open ones.
[[nodiscard]] std::vector<ReceptionPlace> places_within(db::Tx& tx,
                                                        const people::Principal& officer,
                                                        people::Permission permission, Date day);
/// Whether `act` may do this at the place.
[[nodiscard]] bool may_at_place(db::Tx& tx, const Act& act, people::Permission permission,
                                const ReceptionPlace& place);
/// A new one, whose code is made of that of its body; schedule/ asks who may.
[[nodiscard]] ReceptionPlace insert_place(db::Tx& tx, const Env& env, ReceptionPlace place);
void save_place(db::Tx& tx, const ReceptionPlace& place);

/// Whose receptions are those of a unit, as of a day: of a body its own and of what is beneath it,
/// of an area those of the bodies that serve it and its parts. With what has become them.
[[nodiscard]] std::vector<UnitId> bodies_of_unit(db::Tx& tx, UnitId unit, Date day);

}  // namespace gandan::receptions
