#include "contexts/petitions/papers/official.hpp"
#include "kernel/numbering/numbering.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {
namespace {

/// The body that an officer is of.
std::optional<UnitId> own_body(db::Tx& tx, const Act& act) {
  for (const people::Grant& grant : act.officer->grants) {
    const auto unit = units::find_unit(tx, grant.unit);
    if (unit && unit->kind == units::UnitKind::body) return unit->id;
  }
  return std::nullopt;
}

}  // namespace

void number_answer(db::Tx& tx, const Act& act, std::optional<UnitId> body, AnswerId answer,
                   std::string_view document, Instant at) {
  if (act.who != Act::Who::officer || !body || !document.empty()) return;
  numbering::number(tx, *body, numbering::Kind::letter, civil_date(at), letter_of(answer), at);
}

void number_extension(db::Tx& tx, const Act& act, const Petition& petition, Instant at) {
  if (act.who != Act::Who::officer || !petition.body) return;
  numbering::number(tx, *petition.body, numbering::Kind::notice, civil_date(at),
                    subject_of(petition.id), at);
}

void number_transfer(db::Tx& tx, const Act& act, PetitionId id, std::optional<UnitId> from,
                     Instant at) {
  if (act.who != Act::Who::officer) return;
  if (!from) from = own_body(tx, act);
  if (from)
    numbering::number(tx, *from, numbering::Kind::transfer, civil_date(at), subject_of(id), at);
}

}  // namespace gandan::petitions
