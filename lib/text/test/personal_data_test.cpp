#include "lib/text/personal_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gandan::text {
namespace {

std::string hidden(std::string_view text) {
  return redact(text, find_personal_data(text));
}

std::vector<std::string> found(std::string_view text) {
  std::vector<std::string> out;
  for (const PersonalSpan& span : find_personal_data(text))
    out.emplace_back(text.substr(span.begin, span.end - span.begin));
  return out;
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(PersonalData, TelephoneNumbers) {
  EXPECT_EQ(hidden("Liên hệ 0912.345.678 hoặc +84 205 3812 345."), "Liên hệ […] hoặc […].");
  EXPECT_THAT(found("Gọi tổng đài 19001009"), IsEmpty());
}

TEST(PersonalData, IdentityAndAccountNumbers) {
  EXPECT_THAT(found("CCCD số 020099012345, CMND: 081 234 567"),
              ElementsAre("020099012345", "081 234 567"));
  EXPECT_THAT(found("số tài khoản 1234 5678 901"), ElementsAre("1234 5678 901"));
  EXPECT_THAT(found("kinh phí 123.456.789 đồng; 154/2026/NĐ-CP; ngày 01/7/2011; năm 2020-2025"),
              IsEmpty());
}

TEST(PersonalData, EmailAddresses) {
  EXPECT_EQ(hidden("Gửi lan.nguyen@mail.vn. Xin cảm ơn"), "Gửi […]. Xin cảm ơn");
}

TEST(PersonalData, StreetAddresses) {
  EXPECT_EQ(hidden("Tôi ở số nhà 12, đường Lê Lợi, phường Kỳ Lừa"), "Tôi ở […], phường Kỳ Lừa");
  EXPECT_EQ(hidden("Nhà số 5 ngõ 20 phố Trần Đăng Ninh bị ngập"), "[…] bị ngập");
  EXPECT_THAT(found("Nghị định số 154/2026/NĐ-CP và đường Trần Hưng Đạo"), IsEmpty());
}

TEST(PersonalData, Names) {
  EXPECT_EQ(hidden("ông Nguyễn Văn An và bà Lan đề nghị"), "ông […] và bà […] đề nghị");
  EXPECT_EQ(hidden("Họ tên: Nông Thị Hoa"), "Họ tên: […]");
  EXPECT_EQ(hidden("Ông Nguyễn Văn An đến"), "Ông […] đến");
  const auto spans = find_personal_data("theo Trần Văn Bình thì");
  ASSERT_EQ(spans.size(), 1u);
  EXPECT_FALSE(spans[0].is_certain);
  EXPECT_THAT(found("thành phố Hồ Chí Minh, cầu Nguyễn Văn Trỗi, Ủy ban nhân dân tỉnh Lạng Sơn"),
              IsEmpty());
}

TEST(PersonalData, PlacesThatAreCalledAfterSomebodyAreNobody) {
  EXPECT_THAT(found("Đề nghị sửa cầu ở ấp Suối Ông Đình, chợ Bà Hoa"), IsEmpty());
  EXPECT_THAT(found("Thưa Ông Đình, nhà bà Hoa ở đâu"), ElementsAre("Đình", "Hoa"));
}

TEST(PersonalData, StandsAnyBytes) {
  EXPECT_THAT(found("\xFF@\xFE số +"), IsEmpty());
  EXPECT_THAT(found(""), IsEmpty());
}

}  // namespace
}  // namespace gandan::text
