#include "lib/text/personal_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <ctime>

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
  EXPECT_THAT(found("Nghị định số 154/2026/NĐ-CP và đường Trần Hưng Đạo; Luật số 25/2018/QH14 "
                    "Tố cáo; mẫu số 01 - Tờ khai; thửa số 125, tờ 8"),
              IsEmpty());
  EXPECT_EQ(hidden("nhà ở số 12 tổ 5, phường Kỳ Lừa"), "nhà ở […], phường Kỳ Lừa");
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

TEST(PersonalData, NumbersInWords) {
  for (const char* number :
       {"không chín tám bảy sáu năm bốn ba hai một", "khong chin mot hai ba bon nam sau bay tam",
        "Không Chín Một, Hai Ba Bốn, Lăm Sáu Bẩy Tám",
        "không chín mười hai ba mươi tư năm mươi sáu bảy mươi tám",
        "khongchinmothai babonnam saubaytam", "không chín một chấm hai ba bốn chấm năm sáu bảy tám",
        "không chín một gạch ngang hai ba bốn - năm sáu bảy tám",
        "tám tư chín một hai ba bốn năm sáu bảy tám",
        "zero nine one two three four five six seven eight",
        "oh nine one double two three four five six seven", "09 một hai 345 sáu bảy 8",
        "không hai không năm ba tám một hai ba bốn năm",
        "không ba một không chín chín không một hai ba bốn năm",
        "zero two zero zero nine nine zero one two three four five"}) {
    EXPECT_EQ(hidden(std::string("Xin gọi ") + number + " trong giờ."), "Xin gọi […] trong giờ.")
        << number;
  }
  EXPECT_EQ(hidden("chứng minh nhân dân số không tám một hai ba bốn năm sáu bảy"),
            "chứng minh nhân dân số […]");
  EXPECT_EQ(hidden("số tài khoản một hai chín bốn năm sáu bảy tám"), "số tài khoản […]");
}

TEST(PersonalData, NumbersSpreadLetteredOrOfOtherDigits) {
  for (const char* number :
       {"0 9 1 2 - 3 4 5 - 6 7 8", "0 9 1 2  3 4 5 . . 6 7 8", "0.9.1.2...3.4.5...6.7.8",
        "0912 – 345 – 678", "0912/345/678", "0912) (345) (678", "0 chấm 9 chấm 12345678",
        "O9l2345678", "O 9 l 2 3 4 5 6 7 8", "o912.345.678", "O912 345 678", "091Z 34S 67B",
        "０９１２３４５６７８", "０９１２ ３４５ ６７８",
        "0️⃣9️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣",
        "0 2 0 0  9 9 0 1  2 3 4 5", "O2OO99O12345", "０２００９９０１２３４５"}) {
    EXPECT_EQ(hidden(std::string("Xin gọi ") + number + " nhé"), "Xin gọi […] nhé") << number;
  }
  EXPECT_EQ(hidden("CMND O81 234 S67"), "CMND […]");
  EXPECT_EQ(hidden("Gửi o912345678@mail.vn"), "Gửi […]");
}

TEST(PersonalData, NumeralsOfOrdinarySpeechAreNobodys) {
  for (const char* text :
       {"năm 2025, ba trăm hai mươi triệu đồng, không chín thì xanh",
        "một hai ba bốn bước; một hai ba bốn năm sáu bảy tám chín mười",
        "chín tám bảy sáu năm bốn ba hai một không",
        "Nghị định 15/2026/NĐ-CP, Quyết định số 0912/2020/QĐ-UBND ngày 03/10/2025, 12 hộ",
        "thửa đất số 125, tờ bản đồ số 08, diện tích 1.250,5 m², giá 0 đồng",
        "không 356.000.000 đồng mà 912.345.678 đồng",
        "căn cước công dân năm 2024-2025, định danh mức 2 năm 2025, 2026",
        "các năm 2019, 2020, 2021, 2022, 2023", "tài khoản định danh mức hai, năm 2024, 2025",
        "0, 35, 120, 4500", "điểm 0 - 3 - 5 - 7", "QL1A, ĐT 235B, Km 0+912, O2 và CO2, B52",
        "từ năm một chín bảy lăm đến hai không hai sáu", "ba bốn năm nay, năm sáu tháng một lần",
        "hai ba hộ, năm bảy người, tám chín phần mười", "mười hai ba mươi hai nghìn đồng",
        "nine to five, two thousand and twenty-six, one by one"}) {
    EXPECT_THAT(found(text), IsEmpty()) << text;
  }
}

/// Each digit through `form`, joined by `between`.
template <typename Form>
std::string written(std::string_view digits, Form form, std::string_view between) {
  std::string out;
  for (const char digit : digits) {
    if (!out.empty()) out += between;
    out += form[static_cast<std::size_t>(digit - '0')];
  }
  return out;
}

TEST(PersonalData, AnyTelephoneIsFoundHoweverItsDigitsAreWritten) {
  using Forms = std::array<std::string_view, 10>;
  constexpr Forms marked{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"};
  constexpr Forms plain{"khong", "mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin"};
  constexpr Forms english{"zero", "one", "two",   "three", "four",
                          "five", "six", "seven", "eight", "nine"};
  constexpr Forms wide{"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"};
  constexpr Forms lettered{"O", "l", "Z", "3", "4", "S", "6", "7", "B", "9"};
  constexpr Forms numerals{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
  constexpr std::string_view firsts = "35789";
  for (std::uint64_t n = 1; n <= 300; ++n) {
    // Multiples of a large prime stand for any eight digits.
    const std::string rest = std::to_string(100'000'000 + n * 97'000'003 % 100'000'000).substr(1);
    const std::string number = std::string("0") + firsts[n % firsts.size()] + rest;
    for (const std::string& text :
         {written(number, marked, " "), written(number, marked, ", "),
          written(number, marked, "\n"), written(number, plain, " "),
          written(number, plain, " cham "), written(number, plain, ""),
          written(number, english, " "), written(number, english, "-"), written(number, wide, ""),
          written(number, wide, " "), written(number, lettered, ""), written(number, lettered, " "),
          written(number, numerals, "  "), written(number, numerals, " - "),
          written(number, numerals, "/"), written(number, numerals, " chấm ")}) {
      EXPECT_EQ(hidden("Gọi " + text + " nhé"), "Gọi […] nhé") << text;
    }
  }
}

TEST(PersonalData, ANumberMayGoOnInTheNextLine) {
  for (const char* number :
       {"0912\n345 678", "0912 3456\n78", "0912 \r\n 345 678", "0912\n345\n678", "+84 912\n345 678",
        "0 9 1 2\n3 4 5 6 7 8", "O912\n345 678", "không chín một hai\nba bốn năm sáu bảy tám"})
    EXPECT_EQ(hidden(std::string("gọi ") + number + " nhé"), "gọi […] nhé") << number;
  EXPECT_EQ(hidden("CCCD 001 099\n012 345"), "CCCD […]");
  EXPECT_EQ(hidden("CMND 081 234\n567"), "CMND […]");
  EXPECT_EQ(hidden("số tài khoản 1234 5678\n901"), "số tài khoản […]");
  EXPECT_EQ(hidden("gọi 0912345678\n2. Đề nghị sửa cầu"), "gọi […]\n2. Đề nghị sửa cầu")
      << "what is whole in its line is not spoilt by the next";
  for (const char* text :
       {"0\n35\n120\n4500", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10", "năm 2024\n2025\n2026",
        "tài khoản định danh năm 2025\n10 hộ", "tờ bản đồ số 08\n2. Diện tích 1.250 m²",
        "ngày 01/7/2011\n123456789 đồng"})
    EXPECT_THAT(found(text), IsEmpty()) << text;
}

TEST(PersonalData, ANameMayStandInTheNextLineOrWithoutCapitals) {
  EXPECT_EQ(hidden("gặp ông\nHà Văn Tráo ở xã"), "gặp ông\n[…] ở xã");
  EXPECT_EQ(hidden("gặp bà \r\nNguyễn Hoa ở xã"), "gặp bà \r\n[…] ở xã");
  EXPECT_EQ(hidden("Tôi là Nông\nVăn Bình ở xã"), "Tôi là […] ở xã");
  EXPECT_EQ(hidden("gặp ông hà văn tráo ở xã"), "gặp ông […] ở xã");
  EXPECT_EQ(hidden("gặp bà\nlò thị mẫu ở xã"), "gặp bà\n[…] ở xã");
  EXPECT_EQ(hidden("gặp anh nguyễn an ở xã"), "gặp anh […] ở xã");
  for (const char* text :
       {"lớp của các em\nĐề nghị sửa trường", "nhà của bà\nỦy ban nhân dân xã", "các cháu\nCao quá",
        "bà con văn hóa cao", "chị em thị trấn", "anh cao văn hóa", "trường mang tên nguyễn trãi",
        "nhà văn hóa và ông chủ", "cô đào tạo nghề", "ông đỗ xe trước cửa"})
    EXPECT_THAT(found(text), IsEmpty()) << text;
}

TEST(PersonalData, TimeGrowsWithTheTextAlone) {
  const auto processor_time = [](std::size_t numbers) {
    std::string text;
    for (std::size_t i = 0; i < numbers; ++i) text += "0912345678, ";
    const std::clock_t began = std::clock();
    EXPECT_EQ(find_personal_data(text).size(), numbers);
    return static_cast<double>(std::clock() - began);
  };
  // Each number was compared with all before it: eight times the text took fifty times as long.
  EXPECT_LT(processor_time(240'000), 24 * processor_time(30'000));
}

TEST(PersonalData, StandsAnyBytes) {
  EXPECT_THAT(found("\xFF@\xFE số +"), IsEmpty());
  EXPECT_THAT(found(""), IsEmpty());
}

}  // namespace
}  // namespace gandan::text
