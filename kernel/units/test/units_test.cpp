// Bodies, fields, remote areas and the directory, on the shipped reference.
#include "kernel/units/units.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "kernel/journal/migrations.hpp"
#include "kernel/units/areas.hpp"
#include "kernel/units/competence.hpp"
#include "kernel/units/import.hpp"
#include "kernel/units/migrations.hpp"
#include "kernel/units/names.hpp"
#include "kernel/units/reference.hpp"
#include "kernel/units/remote.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::units {
namespace {

const Date present_day = Date::of(2026, 9, 1);

class Units : public db::test::OnEachEngine {
 protected:
  Units()
      : OnEachEngine({{"journal", journal::migrations::files()}, {"units", migrations::files()}}) {}
  void SetUp() override {
    OnEachEngine::SetUp();
    if (!IsSkipped()) load_reference(db());
  }
  FixedClock clock_{present_day};
  Ids ids_{clock_, 1};
};
GANDAN_EACH_ENGINE(Units);

TEST_P(Units, ABodyIsKnownByEveryNameItHas) {
  db().write([&](db::Tx& tx) {
    const auto body = [&](std::string_view name) {
      return find_unit(tx, ensure_body(tx, ids_, clock_, name))->name;
    };
    EXPECT_EQ(body("Bộ Văn hoá, Thể thao và Du lịch"), "Bộ Văn hóa, Thể thao và Du lịch");
    EXPECT_EQ(body("BỘ NN&MT"), "Bộ Nông nghiệp và Môi trường");
    EXPECT_EQ(body("Ủy ban Trung ương MTTQ Việt Nam"),
              "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam");
    EXPECT_EQ(body("UBND xã Đồng Đăng"), "Ủy ban nhân dân xã Đồng Đăng");
    EXPECT_EQ(body("Bộ Giao thông vận tải"), "Bộ Giao thông vận tải") << "an old one stays itself";
  });
}

TEST_P(Units, ABodyThatNobodyKnowsIsEnteredOnce) {
  db().write([&](db::Tx& tx) {
    const UnitId id = ensure_body(tx, ids_, clock_, "Cục Thủy nông Quận Hai");
    EXPECT_EQ(ensure_body(tx, ids_, clock_, "cục thuỷ nông quận hai"), id);
    EXPECT_EQ(find_unit(tx, id)->name, "Cục Thủy nông Quận Hai");
  });
}

TEST_P(Units, FieldsAreKnownByNameAliasAndFirstPart) {
  db().write([&](db::Tx& tx) {
    const auto field = [&](std::string_view name) {
      const FieldId id = ensure_field(tx, ids_, name);
      for (const Field& each : list_fields(tx))
        if (each.id == id) return each.code;
      return std::string();
    };
    EXPECT_EQ(field("land"), "land");
    EXPECT_EQ(field("Đất đai"), "land");
    EXPECT_EQ(field("tiền lương-cán bộ"), "officials");
    EXPECT_EQ(field("tiền lương, phụ cấp cán bộ"), "officials");
    EXPECT_EQ(field("đất đai, chuyển đổi số"), "land");
    EXPECT_EQ(field("văn hóa-du lịch"), "culture");
    EXPECT_EQ(field(""), "other");
    const FieldId made = ensure_field(tx, ids_, "Potholes");
    EXPECT_EQ(ensure_field(tx, ids_, "potholes"), made);
  });
}

TEST_P(Units, TheDirectoryHoldsWhatPagesPrint) {
  db().read([&](db::Tx& tx) {
    const auto directory = Directory::load(tx);
    EXPECT_EQ(directory->provinces().size(), 34u);
    EXPECT_EQ(directory->provinces().front().name, "Thành phố Cần Thơ");
    EXPECT_EQ(directory->bodies().front().level, Level::nation);
    const Unit* ministry = directory->find_by_code("BYT");
    ASSERT_NE(ministry, nullptr);
    EXPECT_EQ(directory->name(ministry->id), "Bộ Y tế");
    EXPECT_EQ(directory->code(ministry->id), "BYT");
    EXPECT_EQ(directory->name(std::nullopt), "");
    EXPECT_EQ(directory->find_by_code("79")->name, "Thành phố Hồ Chí Minh");
    EXPECT_EQ(directory->fields().size(), 23u);
    const Field* land = directory->find_field_by_code("land");
    EXPECT_EQ(directory->field_name(land->id, "vi"), "Đất đai");
    EXPECT_EQ(directory->field_name(land->id, "en"), "Land");
  });
}

TEST_P(Units, ABodyStandsUnderItsAreaToo) {
  db().read([&](db::Tx& tx) {
    const auto department = find_unit(tx, "SYT-20", present_day);
    const auto committee = find_unit(tx, "UBND-20", present_day);
    const auto province = find_unit(tx, "20", present_day);
    ASSERT_TRUE(department && committee && province);
    EXPECT_THAT(ancestors(tx, department->id), testing::ElementsAre(committee->id, province->id));
    EXPECT_EQ(province_of(tx, department->id), province->id);
    EXPECT_EQ(province_of(tx, find_unit(tx, "BYT", present_day)->id), std::nullopt);
  });
}

TEST_P(Units, BeforeAllThatIsKnownTheFirstThatIsKnownAnswers) {
  db().read([&](db::Tx& tx) {
    for (const units::Unit& province : list_areas(tx, Level::province, present_day))
      for (const Date day : {Date::of(1946, 1, 1), Date::of(1990, 1, 1), Date::of(2008, 7, 31)}) {
        const auto was = as_of(tx, province.id, day);
        ASSERT_FALSE(was.empty()) << province.name;
        double sum = 0;
        for (const Share& share : was) sum += share.share;
        EXPECT_NEAR(sum, 1, 1e-9);
        EXPECT_EQ(find_unit(tx, was.front().unit)->level, Level::province) << province.name;
      }
  });
}

TEST_P(Units, RemoteAreasAreDated) {
  db().write([&](db::Tx& tx) {
    const auto commune = find_unit(tx, "Xã Công Sơn", present_day);
    ASSERT_TRUE(commune);
    mark_remote(tx, commune->id, Date::of(2026, 1, 1), Date::of(2030, 12, 31), "QĐ 1/QĐ-TTg");
    EXPECT_TRUE(is_remote(tx, commune->id, present_day));
    EXPECT_FALSE(is_remote(tx, commune->id, Date::of(2025, 12, 31)));
    EXPECT_FALSE(is_remote(tx, *commune->parent, present_day));
    mark_remote(tx, *commune->parent, Date::of(2031, 1, 1), {}, "QĐ 2/QĐ-TTg");
    EXPECT_TRUE(is_remote(tx, commune->id, Date::of(2031, 6, 1)))
        << "what lies in a remote province is remote";
  });
}

TEST_P(Units, RemoteAreasAreImportedAndEachIsInTheJournal) {
  const auto file = std::filesystem::temp_directory_path() /
                    ("gandan-remote-" + std::to_string(getpid()) + ".csv");
  std::ofstream(file) << "code,from,to,basis\n20,2026-01-01,,QĐ 1/QĐ-TTg\n"
                         "none,2026-01-01,,QĐ 1\n20,soon,,QĐ 1\nSYT-20,2026-01-01,,QĐ 1\n"
                         "20,2026-01-01,2025-01-01,QĐ 1\n20,2027-01-01,2030-12-31,\n";
  const FixedClock clock(start_of(present_day));
  auto result = import_remote(db(), clock, file.string());
  EXPECT_EQ(result.areas, 1);
  EXPECT_EQ(result.waiting, std::vector<std::size_t>{3}) << "a later list may have this code";
  ASSERT_EQ(result.rejected.size(), 4u);
  EXPECT_EQ(result.rejected.front().line, 4u);
  EXPECT_EQ(import_remote(db(), clock, file.string()).areas, 1) << "safe to run again";
  std::filesystem::remove(file);
  db().read([&](db::Tx& tx) {
    const auto commune = find_unit(tx, "Xã Công Sơn", present_day);
    ASSERT_TRUE(commune);
    EXPECT_TRUE(is_remote(tx, commune->id, present_day));
    auto entries = journal::entries_of(tx, {"unit", find_unit(tx, "20", present_day)->id.value});
    EXPECT_EQ(entries.size(), 2u);
  });
}

TEST_P(Units, ARemoteAreaMayBeToldOfBeforeTheListThatHasIt) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("gandan-remote-first-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const auto remote = folder / "remote.csv", list = folder / "2026-09-01_later.csv";
  std::ofstream(remote, std::ios::binary)
      << "sep=;\r\nCODE;From;To;Basis\r\n09901;15/09/2026;;QĐ 1/QĐ-TTg\r\n";
  std::ofstream(list) << "code,full_name,province_code\n09901,Xã Nhà Mới,20\n";
  const FixedClock clock(start_of(present_day));
  EXPECT_EQ(import_remote(db(), clock, remote.string()).waiting.size(), 1u);
  import_files(db(), {list});
  EXPECT_EQ(db().write([&](db::Tx& tx) { return mark_remote_again(tx, clock); }), 1);
  EXPECT_EQ(db().write([&](db::Tx& tx) { return mark_remote_again(tx, clock); }), 0) << "once";
  std::filesystem::remove_all(folder);
  db().read([&](db::Tx& tx) {
    const auto commune = find_unit(tx, "09901", Date::of(2026, 9, 15));
    ASSERT_TRUE(commune);
    EXPECT_TRUE(is_remote(tx, commune->id, Date::of(2026, 9, 15)));
    EXPECT_FALSE(is_remote(tx, commune->id, Date::of(2026, 9, 14)));
    EXPECT_EQ(journal::entries_of(tx, {"unit", commune->id.value}).size(), 1u);
  });
}

TEST_P(Units, AreasAreListedAndCountedAsOfADay) {
  db().read([&](db::Tx& tx) {
    EXPECT_EQ(count_areas(tx, Date::of(2025, 6, 30)), (AreaCounts{63, 11, 0}));
    EXPECT_EQ(count_areas(tx, present_day), (AreaCounts{34, 0, 65}));
    const auto lang_son = find_unit(tx, "20", present_day);
    EXPECT_EQ(list_areas(tx, Level::commune, present_day, lang_son->id).size(), 65u);
    EXPECT_EQ(list_areas(tx, Level::province, Date::of(2020, 1, 1)).size(), 63u);
  });
}

TEST_P(Units, CompetencesSayWhoAnswersForWhat) {
  db().read([&](db::Tx& tx) {
    const auto all = competences(tx);
    EXPECT_GT(all.size(), 25u);
    for (const Competence& each : all) EXPECT_FALSE(each.words.empty());
    const auto directory = Directory::load(tx);
    const FieldId health = directory->find_field_by_code("health")->id;
    const auto local = bodies_of(tx, directory->find_by_code("20")->id, health);
    ASSERT_FALSE(local.empty());
    EXPECT_EQ(directory->name(local.front()), "Sở Y tế tỉnh Lạng Sơn");
    EXPECT_EQ(field_words(tx).size(), directory->fields().size());
  });
}

TEST(Reference, HoldsTogether) {
  std::set<UnitId> ids;
  std::set<std::string> fields;
  for (const FieldEntry& field : reference_fields())
    EXPECT_TRUE(fields.insert(field.code).second) << field.code;
  for (const BodyEntry& body : reference_bodies()) {
    EXPECT_TRUE(ids.insert(body.id).second) << body.name;
    for (const std::string& field : body.fields)
      EXPECT_TRUE(fields.contains(field)) << body.code << ": " << field;
  }
  for (const BodyEntry& body : reference_bodies()) {
    EXPECT_TRUE(!body.parent || ids.contains(*body.parent)) << body.code;
  }
}

TEST(Names, KeysBringSpellingsTogether) {
  EXPECT_EQ(name_key("Xã Hoà  Bình"), name_key("xã Hòa Bình"));
  EXPECT_EQ(name_key("UBND tỉnh Lạng Sơn"), name_key("Ủy ban nhân dân tỉnh Lạng Sơn"));
  EXPECT_NE(name_key("Văn Lang"), name_key("Văn Lăng"));
  EXPECT_EQ(compact_key("N.T Mộc Châu"), compact_key("Nông trường Mộc Châu"));
  EXPECT_EQ(compact_key("06"), compact_key("6"));
  EXPECT_EQ(compact_key("Đa Krông"), compact_key("Đakrông"));
  EXPECT_EQ(split_type("Thị Trấn Đồng Mỏ").bare, "Đồng Mỏ");
  EXPECT_EQ(split_type("Thị xã").type, AreaType::none);
}

}  // namespace
}  // namespace gandan::units
