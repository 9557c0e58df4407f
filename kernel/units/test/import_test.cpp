// Lists of units at their dates: one history in any order, run again, and what is wrong with a
// file.
#include "kernel/units/import.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "kernel/units/lists.hpp"
#include "kernel/units/migrations.hpp"
#include "kernel/units/units.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::units {
namespace {

namespace fs = std::filesystem;

const db::Sql sql_count(R"(
  select count(*) from units
  where kind = 1 and level = :level and valid_from <= :day and coalesce(valid_to, :day) >= :day)");

class Import : public db::test::OnEachEngine {
 protected:
  Import() : OnEachEngine({{"units", migrations::files()}}) {}

  std::vector<std::int64_t> counts(Date day) {
    return db().read([&](db::Tx& tx) {
      std::vector<std::int64_t> out;
      for (const Level level : {Level::province, Level::district, Level::commune})
        out.push_back(*tx.one<std::int64_t>(sql_count, {{"level", level}, {"day", day}}));
      return out;
    });
  }

  fs::path write(const std::string& name, const std::string& text) {
    const fs::path path = file(name);
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
    return path;
  }
};
GANDAN_EACH_ENGINE(Import);

using testing::ElementsAre;

/// A small country: two districts of Lạng Sơn's neighbour, told at three dates and mapped to the
/// new units.
constexpr const char* old_districts =
    "code,name,full_name,code_name,province_code,administrative_unit_id\n"
    "040,Thành phố,Thành phố Cao Bằng,x,04,4\n042,Bảo Lâm,Huyện Bảo Lâm,x,04,7\n";
constexpr const char* old_wards_early =
    "code,name,full_name,code_name,district_code,administrative_unit_id\n"
    "01267,Sông Hiến,Phường Sông Hiến,x,040,8\n01270,Hoà Chung,Phường Hoà Chung,x,040,8\n01290,Pác "
    "Miầu,Xã Pác Miầu,x,042,10\n";
constexpr const char* old_wards_late =
    "code,name,full_name,code_name,district_code,administrative_unit_id\n"
    "01267,Sông Hiến,Phường Sông Hiến,x,040,8\n01270,Hòa Chung,Phường Hòa Chung,x,040,8\n01290,Pác "
    "Miầu,Thị trấn Pác Miầu,x,042,9\n";
constexpr const char* new_wards =
    "code,name,full_name,code_name,province_code,administrative_unit_id\n"
    "01267,Thục Phán,Phường Thục Phán,x,04,3\n01270,Nùng Trí Cao,Phường Nùng Trí "
    "Cao,x,04,3\n01290,Bảo Lâm,Xã Bảo Lâm,x,04,4\n";
constexpr const char* map_2025 =
    "old_province,old_district,old_ward,old_ward_name,old_district_name,old_province_name,merged,"
    "divided,new_province,"
    "new_ward,new_ward_name,new_province_name\n"
    "04,040,01267,Phường Sông Hiến,Thành phố Cao Bằng,Tỉnh Cao Bằng,True,True,04,01267,Phường Thục "
    "Phán,Tỉnh Cao Bằng\n"
    "04,040,01267,Phường Sông Hiến,Thành phố Cao Bằng,Tỉnh Cao Bằng,True,True,04,01270,Phường Nùng "
    "Trí Cao,Tỉnh Cao Bằng\n"
    "04,040,01270,Phường Hòa Chung,Thành phố Cao Bằng,Tỉnh Cao Bằng,True,False,04,01270,Phường "
    "Nùng Trí Cao,Tỉnh Cao Bằng\n"
    "04,042,01290,Thị trấn Pác Miầu,Huyện Bảo Lâm,Tỉnh Cao Bằng,True,False,04,09999,Xã Bảo "
    "Lâm,Tỉnh Cao Bằng\n";

TEST_P(Import, MakesOneHistoryWhateverTheOrder) {
  const std::vector<fs::path> files{write("2021-11-01_a/districts.csv", old_districts),
                                    write("2021-11-01_a/wards.csv", old_wards_early),
                                    write("2025-03-01_b/districts.csv", old_districts),
                                    write("2025-03-01_b/wards.csv", old_wards_late),
                                    write("2025-07-01_c/wards.csv", new_wards),
                                    write("mapping_2025-06-30_to_2025-07-01.csv", map_2025)};
  // The worst order, one file an import.
  for (auto at = files.rbegin(); at != files.rend(); ++at) import_files(db(), {*at});
  db().read([&](db::Tx& tx) {
    const Date before = Date::of(2022, 1, 1), after = Date::of(2025, 8, 1);
    const auto commune = find_unit(tx, "01290", before);
    ASSERT_TRUE(commune);
    EXPECT_EQ(commune->name, "Xã Pác Miầu");
    EXPECT_EQ(commune->valid_to, Date::of(2025, 2, 28));
    EXPECT_EQ(find_unit(tx, "01290", Date::of(2025, 4, 1))->name, "Thị trấn Pác Miầu");
    EXPECT_EQ(find_unit(tx, "01290", after)->name, "Xã Bảo Lâm");
    EXPECT_EQ(find_unit(tx, "09999", after)->name, "Xã Bảo Lâm") << "the code that the map uses";

    const auto now = as_of(tx, commune->id, after);
    ASSERT_EQ(now.size(), 1u) << "through the change of type and the reform";
    EXPECT_EQ(find_unit(tx, now[0].unit)->name, "Xã Bảo Lâm");

    const auto divided = as_of(tx, find_unit(tx, "Phường Sông Hiến", before)->id, after);
    ASSERT_EQ(divided.size(), 2u);
    EXPECT_EQ(find_unit(tx, divided[0].unit)->name, "Phường Thục Phán")
        << "the first is the main one";
    EXPECT_DOUBLE_EQ(divided[0].share, 0.5);

    const auto same = find_unit(tx, "Phường Hoà Chung", before);
    EXPECT_EQ(same->id, find_unit(tx, "Phường Hòa Chung", Date::of(2025, 4, 1))->id)
        << "the placement of a tone makes no new unit";

    const auto province = find_unit(tx, "04", after);
    EXPECT_EQ(province_of(tx, commune->id), province->id);
    const auto all = become(tx, province->id, after, true);
    EXPECT_THAT(all, testing::IsSupersetOf({commune->id, same->id, now[0].unit}));
    EXPECT_THAT(become(tx, now[0].unit, after, false), testing::Contains(commune->id));
  });
  EXPECT_EQ(import_files(db(), files).changed, 0u) << "running again changes nothing";
}

TEST_P(Import, SaysWhatIsWrongWithAFileAndKeepsNothing) {
  EXPECT_THROW(import_files(db(), {write("wards.csv", new_wards)}), ListError)
      << "no day in its name";
  EXPECT_THROW(import_files(db(), {write("2025-07-01_x/wards.csv", "a,b\n1,2\n")}), ListError);
  EXPECT_THROW(import_files(db(), {write("2025-07-01_y/wards.csv",
                                         "code,full_name,province_code\n1,Tổ 5,04\n")}),
               ListError);
  EXPECT_THROW(import_files(db(), {file("2025-07-01_none.csv")}), ListError);
  EXPECT_EQ(counts(Date::of(2025, 8, 1))[2], 0);
}

TEST_P(Import, TheReferenceHasProvincesBeforeAndAfter) {
  EXPECT_GT(load_reference(db()), 0u);
  EXPECT_EQ(load_reference(db()), 0u);
  EXPECT_THAT(counts(Date::of(2025, 6, 30)), ElementsAre(63, 11, 0));
  EXPECT_THAT(counts(Date::of(2025, 7, 1)), ElementsAre(34, 0, 65));
  db().read([&](db::Tx& tx) {
    const Date today = Date::of(2026, 9, 1);
    const auto old = find_unit(tx, "Hà Giang", Date::of(2024, 1, 1));
    ASSERT_TRUE(old);
    EXPECT_EQ(find_unit(tx, as_of(tx, old->id, today)[0].unit)->name, "Tỉnh Tuyên Quang");
    const auto hue = find_unit(tx, "Tỉnh Thừa Thiên Huế", Date::of(2024, 1, 1));
    EXPECT_EQ(find_unit(tx, as_of(tx, hue->id, today)[0].unit)->name, "Thành phố Huế");
    const auto lang_son = find_unit(tx, "tỉnh lạng sơn", today);
    EXPECT_EQ(find_unit(tx, "Lạng Sơn", Date::of(2010, 1, 1))->id, lang_son->id)
        << "it was not merged";
    EXPECT_EQ(become(tx, find_unit(tx, "79", today)->id, today, false).size(), 4u)
        << "itself and three old ones";
    const Territory merged = territory_of(tx, find_unit(tx, "79", today)->id, today);
    EXPECT_EQ(merged.provinces.size(), 4u);
    EXPECT_THAT(merged.places, testing::IsEmpty()) << "all lie in one of the four";
    const Territory whole = territory_of(tx, lang_son->id, today);
    EXPECT_THAT(whole.provinces, ElementsAre(lang_son->id));
    EXPECT_THAT(whole.places, testing::IsEmpty());
    const auto dong_dang = find_unit(tx, "Xã Đồng Đăng", today);
    const Territory commune = territory_of(tx, dong_dang->id, today);
    EXPECT_THAT(commune.provinces, testing::IsEmpty());
    EXPECT_THAT(commune.places, testing::Contains(dong_dang->id));

    EXPECT_EQ(find_unit(tx, "BNV", today)->name, "Bộ Nội vụ");
    const auto ministry = find_unit(tx, "Bộ Tài nguyên và Môi trường", today);
    EXPECT_EQ(find_unit(tx, as_of(tx, ministry->id, today)[0].unit)->name,
              "Bộ Nông nghiệp và Môi trường");
    const auto committee = find_unit(tx, "UBND tỉnh Lạng Sơn", today);
    ASSERT_TRUE(committee);
    EXPECT_EQ(committee->area, lang_son->id);
    EXPECT_EQ(find_unit(tx, "Sở Y tế tỉnh Lạng Sơn", today)->parent, committee->id);
    EXPECT_TRUE(find_unit(tx, "Ủy ban nhân dân xã Chi Lăng", today));
  });
}

}  // namespace
}  // namespace gandan::units
