#include "kernel/pages/samples.hpp"

namespace gandan::pages::samples {
namespace {

Due to_answer(const Says& say, Date last_day) {
  return {.date = last_day, .today = today, .clock = say("Hạn trả lời", "To answer")};
}

}  // namespace

std::vector<Card> cards(const Says& say) {
  return {{.code = "GD-7K3M-92QX-5BT7",
           .href = "/petitions/GD-7K3M-92QX-5BT7",
           .kind = say("Phản ánh", "Report"),
           .title = say("Đèn đường ngõ 5 Ngô Quyền tắt đã hai tuần",
                        "Street lamps in lane 5, Ngô Quyền, dark for two weeks"),
           .title_pieces = {{say("Đèn đường", "Street lamps"), true},
                            {say(" ngõ 5 Ngô Quyền tắt đã hai tuần",
                                 " in lane 5, Ngô Quyền, dark for two weeks")}},
           .excerpt = {{say(
               "Từ đầu tháng, cả ngõ có sáu cột đèn thì tắt bốn. Buổi tối các cháu đi học "
               "thêm về phải soi điện thoại, đã có hai người ngã xe ở chỗ nắp cống vỡ.",
               "Since the first of the month four of the six lamps are out. Children come "
               "home from evening lessons by the light of a telephone, and two people fell "
               "at the broken drain cover.")}},
           .date = Date::of(2026, 11, 12),
           .place = say("Phường Đông Kinh", "Đông Kinh ward"),
           .body = say("UBND phường Đông Kinh", "People's Committee of Đông Kinh"),
           .status = {say("Đang xử lý", "In progress"), Tone::open},
           .due = to_answer(say, today + 3),
           .askers = 14,
           .current = true},
          {.code = "GD-2P8D-41HT-9W3C",
           .href = "/petitions/GD-2P8D-41HT-9W3C",
           .kind = say("Kiến nghị", "Proposal"),
           .title = say(
               "Đề nghị sớm làm lại cầu treo Bản Thẩu để bà con đi chợ khi nước lên",
               "Rebuild the Bản Thẩu footbridge, so that people reach the market in high water"),
           .date = Date::of(2026, 11, 3),
           .place = say("Xã Đồng Đăng", "Đồng Đăng commune"),
           .body = say("Sở Xây dựng", "Department of Construction"),
           .status = {say("Có lộ trình", "Scheduled"), Tone::waiting, "calendar"},
           .due = to_answer(say, today + 40),
           .askers = 231},
          {.code = "GD-5T1N-36KB-0V8R",
           .href = "/petitions/GD-5T1N-36KB-0V8R",
           .kind = say("Phản ánh", "Report"),
           .title = say("Xe chở đá chạy ban đêm làm nứt đường liên thôn",
                        "Stone lorries at night crack the road between the villages"),
           .date = Date::of(2026, 9, 15),
           .place = say("Xã Hữu Lũng", "Hữu Lũng commune"),
           .body = say("Công an tỉnh", "Provincial police"),
           .status = {say("Quá hạn", "Overdue"), Tone::late},
           .due = to_answer(say, today - 6),
           .askers = 9}};
}

std::vector<Card> to_tick(std::vector<Card> cards) {
  for (Card& card : cards) card.choose = card.href;
  return cards;
}

ColumnChart columns(const Says& say) {
  ColumnChart chart{.label = say("Nhận và trả lời theo tháng", "Received and answered by month"),
                    .subject = say("Tháng", "Month"),
                    .first_series = say("nhận", "received"),
                    .second_series = say("trả lời", "answered")};
  constexpr std::int64_t received[] = {42, 51, 38, 64, 71, 58, 90, 84, 77, 102, 96, 61};
  for (int month = 1; month <= 12; ++month) {
    const auto name = std::to_string(month);
    chart.columns.push_back({.tick = name,
                             .label = name + "/2026",
                             .first = received[month - 1],
                             .second = received[month - 1] * 6 / 7,
                             .first_href = "/petitions"});
  }
  return chart;
}

TileMap tiles(const Says& say) {
  TileMap map{.label = say("Nhận theo tỉnh", "Received by province")};
  constexpr std::pair<const char*, const char*> provinces[] = {
      {"01", "Hà Nội"},    {"04", "Cao Bằng"},   {"08", "Tuyên Quang"}, {"11", "Điện Biên"},
      {"12", "Lai Châu"},  {"14", "Sơn La"},     {"15", "Lào Cai"},     {"19", "Thái Nguyên"},
      {"20", "Lạng Sơn"},  {"22", "Quảng Ninh"}, {"24", "Bắc Ninh"},    {"25", "Phú Thọ"},
      {"31", "Hải Phòng"}, {"33", "Hưng Yên"},   {"37", "Ninh Bình"},   {"38", "Thanh Hoá"},
      {"40", "Nghệ An"},   {"42", "Hà Tĩnh"},    {"44", "Quảng Trị"},   {"46", "Huế"},
      {"48", "Đà Nẵng"},   {"51", "Quảng Ngãi"}, {"52", "Gia Lai"},     {"56", "Khánh Hoà"},
      {"66", "Đắk Lắk"},   {"68", "Lâm Đồng"},   {"75", "Đồng Nai"},    {"79", "Hồ Chí Minh"},
      {"80", "Tây Ninh"},  {"82", "Đồng Tháp"},  {"86", "Vĩnh Long"},   {"91", "An Giang"},
      {"92", "Cần Thơ"},   {"96", "Cà Mau"}};
  std::int64_t n = 0;
  for (const auto& [code, name] : provinces)
    map.tiles.push_back({code, name, (n++ * 37) % 211, std::string("/petitions?place=") + code});
  return map;
}

}  // namespace gandan::pages::samples
