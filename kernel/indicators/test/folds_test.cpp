// One runner folds for all: each entry is read once, and each fold is told once of what is its own.
#include "kernel/indicators/folds.hpp"

#include <gmock/gmock.h>

#include "kernel/indicators/totals.hpp"
#include "kernel/testing/site.hpp"

namespace gandan::indicators {
namespace {

using testing::ElementsAre, testing::IsEmpty;

class Folds : public gandan::test::Database {
 protected:
  Folds() : Database({}, {.units = false}) {}

  /// A fold that remembers what it was told to count.
  Fold fold_of(std::string_view name, std::string_view kind) {
    return {.name = name,
            .kind = kind,
            .count = [this](db::Tx& tx, Instant, std::span<const std::int64_t> records) {
              told.assign(records.begin(), records.end());
              const auto n = static_cast<std::int64_t>(records.size());
              add_totals(tx, "things", {{{"counted", 0}, n}});
            }};
  }
  void happened(std::string_view kind, std::int64_t id) {
    db().write([&](db::Tx& tx) {
      journal::append(tx, {.at = clock.now(), .verb = "thing.happen", .subject = {kind, id}});
    });
  }
  /// What the folds were told of at the end, when all is taken up.
  std::vector<std::int64_t> fold_them(const std::vector<Fold>& folds) {
    told.clear();
    journal::seal_all(db(), clock);
    fold_all(db(), clock, folds);
    EXPECT_FALSE(db().read([&](db::Tx& tx) { return first_unfolded(tx, folds); }));
    return told;
  }
  std::int64_t counted() {
    return db().read([](db::Tx& tx) { return Totals::load(tx, "things"); })->get("counted");
  }
  std::vector<std::int64_t> told;
};
GANDAN_EACH_ENGINE(Folds);

TEST_P(Folds, AreToldEachRecordOfTheirKindOnceAndAgainOnlyWhenItChanges) {
  const std::vector<Fold> folds{fold_of("visits", "visit")};
  happened("visit", 9);
  happened("visit", 7);
  happened("book", 8);
  happened("visit", 9);
  EXPECT_THAT(fold_them(folds), ElementsAre(7, 9));
  EXPECT_THAT(fold_them(folds), IsEmpty());
  happened("visit", 7);
  EXPECT_THAT(fold_them(folds), ElementsAre(7));
  EXPECT_EQ(counted(), 3);
}

TEST_P(Folds, WaitForTheSeal) {
  happened("visit", 7);
  const std::vector<Fold> folds{fold_of("visits", "visit")};
  fold_all(db(), clock, folds);
  EXPECT_EQ(counted(), 0);
  EXPECT_THAT(fold_them(folds), ElementsAre(7));
}

TEST_P(Folds, ThatComeLaterAreToldOfAllThatWasAndTheOthersOfNothingTwice) {
  happened("visit", 7);
  happened("book", 8);
  const Fold visits = fold_of("visits", "visit"), books = fold_of("books", "book");
  EXPECT_THAT(fold_them({visits}), ElementsAre(7));
  EXPECT_THAT(fold_them({visits, books}), ElementsAre(8));
  EXPECT_EQ(counted(), 2);
}

TEST_P(Folds, AreToldWhatTimeAloneHasChangedSinceTheyWereLastTold) {
  std::vector<std::pair<Instant, Instant>> asked;
  Fold fold = fold_of("visits", "visit");
  fold.aged = [&](db::Tx&, Instant since, Instant now) {
    asked.emplace_back(since, now);
    return since < now ? std::vector<std::int64_t>{3} : std::vector<std::int64_t>{};
  };
  happened("visit", 7);
  EXPECT_THAT(fold_them({fold}), ElementsAre(3, 7)) << "and both at once";
  const Instant first = clock.now();
  clock.advance(std::chrono::hours(1));
  EXPECT_THAT(fold_them({fold}), ElementsAre(3));
  EXPECT_EQ(asked.at(asked.size() - 2), std::pair(first, clock.now()));
  clock.advance(std::chrono::hours(-1));
  fold_them({fold});
  EXPECT_EQ(asked.at(asked.size() - 2).second, first) << "asked by the clock that was set right";
}

}  // namespace
}  // namespace gandan::indicators
