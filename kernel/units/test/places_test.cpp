// Places as people type them, on the shipped reference and on the shipped lists.
#include "kernel/units/places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "kernel/units/areas.hpp"
#include "kernel/units/import.hpp"
#include "kernel/units/list_files.hpp"
#include "kernel/units/migrations.hpp"
#include "kernel/units/place_query.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/csv/csv.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::units {
namespace {

const Date today = Date::of(2026, 9, 1);

class Places : public db::test::OnEachEngine {
 protected:
  Places() : OnEachEngine({{"units", migrations::files()}}) {}
  void SetUp() override {
    OnEachEngine::SetUp();
    if (!IsSkipped()) load_reference(db());
  }

  std::string first(std::string_view typed, Date day = today) {
    return db().read([&](db::Tx& tx) {
      const auto found = find_places(tx, typed, day, 3);
      return found.empty() ? std::string() : found[0].path;
    });
  }
  std::string one(std::string_view typed, Date day = today) {
    return db().read([&](db::Tx& tx) {
      const auto found = find_one_place(tx, typed, day);
      return found ? find_unit(tx, *found)->name : std::string();
    });
  }
  std::string province(std::string_view typed) {
    return db().read([&](db::Tx& tx) {
      const auto found = find_one_province(tx, typed, today);
      return found ? find_unit(tx, *found)->name : std::string();
    });
  }
};
GANDAN_EACH_ENGINE(Places);

TEST_P(Places, AreFoundWithAndWithoutMarks) {
  EXPECT_EQ(first("Xã Đồng Đăng, tỉnh Lạng Sơn"), "Xã Đồng Đăng, Tỉnh Lạng Sơn");
  EXPECT_EQ(first("xa dong dang lang son"), "Xã Đồng Đăng, Tỉnh Lạng Sơn");
  EXPECT_EQ(first("dong dang"), "Xã Đồng Đăng, Tỉnh Lạng Sơn");
  EXPECT_EQ(first("Lạng Sơn, Đồng Đăng"), "Xã Đồng Đăng, Tỉnh Lạng Sơn");
  EXPECT_EQ(first("P. KỲ LỪA - T. LẠNG SƠN"), "Phường Kỳ Lừa, Tỉnh Lạng Sơn");
  EXPECT_EQ(first("quý hoà"), "Xã Quý Hòa, Tỉnh Lạng Sơn");
  EXPECT_EQ(first("lang son"), "Tỉnh Lạng Sơn");
}

TEST_P(Places, AreFoundWhileOneTypes) {
  EXPECT_EQ(first("dong da"), "Xã Đồng Đăng, Tỉnh Lạng Sơn");
  EXPECT_EQ(first("lang so"), "Tỉnh Lạng Sơn");
  EXPECT_EQ(first("phường Lương Vă"), "Phường Lương Văn Tri, Tỉnh Lạng Sơn");
}

TEST_P(Places, AreFoundAmongOtherWords) {
  EXPECT_EQ(one("cử tri tỉnh Bắc Ninh"), "Tỉnh Bắc Ninh");
  EXPECT_EQ(one("Số 12 đường Lê Lợi, phường Đông Kinh, Lạng Sơn"), "Phường Đông Kinh");
  EXPECT_EQ(one("TP.HCM"), "Thành phố Hồ Chí Minh");
  EXPECT_EQ(one("cử tri (đơn vị không ghi trong nguồn)"), "");
  EXPECT_EQ(one(""), "");
  EXPECT_EQ(one("\xFF'; drop table units; --"), "");
}

TEST_P(Places, OldNamesLeadToWhatTheyBecame) {
  EXPECT_EQ(one("tỉnh Hà Giang"), "Tỉnh Tuyên Quang");
  EXPECT_EQ(one("Bà Rịa - Vũng Tàu"), "Thành phố Hồ Chí Minh");
  EXPECT_EQ(one("brvt"), "Thành phố Hồ Chí Minh");
  EXPECT_EQ(one("huyện Chi Lăng, Lạng Sơn"), "Tỉnh Lạng Sơn") << "the province answers for it now";
  EXPECT_EQ(one("huyện Chi Lăng, Lạng Sơn", Date::of(2024, 1, 1)), "Huyện Chi Lăng");
}

TEST_P(Places, TheProvinceIsKnownThoughThePlaceIsNot) {
  EXPECT_EQ(province("các xã cũ của huyện Chi Lăng, Lạng Sơn"), "Tỉnh Lạng Sơn");
  EXPECT_EQ(province("cử tri tỉnh Hà Giang"), "Tỉnh Tuyên Quang");
  EXPECT_EQ(province("gần chợ, chỗ cây đa"), "");
  EXPECT_EQ(province(""), "");
}

TEST_P(Places, MisspelledNamesAreFoundWithinTheirProvince) {
  EXPECT_EQ(first("xã Đồng Đănh, tỉnh Lạng Sơn"), "Xã Đồng Đăng, Tỉnh Lạng Sơn");
  EXPECT_EQ(first("xã Lộc Bỉnh, tỉnh Lạng Sơn"), "Xã Lộc Bình, Tỉnh Lạng Sơn");
}

TEST_P(Places, MisspelledProvincesComeBeforeNamesThatOnlyBeginAlike) {
  EXPECT_EQ(first("Bac Can"), "Tỉnh Bắc Kạn");
  EXPECT_EQ(first("Bắc Cạn"), "Tỉnh Bắc Kạn");
  EXPECT_EQ(first("Lang Sonn"), "Tỉnh Lạng Sơn");
  EXPECT_EQ(first("ha giag"), "Tỉnh Hà Giang");
}

TEST_P(Places, WordsThatOnlyBeginANameMeanNoPlace) {
  EXPECT_EQ(one("Đồng Đ"), "");
  EXPECT_EQ(province("Đồng Đ"), "");
}

/// The lists that the program ships, as a server has them.
class ShippedLists : public Places {
 protected:
  void SetUp() override {
    Places::SetUp();
    if (!IsSkipped()) load_lists(db());
  }
  std::vector<std::string> paths(std::string_view typed, std::size_t limit = 12) {
    return db().read([&](db::Tx& tx) {
      std::vector<std::string> out;
      for (const Place& place : find_places(tx, typed, today, limit)) out.push_back(place.path);
      return out;
    });
  }
  /// What a place is today, by name.
  std::vector<std::string> now(std::string_view typed) {
    return db().read([&](db::Tx& tx) {
      std::vector<std::string> out;
      const auto found = find_places(tx, typed, today, 1);
      for (const Share& share : found.at(0).now) out.push_back(find_unit(tx, share.unit)->name);
      return out;
    });
  }
  std::string exact(std::string_view typed) {
    return db().read([&](db::Tx& tx) {
      const auto found = find_exact_place(tx, typed, today);
      return found ? find_unit(tx, *found)->name : std::string();
    });
  }
};
GANDAN_EACH_ENGINE(ShippedLists);

TEST(ListFiles, EachNamesItsSourceAndIsTheOneThatWasMadeFromIt) {
  std::map<std::string, csv::Row> sources;
  for (const EmbeddedFile& file : shipped::files()) {
    if (file.name != "sources.csv") continue;
    csv::Reader reader(file.bytes, {.delimiter = ','});
    for (csv::Row row; reader.next(row) == csv::Read::row;) sources[row.at(0)] = row;
  }
  for (const EmbeddedFile& file : shipped::files()) {
    if (file.name == "sources.csv") continue;
    const csv::Row& said = sources[std::string(file.name)];
    ASSERT_EQ(said.size(), 3U) << file.name;
    EXPECT_EQ(said[1], crypto::hex(crypto::sha256(file.bytes))) << file.name;
    EXPECT_NE(said[2].find('/'), std::string::npos) << file.name << " has no source";
  }
  EXPECT_EQ(sources.size(), shipped::files().size()) << "a line for each, and the heading";
}

TEST_P(ShippedLists, AreWholeAndLoadedOnce) {
  EXPECT_EQ(load_lists(db()), 0u);
  db().read([&](db::Tx& tx) {
    EXPECT_EQ(count_areas(tx, Date::of(2021, 11, 1)), (AreaCounts{63, 705, 10599}));
    EXPECT_EQ(count_areas(tx, Date::of(2025, 6, 30)), (AreaCounts{63, 696, 10035}));
    EXPECT_EQ(count_areas(tx, Date::of(2025, 7, 1)), (AreaCounts{34, 0, 3321}));
    EXPECT_EQ(count_areas(tx, today), (AreaCounts{34, 0, 3321}));
  });
}

TEST_P(ShippedLists, FindOldCommunesAndDistricts) {
  EXPECT_THAT(paths("tan my"), testing::Contains("Xã Tân Mỹ, Huyện Văn Lãng, Tỉnh Lạng Sơn"))
      << "a whole name before one that only begins alike";
  EXPECT_EQ(first("xã Tân Mỹ, huyện Văn Lãng"), "Xã Tân Mỹ, Huyện Văn Lãng, Tỉnh Lạng Sơn");
  EXPECT_THAT(now("xã Tân Mỹ, huyện Văn Lãng"), testing::ElementsAre("Xã Hoàng Văn Thụ"));
  EXPECT_THAT(paths("cau giay"), testing::IsSupersetOf({"Phường Cầu Giấy, Thành phố Hà Nội",
                                                        "Quận Cầu Giấy, Thành phố Hà Nội"}));
  EXPECT_EQ(now("quận Cầu Giấy").front(), "Phường Nghĩa Đô")
      << "what most of it became stands first";
}

TEST_P(ShippedLists, WhatFitsWithItsMarksStandsAlone) {
  for (const std::string& path : paths("cầu giấy"))
    EXPECT_NE(path.find("Cầu Giấy"), std::string::npos) << path;
  EXPECT_THAT(paths("Xã Đồng Đăng, tỉnh Lạng Sơn"),
              testing::ElementsAre("Xã Đồng Đăng, Tỉnh Lạng Sơn"));
  EXPECT_EQ(first("Bac Can"), "Tỉnh Bắc Kạn") << "before Cần Thơ";
}

TEST_P(ShippedLists, OnlyWhatIsNamedBeyondDoubtIsTakenWithoutAsking) {
  EXPECT_EQ(exact("Xã Đồng Đăng, Tỉnh Lạng Sơn"), "Xã Đồng Đăng");
  EXPECT_EQ(exact("phường cầu giấy"), "Phường Cầu Giấy");
  for (const char* doubtful :
       {"tan thanh", "Tân Thành", "xã Tân Thành", "cau giay", "phuong cau giay", "cầu giấy",
        "xa dong dang lang son", "xã Tân Mỹ, huyện Văn Lãng", "Xã Đồng Đă", "Bac Can", "thôn", ""})
    EXPECT_EQ(exact(doubtful), "") << doubtful;
  db().read([&](db::Tx& tx) {
    for (const Unit& province : list_areas(tx, Level::province, today))
      EXPECT_EQ(find_exact_place(tx, province.name, today), province.id) << province.name;
    for (const Unit& commune :
         list_areas(tx, Level::commune, today, find_unit(tx, "20", today)->id))
      EXPECT_EQ(find_exact_place(tx, commune.name + ", Tỉnh Lạng Sơn", today), commune.id)
          << commune.name;
  });
}

TEST_P(ShippedLists, AListImportedBeforeThemMakesTheSameUnits) {
  const std::string later = file("2026-08-01_later.csv");
  std::ofstream(later) << "code,full_name,province_code\n06184,Phường Đồng Đăng,20\n";
  import_files(db(), {later});
  auto other = db::Database::open("sqlite:" + file("other.db"), {});
  other->migrate(modules_);
  import_files(*other, {later});
  load_lists(*other);
  static const db::Sql sql_units(
      "select id, kind, level, code, name, parent, area, valid_from, valid_to from units "
      "where kind = 1 order by id");
  const auto dump = [](db::Database& database) {
    return database.read([](db::Tx& tx) {
      std::vector<std::string> out;
      for (const Unit& unit : tx.all<Unit>(sql_units))
        out.push_back(unit.code + " " + unit.name + " " + unit.valid_from.iso() + " " +
                      (unit.valid_to ? unit.valid_to->iso() : ""));
      return out;
    });
  };
  EXPECT_TRUE(dump(db()) == dump(*other));
}

TEST(EditDistance, CountsSwapsAsOne) {
  EXPECT_EQ(edit_distance("dongmo", "dongmo", 2), 0);
  EXPECT_EQ(edit_distance("dongmo", "dogmo", 2), 1);
  EXPECT_EQ(edit_distance("dongmo", "dognmo", 2), 1);
  EXPECT_EQ(edit_distance("abc", "xyz", 2), 3);
  EXPECT_EQ(edit_distance("", "ab", 2), 2);
}

}  // namespace
}  // namespace gandan::units
