// Addresses as old systems wrote them lead to the units of today, by the published maps.
#include <gtest/gtest.h>

#include <set>

#include "kernel/units/import.hpp"
#include "kernel/units/migrations.hpp"
#include "kernel/units/names.hpp"
#include "kernel/units/places.hpp"
#include "kernel/units/test/data/published_lists.hpp"
#include "lib/db/test_support.hpp"
#include "lib/text/fold.hpp"

namespace gandan::units {
namespace {

class OldAddresses : public db::test::OnEachEngine {
 protected:
  OldAddresses() : OnEachEngine({{"units", migrations::files()}}) {}
};
GANDAN_EACH_ENGINE(OldAddresses);

/// What an old system may have written for one line of a map.
std::vector<std::string> ways_to_write(const OldUnit& old) {
  const auto bare = [](const std::string& name) { return std::string(split_type(name).bare); };
  const auto& [level, ward, district, province, now] = old;
  const std::string full = ward + ", " + district + ", " + province;
  return {full,
          text::fold(full),
          text::fold(ward + " " + district + " " + province),
          bare(ward) + ", " + bare(district) + ", " + bare(province),
          province + ", " + district + ", " + ward,
          ward + " - " + district + " - " + bare(province),
          "Số 5 đường Lê Lợi, " + full};
}

struct Count {
  int tried = 0, right = 0, divided = 0, asked = 0, in_province = 0;
};

void look_for(db::Tx& tx, const OldUnit& old, Date day, Count& count) {
  std::set<std::string> expected;
  for (const auto& [code, name] : old.now) expected.insert(name_key(name));
  for (const std::string& typed : ways_to_write(old)) {
    const auto found = find_places(tx, typed, day, 3);
    std::set<std::string> now;
    if (!found.empty())
      for (const Share& share : found[0].now) now.insert(name_key(find_unit(tx, share.unit)->name));
    ++count.tried;
    count.right += now == expected;
    if (expected.size() < 2) continue;
    ++count.divided;
    count.asked += !found.empty() && found[0].ask;
    count.in_province += find_one_province(tx, typed, day).has_value();
  }
}

TEST_P(OldAddresses, LeadToTheNewUnitsAndAskWhereOneWasDivided) {
  if (published_lists().empty() || published_maps().empty())
    GTEST_SKIP() << real_input::absent("vn-admin-units with a map");
  auto files = published_lists();
  for (const auto& map : published_maps()) files.push_back(map);
  import_files(db(), files);
  const int step = GetParam() == db::Engine::sqlite ? 9 : 90;  // of ten thousand, for the time
  Count count;
  db().read([&](db::Tx& tx) {
    int n = 0;
    for (const auto& map : published_maps())
      for (const auto& [code, old] : old_units(map))
        if (old.level == Level::commune && ++n % step == 0)
          look_for(tx, old, days_of(map).second, count);
  });
  EXPECT_GT(count.right, count.tried * 0.99) << count.right << " of " << count.tried;
  EXPECT_EQ(count.asked, count.divided) << "only the person knows in which of them they live";
  EXPECT_GE(count.in_province, count.divided * 0.99)
      << count.in_province << " of " << count.divided;
}

}  // namespace
}  // namespace gandan::units
