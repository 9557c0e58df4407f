// How many petitions there are, by facet: folded from the journal in the background, so that no
// page counts rows and no write waits for a counter.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/petitions/figures/standing.hpp"
#include "kernel/ids/unit_id.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"

namespace gandan::petitions {

/// The totals at one moment. Of what is public, since each opens the list of what it counts:
/// "field", "body", "place", "state", "kind", "year"; "open" and "late" (value 0), late being open
/// and past the limit. Of all, as in the report: "received" (value 0); by year of receipt
/// "year_received"; and of years and bodies what standing_of() reads. Nothing counts what is sealed
/// (sealed_figures.hpp).
class Totals {
 public:
  [[nodiscard]] static std::shared_ptr<const Totals> load(db::Tx& tx);

  struct Count {
    std::int64_t value = 0;
    std::int64_t n = 0;
  };
  /// The values of a facet, the most frequent first; the value 0 stands for "none".
  [[nodiscard]] const std::vector<Count>& of(std::string_view facet) const;
  [[nodiscard]] std::int64_t get(std::string_view facet, std::int64_t value = 0) const;

 private:
  std::map<std::string, std::vector<Count>, std::less<>> facets_;
};

/// How limits were kept by a body, ever, under all that it is known as (Directory::known_as); or
/// with what came in a year.
[[nodiscard]] Standing standing_of(const Totals& totals, const std::vector<UnitId>& body);
[[nodiscard]] Standing standing_of_year(const Totals& totals, int year);

/// The first sealed entry that was not taken up yet; nothing where there is none.
[[nodiscard]] std::optional<std::int64_t> first_unfolded(db::Tx& tx);

/// Takes up what the journal says has changed since the last fold, and what has grown late since;
/// returns how many petitions. Each petition's part is remembered, so that folding again changes
/// nothing.
int fold_totals(db::Tx& tx, const Clock& clock);

/// Folds until nothing is left, a transaction a batch.
void fold_all(db::Database& database, const Clock& clock);

/// 202610 for a day in October 2026.
[[nodiscard]] int month_number(Date date);

/// What came to a body in one month, and what has become of it.
struct Month {
  int month = 0;  ///< as month_number() writes it
  std::int64_t received = 0, answered = 0;
  std::int64_t on_time = 0;  ///< answered within the limit
};
/// The months of a body since `from`, under all that it is known as, oldest first; those in which
/// nothing came are left out.
[[nodiscard]] std::vector<Month> months_of(db::Tx& tx, const std::vector<UnitId>& body, Date from);

/// The totals that pages read, replaced as a whole.
class TotalsHolder {
 public:
  explicit TotalsHolder(db::Database& database) : database_(database) {}
  /// Loads at the first call; after that whatever refresh() loaded last.
  [[nodiscard]] std::shared_ptr<const Totals> get();
  void refresh();

 private:
  db::Database& database_;
  std::shared_ptr<const Totals> totals_;
};

}  // namespace gandan::petitions
