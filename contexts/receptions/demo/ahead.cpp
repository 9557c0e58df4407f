// What lies ahead at the places of the demonstration: online receptions and who has booked.
#include <memory>
#include <stdexcept>

#include "contexts/receptions/booking/booking.hpp"
#include "contexts/receptions/demo/replay.hpp"
#include "contexts/receptions/online/online.hpp"

namespace gandan::receptions {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

template <class R>
R ahead(R result, const char* what) {
  if (!result)
    throw std::runtime_error("demonstration data: " + std::string(what) + " is refused (" +
                             std::to_string(static_cast<int>(result.error())) + ")");
  return result;
}

Date working_day(const Replay& with, Date day) {
  return with.env.rules.calendar().roll_forward(day).value_or(day);
}

OnlinePlan plan_of(Date day, OnlineGround ground) {
  return {.ground = ground,
          .starts_at = start_of(day) + hours(8),
          .planned_until = start_of(day) + hours(11),
          .centre_takes_part =
              "Phó Chủ tịch Ủy ban nhân dân tỉnh; Ban Tiếp công dân tỉnh; Thanh "
              "tra tỉnh; Sở Nông nghiệp và Môi trường",
          .components = {{.name = "Ủy ban nhân dân xã Đồng Đăng",
                          .address = "Nhà làm việc số 2, xã Đồng Đăng",
                          .takes_part = "Chủ tịch Ủy ban nhân dân xã; công chức địa chính"},
                         {.name = "Nhà văn hóa bản Mẫu",
                          .address = "Bản Mẫu, xã Đồng Đăng",
                          .takes_part = "Trưởng bản"}}};
}

}  // namespace

std::vector<ReplayStep> online_steps(const Replay& with, const ReceptionPlace& place) {
  if (!place.online) return {};
  const Date today = civil_date(with.now);
  const Date held = working_day(with, today - 24), coming = working_day(with, today + 30);
  const auto session = std::make_shared<SessionId>();
  const auto plan = [=](OnlinePlan planned) {
    return [=, planned = std::move(planned)] {
      *session = ahead(plan_online(with.tx, with.env, with.act, place.id, planned), "online")->id;
    };
  };
  const auto tick = [=](OnlineVerb verb, int site = 0) {
    return [=] { ahead(tick_online(with.tx, with.env, with.act, *session, verb, site), "a tick"); };
  };
  const Instant begins = start_of(held) + hours(8);
  return {{begins + -hours(24) * 30, plan(plan_of(held, OnlineGround::far_or_frail))},
          {begins + -hours(24) * 28, tick(OnlineVerb::tell)},
          {begins + -hours(24) * 4, tick(OnlineVerb::rehearse)},
          {begins + -minutes(75), tick(OnlineVerb::connect)},
          {begins + -minutes(20), tick(OnlineVerb::join, 0)},
          {begins + -minutes(15), tick(OnlineVerb::join, 1)},
          {begins + -minutes(12), tick(OnlineVerb::join, 2)},
          {begins + -minutes(5), tick(OnlineVerb::show_rules)},
          {begins + hours(4),
           [=] {
             ahead(end_online(with.tx, with.env, with.act, *session,
                              {.text = "Nghe công dân trình bày việc cấp giấy chứng nhận; thống "
                                       "nhất đo đạc lại thửa đất và trả lời bằng văn bản trong 30 "
                                       "ngày.",
                               .signed_by = "Hoàng Thị Mẫu, Phó Chủ tịch Ủy ban nhân dân tỉnh",
                               .signed_on = held,
                               .kept_until = held + 3653}),
                   "the minutes");
           }},
          {with.now + -hours(50), plan(plan_of(coming, OnlineGround::complex))},
          {with.now + -hours(26), tick(OnlineVerb::tell)}};
}

std::vector<ReplayStep> booking_steps(const Replay& with, const ReceptionPlace& place) {
  struct Wish {
    const char *name, *phone, *matter;
    std::int64_t needs;
    int people;
  };
  static constexpr Wish wishes[] = {
      {"Lăng Thị Mẫu", "0900 000 401",
       "Hỏi về việc cấp lại giấy chứng nhận quyền sử dụng đất bị hỏng do lũ.", 0, 1},
      {"Nông Văn Mẫu", "0900 000 402",
       "Mương thủy lợi bị lấp từ khi làm đường; cả xóm thiếu nước cấy.", 0, 3},
      {"Chu Thị Mẫu", "0900 000 403", "Xin xác nhận hộ cận nghèo cho mẹ già đi lại khó khăn.",
       static_cast<std::int64_t>(Need::wheelchair), 2}};
  std::vector<ReplayStep> steps;
  int nth = 0;
  for (const Wish& wish : wishes) {
    const int skip = 2 * nth;
    steps.push_back({with.now + -hours(30) + minutes(97 * nth), [=] {
                       for (const auto& day : bookable_days(with.tx, with.env, place)) {
                         int passed = 0;
                         for (const auto& slot : slots_on(with.tx, with.env, place, day.day)) {
                           if (slot.free == 0 || passed++ < skip) continue;
                           ahead(book(with.tx, with.env, Act::by_resident(),
                                      {.place = place,
                                       .day = day.day,
                                       .starts_at = slot.starts_at,
                                       .matter = wish.matter,
                                       .needs = wish.needs,
                                       .people = wish.people,
                                       .contact = {wish.name, wish.phone, ""}}),
                                 "a booking");
                           return;
                         }
                       }
                     }});
    ++nth;
  }
  return steps;
}

}  // namespace gandan::receptions
