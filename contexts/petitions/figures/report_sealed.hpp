// What the report says of complaints and denunciations: what is counted, what everybody may be
// told, and where whoever handles them finds their own.
#pragma once
#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "contexts/petitions/figures/sealed_figures.hpp"
#include "kernel/indicators/report.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/people/principal.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {

/// Who asks; none: a resident, or a command.
[[nodiscard]] const people::Principal* reader_of(const indicators::Question& question);

/// Who reads the page of a report, of which unit.
struct SealedEyes {
  std::string unit;                ///< as it was typed
  std::optional<UnitId> province;  ///< that it lies in
  std::vector<units::Unit> own;    ///< where the reader handles what is sealed
};

struct SealedTold {
  SealedSight sight;                         ///< counted one by one
  std::optional<SealedStatement> statement;  ///< by kind, of what is not
  std::optional<SealedEyes> eyes;            ///< of a page
};
[[nodiscard]] SealedTold sealed_told(db::Tx& tx, const indicators::Question& question,
                                     const SealedSight& sight);

/// "kinds":["proposal","report"]
void say_kinds(const SealedTold& told, boost::json::object& out);
/// "sealed":[{"quarter":"2026-Q3","as_of":…,"complaint":{"at_least":10},"denunciation":
/// {"fewer_than":5}}]; nothing without a statement.
void say_statement(const SealedTold& told, boost::json::object& out);

/// What of them is counted, where they are told of, and where the reader's own are.
struct SealedNote {
  std::string text;
  std::optional<pages::Link> more;
  std::vector<pages::Link> own;
};
/// What everybody may read of them; every cell is words.
struct SealedTable {
  std::string note;     ///< what is told, and which periods and places can be had
  std::string nothing;  ///< why there are no lines
  std::vector<std::string> headings;
  struct Line {
    std::string label;
    std::vector<std::string> cells;
  };
  std::vector<Line> lines;
};
void print_sealed_note(html::Out& out, const indicators::Question& question,
                       const SealedTold& told);
void print_sealed_table(html::Out& out, const indicators::Question& question,
                        const SealedTold& told);

}  // namespace gandan::petitions
