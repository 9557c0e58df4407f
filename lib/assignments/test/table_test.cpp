#include "lib/assignments/table.hpp"

#include <gmock/gmock.h>

namespace gandan::assignments {
namespace {

using testing::ElementsAre, testing::IsEmpty, testing::SizeIs;

const std::vector<Row> head{
    {"TT", "Nhiệm vụ, giải pháp", "Cơ quan chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm"}};

std::vector<Row> table(std::initializer_list<Row> rows) {
  std::vector<Row> all = head;
  all.insert(all.end(), rows.begin(), rows.end());
  return all;
}

TEST(TaskTable, IsReadByItsHeadings) {
  const auto tasks = read_tasks(table({{"I", "Về thể chế", "", "", "", ""},
                                       {"1.", "Ban hành quy chế dân chủ", "Sở Nội vụ",
                                        "Sở Tài chính", "Quý II/2026", "Quyết định"}}));
  ASSERT_THAT(tasks, SizeIs(1));
  EXPECT_EQ(tasks[0].section, "I");
  EXPECT_EQ(tasks[0].section_title, "Về thể chế");
  EXPECT_EQ(tasks[0].number, "1");
  EXPECT_THAT(tasks[0].lead, ElementsAre("Sở Nội vụ"));
  EXPECT_THAT(tasks[0].co, ElementsAre("Sở Tài chính"));
  EXPECT_EQ(tasks[0].deadline.date, Date::of(2026, 6, 30));
  EXPECT_EQ(tasks[0].product, "Quyết định");
  EXPECT_THAT(tasks[0].unread, IsEmpty());
}

TEST(TaskTable, GuessesNothing) {
  const auto tasks = read_tasks(table({{"1", "Việc một", "Sở Y tế, Bộ", "", "sau Tết", ""}}));
  ASSERT_THAT(tasks, SizeIs(1));
  EXPECT_EQ(tasks[0].deadline.kind, DeadlineKind::none);
  EXPECT_THAT(tasks[0].unread, ElementsAre("Bộ", "sau Tết"));
}

TEST(TaskTable, TakesTitlesForSections) {
  const auto tasks = read_tasks(table({{"(1)", "(2)", "(3)", "(4)", "(5)", "(6)"},
                                       {"A. XÂY DỰNG ĐẢNG", "A. XÂY DỰNG ĐẢNG", "A. XÂY DỰNG ĐẢNG",
                                        "A. XÂY DỰNG ĐẢNG", "A. XÂY DỰNG ĐẢNG", "A. XÂY DỰNG ĐẢNG"},
                                       {"1", "Nhóm việc", "", "", "", ""},
                                       {"1.1", "Việc đầu", "Sở Y tế", "", "2026", ""},
                                       {"2", "Việc không ai nhận", "", "", "", ""}}));
  ASSERT_THAT(tasks, SizeIs(2));
  EXPECT_EQ(tasks[0].number, "1.1");
  EXPECT_EQ(tasks[0].section_title, "Nhóm việc");
  EXPECT_EQ(tasks[1].number, "2");
}

TEST(TaskTable, GoesOnWhereACellIsBrokenOverPages) {
  const auto tasks =
      read_tasks(table({{"1", "Rà soát quy chế", "Sở Y tế", "Sở Nông", "2026", ""},
                        {"", "và công bố kết quả.", "", "nghiệp và Môi trường", "", ""},
                        {"", "VỀ TỔ CHỨC", "", "", "", ""},
                        {"2", "Việc hai", "Sở Y tế", "", "2026", ""}}));
  ASSERT_THAT(tasks, SizeIs(2));
  EXPECT_EQ(tasks[0].task, "Rà soát quy chế và công bố kết quả.");
  EXPECT_THAT(tasks[0].co, ElementsAre("Sở Nông nghiệp và Môi trường"));
  EXPECT_EQ(tasks[1].section_title, "VỀ TỔ CHỨC");
}

TEST(TaskTable, OfHeadingsOnTwoRowsIsReadToo) {
  const std::vector<Row> rows{
      {"Số TT", "Nội dung", "Cơ quan thực hiện", "Cơ quan thực hiện", "Tiến độ"},
      {"Số TT", "Nội dung", "Chủ trì", "Phối hợp", "Tiến độ"},
      {"1", "Việc một", "Sở Y tế", "Sở Nội vụ", "6/2026"}};
  const auto tasks = read_tasks(rows);
  ASSERT_THAT(tasks, SizeIs(1));
  EXPECT_THAT(tasks[0].co, ElementsAre("Sở Nội vụ"));
}

TEST(TaskTable, WithoutTasksAndLeadsHoldsNone) {
  EXPECT_THAT(read_tasks({{"Họ tên", "Chức vụ"}, {"A", "B"}}), IsEmpty());
  EXPECT_THAT(read_tasks({}), IsEmpty());
}

TEST(Markdown, TablesAreReadWithoutEmphasis) {
  const auto tables = tables_of_markdown(
      "# Phụ lục\n| TT | Nhiệm vụ |\n|---|:--|\n| **I.** | Một \\| hai |\n\nChữ\n| a | b |\n");
  ASSERT_THAT(tables, SizeIs(2));
  EXPECT_THAT(tables[0], ElementsAre(Row{"TT", "Nhiệm vụ"}, Row{"I.", "Một | hai"}));
}

}  // namespace
}  // namespace gandan::assignments
