// Receptions in the whole application: a place of commune A's committee, and what is said there.
#pragma once
#include <optional>
#include <string>

#include "app/test/every_role.hpp"
#include "contexts/receptions/book/enter.hpp"
#include "contexts/receptions/booking/booking.hpp"
#include "contexts/receptions/conclusions/conclusions.hpp"

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
                                         .opened_on = clock.today() + -30});
      });
    return *place_of_a_;
  }
  std::string name_of_committee_of_a() {
    return act([&](db::Tx& tx, const acts::Env&, const acts::Act&) {
      return units::find_unit(tx, body_).value().name;
    });
  }
  /// On the waiting list of today: nothing of it is cancelled by the clock of a test.
  receptions::Booking booking_at_a() {
    const receptions::NewBooking wanted{
        .place = place_of_a(),
        .day = clock.today(),
        .matter = "Hỏi về giấy chứng nhận.",
        .contact = {"Lò Thị Mẫu", "", "mau" + std::to_string(++visits_) + "@example.vn"}};
    return act([&](db::Tx& tx, const acts::Env& env, const acts::Act&) {
      return receptions::book(tx, env, acts::Act::by_resident(), wanted).value();
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

 private:
  std::optional<receptions::ReceptionPlace> place_of_a_;
  int visits_ = 0;
};

}  // namespace gandan::app::test
