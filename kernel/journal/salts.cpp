#include "kernel/journal/salts.hpp"

#include <algorithm>

#include "lib/db/ids.hpp"

namespace gandan::journal {
namespace {

const db::SelectOfIds select_salts_of{
    "select subject_id, subject_kind, from_index, salt, erased_under from log_salts "
    "where subject_id in ("};

}  // namespace

Salts::Salts(db::Tx& tx, std::vector<std::int64_t> subjects) {
  std::ranges::sort(subjects);
  const auto repeated = std::ranges::unique(subjects);
  subjects.erase(repeated.begin(), repeated.end());
  select_salts_of.each<Salt>(tx, subjects, [&](Salt salt) { salts_.push_back(std::move(salt)); });
  std::ranges::sort(salts_, {}, place);
}

const Salts::Salt* Salts::at(std::int64_t id, std::string_view kind, std::int64_t index) const {
  const auto behind = std::ranges::upper_bound(salts_, std::tuple(id, kind, index), {}, place);
  if (behind == salts_.begin()) return nullptr;
  const Salt& last = *std::prev(behind);
  return last.subject_id == id && last.subject_kind == kind ? &last : nullptr;
}

}  // namespace gandan::journal
