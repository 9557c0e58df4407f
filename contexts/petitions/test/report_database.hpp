// For tests of the report: what it says of the petitions of a test, and what its figures open.
#pragma once
#include <deque>
#include <optional>
#include <string_view>

#include "contexts/petitions/figures/report.hpp"
#include "contexts/petitions/test/support.hpp"
#include "kernel/module/services.hpp"

namespace gandan::petitions::test {

class ReportsDatabase : public PetitionsDatabase {
 protected:
  indicators::Report report_of(const indicators::Scope& scope, std::string_view by = "none",
                               const SealedSight& sealed = {}) {
    // A report refers to its subject.
    const auto& subject = subjects_.emplace_back(report_subject_seeing(sealed));
    return db().read([&](db::Tx& tx) {
      return indicators::report(
          tx, subject,
          {scope, *subject.breakdown(by), clock, units::Directory::load(tx), english_});
    });
  }
  indicators::Report by(std::string_view by, const SealedSight& sealed = {},
                        std::optional<Date> from = {}) {
    const Date today = clock.today();
    return report_of({.from = from.value_or(today - 30), .to = today, .as_of = today}, by, sealed);
  }
  int opened(Filter filter) {
    return db().read([&](db::Tx& tx) { return count(tx, clock, filter); });
  }

 private:
  const i18n::Locale& english_ = *i18n::find_locale("en");
  std::deque<indicators::Subject> subjects_;
};

}  // namespace gandan::petitions::test
