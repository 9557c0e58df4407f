// Bookings: one seat is one person's, whoever comes at once; who waits gets what is cancelled; and
// the form and the key by which people do it.
#include "contexts/receptions/booking/booking.hpp"

#include <gmock/gmock.h>

#include <thread>

#include "contexts/receptions/schedule/times.hpp"
#include "contexts/receptions/test/support.hpp"

namespace gandan::receptions {
namespace {

using testing::ElementsAre;

class Bookings : public test::ReceptionsDatabase {
 protected:
  Bookings() : ReceptionsDatabase({}, {.mail = true}) {}
  void SetUp() override {
    ReceptionsDatabase::SetUp();
    clock.set(start_of(Date::of(2026, 11, 11)) + std::chrono::hours(9));
    set_hours_to({{4, 480, 540}});  // Thursdays, two slots of half an hour
  }
  void set_hours_to(const std::vector<WeekHours>& week) {
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
      return set_hours(tx, env(), by, place.id, week, clock.today());
    }));
  }
  static Instant slot(int minute) { return moment_of(day, minute); }
  NewBooking by(const std::string& who, std::optional<Instant> at) {
    return {.place = place,
            .day = day,
            .starts_at = at,
            .matter = "Hỏi về giấy chứng nhận.",
            .contact = {who, "", who + "@example.vn"}};
  }
  Result<Booking, BookingError> try_to_book(const NewBooking& wanted) {
    return db().write(
        [&](db::Tx& tx) { return receptions::book(tx, env(), Act::by_resident(), wanted); });
  }
  int free_at(Instant at) {
    for (const Slot& each :
         db().read([&](db::Tx& tx) { return slots_on(tx, env(), place, day); }))
      if (each.starts_at == at) return each.free;
    return -1;
  }
  Booking now(const Booking& booking) {
    return *db().read([&](db::Tx& tx) { return find_booking(tx, booking.id); });
  }

  static constexpr Date day = Date::of(2026, 11, 19);  // a Thursday
};
GANDAN_EACH_ENGINE(Bookings);

TEST_P(Bookings, OfManyWhoTakeTheLastSlotAtOnceOneHasIt) {
  constexpr int many = 8;
  const Env at = env();
  std::atomic<int> got = 0, refused = 0;
  {
    std::vector<std::jthread> people;
    for (int each = 0; each < many; ++each)
      people.emplace_back([&, each] {
        const NewBooking wanted = by("nguoi" + std::to_string(each), slot(480));
        const auto booked =
            db().write([&](db::Tx& tx) { return receptions::book(tx, at, Act::by_resident(), wanted); });
        (booked ? got : refused) += 1;
      });
  }
  EXPECT_EQ(got, 1);
  EXPECT_EQ(refused, many - 1);
  EXPECT_EQ(free_at(slot(480)), 0);
  EXPECT_EQ(free_at(slot(510)), 1);
}

TEST_P(Bookings, HaveAsManySeatsAsThePlaceHasCounters) {
  place.counters = 2;
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return change_place(tx, env(), by, place); }));
  EXPECT_TRUE(try_to_book(by("mot", slot(480))));
  EXPECT_TRUE(try_to_book(by("hai", slot(480))));
  EXPECT_EQ(try_to_book(by("ba", slot(480))).error(), BookingError::slot_gone);
}

TEST_P(Bookings, HoldASlotForTenMinutesWhileTheFormIsFilledIn) {
  const auto hold = [&](const char* holder) {
    return db().write([&](db::Tx& tx) { return hold_slot(tx, env(), place, slot(480), holder); });
  };
  EXPECT_TRUE(hold("first"));
  EXPECT_TRUE(hold("first")) << "it is theirs";
  EXPECT_FALSE(hold("second"));
  EXPECT_EQ(try_to_book(by("hai", slot(480))).error(), BookingError::slot_gone);
  NewBooking first = by("mot", slot(480));
  first.holder = "first";
  const auto booked = try_to_book(first);
  ASSERT_TRUE(booked);
  EXPECT_EQ(try_to_book(first)->id, booked->id) << "sent twice it books once";
  ASSERT_TRUE(db().write(
      [&](db::Tx& tx) { return hold_slot(tx, env(), place, slot(510), "third"); }));
  clock.advance(std::chrono::minutes(11));
  EXPECT_TRUE(try_to_book(by("bon", slot(510)))) << "who does not go on loses it";
}

TEST_P(Bookings, RefuseWhatThePlaceDoesNotOffer) {
  EXPECT_EQ(try_to_book(by("a", slot(495))).error(), BookingError::slot_gone) << "no slot";
  EXPECT_EQ(try_to_book(by("a", slot(540))).error(), BookingError::slot_gone) << "closed";
  NewBooking tomorrow = by("a", moment_of(Date::of(2026, 11, 12), 480));
  tomorrow.day = Date::of(2026, 11, 12);
  EXPECT_EQ(try_to_book(tomorrow).error(), BookingError::slot_gone) << "within 24 hours";
  NewBooking nobody = by("a", slot(480));
  nobody.contact.email = "x";
  EXPECT_EQ(try_to_book(nobody).error(), BookingError::contact_missing);
  ASSERT_TRUE(try_to_book(by("a", slot(480))));
  EXPECT_EQ(try_to_book(by("a", slot(510))).error(), BookingError::too_many) << "one a day";
  EXPECT_EQ(try_to_book(by("b", std::nullopt)).error(), BookingError::slots_left);
}

TEST_P(Bookings, GiveWhatIsCancelledToWhoWaitsLongest) {
  const Booking first = *try_to_book(by("mot", slot(480)));
  ASSERT_TRUE(try_to_book(by("hai", slot(510))));
  const Booking waits = *try_to_book(by("ba", std::nullopt));
  clock.advance(std::chrono::minutes(1));
  const Booking later = *try_to_book(by("bon", std::nullopt));
  ASSERT_TRUE(db().write([&](db::Tx& tx) {
    return cancel_booking(tx, env(), Act::by_resident(), first.id);
  }));
  EXPECT_EQ(now(waits).starts_at, slot(480));
  EXPECT_EQ(now(waits).state, BookingState::booked);
  EXPECT_EQ(now(later).state, BookingState::waiting);
  EXPECT_THAT(verbs_of(ref_of(waits.id)), ElementsAre("booking.wait", "booking.take_slot"));
  EXPECT_FALSE(db().write([&](db::Tx& tx) {
    return cancel_booking(tx, env(), Act::by_resident(), first.id);
  })) << "once";
}

TEST_P(Bookings, AreCancelledWithTheReasonWhereThePlaceCloses) {
  const Booking booked = *try_to_book(by("mot", slot(480)));
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return add_closure(tx, env(), by,
                       {.place = place.id,
                        .first_day = day,
                        .last_day = day,
                        .reason = "Mất điện",
                        .instead_on = day + 1});
  }));
  EXPECT_EQ(now(booked).state, BookingState::cancelled);
  EXPECT_EQ(now(booked).reason, "Mất điện");
}

TEST_P(Bookings, AreMadeByAFormAndChangedByTheirKey) {
  const std::string form = "/receptions/" + place.code + "/book";
  http::Fields said{{"holder", "form"}, {"matter", "Hỏi về giấy chứng nhận."}};
  const auto go = [&](std::string_view step, std::string_view to) {
    http::Fields sent = said;
    sent.add("step", std::string(step));
    sent.add("to", std::string(to));
    return client().post_form(form, sent);
  };
  EXPECT_EQ(get(form).status, 200);
  EXPECT_EQ(client().post_form(form, {{"step", "matter"}, {"to", "needs"}}).status, 422);
  EXPECT_TRUE(go("matter", "needs").contains("What do you need?"));
  EXPECT_TRUE(go("needs", "day").contains("2 times are free"));
  said.add("day", "2026-11-19");
  EXPECT_TRUE(go("day", "time").contains("08:30"));
  said.add("time", "510");
  EXPECT_TRUE(go("time", "contact").contains("How can we reach you?"));
  EXPECT_EQ(free_at(slot(510)), 0) << "it is held";
  EXPECT_EQ(go("contact", "check").status, 422);
  said.add("name", "Lò Thị Mẫu");
  said.add("phone", "0912 345 678");
  EXPECT_TRUE(go("contact", "check").contains("Lò Thị Mẫu"));
  const auto sent = go("check", "send");
  ASSERT_EQ(sent.status, 303) << sent.body;
  const std::string href(sent.location());
  const std::string code = href.substr(href.rfind('/') + 1);
  const std::string key = receipts::private_key(keys->get(), {"booking", code});
  EXPECT_TRUE(get(href).contains(key));
  auto other = stranger();
  EXPECT_FALSE(other.get(href).contains("Hỏi về giấy chứng nhận.")) << "nobody else's business";
  EXPECT_EQ(other.post_form(href, {{"author_key", "1234-567-890"}, {"do", "cancel"}}).status, 422);
  EXPECT_EQ(free_at(slot(510)), 0);
  const http::Fields move{
      {"author_key", key}, {"do", "move"}, {"slot", std::to_string(slot(480).micros)}};
  EXPECT_TRUE(other.post_form(href, move).contains("The booking is moved."));
  EXPECT_EQ(free_at(slot(480)), 0);
  EXPECT_EQ(free_at(slot(510)), 1);
  EXPECT_TRUE(other.post_form(href, {{"author_key", key}, {"do", "cancel"}})
                  .contains("The booking is cancelled."));
  EXPECT_EQ(free_at(slot(480)), 1);
}

}  // namespace
}  // namespace gandan::receptions
