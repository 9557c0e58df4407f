// The waiting room: who is called when, how a number's time goes, and what may be said of the wait.
#include "contexts/receptions/waiting/waiting.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <thread>

#include "contexts/receptions/booking/booking.hpp"
#include "contexts/receptions/test/support.hpp"
#include "contexts/receptions/waiting/door.hpp"
#include "contexts/receptions/waiting/pace.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::receptions {
namespace {

using std::chrono::minutes;
using testing::ElementsAre;
using testing::IsEmpty;

class WaitingRoom : public test::ReceptionsDatabase {
 protected:
  void SetUp() override {
    ReceptionsDatabase::SetUp();
    clock.set(start_of(Date::of(2026, 11, 11)) + std::chrono::hours(8));
  }
  Ticket take(NewTicket wanted = {}) {
    clock.advance(minutes(1));
    return db().write(
        [&](db::Tx& tx) { return take_ticket(tx, env(), Act::by_system(), place.id, wanted); });
  }
  std::optional<Ticket> call(std::optional<Line> line = {}, int counter = 1) {
    return db().write([&](db::Tx& tx) {
      return call_next(tx, env(), Act::by_system(), place.id, counter, line);
    });
  }
  std::string called_number() {
    const auto ticket = call();
    return ticket ? name_of(*ticket) : "";
  }
  bool act_on(const Ticket& ticket, TicketDeed deed) {
    return act(
        [&](db::Tx& tx, const Act& by) { return do_with_ticket(tx, env(), by, ticket.id, deed); });
  }
  Ticket now(const Ticket& ticket) {
    return *db().read([&](db::Tx& tx) { return find_ticket(tx, ticket.id); });
  }
  std::vector<std::string> waiting() {
    std::vector<std::string> numbers;
    for (const Ticket& ticket : db().read(
             [&](db::Tx& tx) { return waiting_at(tx, place.id, clock.today(), clock.now()); }))
      numbers.push_back(name_of(ticket));
    return numbers;
  }
  Wait wait(const Ticket& ticket) {
    return db().read([&](db::Tx& tx) { return wait_of(tx, now(ticket), clock.now()); });
  }
  /// Called, heard for so long, and gone.
  void hear(minutes how_long) {
    const auto ticket = call();
    ASSERT_TRUE(ticket);
    clock.advance(minutes(1));
    ASSERT_TRUE(act_on(*ticket, TicketDeed::serve));
    clock.advance(how_long);
    ASSERT_TRUE(act_on(*ticket, TicketDeed::finish));
  }
  /// Of today and here, at so many minutes from now.
  Booking book_for(minutes from_now) {
    const BookingId id = ids.next<BookingId>();
    const std::string code = text::tracking_code(static_cast<std::uint64_t>(id.value), "LH");
    const Instant at = clock.now() + from_now;
    db().write([&](db::Tx& tx) {
      static const db::Sql insert{
          "insert into bookings (id, code, place_id, day, starts_at, state, matter, named_code, "
          "needs, needs_language, online, people, language, booked_at, reason) values (:id, :code, "
          ":place, :day, :at, 2, '', '', 0, '', 0, 1, 'vi', 1, '')"};
      tx.run(insert,
             {{"id", id}, {"code", code}, {"place", place.id}, {"day", clock.today()}, {"at", at}});
      static const db::Sql seat{
          "insert into booking_slots (place_id, starts_at, seat, booking_id, holder) values "
          "(:place, :at, 1, :id, '')"};
      tx.run(seat, {{"place", place.id}, {"at", at}, {"id", id}});
    });
    return *db().read([&](db::Tx& tx) { return booked(tx, code); });
  }
  BookingState state_of(const Booking& booking) {
    return db().read([&](db::Tx& tx) { return booked(tx, booking.code)->state; });
  }
};
GANDAN_EACH_ENGINE(WaitingRoom);

TEST_P(WaitingRoom, CallsWhoBookedAtTheirTimeThenPriorityThenTheOthersAsTheyCame) {
  take();
  take({.line = Line::dispute});
  take({.has_priority = true});
  const Booking booking = book_for(minutes(30));
  take({.booking = booking.id, .expected_at = booking.starts_at});
  take();
  EXPECT_THAT(waiting(), ElementsAre("003", "001", "002", "004", "005"))
      << "who booked for later is one of those who came";
  clock.advance(minutes(30));
  EXPECT_THAT(waiting(), ElementsAre("004", "003", "001", "002", "005"));
  EXPECT_EQ(called_number(), "004");
  EXPECT_EQ(call(Line::dispute)->number, 2) << "of one line alone";
  EXPECT_EQ(call(Line::dispute), std::nullopt);
  EXPECT_EQ(called_number(), "003");
}

TEST_P(WaitingRoom, WhoDoesNotComeIsCalledTwiceThenPutBackThenLeft) {
  take();
  take();
  const Ticket absent = *call();
  EXPECT_TRUE(act_on(absent, TicketDeed::did_not_come));
  EXPECT_EQ(now(absent).state, TicketState::called);
  EXPECT_EQ(now(absent).calls, 2);
  EXPECT_TRUE(act_on(absent, TicketDeed::did_not_come));
  EXPECT_EQ(now(absent).state, TicketState::waiting);
  take();
  EXPECT_THAT(waiting(), ElementsAre("002", "001", "003")) << "behind all that waited then";
  EXPECT_EQ(called_number(), "002");
  EXPECT_EQ(called_number(), "001");
  EXPECT_TRUE(act_on(absent, TicketDeed::did_not_come));
  EXPECT_EQ(now(absent).state, TicketState::left);
  EXPECT_FALSE(act_on(absent, TicketDeed::back)) << "it is over";
  EXPECT_EQ(called_number(), "003");
}

TEST_P(WaitingRoom, ANumberIsHeldServedAndDoneAndItsPeriodsSayWhen) {
  const Ticket ticket = take();
  clock.advance(minutes(10));
  EXPECT_FALSE(act_on(ticket, TicketDeed::serve)) << "nobody called it";
  static_cast<void>(call({}, 2));
  clock.advance(minutes(1));
  EXPECT_TRUE(act_on(ticket, TicketDeed::serve));
  clock.advance(minutes(4));
  EXPECT_TRUE(act_on(ticket, TicketDeed::hold));
  clock.advance(minutes(5));
  EXPECT_TRUE(act_on(ticket, TicketDeed::back));
  static_cast<void>(call());
  EXPECT_TRUE(act_on(ticket, TicketDeed::serve));
  clock.advance(minutes(6));
  EXPECT_TRUE(act_on(ticket, TicketDeed::finish));
  EXPECT_FALSE(act_on(ticket, TicketDeed::finish));
  struct Period {
    int state;
    std::int64_t took;
  };
  static const db::Sql periods{
      "select state, (ended_at - began_at + 30000000) / 60000000 from ticket_periods order by "
      "began_at"};
  std::vector<std::pair<int, std::int64_t>> way;
  for (const Period& each : db().read([&](db::Tx& tx) { return tx.all<Period>(periods); }))
    way.emplace_back(each.state, each.took);
  EXPECT_THAT(way, ElementsAre(std::pair(1, 10), std::pair(2, 1), std::pair(3, 4), std::pair(4, 5),
                               std::pair(1, 0), std::pair(2, 0), std::pair(3, 6), std::pair(5, 0)))
      << "two that begin at once follow one another all the same";
  EXPECT_THAT(verbs_of(ref_of(ticket.id)),
              ElementsAre("ticket.take", "ticket.call", "ticket.serve", "ticket.hold",
                          "ticket.come_back", "ticket.call", "ticket.serve", "ticket.finish"));
  const DayPace pace = db().read([&](db::Tx& tx) { return pace_of(tx, place.id, clock.today()); });
  EXPECT_EQ(pace.done, 1);
  EXPECT_EQ(pace.waited, 10);
  EXPECT_EQ(pace.heard, 10);
}

TEST_P(WaitingRoom, OfficersWhoCallAtOnceCallDifferentPeople) {
  constexpr int officers = 8, rounds = 5;
  for (int i = 0; i < officers * rounds; ++i) take();
  std::vector<std::vector<int>> called(officers);
  std::vector<std::thread> threads;
  for (int officer = 0; officer < officers; ++officer)
    threads.emplace_back([&, officer] {
      for (int round = 0; round < rounds; ++round)
        called[static_cast<std::size_t>(officer)].push_back(call({}, officer + 1)->number);
    });
  for (std::thread& each : threads) each.join();
  std::vector<int> all;
  for (const auto& mine : called) all.insert(all.end(), mine.begin(), mine.end());
  std::ranges::sort(all);
  std::vector<int> each_once(officers * rounds);
  std::iota(each_once.begin(), each_once.end(), 1);
  EXPECT_EQ(all, each_once);
  EXPECT_THAT(waiting(), IsEmpty());
}

TEST_P(WaitingRoom, TakersAtOnceGetDifferentNumbersAndOneFormOneNumber) {
  constexpr int takers = 8;
  std::vector<int> numbers(takers);
  std::vector<std::thread> threads;
  for (int i = 0; i < takers; ++i)
    threads.emplace_back([&, i] {
      const NewTicket wanted{.idempotency_key = i < 2 ? "same" : "k" + std::to_string(i)};
      numbers[static_cast<std::size_t>(i)] =
          db().write([&](db::Tx& tx) {
                return take_ticket(tx, env(), Act::by_system(), place.id, wanted);
              })
              .number;
    });
  for (std::thread& each : threads) each.join();
  EXPECT_EQ(numbers[0], numbers[1]);
  std::ranges::sort(numbers);
  EXPECT_EQ(std::set<int>(numbers.begin(), numbers.end()).size(), takers - 1U);
  EXPECT_EQ(numbers.back(), takers - 1);
}

TEST_P(WaitingRoom, TheWaitIsARangeOfTodaysPaceOrItIsSaidThatNobodyKnows) {
  for (int i = 0; i < 7; ++i) take();
  for (const int took : {10, 20, 15}) hear(minutes(took));
  const Ticket last = take();
  EXPECT_EQ(wait(last).ahead, 4);
  EXPECT_FALSE(wait(last).minutes) << "three are too few to tell";
  hear(minutes(30));
  ASSERT_TRUE(wait(last).minutes);
  EXPECT_EQ(wait(last).ahead, 3);
  EXPECT_EQ(wait(last).minutes->least, 3 * 10);
  EXPECT_EQ(wait(last).minutes->most, 4 * 30);
}

TEST_P(WaitingRoom, AVisitEndsTheTicketItIsTiedToAndADenunciationTouchesNone) {
  const Ticket ticket = take(), other = take();
  static_cast<void>(call());
  EnterForm complaint = form();
  complaint.ticket = ticket.id;
  const Visit visit = enter_as_is(complaint);
  EXPECT_EQ(visit.ticket, ticket.id);
  EXPECT_EQ(now(ticket).state, TicketState::done);
  EXPECT_EQ(now(ticket).visit, visit.id);

  EnterForm denunciation = form(Kind::denunciation);
  denunciation.ticket = other.id;
  EXPECT_EQ(enter_as_is(denunciation).ticket, std::nullopt);
  EXPECT_EQ(now(other).state, TicketState::waiting);
  EXPECT_EQ(now(other).visit, std::nullopt);

  EnterForm again = form(Kind::proposal);
  again.ticket = ticket.id;
  EXPECT_EQ(enter_as_is(again).ticket, std::nullopt) << "it is over";
  again.matter += " Thêm.";
  again.ticket = TicketId{17};
  EXPECT_EQ(enter_as_is(again).ticket, std::nullopt) << "there is none";
}

TEST_P(WaitingRoom, WhoBookedArrivesAndIsHeard) {
  const Booking booking = book_for(minutes(5));
  EXPECT_EQ(state_of(booking), BookingState::booked);
  const Ticket ticket = take({.booking = booking.id, .expected_at = booking.starts_at});
  const auto arrive = [&] {
    return act(
        [&](db::Tx& tx, const Act& by) { return arrived(tx, env(), by, booking.id, ticket.id); });
  };
  EXPECT_TRUE(arrive());
  EXPECT_FALSE(arrive());
  EXPECT_EQ(state_of(booking), BookingState::arrived);
  static_cast<void>(call());
  EXPECT_TRUE(act_on(ticket, TicketDeed::serve));
  EXPECT_TRUE(act_on(ticket, TicketDeed::finish));
  EXPECT_EQ(state_of(booking), BookingState::heard);
  EXPECT_THAT(verbs_of(ref_of(booking.id)), ElementsAre("booking.arrive", "booking.hear"));
}

TEST_P(WaitingRoom, KeysOpenTheirOwnTicketAndDoorAlone) {
  const Ticket one = take(), other = take();
  const std::string key = ticket_key(keys->get(), one.id);
  EXPECT_EQ(ticket_of_key(keys->get(), key), one.id);
  const std::string forged = std::to_string(other.id.value) + key.substr(key.find('-'));
  for (const std::string& wrong : {forged, std::to_string(one.id.value), key + "0",
                                   std::string("-"), std::string(), key.substr(0, key.size() - 1)})
    EXPECT_EQ(ticket_of_key(keys->get(), wrong), std::nullopt) << wrong;
}

}  // namespace
}  // namespace gandan::receptions
