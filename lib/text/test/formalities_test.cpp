#include "lib/text/formalities.hpp"

#include <gtest/gtest.h>

#include "lib/text/utf8.hpp"

namespace gandan::text {
namespace {

std::string heading(std::string_view text) {
  return heading_of(text, 110);
}

TEST(Heading, SkipsSalutations) {
  EXPECT_EQ(heading("Kính gửi Ủy ban nhân dân tỉnh\nChúng tôi là 23 hộ dân thôn Khòn Lèng, xã Đồng "
                    "Đăng, tỉnh Lạng "
                    "Sơn. Cầu treo qua suối gãy ván từ tháng 6."),
            "Cầu treo qua suối gãy ván từ tháng 6");
  EXPECT_EQ(
      heading("Kính gửi: UBND xã Đồng Đăng, Công an xã, đường liên thôn ngập sâu mỗi khi mưa."),
      "Đường liên thôn ngập sâu mỗi khi mưa");
  EXPECT_EQ(heading("kinh gui ubnd xa dong dang de nghi sua duong lien thon"),
            "De nghi sua duong lien thon");
}

TEST(Heading, SkipsTheMottoTheHeadingOfAFormAndTheDay) {
  EXPECT_EQ(heading("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-----\nLạng "
                    "Sơn, ngày 12 tháng 3 "
                    "năm 2026\n\nĐƠN KIẾN NGHỊ\nV/v: sửa chữa cầu treo bản Pò Mẫu\nKính gửi: UBND "
                    "xã Tân Mỹ\nTôi tên "
                    "là: Hoàng Văn A, sinh năm 1970"),
            "Sửa chữa cầu treo bản Pò Mẫu");
  EXPECT_EQ(heading("ĐƠN ĐỀ NGHỊ\nRác chất đống cạnh trạm y tế."), "Rác chất đống cạnh trạm y tế");
}

TEST(Heading, SkipsWhoWrites) {
  EXPECT_EQ(heading("Tôi tên là Nông Văn B, sinh năm 1985, trú tại thôn Nà Lay, xã Đồng Đăng, tỉnh "
                    "Lạng Sơn, nhà tôi mất "
                    "nước sạch ba tuần nay."),
            "Nhà tôi mất nước sạch ba tuần nay");
  EXPECT_EQ(heading("Chúng tôi là 23 hộ đề nghị sửa đường vào bản."), "Đề nghị sửa đường vào bản");
  EXPECT_EQ(heading("Tôi là giáo viên mầm non, lương tháng bốn triệu không đủ sống."),
            "Lương tháng bốn triệu không đủ sống");
  EXPECT_EQ(heading("Nay tôi làm đơn này kính đề nghị xã hót dọn đất sạt."),
            "Đề nghị xã hót dọn đất sạt");
}

TEST(Heading, LeavesTheMatterAlone) {
  EXPECT_EQ(heading("Chúng tôi là phụ huynh, xin được miễn học phí cho trẻ mầm non."),
            "Xin được miễn học phí cho trẻ mầm non");
  EXPECT_EQ(heading("Đơn xin cấp phép xây dựng bị trả lại ba lần mà không nói lý do."),
            "Đơn xin cấp phép xây dựng bị trả lại ba lần mà không nói lý do");
  EXPECT_EQ(heading("Việc thu phí chợ không có biên lai."), "Việc thu phí chợ không có biên lai");
  EXPECT_EQ(heading("Để xe trên vỉa hè phố Huế chắn hết lối đi."),
            "Để xe trên vỉa hè phố Huế chắn hết lối đi");
  EXPECT_EQ(heading("Kính gửi Ủy ban"), "Kính gửi Ủy ban") << "where nothing else is said";
  EXPECT_EQ(heading(""), "");
}

TEST(Heading, EndsWhereAPhraseEndsAndNotInDots) {
  const std::string long_one =
      "Đề nghị Ban Tổ chức Trung ương nghiên cứu mô hình tổ chức đảng ở cấp xã theo hướng tổ chức "
      "các chi bộ cơ sở "
      "trực thuộc Đảng bộ xã thay cho mô hình đảng ủy cơ sở";
  EXPECT_EQ(heading(long_one),
            "Đề nghị Ban Tổ chức Trung ương nghiên cứu mô hình tổ chức đảng ở cấp xã");
  EXPECT_LE(length(heading(long_one)), 110U);
}

TEST(Heading, ClosesWhatItOpens) {
  EXPECT_EQ(
      heading("(1) Cử tri kiến nghị mở rộng chính sách hỗ trợ của Nhà nước trong bảo hiểm y tế "
              "(BHYT), Nhà nước hỗ "
              "trợ thêm phần còn lại"),
      "(1) Cử tri kiến nghị mở rộng chính sách hỗ trợ của Nhà nước trong bảo hiểm y tế (BHYT)");
}

TEST(Formalities, LeaveTheMatter) {
  EXPECT_EQ(without_formalities(
                "Kính gửi Ủy ban nhân dân tỉnh\nTôi tên là Nông Văn B. Cầu gãy.\nXin cảm ơn."),
            "Cầu gãy.");
  EXPECT_EQ(without_formalities("Kính gửi Ủy ban nhân dân tỉnh"), "");
  EXPECT_EQ(without_formalities("Cầu gãy. Đường ngập."), "Cầu gãy. Đường ngập.");
  EXPECT_EQ(without_formalities("Cầu gãy\n\nĐường ngập\n"), "Cầu gãy\nĐường ngập");
}

}  // namespace
}  // namespace gandan::text
