// Bodies found by what people type of their names or by what addresses call them, and the one above
// a body.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "kernel/units/units.hpp"

namespace gandan::units {

/// Those that exist on the day and hold every word in their name or code, marks and case aside;
/// the nation's first, then by name. None where nothing is typed.
[[nodiscard]] std::vector<Unit> find_bodies(db::Tx& tx, std::string_view words, Date day,
                                            std::size_t limit);
/// Whether it governs its area (Ủy ban nhân dân, however its list writes it: "UBND xã").
[[nodiscard]] bool is_peoples_committee(const Unit& body);
/// As a notice board lists them: who governs first, those of the higher level next, each by name.
void put_in_order(std::vector<Unit>& bodies);
/// The body above, as both are on that day: of a commune's committee that of its province
/// ("UBND-06184", "UBND-20"); itself where there is none.
[[nodiscard]] UnitId body_above(db::Tx& tx, UnitId body, Date day);

/// How addresses of pages name a unit: by its code; "id123" where it has none.
[[nodiscard]] std::string address_code(const Directory& directory, UnitId unit);
/// The body that an address names so; none where it names another unit, or none.
[[nodiscard]] const Unit* body_of_address(const Directory& directory, std::string_view code);

}  // namespace gandan::units
