// Receptions in the whole application: a place of commune A's committee, and what is said there.
#pragma once
#include <optional>
#include <string>

#include "app/test/every_role.hpp"
#include "contexts/receptions/book/enter.hpp"
#include "contexts/receptions/booking/booking.hpp"
#include "contexts/receptions/conclusions/conclusions.hpp"
#include "contexts/receptions/online/online.hpp"
#include "contexts/receptions/waiting/door.hpp"
#include "contexts/receptions/waiting/waiting.hpp"

namespace gandan::app::test {

class WithReceptions : public EveryRole {
 protected:
  /// Made when it is first asked for.
  receptions::ReceptionPlace place_of_a() {
    if (!place_of_a_)
      place_of_a_ = act([&](db::Tx& tx, const acts::Env& env, const acts::Act&) {
        return receptions::insert_place(tx, env,
                                        {.body = body_,
                                         .name = "Nơi tiếp công dân xã Đồng Đăng",
                                         .address = "Số 1 đường Mẫu",
                                         .online = true,
                                         .opened_on = clock.today() + -30});
      });
    return *place_of_a_;
  }
  std::string name_of_committee_of_a() {
    return act([&](db::Tx& tx, const acts::Env&, const acts::Act&) {
      return units::find_unit(tx, body_).value().name;
    });
  }
  /// A slot that can be booked there.
  Instant free_slot_at_a() {
    const auto place = place_of_a();
    return act([&](db::Tx& tx, const acts::Env& env, const acts::Act& by) {
      std::vector<receptions::WeekHours> all_day;
      for (int weekday = 1; weekday <= 7; ++weekday) all_day.push_back({weekday, 0, 24 * 60});
      if (receptions::bookable_days(tx, env, place).empty()) {
        EXPECT_TRUE(receptions::set_hours(tx, env, by, place.id, all_day, clock.today()));
      }
      for (const auto& day : receptions::bookable_days(tx, env, place))
        for (const auto& slot : receptions::slots_on(tx, env, place, day.day))
          if (slot.free > 0) return slot.starts_at;
      throw std::runtime_error("no slot is free");
    });
  }
  receptions::Booking booking_at_a() {
    const Instant at = free_slot_at_a();
    const receptions::NewBooking wanted{
        .place = place_of_a(),
        .day = civil_date(at),
        .starts_at = at,
        .matter = "Hỏi về giấy chứng nhận.",
        .contact = {"Lò Thị Mẫu", "", "mau" + std::to_string(++visits_) + "@example.vn"}};
    return act([&](db::Tx& tx, const acts::Env& env, const acts::Act&) {
      return receptions::book(tx, env, acts::Act::by_resident(), wanted).value().booking;
    });
  }
  receptions::Visit visit(receptions::Kind kind = receptions::Kind::complaint,
                          std::optional<receptions::Ground> refused_on = {}) {
    receptions::EnterForm form{
        .place = place_of_a(),
        .kind = kind,
        .people = {{.name = "Lò Thị Mẫu", .address = "Bản Mẫu"}},
        .matter = "Cấp sai diện tích đất, lần thứ " + std::to_string(++visits_),
        .outcome = refused_on ? receptions::Outcome::refused : receptions::Outcome::accepted,
        .ground = refused_on,
        .explained = "Đã giải thích."};
    return act([&](db::Tx& tx, const acts::Env& env, const acts::Act& by) {
      return receptions::enter(tx, env, by, {}, form).value().visit;
    });
  }
  /// The number of what is to be done of it.
  std::string concluded(const receptions::Visit& visit) {
    return act([&](db::Tx& tx, const acts::Env& env, const acts::Act& by) {
      static_cast<void>(receptions::conclude(tx, env, by, visit.id,
                                             {.concluded_on = clock.today(),
                                              .concluded_by = "Chủ tịch Mẫu",
                                              .text = "Giao đo đạc lại.",
                                              .items = {{body_, "Đo đạc lại", clock.today() + 9}}})
                            .value());
      return std::to_string(receptions::items_of(tx, visit.id).front().id.value);
    });
  }

  /// An online reception in a month, of which nothing was ticked.
  receptions::SessionId online_at_a() {
    const auto place = place_of_a();
    return act([&](db::Tx& tx, const acts::Env& env, const acts::Act& by) {
      const Instant at = start_of(clock.today() + 30) + std::chrono::hours(8);
      return receptions::plan_online(tx, env, by, place.id,
                                     {.starts_at = at,
                                      .planned_until = at + std::chrono::hours(3),
                                      .centre_takes_part = "Chủ tịch xã",
                                      .components = {{.name = "Nhà văn hóa bản Mẫu",
                                                      .address = "Bản Mẫu",
                                                      .takes_part = "Trưởng bản"}}})
          .value()
          .id;
    });
  }

  receptions::TicketId ticket_at_a() {
    const auto place = place_of_a();
    return act([&](db::Tx& tx, const acts::Env& env, const acts::Act& by) {
      return receptions::take_ticket(tx, env, by, place.id, {}).id;
    });
  }
  receptions::TicketId called_at_a() {
    const auto place = place_of_a();
    static_cast<void>(ticket_at_a());
    return act([&](db::Tx& tx, const acts::Env& env, const acts::Act& by) {
      return receptions::call_next(tx, env, by, place.id, 1).value().id;
    });
  }
  /// What stands in the address of its door, at which people take numbers.
  std::string door_of_a() {
    const auto place = place_of_a();
    const Instant opened = act([&](db::Tx& tx, const acts::Env& env, const acts::Act& by) {
      static_cast<void>(receptions::set_door(tx, env, by, place, true));
      return receptions::door_of(tx, place.id).value();
    });
    return receptions::door_key(keys->get(), place.id, opened);
  }

 private:
  std::optional<receptions::ReceptionPlace> place_of_a_;
  int visits_ = 0;
};

}  // namespace gandan::app::test
