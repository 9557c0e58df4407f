// The published lists of units at their days, and the maps between them: every line of them is
// right, whichever days are given.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "kernel/units/areas.hpp"
#include "kernel/units/import.hpp"
#include "kernel/units/migrations.hpp"
#include "kernel/units/names.hpp"
#include "kernel/units/shipped_lists.hpp"
#include "kernel/units/test/data/published_lists.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::units {
namespace {

class PublishedLists : public db::test::OnEachEngine {
 protected:
  PublishedLists() : OnEachEngine({{"units", migrations::files()}}) {}
  void SetUp() override {
    OnEachEngine::SetUp();
    if (IsSkipped()) return;
    if (published_lists().empty()) GTEST_SKIP() << real_input::absent("vn-admin-units");
    load_reference(db());
  }

  std::map<std::string, Unit> areas(Level level, Date day) {
    return db().read([&](db::Tx& tx) {
      std::map<std::string, Unit> out;
      for (Unit& unit : list_areas(tx, level, day)) out.emplace(unit.code, std::move(unit));
      return out;
    });
  }
  /// Those `there` are the list's, name and parent, and at most some that were `before`.
  void expect_areas(const Lists& lists, Level level, std::map<std::string, Unit> there,
                    const std::map<std::string, Unit>& before) {
    for (const Listed& line : lists.listed) {
      if (line.level != level) continue;
      const auto unit = there.find(line.code);
      ASSERT_NE(unit, there.end()) << line.code << " " << line.name;
      EXPECT_EQ(name_key(unit->second.name), name_key(line.name));
      if (!line.parent.empty()) {
        EXPECT_EQ(code_of(unit->second.parent.value()), line.parent) << line.name;
      }
      there.erase(unit);
    }
    for (const auto& [code, unit] : there) EXPECT_TRUE(before.contains(code)) << unit.name;
  }
  std::string code_of(UnitId id) {
    return db().read([&](db::Tx& tx) { return find_unit(tx, id).value().code; });
  }
  ImportReport import_all() {
    auto files = published_lists();
    for (const auto& map : published_maps()) files.push_back(map);
    return import_files(db(), files);
  }
};
GANDAN_EACH_ENGINE(PublishedLists);

constexpr Level levels[] = {Level::province, Level::district, Level::commune};

TEST_P(PublishedLists, TheUnitsOfADayAreThoseOfItsList) {
  // What the reference knew already may stand beside a list that leaves it out.
  std::map<std::pair<Level, Date>, std::map<std::string, Unit>> before;
  std::map<Date, Lists> published;
  for (const auto& path : published_lists()) {
    Lists lists = read_published(path);
    const Date day = lists.listed.at(0).date;
    for (const Level level : levels) before[{level, day}] = areas(level, day);
    published[day] = std::move(lists);
  }
  EXPECT_THAT(import_all().warnings, testing::IsEmpty());
  for (const auto& [day, lists] : published) {
    for (const Level level : levels) {
      SCOPED_TRACE(day.iso() + ", level " + std::to_string(static_cast<int>(level)));
      expect_areas(lists, level, areas(level, day), before[{level, day}]);
    }
  }
  EXPECT_EQ(import_all().changed, 0u) << "running again changes nothing";
}

TEST_P(PublishedLists, EveryOldUnitBecameWhatItsMapSays) {
  if (published_maps().empty()) GTEST_SKIP() << real_input::absent("map of old units to new");
  import_all();
  db().read([&](db::Tx& tx) {
    for (const auto& map : published_maps()) {
      const auto [last, first] = days_of(map);
      for (const auto& [code, old] : old_units(map)) {
        // By codes: lists and maps are of two sources, which spell a name or two in two ways.
        std::vector<UnitId> expected, became;
        for (const auto& [new_code, name] : old.now)
          expected.push_back(find_unit(tx, new_code, first).value().id);
        for (const Share& share : as_of(tx, find_unit(tx, code, last).value().id, first))
          became.push_back(share.unit);
        EXPECT_THAT(became, testing::UnorderedElementsAreArray(expected))
            << code << " " << old.ward << ", " << old.district << ", " << old.province;
      }
    }
  });
}

TEST_P(PublishedLists, TheShippedListsSayTheSameOfTheirDays) {
  load_lists(db());
  const Lists shipped = shipped_lists();
  std::set<Date> days;
  for (const Listed& line : shipped.listed) days.insert(line.date);
  std::vector<std::filesystem::path> same;
  for (const auto& path : published_lists())
    if (days.contains(read_published(path).listed.at(0).date)) same.push_back(path);
  for (const auto& map : published_maps())
    if (days_of(map).second == shipped.mapped.at(0).date) same.push_back(map);
  if (same.empty()) GTEST_SKIP() << real_input::absent("list of a day that is shipped");
  EXPECT_EQ(import_files(db(), same).changed, 0u);
}

}  // namespace
}  // namespace gandan::units
