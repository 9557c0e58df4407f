// What each body says it answers for, in words: where routing begins before officers have taught it.
#pragma once
#include <string>
#include <vector>

#include "kernel/units/unit_id.hpp"
#include "lib/db/db.hpp"

namespace gandan::units {

struct Competence {
  UnitId body;
  std::string words;  ///< its name, fields and keywords, one phrase a line
};
/// Of every body that exists today.
[[nodiscard]] std::vector<Competence> competences(db::Tx& tx);

}  // namespace gandan::units
