// Online receptions: planned in time, prepared by the checklist, changed only with a reason, closed
// by their minutes; and what everybody may read of them.
#include "contexts/receptions/online/online.hpp"

#include <gmock/gmock.h>

#include "contexts/receptions/public/places.hpp"
#include "contexts/receptions/schedule/schedule.hpp"
#include "contexts/receptions/schedule/times.hpp"
#include "contexts/receptions/test/support.hpp"

namespace gandan::receptions {
namespace {

using people::Role;
using testing::ElementsAre;
using testing::IsEmpty;

class OnlineReceptions : public test::ReceptionsDatabase {
 protected:
  template <class Fn>
  auto keep(Fn&& change) {
    return act([&](db::Tx& tx, const Act& by) { return change(tx, env(), by); });
  }
  /// Wednesday, 9 a.m.: no holiday is near.
  void SetUp() override {
    ReceptionsDatabase::SetUp();
    if (IsSkipped()) return;
    clock.set(start_of(today) + std::chrono::hours(9));
    place.online = true;
    ASSERT_TRUE(keep([&](db::Tx& tx, const Env& env, const Act& by) {
      return change_place(tx, env, by, place);
    }));
  }
  static OnlinePlan plan_on(Date day) {
    return {.ground = OnlineGround::complex,
            .starts_at = moment_of(day, 480),
            .planned_until = moment_of(day, 660),
            .centre_takes_part = "Chủ tịch; Thanh tra",
            .components = {{.name = "Nhà văn hóa bản Mẫu",
                            .address = "Bản Mẫu, xã Chi Lăng",
                            .takes_part = "Phó Chủ tịch xã Chi Lăng"}}};
  }
  Result<OnlineSession, OnlineError> plan(const OnlinePlan& wanted) {
    return keep([&](db::Tx& tx, const Env& env, const Act& by) {
      return plan_online(tx, env, by, place.id, wanted);
    });
  }
  Result<OnlineSession, OnlineError> change(SessionId id, const OnlinePlan& wanted,
                                            std::string_view reason) {
    return keep([&](db::Tx& tx, const Env& env, const Act& by) {
      return change_online(tx, env, by, id, wanted, reason);
    });
  }
  Result<void, OnlineError> tick(SessionId id, OnlineVerb verb, int site = 0) {
    return keep([&](db::Tx& tx, const Env& env, const Act& by) {
      return tick_online(tx, env, by, id, verb, site);
    });
  }
  Result<void, OnlineError> close(SessionId id, const OnlineMinutes& minutes) {
    return keep([&](db::Tx& tx, const Env& env, const Act& by) {
      return end_online(tx, env, by, id, minutes);
    });
  }
  OnlineSession load_online(SessionId id) {
    return *db().read([&](db::Tx& tx) { return find_online(tx, id); });
  }
  std::vector<CheckState> states(SessionId id) {
    std::vector<CheckState> all;
    db().read([&](db::Tx& tx) {
      for (const OnlineCheck& check : checklist(*book, *find_online(tx, id), sites_of(tx, id)))
        all.push_back(state_of(check, clock.now()));
    });
    return all;
  }
  template <class T>
  static OnlineError error_of(const Result<T, OnlineError>& tried) {
    return tried ? throw std::runtime_error("it was done") : tried.error();
  }
  std::string kept() const { return "/desk/schedule/" + place.code + "/online"; }
  static http::Fields typed(std::string_view day) {
    return {{"ground", "denunciation"},
            {"day", std::string(day)},
            {"hours", "8-11"},
            {"centre", "Chủ tịch xã; Thanh tra"},
            {"sites", "Ủy ban nhân dân xã Chi Lăng; Số 2 đường Mẫu; Phó Chủ tịch xã; địa chính"},
            {"once", "p" + std::string(day)}};
  }

  static constexpr Date today = Date::of(2026, 11, 11);
  static constexpr Date in_time = Date::of(2026, 11, 18);  ///< five working days: 11 to 17 November
};
GANDAN_EACH_ENGINE(OnlineReceptions);

TEST_P(OnlineReceptions, ArePlannedFiveWorkingDaysAheadAtAPlaceThatHasWhatTheyNeed) {
  EXPECT_EQ(error_of(plan(plan_on(in_time - 1))), OnlineError::notice_too_short);
  EXPECT_EQ(error_of(plan(plan_on(today - 1))), OnlineError::day_unfit);
  OnlinePlan wrong = plan_on(in_time);
  wrong.planned_until = wrong.starts_at;
  EXPECT_EQ(error_of(plan(wrong)), OnlineError::hours_unfit);
  wrong = plan_on(in_time);
  wrong.centre_takes_part = " ";
  EXPECT_EQ(error_of(plan(wrong)), OnlineError::centre_missing);
  wrong = plan_on(in_time);
  wrong.components.front().address.clear();
  EXPECT_EQ(error_of(plan(wrong)), OnlineError::site_unfit);
  wrong.components.clear();
  EXPECT_EQ(error_of(plan(wrong)), OnlineError::site_missing);

  const auto planned = plan(plan_on(in_time));
  ASSERT_TRUE(planned);
  const auto sites = db().read([&](db::Tx& tx) { return sites_of(tx, planned->id); });
  ASSERT_EQ(sites.size(), 2U);
  EXPECT_EQ(sites[0].name, place.name) << "the place is the centre";
  EXPECT_EQ(sites[1].address, "Bản Mẫu, xã Chi Lăng");

  place.online = false;
  ASSERT_TRUE(keep(
      [&](db::Tx& tx, const Env& env, const Act& by) { return change_place(tx, env, by, place); }));
  EXPECT_EQ(error_of(plan(plan_on(in_time))), OnlineError::place_unfit);
}

TEST_P(OnlineReceptions, ArePreparedByAChecklistThatSaysWhatIsLateAndMissing) {
  const SessionId id = plan(plan_on(in_time))->id;
  using enum CheckState;
  EXPECT_THAT(states(id), ElementsAre(ahead, ahead, ahead, ahead, ahead, ahead));
  ASSERT_TRUE(tick(id, OnlineVerb::tell));
  EXPECT_EQ(error_of(tick(id, OnlineVerb::tell)), OnlineError::unfit) << "it is ticked once";
  EXPECT_EQ(error_of(tick(id, OnlineVerb::connect)), OnlineError::not_yet);
  EXPECT_EQ(error_of(tick(id, OnlineVerb::join, 1)), OnlineError::not_yet);
  EXPECT_EQ(error_of(tick(id, OnlineVerb::cancel)), OnlineError::not_allowed);

  clock.set(moment_of(in_time, 0));
  EXPECT_THAT(states(id), ElementsAre(done, missing, ahead, ahead, ahead, ahead))
      << "the connection was to be tried a working day before";
  ASSERT_TRUE(tick(id, OnlineVerb::rehearse));
  clock.set(moment_of(in_time, 420));
  ASSERT_TRUE(tick(id, OnlineVerb::connect)) << "an hour before, to the minute";
  ASSERT_TRUE(tick(id, OnlineVerb::join, 1));
  EXPECT_EQ(error_of(tick(id, OnlineVerb::join, 2)), OnlineError::unfit) << "no such site";
  clock.set(moment_of(in_time, 481));
  ASSERT_TRUE(tick(id, OnlineVerb::show_rules));
  EXPECT_THAT(states(id), ElementsAre(done, done_late, done, missing, done, done_late));
  EXPECT_THAT(
      verbs_of(ref_of(id)),
      ElementsAre("online_session.plan", "online_session.tell", "online_session.rehearse",
                  "online_session.connect", "online_session.join", "online_session.show_rules"));
}

TEST_P(OnlineReceptions, ChangeOnlyWithAReasonAndArePreparedAnewWhereItMatters) {
  const SessionId id = plan(plan_on(in_time + 2))->id;
  ASSERT_TRUE(tick(id, OnlineVerb::tell));
  ASSERT_TRUE(tick(id, OnlineVerb::rehearse));
  OnlinePlan other = plan_on(in_time + 2);
  other.components.front().takes_part = "Chủ tịch xã Chi Lăng";
  EXPECT_EQ(error_of(change(id, other, " ")), OnlineError::reason_missing);
  ASSERT_TRUE(change(id, other, "Phân công lại"));
  EXPECT_TRUE(load_online(id).told_at) << "neither time nor site is another";
  EXPECT_EQ(load_online(id).reason, "Phân công lại");

  EXPECT_EQ(error_of(change(id, plan_on(in_time - 1), "Bão")), OnlineError::notice_too_short);
  other.components.front().name = "Trường học bản Mẫu";
  ASSERT_TRUE(change(id, other, "Nhà văn hóa mất điện"));
  EXPECT_FALSE(load_online(id).told_at);
  EXPECT_FALSE(load_online(id).rehearsed_at);
  ASSERT_TRUE(tick(id, OnlineVerb::tell));
  ASSERT_TRUE(change(id, plan_on(in_time + 5), "Bão"));
  EXPECT_FALSE(load_online(id).told_at);
  EXPECT_EQ(load_online(id).starts_at, moment_of(in_time + 5, 480));

  const auto cancel = [&](std::string_view reason) {
    return keep([&](db::Tx& tx, const Env& env, const Act& by) {
      return cancel_online(tx, env, by, id, reason);
    });
  };
  EXPECT_EQ(error_of(cancel("")), OnlineError::reason_missing);
  ASSERT_TRUE(cancel("Đã giải quyết xong"));
  EXPECT_EQ(error_of(cancel("Lại hủy")), OnlineError::unfit);
  EXPECT_EQ(error_of(change(id, plan_on(in_time + 9), "Lại họp")), OnlineError::unfit);
  EXPECT_EQ(error_of(tick(id, OnlineVerb::tell)), OnlineError::unfit);
}

TEST_P(OnlineReceptions, EndWithSignedMinutesAndNoWordOfADenunciation) {
  const SessionId id = plan(plan_on(in_time))->id;
  OnlinePlan on_denunciation = plan_on(in_time);
  on_denunciation.ground = OnlineGround::denunciation;
  const SessionId denounced = plan(on_denunciation)->id;
  OnlineMinutes minutes{.text = "Đã đối thoại.",
                        .signed_by = "Lò Văn Mẫu, Chủ tịch",
                        .signed_on = in_time,
                        .kept_until = Date::of(2036, 11, 18)};
  EXPECT_EQ(error_of(close(id, minutes)), OnlineError::not_yet);
  clock.set(moment_of(in_time, 700));
  minutes.signed_on = in_time + 1;
  EXPECT_EQ(error_of(close(id, minutes)), OnlineError::signed_unfit);
  minutes.signed_on = in_time;
  minutes.kept_until = in_time;
  EXPECT_EQ(error_of(close(id, minutes)), OnlineError::kept_until_unfit);
  minutes.kept_until = Date::of(2036, 11, 18);
  EXPECT_EQ(error_of(close(denounced, minutes)), OnlineError::minutes_in_clear);
  minutes.signed_by.clear();
  EXPECT_EQ(error_of(close(id, minutes)), OnlineError::signer_missing);
  minutes.signed_by = "Lò Văn Mẫu, Chủ tịch";
  ASSERT_TRUE(close(id, minutes));
  EXPECT_EQ(load_online(id).kept_until, Date::of(2036, 11, 18));
  EXPECT_EQ(error_of(close(id, minutes)), OnlineError::unfit) << "signed once";
  minutes.text.clear();
  ASSERT_TRUE(close(denounced, minutes));
}

TEST_P(OnlineReceptions, ChangeWithAnEntryAloneInTheLog) {
  const SessionId id = plan(plan_on(in_time))->id;
  take_into_log();
  const auto is_told = [&](auto&& deed) {
    clock.advance(std::chrono::minutes(1));
    ASSERT_TRUE(deed().has_value());
    take_into_log();
    EXPECT_THAT(untold_changes(), IsEmpty());
  };
  is_told([&] { return tick(id, OnlineVerb::tell); });
  OnlinePlan fewer = plan_on(in_time);
  fewer.components.push_back(
      {.name = "Điểm cầu 2", .address = "Bản Mới", .takes_part = "Trưởng bản"});
  is_told([&] { return change(id, fewer, "Thêm điểm cầu"); });
  is_told([&] { return change(id, plan_on(in_time), "Bớt điểm cầu"); });
  clock.set(moment_of(in_time, 430));
  is_told([&] { return tick(id, OnlineVerb::join, 1); });
  db().write([&](db::Tx& tx) {
    tx.run(std::string("update online_sites set address = 'Nơi khác' where position = 1"), {});
  });
  EXPECT_EQ(untold_changes().size(), 1U) << "what was changed past the program is named";
}

TEST_P(OnlineReceptions, AreKeptByTheOfficersOfThePlace) {
  auto keeps = officer(Role::reception_officer, body_name);
  EXPECT_TRUE(keeps.get("/desk/schedule/" + place.code).contains(kept() + "/new"));
  EXPECT_EQ(keeps.get(kept() + "/new").status, 200);
  const auto late = keeps.post_form(kept() + "/new", typed("17/11/2026"));
  EXPECT_EQ(late.status, 422);
  EXPECT_TRUE(late.contains("Điều 23")) << "the article stands at the day";
  const auto planned = keeps.post_form(kept() + "/new", typed("18/11/2026"));
  ASSERT_EQ(planned.status, 303) << planned.body;
  EXPECT_TRUE(keeps.get(planned.location()).contains("The online reception is announced."));
  const auto again = keeps.post_form(kept() + "/new", typed("18/11/2026"));
  EXPECT_EQ(again.status, 303);
  const auto all = db().read([&](db::Tx& tx) {
    return online_of_place(tx, place.id, start_of(today), start_of(today + 30));
  });
  ASSERT_EQ(all.size(), 1U) << "a button pressed twice announces one";
  const std::string session = kept() + "/" + std::to_string(all.front().id.value);
  EXPECT_EQ(keeps.get(session + "/tell").status, 404) << "a tick asks nothing";

  ASSERT_EQ(keeps.post_form(session + "/tell", {{"once", "t"}}).status, 303);
  auto page = keeps.get(session);
  for (const char* shown : {"Done in time", "To be done", "Ticked: 09:00", "Phó Chủ tịch xã",
                            "Điều 23 khoản 1", "item 4"})
    EXPECT_TRUE(page.contains(shown)) << shown;
  const auto unfit = keeps.post_form(session + "/connect", {{"once", "c"}});
  ASSERT_EQ(unfit.status, 303);
  EXPECT_TRUE(keeps.get(unfit.location()).contains("Nothing was ticked"));
  EXPECT_TRUE(keeps.get(session + "/change").contains("Số 2 đường Mẫu")) << "what holds is there";
  EXPECT_EQ(keeps.post_form(session + "/cancel", {{"reason", ""}, {"once", "x"}}).status, 422);

  auto elsewhere = officer(Role::reception_officer, "Ủy ban nhân dân xã Chi Lăng");
  for (const std::string& path : {session, session + "/change", kept() + "/new"})
    EXPECT_EQ(elsewhere.get(path).status, 404) << path;
  EXPECT_EQ(elsewhere.post_form(session + "/cancel", {{"reason", "Bão"}, {"once", "y"}}).status,
            404);
  clock.set(moment_of(in_time, 481));
  auto on_the_day = officer(Role::reception_officer, body_name);
  page = on_the_day.get(session);
  EXPECT_TRUE(page.contains("Missing"));
  const auto ended = on_the_day.post_form(session + "/end", {{"signed_by", "Lò Văn Mẫu, Chủ tịch"},
                                                             {"signed_on", "18/11/2026"},
                                                             {"kept_until", "18/11/2036"},
                                                             {"once", "e"}});
  ASSERT_EQ(ended.status, 303) << ended.body;
  EXPECT_TRUE(on_the_day.get(session).contains("Lò Văn Mẫu, Chủ tịch"));
}

TEST_P(OnlineReceptions, AreShownToEverybodyWithoutWhoComesOrWhy) {
  auto keeps = officer(Role::reception_officer, body_name);
  ASSERT_EQ(keeps.post_form(kept() + "/new", typed("18/11/2026")).status, 303);
  const SessionId id =
      db().read([&](db::Tx& tx) {
            return online_of_place(tx, place.id, start_of(today), start_of(today + 30));
          })
          .at(0)
          .id;
  const std::string href = "/receptions/" + place.code + "/online/" + std::to_string(id.value);
  EXPECT_TRUE(get("/receptions/" + place.code).contains(href));
  const auto page = get(href);
  for (const char* shown : {"Số 2 đường Mẫu", "08:00–11:00", "Announced", "Điều 21 khoản 2"})
    EXPECT_TRUE(page.contains(shown)) << shown;
  for (const char* hidden : {"Phó Chủ tịch xã", "Thanh tra", "denunciation", "item 4"})
    EXPECT_FALSE(page.contains(hidden)) << hidden;
  const auto file = get("/receptions/" + place.code + ".ics");
  EXPECT_TRUE(file.contains("UID:reception-online-" + std::to_string(id.value)));
  EXPECT_TRUE(file.contains("DTSTART:20261118T010000Z")) << "08:00 in Vietnam";
  EXPECT_EQ(get("/receptions/" + place.code + "/online/1").status, 404);

  ASSERT_EQ(keeps
                .post_form(kept() + "/" + std::to_string(id.value) + "/cancel",
                           {{"reason", "Mưa lũ chia cắt"}, {"once", "x"}})
                .status,
            303);
  EXPECT_TRUE(get(href).contains("Mưa lũ chia cắt"));
  EXPECT_FALSE(get("/receptions/" + place.code + ".ics").contains("reception-online-"));
}

}  // namespace
}  // namespace gandan::receptions
