#include "lib/text/dates.hpp"

#include <gtest/gtest.h>

namespace gandan::text {
namespace {

TEST(Dates, DaysInEveryUsualForm) {
  const Date day = Date::of(2021, 1, 5);
  for (const std::string_view text :
       {"ngày 05 tháng 01 năm 2021", "05/01/2021", "5-1-2021", "5.1.2021", "2021-01-05",
        "Ngay 5 thang 1 nam 2021", "NGÀY 5/1/2021", "2021/1/5", " 05/01/2021 ", "05/01/21",
        "5.1.21"})
    EXPECT_EQ(parse_date(text), day) << text;
  for (const std::string_view bad :
       {"", "31/02/2021", "5/1", "tháng 1 năm 2021", "hôm nay", "1/2/3", "1/2/203", "13/13/2021",
        "10:12:26", "5/1/2021/7", "005/01/2021", "0/1/2021", "5/1/0021", "20210105"})
    EXPECT_FALSE(parse_date(bad)) << bad;
}

TEST(Dates, TheOrderIsChosenWhereTheYearDoesNotSayIt) {
  EXPECT_EQ(parse_date("03/04/2026"), Date::of(2026, 4, 3));
  EXPECT_EQ(parse_date("03/04/2026", DateOrder::month_first), Date::of(2026, 3, 4));
  EXPECT_EQ(parse_date("26-03-04", DateOrder::year_first), Date::of(2026, 3, 4));
  EXPECT_EQ(parse_date("2026-03-04", DateOrder::month_first), Date::of(2026, 3, 4));
  EXPECT_FALSE(parse_date("03/15/2026")) << "no month 15";
  EXPECT_EQ(parse_date_order("mdy"), DateOrder::month_first);
  EXPECT_FALSE(parse_date_order("american"));
}

TEST(Dates, TimesOfDay) {
  EXPECT_EQ(parse_time_of_day("8h30"), 510);
  EXPECT_EQ(parse_time_of_day("08 giờ 30"), 510);
  EXPECT_EQ(parse_time_of_day("8:30"), 510);
  EXPECT_EQ(parse_time_of_day("20 giờ 15 phút"), 1215);
  EXPECT_EQ(parse_time_of_day("8h"), 480);
  EXPECT_EQ(parse_time_of_day("2 giờ 30 chiều"), 870);
  EXPECT_EQ(parse_time_of_day("11:30 CH"), 1410);
  EXPECT_EQ(parse_time_of_day("12:05 AM"), 5);
  for (const std::string_view bad : {"", "25h", "8h61", "830", "h"})
    EXPECT_FALSE(parse_time_of_day(bad)) << bad;
}

std::string span(std::string_view text, DateOrder order = DateOrder::day_first) {
  auto read = parse_time_span(text, order);
  if (!read) return "nothing";
  const std::string first = rfc3339(read->first), last = rfc3339(read->last);
  return first == last ? first
                       : civil_date(read->first).iso() + ".." + civil_date(read->last).iso();
}

TEST(Dates, AMomentADayAMonthOrAYear) {
  for (const std::string_view text :
       {"2026-03-02 23:30", "2026-03-02T23:30", "2026-03-02 23:30:00", "02/03/2026 23:30",
        "2/3/26 23h30", "02/03/2026 11:30:00 PM", "23:30 ngày 02/03/2026", "2026-03-02T16:30Z",
        "2026-03-02T23:30:00+07:00"})
    EXPECT_EQ(span(text), "2026-03-02T16:30:00Z") << text;
  EXPECT_EQ(span("02/03/2026 23:30:15"), "2026-03-02T16:30:15Z");
  EXPECT_EQ(span("15/03/2026"), "2026-03-15..2026-03-15");
  for (const std::string_view text : {"02/2026", "2026-02", "tháng 2 năm 2026", "Tháng 02/2026"})
    EXPECT_EQ(span(text), "2026-02-01..2026-02-28") << text;
  EXPECT_EQ(span("2024"), "2024-01-01..2024-12-31");
  EXPECT_EQ(span("03/04/2026 10:00", DateOrder::month_first), "2026-03-04T03:00:00Z");
  for (const std::string_view bad :
       {"", "0026", "13/2026", "2026-03-02 25:00", "2026-03-02 23:30:75", "soon", "46096", "15/03"})
    EXPECT_EQ(span(bad), "nothing") << bad;
}

}  // namespace
}  // namespace gandan::text
