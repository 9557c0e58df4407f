// Documents that the tests write: a letter of two pages, and one with a long table.
#pragma once
#include "lib/documents/document.hpp"

namespace gandan::documents::test {

[[nodiscard]] inline Document a_letter() {
  Document letter;
  letter.body = "Ủy ban nhân dân xã Chi Lăng";
  letter.number = Number{"7", "UBND-VP"};
  letter.place = "Chi Lăng";
  letter.day = Date::of(2026, 2, 5);
  letter.subject = "trả lời kiến nghị về sửa chữa đường liên thôn Làng Đồn";
  letter.addressees = {"Ông Nguyễn Văn An"};
  letter.blocks = {
      Paragraph{.text = {{"Ủy ban nhân dân xã Chi Lăng nhận được kiến nghị của ông ngày "},
                         {"01/02/2026", true},
                         {" về đường liên thôn Làng Đồn bị sụt lún sau mưa lũ, xe cộ đi lại khó "
                          "khăn. Sau khi kiểm tra, Ủy ban nhân dân xã trả lời như sau:"}}},
      Paragraph{.text = bold("Kết quả kiểm tra"), .marker = "1.", .heading = 1}};
  for (int i = 0; i < 9; ++i)
    letter.blocks.push_back(Paragraph{
        .text = plain("Đoạn đường dài 1.250 m, mặt đường hỏng 340 m2, rãnh thoát nước bị lấp. "
                      "Nguyên nhân là do xe chở vật liệu quá tải và mưa lớn kéo dài nhiều ngày "
                      "trong tháng 9 năm 2025, nước không thoát kịp & ngập <mặt đường>."),
        .marker = "-"});
  letter.blocks.push_back(Paragraph{.text = plain("Kính gửi ông được biết"), .indent = 1});
  letter.signature =
      Signature{"TM. Ủy ban nhân dân", "KT. Chủ tịch\nPhó Chủ tịch", "", "Trần Thị Bích Ngọc"};
  letter.recipients = {"Như trên;", "Lưu: VT, VP."};
  return letter;
}

/// A notice with a table of so many rows beneath two header rows.
[[nodiscard]] inline Document a_notice(int rows) {
  Document notice;
  notice.superior = "Bộ Nội vụ";
  notice.body = "Thanh tra Bộ";
  notice.number = Number{"12", "TB-TTr"};
  notice.place = "Hà Nội";
  notice.day = Date::of(2026, 11, 30);
  notice.kind = "Thông báo";
  notice.subject = "Kết luận việc tiếp công dân định kỳ tháng 11 năm 2026";
  notice.addressees = {"Thanh tra Chính phủ", "Văn phòng Bộ"};
  Table table{.widths = {1, 3, 6, 3}, .about = "Các lượt tiếp công dân"};
  table.header = {{{bold("STT"), Align::centre, 1, 2},
                   {bold("Ngày tiếp"), Align::centre, 1, 2},
                   {bold("Hướng xử lý"), Align::centre, 2, 1}},
                  {{bold("Nội dung"), Align::centre}, {bold("Kết quả"), Align::centre}}};
  for (int i = 1; i <= rows; ++i)
    table.rows.push_back({{plain(std::to_string(i)), Align::centre},
                          {plain("05/11/2026")},
                          {plain("Công dân kiến nghị về bồi thường khi Nhà nước thu hồi đất.")},
                          {plain(i % 3 == 0 ? "Chuyển Sở Nông nghiệp và Môi trường" : "Trả lời")}});
  notice.blocks = {std::move(table),
                   Paragraph{.text = plain("Thông báo để các đơn vị biết, thực hiện")}};
  notice.signature = Signature{"", "Chánh Thanh tra", "", "Lê Văn Cường"};
  notice.recipients = {"Như trên;", "Lưu: VT."};
  return notice;
}

}  // namespace gandan::documents::test
