// What the pages of bodies and places have in common: the parts of all modules, and the table of
// bodies with the numbers of all.
#pragma once
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "kernel/module/module.hpp"
#include "kernel/turn/wording.hpp"

namespace gandan::site {

/// A body in a table of several. Counts are by the locale; without an address where it is 0.
struct BodyNumber {
  std::string text, href;
};
struct BodyLine {
  std::string name, href;
  std::optional<double> rate;  ///< as standing.hpp says it
  std::string rate_text;
  BodyNumber overdue, not_due, answered;
};
struct BodyGroup {
  std::string title;  ///< the level: "Of the nation"
  std::vector<BodyLine> bodies;
  bool counts = true;  ///< a module counts something of bodies
};

/// What the modules of an installation say of bodies and places; asked for after their routes.
class UnitParts {
 public:
  UnitParts(Services& services, std::span<const Module> modules);

  [[nodiscard]] std::vector<PrintPart> of_body(db::Tx& tx, const UnitVisit& visit) const;
  [[nodiscard]] std::vector<PrintPart> of_place(db::Tx& tx, const UnitVisit& visit) const;

  /// How many records wait in places beneath one, of each module by itself.
  [[nodiscard]] std::vector<PlaceCount> waiting_beneath(db::Tx& tx, const UnitVisit& visit) const;
  [[nodiscard]] bool counts_beneath() const { return !beneath_.empty(); }

  /// Whether any module counts what bodies owe.
  [[nodiscard]] bool count() const { return !standings_.empty(); }
  /// The numbers of all modules added up. Each opens the records behind it, or where they are of
  /// several modules the body's page, on which each module tells of its own.
  [[nodiscard]] BodyLine line_of(const Wording& words, const units::Unit& body) const;
  /// The bodies of today that owed or answered anything.
  [[nodiscard]] std::set<UnitId> asked(const units::Directory& directory) const;

 private:
  std::vector<UnitPart> of_bodies_, of_places_;
  std::vector<Standings> standings_;
  std::vector<std::function<std::vector<PlaceCount>(db::Tx&, const UnitVisit&)>> beneath_;
};

inline void print_unit_part(html::Out& out, const PrintPart& part) {
  part(out);
}

}  // namespace gandan::site
