#include "kernel/acts/act.hpp"

#include "kernel/people/authority.hpp"

namespace gandan::acts {

bool holds(db::Tx& tx, const Act& act, people::Permission permission,
           std::span<const std::optional<UnitId>> where) {
  switch (act.who) {
    case Act::Who::system:
      return true;
    case Act::Who::officer:
      return people::may_at(tx, *act.officer, permission, where);
    case Act::Who::resident:
      return false;
  }
  return false;
}

}  // namespace gandan::acts
