// Days off, swapped days and remote areas that are entered later: limits stand as if they had been
// known from the first, whatever came first.
#include "contexts/petitions/record/limits.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "contexts/petitions/intake/import.hpp"
#include "contexts/petitions/record/placing.hpp"
#include "contexts/petitions/test/support.hpp"
#include "kernel/units/import.hpp"
#include "kernel/units/remote.hpp"

namespace gandan::petitions {
namespace {

constexpr std::int64_t all = std::numeric_limits<std::int64_t>::max();

class Limits : public test::PetitionsDatabase {
 protected:
  void enter(Date day, std::optional<rules::DayKind> kind) {
    db().write([&](db::Tx& tx) {
      ASSERT_TRUE(rules::set_day(tx, clock, journal::Actor::officer(9), day, kind, "x", "x"));
    });
    rules->refresh();
    book = rules->book();
  }
  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(file(name)) << text;
    return file(name);
  }
  clocks::Counted counted(Date since, std::int64_t at_once = all) {
    return clocks::count_again(db(), env(), limits_of_petitions(), {since, at_once});
  }
  /// A report that a body has since today, and so has 15 working days.
  PetitionId routed(const std::string& text) {
    const PetitionId id = send(text, "report").id;
    EXPECT_TRUE(route_to(id, "Bộ Xây dựng"));
    return id;
  }
};
GANDAN_EACH_ENGINE(Limits);

TEST_P(Limits, ADayOffThatIsEnteredLaterMovesOpenCasesAtOnce) {
  const PetitionId before = routed("Cống trước chợ bị nghẹt, xin khơi.");
  const PetitionId answered = routed("Đèn đường ngõ ba tắt, xin sửa.");
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return answer(tx, env(), by, answered, {.outcome = Outcome::settled, .text = "Đã sửa xong."});
  }));
  const Instant old_due = *load(before).clock.due_at, judged = *load(answered).clock.due_at;
  const Date day = Date::of(2026, 10, 7);
  enter(day, rules::DayKind::off);
  EXPECT_EQ(counted(day).moved, 1);
  EXPECT_EQ(load(before).clock.due_at,
            load(routed("Cống sau chợ bị nghẹt, xin khơi.")).clock.due_at);
  EXPECT_GT(load(before).clock.due_at, old_due);
  EXPECT_EQ(load(answered).clock.due_at, judged) << "judged by the limit that it had";
  EXPECT_EQ(verbs_of(before).back(), "petition.limit");
  EXPECT_EQ(counted(day).moved, 0) << "once";
  enter(day, std::nullopt);
  EXPECT_EQ(counted(day).moved, 2) << "and back";
  EXPECT_EQ(load(before).clock.due_at, old_due);
}

TEST_P(Limits, ASwappedDayAndADayBehindTheLimitAreToldApart) {
  const PetitionId id = routed("Cống trước chợ bị nghẹt, xin khơi.");
  const Date last = civil_date(*load(id).clock.due_at);
  enter(Date::of(2026, 12, 24), rules::DayKind::off);
  EXPECT_EQ(counted(Date::of(2026, 12, 24)).moved, 0);
  enter(Date::of(2026, 10, 10), rules::DayKind::worked);  // a Saturday
  EXPECT_EQ(counted(Date::of(2026, 10, 10)).moved, 1);
  EXPECT_LT(civil_date(*load(id).clock.due_at), last);
}

TEST_P(Limits, APauseCountsAsBefore) {
  const PetitionId id = routed("Cống trước chợ bị nghẹt, xin khơi.");
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return ask(tx, env(), by, id, "Cống nào?"); }));
  const Date day = Date::of(2026, 10, 7);
  enter(day, rules::DayKind::off);
  EXPECT_EQ(counted(day).moved, 1);
  const Instant due = *load(id).clock.due_at;
  ASSERT_TRUE(act(
      [&](db::Tx& tx, const Act& by) { return supplement(tx, env(), by, id, "Cống số hai."); }));
  EXPECT_EQ(load(id).clock.due_at, due) << "asked and answered on the same day";
}

TEST_P(Limits, WhatAPageDoesNotWaitForIsDoneByTheJob) {
  for (int i = 0; i < 5; ++i) routed("Cống số " + std::to_string(i) + " bị nghẹt, xin khơi.");
  const Date day = Date::of(2026, 10, 7);
  enter(day, rules::DayKind::off);
  const clocks::Counted first = counted(day, 2);
  EXPECT_EQ(first.moved, 2);
  EXPECT_FALSE(first.is_done);
  const clocks::Counted rest = counted(day);
  EXPECT_EQ(rest.moved, 3);
  EXPECT_TRUE(rest.is_done);
}

TEST_P(Limits, ARemoteAreaMovesWhatLiesInIt) {
  SubmitForm form{.kind = "complaint",
                  .text = "Khiếu nại quyết định thu hồi đất.",
                  .place_text = "Xã Công Sơn",
                  .place = unit("Xã Công Sơn"),
                  .contact = {"Lò Thị Mẫu", "Bản Mẫu", "", ""}};
  const PetitionId id = send(form).id;
  ASSERT_TRUE(route_to(id, "Bộ Nội vụ"));
  ASSERT_TRUE(accept_signed(id));
  const Instant near = *load(id).clock.due_at;
  const std::string code = db().read(
      [&](db::Tx& tx) { return units::find_unit(tx, "Xã Công Sơn", clock.today())->code; });
  const std::string list =
      write("remote.csv", "code;from;to;basis\n" + code + ";01/01/2026;;QĐ 1/QĐ-TTg\n");
  EXPECT_EQ(units::import_remote(db(), clock, list).areas, 1);
  EXPECT_EQ(counted(rules::Calendar::first).moved, 1);
  EXPECT_GT(load(id).clock.due_at, near);
}

struct Limited {
  std::string text;
  std::optional<UnitId> place, province;
  std::optional<Instant> due_at;
  bool operator==(const Limited&) const = default;
};
const db::Sql select_limited{
    "select text, place_id, province_id, due_at from petitions order by text"};

TEST_P(Limits, TheOrderOfImportsDoesNotMatter) {
  const std::string petitions =
      write("rows.csv",
            "id,kind,text,place,date,addressed_to,answer,answered_on\n"
            "1,complaint,a,Phường Nhà Mới tỉnh Lạng Sơn,20/09/2026,,,\n"
            "2,report,b,\"Xã Đồng Đăng, tỉnh Lạng Sơn\",02/03/2026,,,\n"
            "3,complaint,c,\"Xã Đồng Đăng, tỉnh Lạng Sơn\",02/03/2026,,,\n"
            "4,report,d,,03/03/2026,Bộ Xây dựng,Đã xong.,24/03/2026\n"
            "5,proposal,e,Phường Đồng Đăng tỉnh Lạng Sơn,21/09/2026,,,\n"
            "6,complaint,f,Phường Đồng Đăng tỉnh Lạng Sơn,21/09/2026,,,\n");
  const std::string list = write("2026-09-01_later.csv",
                                 "code,full_name,province_code\n06184,Phường Đồng Đăng,20\n"
                                 "09901,Phường Nhà Mới,20\n");
  const std::string holidays = write(
      "holidays.csv", "date;kind;name\n05/03/2026;off;x\n14/03/2026;worked;y\n23/09/2026;off;z\n");
  const std::string remote = write("remote.csv",
                                   "code,from,to,basis\n09901,15/09/2026,,QĐ 1\n"
                                   "06184,2026-01-01,,QĐ 2\n06184,2026-09-10,,QĐ 3\n");
  std::array<int, 4> order{1, 2, 3, 0};
  const auto play = [&](db::Database& database) {
    units::load_reference(database);
    rules::Rules own(database, ids, clock);
    for (const int step : order) {
      auto now = own.book();
      Env with{clock, ids, *now, keys->get()};
      if (step == 0) import_petitions(database, with, petitions, {});
      if (step == 1) {
        units::import_files(database, {list});
        database.write([&](db::Tx& tx) { return units::mark_remote_again(tx, clock); });
        place_again(database, with);
      }
      if (step == 2) rules::import_holidays(database, clock, holidays);
      if (step == 3) units::import_remote(database, clock, remote);
      own.refresh();
      now = own.book();
      Env after{clock, ids, *now, keys->get()};
      if (step > 0)
        clocks::count_again(database, after, limits_of_petitions(), {rules::Calendar::first, all});
    }
    return database.read([](db::Tx& tx) { return tx.all<Limited>(select_limited); });
  };
  const auto expected = play(db());
  ASSERT_EQ(expected.size(), 6u);
  for (const Limited& each : expected) EXPECT_TRUE(each.due_at || each.text == "e") << each.text;
  std::sort(order.begin(), order.end());
  do {
    std::string name = "other";
    for (const int step : order) name += std::to_string(step);
    auto other = db::Database::open("sqlite:" + file(name + ".db"), {});
    other->migrate(modules_);
    EXPECT_EQ(play(*other), expected) << name;
  } while (std::next_permutation(order.begin(), order.end()));
}

}  // namespace
}  // namespace gandan::petitions
