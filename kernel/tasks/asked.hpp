// What an address of the ledger asks for, read and written: the page, its feed and its file have
// one address each, and ask alike.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/tasks/lists.hpp"
#include "kernel/turn/href.hpp"
#include "kernel/turn/turn.hpp"
#include "kernel/units/places.hpp"

namespace gandan::tasks {

struct Asked {
  Filter filter;
  const units::Unit* body = nullptr;
  std::optional<units::Unit> place;
  std::string typed_body, typed_place, typed_day;
  std::vector<units::Unit> offers;   ///< bodies that the typed name may mean
  std::vector<units::Place> places;  ///< likewise

  [[nodiscard]] bool is_open() const { return !offers.empty() || !places.empty(); }
};

/// What is wrong with it stands in the turn afterwards.
[[nodiscard]] Asked read_address(db::Tx& tx, Turn& turn);
/// Of a place, as the address of its page says it.
[[nodiscard]] std::string code_of(const units::Unit& place, Date today);
/// The address of a list; of another body where `body` says so. `kind` is empty for the page, else
/// that of a file.
[[nodiscard]] Href address_of(const Turn& turn, const Asked& asked, Show show,
                              const units::Unit* body, const units::Unit* place,
                              std::string_view kind = "");

}  // namespace gandan::tasks
