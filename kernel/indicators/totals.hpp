// Totals by facet, of each subject: what a fold adds up, and what pages read.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/indicators/standing.hpp"
#include "lib/db/db.hpp"

namespace gandan::indicators {

/// The totals of a subject at one moment. Which facets there are, and what each counts, is said by
/// whose fold adds them up.
class Totals {
 public:
  [[nodiscard]] static std::shared_ptr<const Totals> load(db::Tx& tx, std::string_view subject);

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

/// What a fold adds: by facet (which outlives it) and value.
using TotalChanges = std::map<std::pair<std::string_view, std::int64_t>, std::int64_t>;
void add_totals(db::Tx& tx, std::string_view subject, const TotalChanges& changes);

/// The facets in which a standing is counted.
struct StandingFacets {
  std::string_view answered, on_time, overdue, not_due;
};
[[nodiscard]] Standing standing_in(const Totals& totals, const StandingFacets& facets,
                                   std::int64_t value);

/// The totals that pages read, replaced as a whole.
class TotalsHolder {
 public:
  TotalsHolder(db::Database& database, std::string_view subject)
      : database_(database), subject_(subject) {}
  /// Loads at the first call; after that whatever refresh() loaded last.
  [[nodiscard]] std::shared_ptr<const Totals> get();
  void refresh();

 private:
  db::Database& database_;
  std::string subject_;
  std::shared_ptr<const Totals> totals_;
};

}  // namespace gandan::indicators
