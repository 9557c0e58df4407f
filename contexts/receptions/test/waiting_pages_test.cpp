// The waiting room through browsers without a socket: the officer, the wall, the telephone, the
// door.
#include <gmock/gmock.h>

#include "contexts/receptions/booking/booking.hpp"
#include "contexts/receptions/schedule/schedule.hpp"
#include "contexts/receptions/test/support.hpp"
#include "contexts/receptions/waiting/door.hpp"
#include "contexts/receptions/waiting/live.hpp"
#include "contexts/receptions/waiting/waiting.hpp"

namespace gandan::receptions {
namespace {

using people::Role;
using testing::HasSubstr;

class WaitingPages : public test::ReceptionsDatabase {
 protected:
  void SetUp() override {
    ReceptionsDatabase::SetUp();
    clock.set(start_of(Date::of(2026, 11, 11)) + std::chrono::hours(9));  // a Wednesday
    room = "/desk/waiting/" + place.code;
    wall = "/receptions/" + place.code;
  }
  http::TestResponse give(http::TestClient& officer, http::Fields form) {
    form.add("once", "o" + std::to_string(++forms_));
    return officer.post_form(room + "/take", form);
  }
  http::TestResponse press(http::TestClient& officer, std::string_view deed, http::Fields form) {
    form.add("once", "o" + std::to_string(++forms_));
    return officer.post_form(room + "/" + std::string(deed), form);
  }
  std::string ticket(int number) {
    static const db::Sql by_number{"select id from tickets where number = :number"};
    return std::to_string(db().read([&](db::Tx& tx) {
      return tx.one<std::int64_t>(by_number, {{"number", number}}).value();
    }));
  }
  std::string page_of(int number) {
    return "/tickets/" + ticket_key(keys->get(), TicketId{std::stoll(ticket(number))});
  }
  /// Received from 7:30 to 11:30 each day.
  void set_week() {
    act([&](db::Tx& tx, const Act& by) {
      std::vector<WeekHours> week;
      for (int weekday = 1; weekday <= 7; ++weekday) week.push_back({weekday, 450, 690});
      return set_hours(tx, env(), by, place.id, week, clock.today());
    });
  }
  int forms_ = 0;
  std::string room, wall;
};
GANDAN_EACH_ENGINE(WaitingPages);

TEST_P(WaitingPages, AnOfficerGivesCallsServesAndEntersAndTheWallShowsNumbersAlone) {
  auto receives = officer(Role::reception_officer, body_name);
  EXPECT_TRUE(receives.get("/desk/waiting").contains(place.name));
  const auto given = give(receives, {{"line", "dispute"}});
  ASSERT_EQ(given.status, 303) << given.body;
  const auto after = receives.get(given.location());
  EXPECT_TRUE(after.contains("The number is given."));
  EXPECT_TRUE(after.contains(page_of(1)));
  give(receives, {{"line", "proposal"}, {"priority", "yes"}});
  EXPECT_TRUE(receives.get(room).contains("goes first"));

  EXPECT_EQ(press(receives, "call", {}).status, 303);
  auto board = get(wall + "/board");
  EXPECT_TRUE(board.contains("Number 002, counter 1")) << "priority goes first";
  EXPECT_EQ(board.headers.get("Refresh"), "15");
  EXPECT_FALSE(get(wall + "/board?live=1").headers.has("Refresh"));
  for (const char* secret : {"Complaint", "Proposal", "goes first", "dispute", "/tickets/"})
    EXPECT_FALSE(board.contains(secret)) << secret;

  const auto serve = press(receives, "serve", {{"ticket", ticket(2)}});
  const std::string entry(serve.location());
  EXPECT_THAT(entry, HasSubstr("ticket=" + ticket(2)));
  const auto opened = receives.get(entry);
  EXPECT_TRUE(opened.contains("It is the turn of number 002."));
  EXPECT_FALSE(get(wall + "/board").contains("Number 002"));
  const auto entered =
      receives.post_form("/desk/receptions/new", {{"place", place.code},
                                                  {"ticket", ticket(2)},
                                                  {"kind", "proposal"},
                                                  {"matter", "Xin làm lại con đường vào bản."},
                                                  {"name", "Lò Thị Mẫu"},
                                                  {"address", "Bản Mẫu"},
                                                  {"present", "1"},
                                                  {"number", "1"},
                                                  {"outcome", "accepted"}});
  ASSERT_EQ(entered.status, 303) << entered.body;
  EXPECT_TRUE(receives.get(entered.location()).contains(room)) << "the way back";
  EXPECT_TRUE(get(page_of(2)).contains("This number is done with."));
  EXPECT_TRUE(receives.get(room).contains("was received today."));
}

TEST_P(WaitingPages, AButtonPressedTwiceDoesOneDeed) {
  auto receives = officer(Role::reception_officer, body_name);
  const http::Fields once{{"line", "head"}, {"once", "same"}};
  for (int i = 0; i < 2; ++i) EXPECT_EQ(receives.post_form(room + "/take", once).status, 303);
  EXPECT_TRUE(receives.get(room).contains("001"));
  EXPECT_FALSE(receives.get(room).contains("002"));
  const auto late = press(receives, "finish", {{"ticket", ticket(1)}});
  EXPECT_TRUE(receives.get(late.location()).contains("somebody else was faster"));
}

TEST_P(WaitingPages, TheTelephoneShowsThePlaceInLineAndTheKeyAloneOpensIt) {
  auto receives = officer(Role::reception_officer, body_name);
  for (int i = 0; i < 3; ++i) give(receives, {{"line", "proposal"}});
  const auto third = get(page_of(3));
  EXPECT_TRUE(third.contains("2 are called before you."));
  EXPECT_TRUE(third.contains("cannot be said yet"));
  EXPECT_EQ(third.headers.get("Refresh"), "30");
  EXPECT_EQ(third.headers.get("Cache-Control"), "no-store");
  EXPECT_TRUE(get(page_of(1)).contains("You are next."));
  press(receives, "call", {{"line", "head"}});
  EXPECT_TRUE(get(page_of(1)).contains("You are next.")) << "nobody came to see the head";
  press(receives, "call", {});
  EXPECT_TRUE(get(page_of(1)).contains("Please come: counter 1."));
  EXPECT_EQ(get(page_of(1) + "0").status, 404);
  EXPECT_EQ(get("/tickets/" + ticket(1)).status, 404);
  clock.advance(std::chrono::hours(24));
  EXPECT_TRUE(get(page_of(3)).contains("This number was of another day."));
}

TEST_P(WaitingPages, EventsSayHowTheRoomStandsWithoutAWordOfAnybody) {
  auto receives = officer(Role::reception_officer, body_name);
  give(receives, {{"line", "dispute"}});
  give(receives, {{"line", "head"}});
  press(receives, "call", {});
  const auto events = get(wall + "/events");
  EXPECT_EQ(events.headers.get("Content-Type"), "text/event-stream");
  EXPECT_EQ(events.headers.get("Cache-Control"), "no-store");
  EXPECT_EQ(events.body,
            "retry: 3000\ndata: "
            "{\"called\":[{\"number\":\"001\",\"counter\":1,\"calls\":1}],\"waiting\":[\"002\"]}"
            "\n\n");
  EXPECT_EQ(get("/receptions/NOWHERE/events").status, 404);
  EXPECT_EQ(get("/receptions/NOWHERE/board").status, 404);
}

TEST_P(WaitingPages, SoManyListenAndNoMoreAndWhoGoesLeavesTheirPlace) {
  const auto seats =
      std::make_shared<ListenerSeats>(ListenerLimits{.in_all = 3, .of_one_address = 2});
  auto one = ListenerSeats::take(seats, "192.0.2.1"), two = ListenerSeats::take(seats, "192.0.2.1");
  EXPECT_TRUE(one && two);
  EXPECT_FALSE(ListenerSeats::take(seats, "192.0.2.1"));
  auto three = ListenerSeats::take(seats, "192.0.2.2");
  EXPECT_TRUE(three);
  EXPECT_FALSE(ListenerSeats::take(seats, "192.0.2.3"));
  one.reset();
  EXPECT_TRUE(ListenerSeats::take(seats, "192.0.2.3"));
  const auto rooms = std::make_shared<LiveRooms>(ListenerLimits{.in_all = 1, .of_one_address = 1});
  http::Request request;
  request.client = "192.0.2.1";
  {
    const auto listens = LiveRooms::listen(rooms, services(), request, place.code);
    EXPECT_EQ(listens.status, 200);
    EXPECT_EQ(LiveRooms::listen(rooms, services(), request, place.code).status, 503);
  }
  EXPECT_EQ(LiveRooms::listen(rooms, services(), request, place.code).status, 200);
}

TEST_P(WaitingPages, AListenerIsToldWhatChangesAndNothingTwice) {
  const auto rooms = std::make_shared<LiveRooms>();
  http::Request request;
  const auto listens = LiveRooms::listen(rooms, services(), request, place.code);
  std::string piece;
  EXPECT_TRUE(listens.producer(piece));
  EXPECT_THAT(piece, HasSubstr("\"waiting\":[]"));
  int quiet = 0;
  for (piece.clear(); piece.empty(); ++quiet) EXPECT_TRUE(listens.producer(piece));
  EXPECT_EQ(piece, ":\n\n") << "said now and then, so that who has vanished is found";
  EXPECT_GT(quiet, 5);
  db().write([&](db::Tx& tx) {
    static_cast<void>(take_ticket(tx, env(), Act::by_system(), place.id, {}));
  });
  // Another who listens reads the room anew; what it says reaches the first one too.
  std::string other;
  const auto joins = LiveRooms::listen(rooms, services(), request, place.code);
  EXPECT_TRUE(joins.producer(other));
  piece.clear();
  EXPECT_TRUE(listens.producer(piece));
  EXPECT_THAT(piece, HasSubstr("\"waiting\":[\"001\"]"));
}

TEST_P(WaitingPages, PeopleTakeNumbersThemselvesWhereThePlaceLetsThem) {
  set_week();
  auto receives = officer(Role::reception_officer, body_name);
  EXPECT_TRUE(receives.get(room).contains("Let people take numbers themselves"));
  press(receives, "door", {{"open", "yes"}});
  const auto opened = db().read([&](db::Tx& tx) { return door_of(tx, place.id); });
  ASSERT_TRUE(opened);
  const std::string door = wall + "/door/" + door_key(keys->get(), place.id, *opened);
  EXPECT_TRUE(receives.get(room).contains(door));
  EXPECT_THAT(verbs_of(ref_of(place.id)),
              testing::ElementsAre("reception_place.set_hours", "reception_place.open_door"));
  EXPECT_TRUE(get(door).contains("Take a number"));
  EXPECT_EQ(get(door + "0").status, 404);
  const http::Fields wants{{"line", "dispute"}, {"once", "k"}};
  const auto taken = client().post_form(door, wants);
  ASSERT_EQ(taken.status, 303) << taken.body;
  EXPECT_THAT(std::string(taken.location()), HasSubstr(page_of(1)));
  EXPECT_EQ(client().post_form(door, wants).location(), taken.location())
      << "a form that was sent twice takes one number";
  EXPECT_TRUE(get(taken.location()).contains("The next person takes theirs"));
  EXPECT_TRUE(get(door + "?booking=LH-0000-0000-0000")
                  .contains("There is no booking of today with this code here."));
  const auto unbooked =
      client().post_form(door, {{"line", "head"}, {"once", "b"}, {"booking", "LH-0000-0000-0000"}});
  EXPECT_EQ(unbooked.status, 200) << "no number is given for it";

  clock.set(start_of(Date::of(2026, 11, 11)) + std::chrono::hours(20));
  EXPECT_TRUE(get(door).contains("Nobody is received here just now"));
  EXPECT_EQ(client().post_form(door, {{"line", "head"}, {"once", "n"}}).status, 200);
  clock.set(start_of(Date::of(2026, 11, 11)) + std::chrono::minutes(545));
  press(receives, "door", {{"open", "no"}});
  EXPECT_EQ(get(door).status, 404);
  press(receives, "door", {{"open", "yes"}});
  EXPECT_EQ(get(door).status, 404) << "an address that went round is worth nothing any more";
}

TEST_P(WaitingPages, NobodyElseSeesOrCallsAndTheDoorIsOfWhoKeepsTheSchedule) {
  auto receives = officer(Role::reception_officer, body_name);
  give(receives, {{"line", "dispute"}});
  auto elsewhere =
      officer(Role::reception_officer, "Ủy ban nhân dân tỉnh Lạng Sơn", people::Reach::body);
  EXPECT_EQ(elsewhere.get(room).status, 404);
  EXPECT_EQ(press(elsewhere, "call", {}).status, 404);
  EXPECT_EQ(client().get(room).status, 303) << "to sign in";
  auto denounced = officer(Role::denunciation_officer, body_name);
  EXPECT_EQ(denounced.get(room).status, 200);
  EXPECT_FALSE(denounced.get(room).contains("Let people take numbers themselves"));
  EXPECT_EQ(press(denounced, "door", {{"open", "yes"}}).status, 404);
  EXPECT_EQ(press(receives, "nothing", {}).status, 404);
}

TEST_P(WaitingPages, TheWallCallsNobodyWhenTheHoursAreOver) {
  set_week();
  auto receives = officer(Role::reception_officer, body_name);
  give(receives, {{"line", "dispute"}});
  press(receives, "call", {});
  const auto wall_at = [&](int hour) {
    clock.set(start_of(Date::of(2026, 11, 11)) + std::chrono::hours(hour));
    return get(wall + "/board");
  };
  EXPECT_TRUE(wall_at(11).contains("Number 001"));
  const auto evening = wall_at(19);
  EXPECT_FALSE(evening.contains("Number 001"));
  EXPECT_TRUE(evening.contains("Nobody is received now. Opens on Thursday 12 Nov 2026 at 07:30."))
      << evening.body;
  auto works_late = officer(Role::reception_officer, body_name);
  give(works_late, {{"line", "dispute"}});
  EXPECT_TRUE(wall_at(19).contains("Number 001")) << "who works beyond the hours calls as before";
}

TEST_P(WaitingPages, ShowWhoHasBookedForTheWeekToWhoReceivesThere) {
  set_week();
  const Instant then = start_of(clock.today() + 2) + std::chrono::hours(8);
  const auto booked = act([&](db::Tx& tx, const Act&) {
    return receptions::book(tx, env(), Act::by_resident(),
                            {.place = place,
                             .day = civil_date(then),
                             .starts_at = then,
                             .matter = "Hỏi về giấy chứng nhận.",
                             .people = 3,
                             .contact = {"Lăng Thị Mẫu", "", "mau@example.vn"},
                             .language = "en"});
  });
  ASSERT_TRUE(booked) << static_cast<int>(booked.error());
  auto receives = officer(Role::reception_officer, body_name);
  const auto page = receives.get(room);
  EXPECT_TRUE(page.contains("Who has booked for today"));
  EXPECT_TRUE(page.contains("Lăng Thị Mẫu"));
  EXPECT_TRUE(page.contains("3 people"));
  EXPECT_FALSE(get(wall + "/board").contains("Lăng Thị Mẫu"));
  clock.set(then + -std::chrono::hours(24 * 10));
  auto before = officer(Role::reception_officer, body_name);
  EXPECT_FALSE(before.get(room).contains("Lăng Thị Mẫu")) << "it is further away";
}

}  // namespace
}  // namespace gandan::receptions
