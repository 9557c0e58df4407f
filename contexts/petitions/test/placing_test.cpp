// Where petitions come from, when more is known of units later: the order must not matter.
#include "contexts/petitions/record/placing.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "contexts/petitions/intake/import.hpp"
#include "contexts/petitions/test/support.hpp"
#include "kernel/units/import.hpp"
#include "kernel/units/remote.hpp"

namespace gandan::petitions {
namespace {

struct Placed {
  std::string text;
  std::optional<UnitId> place, province;
  std::optional<Instant> due_at;
  bool operator==(const Placed&) const = default;
};
const db::Sql select_placed{
    "select text, place_id, province_id, due_at from petitions order by text"};

const db::Sql select_id{"select id from petitions where text = :text"};

class Placing : public test::PetitionsDatabase {
 protected:
  std::vector<Placed> standing(db::Database& database) {
    return database.read([](db::Tx& tx) { return tx.all<Placed>(select_placed); });
  }
  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(file(name)) << text;
    return file(name);
  }
  PetitionId id_of(std::string_view text) {
    return *db().read([&](db::Tx& tx) { return tx.one<PetitionId>(select_id, {{"text", text}}); });
  }
  void load_lists() {
    units::load_lists(db());
    place_again(db(), env());
  }
};
GANDAN_EACH_ENGINE(Placing);

constexpr const char* rows =
    R"({"id": "1", "text": "a", "place": "Xã Ngọc Đường, tỉnh Tuyên Quang", "date": "2026-03-02"}
{"id": "2", "text": "b", "place": "xã Tân Mỹ, huyện Văn Lãng", "date": "2024-03-02"}
{"id": "3", "text": "c", "place": "xã Tân Mỹ, huyện Văn Lãng", "date": "2026-03-02"}
{"id": "4", "text": "d", "asked_by": "Cử tri quận Cầu Giấy, Hà Nội", "date": "2026-03-02"}
{"id": "5", "text": "e", "place": "Tân Thành", "date": "2026-03-02"}
{"id": "6", "text": "f", "place": "Xã Đồng Đăng, tỉnh Lạng Sơn", "date": "2026-03-02"}
{"id": "7", "text": "g", "place": "gần chợ, chỗ cây đa", "date": "2026-03-02"}
{"id": "8", "text": "h", "place": "phường Nhà Mới, tỉnh Lạng Sơn", "date": "2026-09-20"}
{"id": "9", "text": "i", "asked_by": "Cử tri tỉnh Hà Giang", "date": "2025-03-02"}
)";
constexpr const char* later_list =
    "code,full_name,province_code\n06184,Phường Đồng Đăng,20\n09901,Phường Nhà Mới,20\n";

TEST_P(Placing, TheOrderOfImportsDoesNotMatter) {
  const std::string petitions = write("rows.jsonl", rows);
  const std::string list = write("2026-09-01_later.csv", later_list);
  auto play = [&](db::Database& database, const std::array<int, 3>& order) {
    for (const int step : order) {
      if (step == 0) import_petitions(database, env(), petitions, {.source = "rows"});
      if (step == 1) units::load_lists(database);
      if (step == 2) units::import_files(database, {list});
      if (step > 0) place_again(database, env());
    }
    return standing(database);
  };
  std::array<int, 3> order{1, 2, 0};
  const auto expected = play(db(), order);
  ASSERT_EQ(expected.size(), 9u);
  std::sort(order.begin(), order.end());
  do {
    auto other = db::Database::open(
        "sqlite:" + file("other" + std::to_string(order[0]) + std::to_string(order[1]) + ".db"),
        {});
    other->migrate(modules_);
    units::load_reference(*other);
    EXPECT_EQ(play(*other, order), expected) << order[0] << order[1] << order[2];
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_P(Placing, WhatWasOnlyAProvinceIsItsCommuneOnceThatIsKnown) {
  import_petitions(db(), env(), write("rows.jsonl", rows), {.source = "rows"});
  const Petition before = load(id_of("a"));
  EXPECT_EQ(before.place, unit("Tỉnh Tuyên Quang"));
  load_lists();
  const Petition after = load(before.id);
  EXPECT_EQ(after.place, unit("Xã Ngọc Đường"));
  EXPECT_EQ(after.province, before.province);
  EXPECT_EQ(verbs_of(before.id).back(), "petition.place");
  EXPECT_EQ(place_again(db(), env()), 0) << "once";
}

TEST_P(Placing, ALimitFollowsThePlaceThatWasFound) {
  units::load_lists(db());
  const UnitId commune = unit("Xã Ngọc Đường");
  SubmitForm form{.kind = "complaint",
                  .text = "Khiếu nại quyết định thu hồi đất.",
                  .place_text = "xã Ngọc Đường, tỉnh Tuyên Quang",
                  .contact = {"Lò Thị Mẫu", "Bản Mẫu", "", ""},
                  .channel = Channel::api};
  db().write([&](db::Tx& tx) {
    units::mark_remote(tx, commune, Date::of(2020, 1, 1), {}, "QĐ 1/QĐ-TTg");
  });
  const Petition near = load(send(form).id);
  ASSERT_TRUE(route_to(near.id, "Bộ Nội vụ"));
  ASSERT_TRUE(accept_signed(near.id));
  const Petition before = load(near.id);
  ASSERT_EQ(place_again(db(), env()), 1);
  EXPECT_EQ(load(near.id).place, commune);
  EXPECT_GT(load(near.id).clock.due_at, before.clock.due_at);
}

TEST_P(Placing, WhatAPersonChoseStays) {
  SubmitForm chosen{.kind = "report",
                    .text = "Đèn đường tắt hai tuần.",
                    .place_text = "xã Ngọc Đường, tỉnh Tuyên Quang",
                    .place = unit("Tỉnh Lạng Sơn"),
                    .province = unit("Tỉnh Lạng Sơn")};
  const PetitionId on_a_page = send(chosen).id;
  chosen.text = "Cầu treo mục ván.";
  chosen.place.reset();
  chosen.channel = Channel::api;
  const PetitionId by_an_officer = send(chosen).id;
  const UnitId cao_bang = unit("Tỉnh Cao Bằng");
  const people::Principal officer{
      .user = people::UserId{1},
      .grants = {{people::Role::synthesis_officer, unit("Tỉnh Lạng Sơn")}}};
  ASSERT_TRUE(db().write([&](db::Tx& tx) {
    return place(tx, env(), Act::by(officer), by_an_officer, cao_bang).has_value();
  }));
  load_lists();
  EXPECT_EQ(load(on_a_page).place, unit("Tỉnh Lạng Sơn"));
  EXPECT_EQ(load(by_an_officer).place, unit("Tỉnh Cao Bằng"));
}

TEST_P(Placing, WordsThatWereKeptArePlacedOnlyBeyondDoubt) {
  const PetitionId doubtful =
      send({.kind = "report", .text = "Rác thải chất đống.", .place_text = "ngoc duong"}).id;
  const PetitionId exact = send({.kind = "report",
                                 .text = "Nước đục cả tháng.",
                                 .place_text = "Xã Ngọc Đường, Tỉnh Tuyên Quang"})
                               .id;
  load_lists();
  EXPECT_EQ(load(doubtful).place, std::nullopt);
  EXPECT_EQ(load(exact).place, unit("Xã Ngọc Đường"));
}

TEST_P(Placing, ACardNamesTheUnitAndNotWhatWasTyped) {
  load_lists();
  send({.kind = "report",
        .text = "Rác thải chất đống.",
        .place_text = "xa ngoc duong",
        .place = unit("Xã Ngọc Đường")});
  send({.kind = "report", .text = "Nước đục cả tháng.", .place_text = "chỗ cây đa"});
  run({.get = "/petitions", .shows = {"Xã Ngọc Đường", "chỗ cây đa"}, .hides = {"xa ngoc duong"}});
}

TEST_P(Placing, WhoJoinedFromAPlaceThatNobodyKnewStandsThereOnceItIsKnown) {
  const Submitted petition = send("Cầu treo mục ván, xin sửa gấp.", "report");
  for (const char* words : {"Xã Ngọc Đường, Tỉnh Tuyên Quang", "ngoc duong", ""})
    ASSERT_TRUE(db().write([&](db::Tx& tx) {
      return join(tx, env(), petition.code, {.place_text = words}).has_value();
    }));
  const db::Sql by_place{"select place_id, people from petition_joined order by place_id"};
  struct Count {
    UnitId place;
    std::int64_t people = 0;
    bool operator==(const Count&) const = default;
  };
  auto counts = [&] { return db().read([&](db::Tx& tx) { return tx.all<Count>(by_place); }); };
  EXPECT_THAT(counts(), testing::ElementsAre(Count{UnitId{}, 3}));
  load_lists();
  EXPECT_THAT(counts(),
              testing::UnorderedElementsAre(Count{UnitId{}, 2}, Count{unit("Xã Ngọc Đường"), 1}));
  EXPECT_EQ(place_again(db(), env()), 0) << "once";
}

}  // namespace
}  // namespace gandan::petitions
