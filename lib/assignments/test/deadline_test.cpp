#include "lib/assignments/deadline.hpp"

#include <gtest/gtest.h>

namespace gandan::assignments {
namespace {

struct Wording {
  const char* words;
  DeadlineKind kind;
  const char* date = "";
};

class Wordings : public testing::TestWithParam<Wording> {};

TEST_P(Wordings, AreReadToTheDay) {
  const Deadline deadline = read_deadline(GetParam().words);
  EXPECT_EQ(name_of(deadline.kind), name_of(GetParam().kind)) << GetParam().words;
  EXPECT_EQ(deadline.date ? deadline.date->iso() : "", GetParam().date) << GetParam().words;
}

INSTANTIATE_TEST_SUITE_P(
    OfADay, Wordings,
    testing::Values(
        Wording{"trước ngày 30/6/2026", DeadlineKind::day, "2026-06-30"},
        Wording{"Chậm nhất là ngày 15 tháng 10 năm 2026", DeadlineKind::day, "2026-10-15"},
        Wording{"đến hết năm 2028", DeadlineKind::day, "2028-12-31"},
        Wording{"hết quý III/2026", DeadlineKind::day, "2026-09-30"},
        Wording{"Hoàn thành trước 05-9-2026", DeadlineKind::day, "2026-09-05"},
        Wording{"31.12.2026", DeadlineKind::day, "2026-12-31"},
        Wording{"Trước 20/11", DeadlineKind::monthday},
        Wording{"ngày 29 tháng 02", DeadlineKind::monthday},
        Wording{"ngày 30/02/2026", DeadlineKind::none},
        Wording{"ngày 12 tháng 5 năm 2024 của Ủy ban nhân dân tỉnh", DeadlineKind::none}));

INSTANTIATE_TEST_SUITE_P(
    OfAMonthQuarterOrYear, Wordings,
    testing::Values(Wording{"Tháng 02/2028", DeadlineKind::month, "2028-02-29"},
                    Wording{"6/2026", DeadlineKind::month, "2026-06-30"},
                    Wording{"trong tháng Mười năm 2026", DeadlineKind::month, "2026-10-31"},
                    Wording{"Quý II/2026", DeadlineKind::quarter, "2026-06-30"},
                    Wording{"Quý III, IV/2026", DeadlineKind::quarter, "2026-12-31"},
                    Wording{"quý 1 năm 2027", DeadlineKind::quarter, "2027-03-31"},
                    Wording{"6 tháng đầu năm 2026", DeadlineKind::halfyear, "2026-06-30"},
                    Wording{"2026", DeadlineKind::year, "2026-12-31"},
                    Wording{"Đến năm 2030", DeadlineKind::year, "2030-12-31"},
                    Wording{"2016–2021", DeadlineKind::period, "2021-12-31"},
                    Wording{"Từ năm 2026 đến năm 2030", DeadlineKind::period, "2030-12-31"},
                    Wording{"Năm 2026 và các năm tiếp theo", DeadlineKind::open}));

INSTANTIATE_TEST_SUITE_P(
    OfARhythm, Wordings,
    testing::Values(
        Wording{"Thường xuyên", DeadlineKind::standing},
        Wording{"Nhiệm vụ thường xuyên, hằng năm", DeadlineKind::standing},
        Wording{"hằng ngày", DeadlineKind::daily}, Wording{"Hàng tuần", DeadlineKind::weekly},
        Wording{"trước ngày 05 hằng tháng", DeadlineKind::monthly},
        Wording{"Hằng quý", DeadlineKind::quarterly},
        Wording{"ngày 20 của tháng cuối quý", DeadlineKind::quarterly},
        Wording{"Hằng năm", DeadlineKind::yearly}, Wording{"Quý IV hằng năm", DeadlineKind::yearly},
        Wording{"Định kỳ 06 tháng một lần", DeadlineKind::every},
        Wording{"Định kỳ", DeadlineKind::periodic}, Wording{"Đột xuất", DeadlineKind::ad_hoc},
        Wording{"Khi có yêu cầu", DeadlineKind::on_request},
        Wording{"Khi phát sinh vụ việc", DeadlineKind::on_event},
        Wording{"Kịp thời", DeadlineKind::prompt}));

INSTANTIATE_TEST_SUITE_P(
    OfNothingThatIsUnderstood, Wordings,
    testing::Values(Wording{"", DeadlineKind::none}, Wording{"Theo kế hoạch", DeadlineKind::none},
                    Wording{"999999999999999999/99/9999", DeadlineKind::none},
                    Wording{"\xff\xfe\x80", DeadlineKind::none},
                    Wording{"Nghị định số 20/2008/NĐ-CP", DeadlineKind::none}));

TEST(Deadlines, SayOfARelativeOneHowLongAndFromWhat) {
  const Deadline deadline =
      read_deadline("Trong thời hạn bảy (07) ngày làm việc, kể từ ngày nhận được văn bản.");
  ASSERT_EQ(deadline.kind, DeadlineKind::relative);
  EXPECT_EQ(iso(*deadline.span), "P7D");
  EXPECT_TRUE(deadline.working);
  EXPECT_FALSE(deadline.before);
  EXPECT_EQ(deadline.anchor, "ngày nhận được văn bản");
}

TEST(Deadlines, SayWhetherItIsBeforeTheAnchor) {
  const Deadline deadline = read_deadline("chậm nhất 10 ngày trước ngày khai mạc kỳ họp");
  EXPECT_TRUE(deadline.before);
  EXPECT_EQ(deadline.anchor, "ngày khai mạc kỳ họp");
}

TEST(Deadlines, TakeFiveForAYearOnlyBehindANumber) {
  EXPECT_EQ(iso(*read_deadline("trong thời hạn năm ngày").span), "P5D");
  EXPECT_EQ(iso(*read_deadline("sau 5 năm tổng kết").span), "P5Y");
  EXPECT_EQ(iso(*read_deadline("trong thời hạn mười năm").span), "P10Y");
}

TEST(Deadlines, OfEachYearSayTheirDays) {
  const Deadline deadline = read_deadline("trước ngày 15 tháng 6 và ngày 15 tháng 12 hằng năm");
  EXPECT_EQ(deadline.kind, DeadlineKind::yearly);
  EXPECT_EQ(deadline.monthdays, (std::vector<MonthDay>{{6, 15}, {12, 15}}));
  EXPECT_EQ(deadline.relation, Relation::before);
}

}  // namespace
}  // namespace gandan::assignments
