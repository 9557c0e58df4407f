// What must hold of all that is stored, whatever was done: a module names its own in its Module
// (kernel/module/module.hpp); `gandan verify` and the tests of pages look for what breaks them.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/db/db.hpp"

namespace gandan::invariants {

struct Invariant {
  std::string_view name;   ///< "petitions.answered": the module's, then its own
  std::string_view words;  ///< in English, for operators: what holds
  /// SELECT of one column, `id`, a number or a text: what breaks it. No rows where it holds.
  std::string offenders;
  /// In place of `offenders`, where one SQL for both engines cannot say it: the ids, as ids_of()
  /// returns them.
  std::vector<std::string> (*find)(db::Tx& tx) = nullptr;
};

/// So many of what breaks an invariant are named.
inline constexpr std::size_t most_named = 10;

/// The ids that a SELECT as Invariant::offenders finds, each once, as text and in the order of
/// texts; one more than are named where there are more.
[[nodiscard]] std::vector<std::string> ids_of(db::Tx& tx, const std::string& offenders);

struct Broken {
  std::string_view name, words;
  std::vector<std::string> ids;  ///< as ids_of() returns them; never empty
};
/// Those that do not hold, in their order. Reads whole tables.
[[nodiscard]] std::vector<Broken> broken(db::Tx& tx, std::span<const Invariant> all);
/// One line, without an end: "petitions.answered (what is answered has …): 12, 15 and more".
[[nodiscard]] std::string line_of(const Broken& broken);

}  // namespace gandan::invariants
