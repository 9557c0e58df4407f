// Totals that were folded when they were still a matter of petitions alone.
#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "contexts/petitions/figures/totals.hpp"
#include "contexts/petitions/migrations.hpp"
#include "contexts/petitions/test/support.hpp"

namespace gandan::petitions {
namespace {

/// Those before the one that moves totals to kernel/indicators, and the one beside it.
Module before_totals_moved() {
  static const std::vector<EmbeddedFile> files = [] {
    std::vector<EmbeddedFile> kept;
    for (const EmbeddedFile& file : migrations::files())
      if (file.name < std::string_view("020")) kept.push_back(file);
    return kept;
  }();
  Module all = module();
  all.migrations = {"petitions", files};
  return all;
}

class OlderTotals : public test::PetitionsDatabase {
 protected:
  OlderTotals() : PetitionsDatabase(before_totals_moved()) {}
  void run_before(const std::string& sql) {
    db().write([&](db::Tx& tx) { tx.run(sql, {}); });  // of tables that there are no more
  }
};
GANDAN_EACH_ENGINE(OlderTotals);

TEST_P(OlderTotals, AreKeptWithHowFarTheyWereFolded) {
  send("Đề nghị sửa cầu treo sang bản");
  journal::seal_all(db(), clock);
  leaves_something_broken = true;  // so many were never counted
  run_before("insert into petition_totals (facet, value, n) values ('received', 0, 41)");
  run_before("insert into petition_folds (name, position) values ('totals', " +
             std::to_string(last_entry()) + "), ('late', " + std::to_string(clock.now().micros) +
             ")");
  const db::Migrations whole[] = {{"petitions", migrations::files()}};
  db().migrate(whole);
  const std::array folds{totals_fold()};
  db().read([&](db::Tx& tx) {
    EXPECT_EQ(indicators::first_unfolded(tx, folds), std::nullopt);
    EXPECT_EQ(Totals::load(tx, in_totals)->get("received"), 41);
  });
  fold_all(db(), clock);
  send("Đề nghị mở thêm một lớp mầm non");
  journal::seal_all(db(), clock);
  fold_all(db(), clock);
  EXPECT_EQ(db().read([](db::Tx& tx) { return Totals::load(tx, in_totals)->get("received"); }), 42)
      << "what was counted is not counted anew";
}

}  // namespace
}  // namespace gandan::petitions
