// Bookings: one seat is one person's, whoever comes at once; who waits gets what is cancelled; and
// the form and the key by which people do it.
#include "contexts/receptions/booking/booking.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "contexts/receptions/booking/holds.hpp"
#include "contexts/receptions/schedule/times.hpp"
#include "contexts/receptions/test/support.hpp"
#include "kernel/letters/subscriptions.hpp"

namespace gandan::receptions {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

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
            .contact = {who, "", who + "@example.vn"},
            .language = "en"};
  }
  Result<Booked, BookingError> try_to_book(const NewBooking& wanted) {
    return db().write(
        [&](db::Tx& tx) { return receptions::book(tx, env(), Act::by_resident(), wanted); });
  }
  NewBooking by_mau() {
    NewBooking wanted = by("mau", slot(480));
    wanted.contact.name = "Lò Thị Mẫu";
    return wanted;
  }
  Booking book_now(const NewBooking& wanted) {
    auto made = try_to_book(wanted);
    if (!made) throw std::runtime_error("not booked");
    return made->booking;
  }
  bool cancel(const Booking& booking) {
    return db()
        .write(
            [&](db::Tx& tx) { return cancel_booking(tx, env(), Act::by_resident(), booking.id); })
        .has_value();
  }
  Result<Booking, BookingError> move(const Booking& booking, Instant to) {
    return db().write(
        [&](db::Tx& tx) { return move_booking(tx, env(), Act::by_resident(), booking.id, to); });
  }
  bool hold(Instant at, const char* holder) {
    return db().write([&](db::Tx& tx) { return hold_slot(tx, env(), place, at, holder); });
  }
  /// Letters about it leave from now on.
  void confirm(const Booking& booking) {
    delivered();
    db().write([&](db::Tx& tx) {
      const auto it = letters::find_subscription(tx, booking.code).value();
      EXPECT_TRUE(letters::confirm_letters(tx, clock, it.id));
    });
  }
  std::string told() {
    std::string all;
    for (const mail::Message& letter : delivered()) all += letter.text + "\n";
    return all;
  }
  int free_at(Instant at) {
    for (const Slot& each : db().read([&](db::Tx& tx) { return slots_on(tx, env(), place, day); }))
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
        const auto booked = db().write(
            [&](db::Tx& tx) { return receptions::book(tx, at, Act::by_resident(), wanted); });
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
  EXPECT_TRUE(hold(slot(480), "first"));
  EXPECT_TRUE(hold(slot(480), "first")) << "it is theirs";
  EXPECT_FALSE(hold(slot(480), "second"));
  EXPECT_EQ(try_to_book(by("hai", slot(480))).error(), BookingError::slot_gone);
  NewBooking first = by("mot", slot(480));
  first.holder = "first";
  const Booking made = book_now(first);
  const auto again = try_to_book(first);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->is_repeated) << "sent twice it books once";
  EXPECT_EQ(again->booking.id, made.id);
  ASSERT_TRUE(hold(slot(510), "third"));
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
  NewBooking wordless = by("a", slot(480));
  wordless.matter.clear();
  EXPECT_EQ(try_to_book(wordless).error(), BookingError::matter_missing);
  ASSERT_TRUE(try_to_book(by("a", slot(480))));
  EXPECT_EQ(try_to_book(by("a", slot(510))).error(), BookingError::too_many) << "one a day";
  EXPECT_EQ(try_to_book(by("b", std::nullopt)).error(), BookingError::slots_left);
  NewBooking sunday = by("c", std::nullopt);
  sunday.day = Date::of(2026, 11, 22);
  EXPECT_EQ(try_to_book(sunday).error(), BookingError::slot_gone) << "nobody waits for that day";
}

TEST_P(Bookings, TellNobodyWhoseNumberHasOne) {
  ASSERT_TRUE(try_to_book(by("mot", slot(480))));
  EXPECT_EQ(try_to_book(by("mot", slot(510))).error(), BookingError::too_many);
  EXPECT_EQ(try_to_book(by("mot", slot(481))).error(), BookingError::slot_gone);
  EXPECT_EQ(free_at(slot(510)), 1) << "what is refused keeps no seat";
}

TEST_P(Bookings, AreOfWordsAsLongAsTheyMayBe) {
  NewBooking wanted = by("mot", slot(480));
  wanted.named_code = std::string(longest_booking_line + 1, 'G');
  EXPECT_EQ(try_to_book(wanted).error(), BookingError::matter_missing);
  wanted.named_code.clear();
  wanted.needs_language = std::string(longest_booking_line + 1, 'T');
  EXPECT_EQ(try_to_book(wanted).error(), BookingError::matter_missing);
  wanted.needs_language.clear();
  wanted.contact.phone = "0912345678";
  wanted.contact.email = "a@vidu.vn\r\nBcc: b@vidu.vn";
  EXPECT_EQ(try_to_book(wanted).error(), BookingError::contact_missing);
}

TEST(Holds, AreTenOfOneNetworkForTenMinutes) {
  Holds holds;
  const Instant now{1'000'000};
  for (int form = 0; form < 10; ++form)
    EXPECT_TRUE(holds.admit("2001:db8::" + std::to_string(form), std::to_string(form), now));
  EXPECT_FALSE(holds.admit("2001:db8::a", "another", now)) << "one subscriber";
  EXPECT_TRUE(holds.admit("2001:db8::a", "7", now)) << "theirs already";
  EXPECT_TRUE(holds.admit("2001:db8:1::a", "another", now));
  EXPECT_TRUE(holds.admit("2001:db8::a", "another", now + std::chrono::minutes(10)));
}

TEST_P(Bookings, AreNoMoreThanAPersonMayHaveADayWhenTheyAreMoved) {
  const Instant later = moment_of(day + 7, 480);
  const Booking first = book_now(by("a", slot(480)));
  NewBooking second = by("a", later);
  second.day = day + 7;
  ASSERT_TRUE(try_to_book(second));
  EXPECT_EQ(move(first, later + std::chrono::minutes(30)).error(), BookingError::too_many);
  EXPECT_EQ(free_at(slot(480)), 0) << "it stays where it was";
  EXPECT_TRUE(move(first, slot(510)));
}

TEST_P(Bookings, GiveWhatIsCancelledOrMovedToWhoWaitsLongest) {
  const Booking first = book_now(by("mot", slot(480)));
  const Booking second = book_now(by("hai", slot(510)));
  const Booking waits = book_now(by("ba", std::nullopt));
  clock.advance(std::chrono::minutes(1));
  const Booking later = book_now(by("bon", std::nullopt));
  confirm(waits);
  ASSERT_TRUE(cancel(first));
  EXPECT_EQ(now(waits).starts_at, slot(480));
  EXPECT_EQ(now(waits).state, BookingState::booked);
  EXPECT_EQ(now(later).state, BookingState::waiting);
  EXPECT_THAT(verbs_of(ref_of(waits.id)), Contains("booking.take_slot"));
  EXPECT_THAT(told(), HasSubstr("A time has become free"));
  EXPECT_FALSE(cancel(first)) << "once";
  ASSERT_TRUE(move(second, moment_of(day + 7, 480)));
  EXPECT_EQ(now(later).starts_at, slot(510));
}

TEST_P(Bookings, GiveWhatIsFreeAgainToWhoWaits) {
  ASSERT_TRUE(hold(slot(480), "a form that nobody sends"));
  ASSERT_TRUE(try_to_book(by("hai", slot(510))));
  const Booking waits = book_now(by("ba", std::nullopt));
  run_periodic("receptions.waiting_list");
  EXPECT_EQ(now(waits).state, BookingState::waiting) << "it is held";
  clock.advance(held_for + std::chrono::minutes(1));
  run_periodic("receptions.waiting_list");
  EXPECT_EQ(now(waits).starts_at, slot(480));
}

TEST_P(Bookings, OverlapNothingThatWasBookedBeforeTheHoursChanged) {
  ASSERT_TRUE(try_to_book(by("mot", slot(480))));
  set_hours_to({{4, 465, 555}});  // slots at 7:45, 8:15, 8:45
  EXPECT_EQ(free_at(slot(465)), 0);
  EXPECT_EQ(free_at(slot(495)), 0);
  EXPECT_EQ(free_at(slot(525)), 1);
  EXPECT_EQ(try_to_book(by("hai", slot(495))).error(), BookingError::slot_gone);
}

TEST_P(Bookings, AreCancelledAndToldWithTheReasonAndTheOtherDayWhereThePlaceCloses) {
  const Booking booked = book_now(by("mot", slot(480)));
  ASSERT_TRUE(try_to_book(by("hai", slot(510))));
  const Booking waits = book_now(by("ba", std::nullopt));
  confirm(booked);
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
  EXPECT_EQ(now(waits).state, BookingState::cancelled) << "nobody waits for a day that is closed";
  const std::string letter = told();
  for (const char* words : {"Mất điện", "had to cancel", "20 Nov 2026"})
    EXPECT_THAT(letter, HasSubstr(words));
  EXPECT_THAT(letter, Not(HasSubstr("giấy chứng nhận"))) << "no word of the matter";
}

TEST_P(Bookings, AreRemindedOfTheDayBeforeOnce) {
  const Booking made = book_now(by("mot", slot(480)));
  confirm(made);
  run_periodic("receptions.remind");
  EXPECT_EQ(told(), "") << "it is not tomorrow";
  clock.set(start_of(day - 1) + std::chrono::hours(8));
  run_periodic("receptions.remind");
  EXPECT_THAT(told(), HasSubstr("You have booked a citizen reception: 08:00"));
  run_periodic("receptions.remind");
  EXPECT_EQ(told(), "");
}

TEST_P(Bookings, AreMadeByAFormAndChangedByTheirKey) {
  const std::string form = "/receptions/" + place.code + "/book";
  http::Fields said{{"once", "form"}, {"matter", "Hỏi về giấy chứng nhận."}};
  const auto go = [&](std::string_view step, std::string_view to) {
    http::Fields sent = said;
    sent.add("step", std::string(step));
    sent.add("to", std::string(to));
    return client().post_form(form, sent);
  };
  EXPECT_EQ(get(form).status, 200);
  EXPECT_EQ(client().post_form(form, {{"step", "matter"}, {"to", "similar"}}).status, 422);
  EXPECT_TRUE(go("matter", "similar").contains("What do you need?")) << "no petitions are kept";
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

TEST_P(Bookings, FillInTheBookAndAreHeardWithIt) {
  const Booking made = book_now(by_mau());
  auto receives = officer(people::Role::reception_officer, body_name, people::Reach::body);
  const auto page = receives.get("/desk/receptions/new?booking=" + made.code);
  EXPECT_TRUE(page.contains("Hỏi về giấy chứng nhận."));
  EXPECT_TRUE(page.contains("value=\"Lò Thị Mẫu\""));
  const auto enter_with = [&](const std::string& booking, const std::string& matter) {
    return receives.post_form("/desk/receptions/new", {{"place", place.code},
                                                       {"kind", "proposal"},
                                                       {"matter", matter},
                                                       {"name", "Lò Thị Mẫu"},
                                                       {"address", "Bản Mẫu"},
                                                       {"present", "1"},
                                                       {"number", "1"},
                                                       {"told", "yes"},
                                                       {"outcome", "accepted"},
                                                       {"booking", booking}});
  };
  EXPECT_EQ(enter_with("LH-1234-1234-1234", made.matter).status, 422);
  ASSERT_EQ(enter_with(made.code, made.matter).status, 303);
  EXPECT_EQ(now(made).state, BookingState::heard);
  const std::string key = receipts::private_key(keys->get(), {"booking", made.code});
  auto theirs = stranger();
  const auto told = theirs.post_form("/bookings/" + made.code, {{"author_key", key}});
  EXPECT_TRUE(told.contains("/visits/TD-")) << "they see what came of it";
  EXPECT_EQ(enter_with(made.code, "Việc khác của người khác.").status, 422) << "heard once";
}

TEST_P(Bookings, OfOtherPlacesFillInNothing) {
  const Booking made = book_now(by_mau());
  auto elsewhere = officer(people::Role::reception_officer, "Xã Chi Lăng");
  EXPECT_FALSE(elsewhere.get("/desk/receptions/new?booking=" + made.code).contains("Lò Thị Mẫu"));
}

TEST_P(Bookings, AreTiedToNoDenunciation) {
  const Booking made = book_now(by("mot", slot(480)));
  EnterForm it = form(Kind::denunciation);
  it.booking = made.id;
  const Visit visit = enter_as_is(it);
  EXPECT_FALSE(load(visit.id).booking);
  EXPECT_THAT(verbs_of(ref_of(made.id)), Not(Contains("booking.hear"))) << "nor in the journal";
}

TEST_P(Bookings, AreMadeChangedAndCancelledByPrograms) {
  const std::string at = "/api/v1/receptions/bookings";
  const auto json_with = [&](const std::string& when) {
    return R"({"place": ")" + place.code + R"(", "name": "Lò Thị Mẫu", "phone": "0912 345 678", )" +
           R"("starts_at": ")" + when + "\"}";
  };
  http::TestClient program(app());
  const auto made = program.post_json(at, json_with(rfc3339(slot(480))));
  ASSERT_EQ(made.status, 201) << made.body;
  const std::size_t from = made.body.find("LH-");
  const std::string code = made.body.substr(from, made.body.find('"', from) - from);
  EXPECT_THAT(made.body, HasSubstr(receipts::private_key(keys->get(), {"booking", code})));
  const auto taken = program.post_json(at, json_with(rfc3339(slot(495))));
  EXPECT_EQ(taken.status, 422);
  EXPECT_EQ(program.post_json(at, R"({"place": 5})").status, 400);
  const auto send = [&](http::Method method, std::string_view key, const std::string& body = "") {
    http::Headers headers;
    headers.set("Content-Type", "application/json");
    headers.set("Booking-Key", key);
    return program.send(method, at + "/" + code, headers, body);
  };
  const std::string to = R"({"starts_at": ")" + rfc3339(slot(510)) + "\"}";
  EXPECT_EQ(send(http::Method::put, "0000-000-000", to).status, 422);
  const std::string key = receipts::private_key(keys->get(), {"booking", code});
  EXPECT_EQ(send(http::Method::put, key, to).status, 200);
  EXPECT_EQ(free_at(slot(480)), 1);
  EXPECT_EQ(send(http::Method::del, "0000-000-000").status, 422);
  EXPECT_THAT(send(http::Method::del, key).body, HasSubstr("cancelled"));
  EXPECT_EQ(send(http::Method::del, key).status, 422);
  EXPECT_EQ(free_at(slot(510)), 1);
}

}  // namespace
}  // namespace gandan::receptions
