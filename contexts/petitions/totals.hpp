// How many petitions there are, by facet: folded from the journal in the background, so that no
// page counts rows and no write waits for a counter.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/time.hpp"
#include "lib/db/db.hpp"

namespace gandan::petitions {

/// The totals at one moment. Facets of what is public: "field", "body", "place", "state", "kind",
/// "year". Facets of all: "received", "open", "answered", "on_time" (value 0), and the same of a
/// body: "body_received", "body_open", "body_answered", "body_on_time"; by year of the answer:
/// "year_answered", "year_on_time".
class Totals {
 public:
  [[nodiscard]] static std::shared_ptr<const Totals> load(db::Tx& tx, const Clock& clock);

  struct Count {
    std::int64_t value = 0;
    std::int64_t n = 0;
  };
  /// The values of a facet, the most frequent first; the value 0 stands for "none".
  [[nodiscard]] const std::vector<Count>& of(std::string_view facet) const;
  [[nodiscard]] std::int64_t get(std::string_view facet, std::int64_t value = 0) const;
  /// Open past their limit, all told; counted up to 100,000.
  [[nodiscard]] std::int64_t overdue() const { return overdue_; }

 private:
  std::map<std::string, std::vector<Count>, std::less<>> facets_;
  std::int64_t overdue_ = 0;
};

/// Takes up what the journal says has changed since the last fold; returns how many petitions. Each
/// petition's part is remembered, so that folding again changes nothing.
int fold_totals(db::Tx& tx);

/// Folds until nothing is left, a transaction a batch.
void fold_all(db::Database& database);

/// The totals that pages read, replaced as a whole.
class TotalsHolder {
 public:
  TotalsHolder(db::Database& database, const Clock& clock) : database_(database), clock_(clock) {}
  /// Loads at the first call; after that whatever refresh() loaded last.
  [[nodiscard]] std::shared_ptr<const Totals> get();
  void refresh();

 private:
  db::Database& database_;
  const Clock& clock_;
  std::shared_ptr<const Totals> totals_;
};

}  // namespace gandan::petitions
