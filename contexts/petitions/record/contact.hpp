// How to reach who asks: in clear for the officers who handle it, under the seal where somebody
// denounces.
#pragma once
#include <optional>
#include <string_view>

#include "contexts/petitions/record/record.hpp"
#include "contexts/petitions/use_cases.hpp"

namespace gandan::petitions {

/// Keeps how to reach who sends a petition of this kind. Of a denunciation everything that may name
/// its author goes under the seal of `body`, who handles it, `asked_by` too.
void keep_contact(db::Tx& tx, const Env& env, PetitionId id, Kind kind, const Contact& contact,
                  std::string_view asked_by, UnitId body = {});
/// What may stand in clear of whose voice it is: nothing of a denunciation.
[[nodiscard]] std::string_view asked_by_in_clear(Kind kind, std::string_view asked_by);
/// A denunciation that does not say who denounces, or from where (Law 25/2018 art. 25(1)).
[[nodiscard]] bool is_nameless(Kind kind, const Contact& contact);
/// Puts under the seal what stood in clear, and forgets the addresses for letters, where an officer
/// finds that it is a denunciation.
void seal_contact(db::Tx& tx, const Env& env, Petition& petition);
/// What stands in clear; nothing where nothing was given or it is sealed.
[[nodiscard]] std::optional<Contact> contact_of(db::Tx& tx, PetitionId id);

}  // namespace gandan::petitions
