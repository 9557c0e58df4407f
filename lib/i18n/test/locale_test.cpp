#include "lib/i18n/locale.hpp"

#include <gtest/gtest.h>

namespace gandan::i18n {
namespace {

const Locale& vi() {
  return *find_locale("vi");
}
const Locale& en() {
  return *find_locale("en");
}

TEST(Messages, ComeInTheReadersLanguageAndInEnglishWhereNoneIsThere) {
  EXPECT_EQ(vi().tr("today"), "hôm nay");
  EXPECT_EQ(en().tr("today"), "today");
  EXPECT_EQ(vi().tr("no such message"), "no such message");
  EXPECT_EQ(vi().tr(std::string_view("yesterday, all my troubles").substr(0, 9)), "hôm qua");
  EXPECT_EQ(vi().tr(""), "") << "the header of the catalogue is no message";
}

TEST(Messages, AContextTellsTwoMeaningsApart) {
  EXPECT_EQ(vi().name(), "Tiếng Việt");
  EXPECT_EQ(vi().trc("another context", "English"), "English");
}

TEST(Messages, PlaceholdersAreFilledByNameAndValuesAreNeverReadAgain) {
  EXPECT_EQ(fill("{b} {a} {b}", {{"a", "{b}"}, {"b", "2"}}), "2 {b} 2");
  EXPECT_EQ(fill("{unknown} {open", {{"a", "1"}}), "{unknown} {open");
}

TEST(Messages, PluralFormsFollowTheLanguage) {
  EXPECT_EQ(en().ntr("{n} day left", "{n} days left", 1, {}), "1 day left");
  EXPECT_EQ(en().ntr("{n} day left", "{n} days left", 1234, {}), "1,234 days left");
  EXPECT_EQ(vi().ntr("{n} day left", "{n} days left", 1, {}), "còn 1 ngày");
  EXPECT_EQ(vi().ntr("{n} day left", "{n} days left", 5'000'000'000, {}), "còn 5.000.000.000 ngày");
}

TEST(Numbers, AreGroupedAndRoundedAsTheLanguageWritesThem) {
  EXPECT_EQ(vi().number(1234567), "1.234.567");
  EXPECT_EQ(en().number(-1234567), "-1,234,567");
  EXPECT_EQ(vi().number(0), "0");
  EXPECT_EQ(en().number(INT64_MIN), "-9,223,372,036,854,775,808");
  EXPECT_EQ(vi().number(1234567.891, 2), "1.234.567,89");
  EXPECT_EQ(en().number(-0.05, 1), "-0.1");
  EXPECT_EQ(vi().number(2.0, 2), "2,00");
  EXPECT_EQ(vi().percent(0.1234, 1), "12,3%");
  EXPECT_EQ(en().percent(1), "100%");
}

TEST(Days, AreWrittenAsTheLanguageWritesThem) {
  Date day = Date::of(2021, 1, 5);
  EXPECT_EQ(vi().date(day), "05/01/2021");
  EXPECT_EQ(en().date(day), "5 Jan 2021");
  EXPECT_EQ(vi().short_date(day, day + 3), "5/1");
  EXPECT_EQ(en().short_date(day, day + 3), "5 Jan");
  EXPECT_EQ(vi().short_date(day, Date::of(2020, 12, 30)), "05/01/2021") << "of another year";
  EXPECT_EQ(vi().long_date(day), "5 tháng 1, 2021");
  EXPECT_EQ(en().long_date(day), "5 January 2021");
  EXPECT_EQ(vi().month(day), "tháng 1/2021");
  EXPECT_EQ(vi().date_time(*parse_instant("2021-01-05T01:30:00Z")), "08:30 ngày 05/01/2021");
  EXPECT_EQ(vi().time(*parse_instant("2021-01-05T17:00:00Z")), "00:00") << "UTC+7";
}

TEST(Days, SayHowFarTheyAre) {
  Date today = Date::of(2026, 3, 10);
  EXPECT_EQ(vi().until(today + 12, today), "còn 12 ngày");
  EXPECT_EQ(vi().until(today, today), "hạn hôm nay");
  EXPECT_EQ(en().until(today - 1, today), "1 day overdue");
  EXPECT_EQ(vi().since(today - 1, today), "hôm qua");
  EXPECT_EQ(vi().since(today - 75, today), "2 tháng trước");
  EXPECT_EQ(en().since(today - 365 * 3, today), "3 years ago");
}

TEST(AcceptLanguage, ChoosesTheLanguageThatWeighsMost) {
  EXPECT_EQ(negotiate("en-GB,en;q=0.9,vi;q=0.8", vi()).tag(), "en");
  EXPECT_EQ(negotiate("fr, vi;q=0.4, en;q=0.3", en()).tag(), "vi");
  EXPECT_EQ(negotiate("VI-vn", en()).tag(), "vi");
  EXPECT_EQ(negotiate("fr,*;q=0.1", vi()).tag(), "vi");
  EXPECT_EQ(negotiate("en;q=0", vi()).tag(), "vi");
  EXPECT_EQ(negotiate(",;;q=,en;q=x", vi()).tag(), "vi");
  EXPECT_EQ(negotiate("", vi()).tag(), "vi");
}

}  // namespace
}  // namespace gandan::i18n
