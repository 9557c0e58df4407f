// The lists of petitions on an officer's desk: which there are for whom, and what each holds. Every
// list shows only what the officer may read; denunciations stand in a list of their own.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "contexts/petitions/lists/listing.hpp"
#include "contexts/petitions/record/record.hpp"
#include "kernel/module/desk_parts.hpp"
#include "kernel/people/principal.hpp"

namespace gandan::petitions {

enum class Box : std::uint8_t {
  to_route,       ///< received, waits to be sent to the competent body
  mine,           ///< with a body for which the officer answers
  denunciations,  ///< open denunciations
  held,           ///< waits for a look before it is shown
  with_others,    ///< sent on to whichever body, which has not answered yet
  waiting,        ///< waits for the petitioner
  open,           ///< all that is open
  due_soon,       ///< of it, what is due within pages::soon_days
  overdue,        ///< of it, what is past its last day, and the clock does not stand
  answered,
};

[[nodiscard]] std::string_view name(Box box);
[[nodiscard]] const char* label(Box box);
[[nodiscard]] std::string_view icon_of(Box box);

/// On which shelf of the desk it stands, and whether it only narrows what stands there.
[[nodiscard]] desk::Shelf shelf_of(Box box);
[[nodiscard]] bool narrows(Box box);

/// All of them, in the order of the desk.
inline constexpr Box boxes[] = {Box::to_route,    Box::mine,    Box::denunciations, Box::held,
                                Box::with_others, Box::waiting, Box::open,          Box::due_soon,
                                Box::overdue,     Box::answered};
/// Whether the officer's roles give them this list.
[[nodiscard]] bool has(const people::Principal& officer, Box box);
/// Those that they do.
[[nodiscard]] std::vector<Box> boxes_for(const people::Principal& officer);
/// What is in a list, in this order; nothing at all where the officer has no such list. What was
/// answered stands the newest first in any case.
[[nodiscard]] Filter filter_of_box(db::Tx& tx, const Clock& clock, const people::Principal& officer,
                                   Box box, desk::Sort sort = desk::Sort::clocks);

/// What reading the petition asks for, and the unit at which the officer holds it: the body, else
/// the place; none, which is everywhere. Nothing where they may not read it.
[[nodiscard]] people::Permission reading_of(const Petition& petition);
[[nodiscard]] std::optional<UnitId> reading_unit(db::Tx& tx, const people::Principal& officer,
                                                 const Petition& petition);
/// Whether the officer may read what is not public of the petition: by a role at its body, or at or
/// above its place.
[[nodiscard]] bool may_read(db::Tx& tx, const people::Principal& officer, const Petition& petition);

}  // namespace gandan::petitions
