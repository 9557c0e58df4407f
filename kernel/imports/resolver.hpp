// What rows name, found and where it may be made: bodies, fields, places; each name once.
#pragma once
#include <optional>
#include <string>
#include <unordered_map>

#include "kernel/units/placer.hpp"
#include "lib/base/id.hpp"
#include "lib/base/time.hpp"

namespace gandan::imports {

/// Of one transaction. `ids` and `clock` must outlive it.
class Resolver {
 public:
  Resolver(db::Tx& tx, Ids& ids, const Clock& clock) : places(tx), ids_(ids), clock_(clock) {}

  units::Placer places;

  /// A name that nobody knows becomes a body; nothing where it is empty. Names are public, so it is
  /// not for what may be confidential.
  [[nodiscard]] std::optional<UnitId> body(db::Tx& tx, const std::string& name);
  /// The same of a field.
  [[nodiscard]] std::optional<FieldId> field(db::Tx& tx, const std::string& name);
  /// One that is known already.
  [[nodiscard]] std::optional<UnitId> known_body(db::Tx& tx, const std::string& name) const;

 private:
  Ids& ids_;
  const Clock& clock_;
  std::unordered_map<std::string, std::optional<UnitId>> bodies_;
  std::unordered_map<std::string, std::optional<FieldId>> fields_;
};

}  // namespace gandan::imports
