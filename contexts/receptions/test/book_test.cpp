// The book as a table: what is taken from the form as it is printed, what is refused and why, and
// that it is the same book when it comes back.
#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "contexts/receptions/intake/book_export.hpp"
#include "contexts/receptions/intake/book_import.hpp"
#include "contexts/receptions/test/support.hpp"
#include "kernel/imports/rejects.hpp"
#include "lib/documents/write.hpp"

namespace gandan::receptions {
namespace {

using testing::AllOf, testing::ElementsAre, testing::HasSubstr, testing::IsEmpty, testing::Not,
    testing::SizeIs;

constexpr const char* form_heading =
    "STT,Ngày tiếp,\"Họ tên, địa chỉ\",CCCD/CMND/Hộ chiếu,Nội dung đơn,Loại đơn (KN/TC/KN/PA),Số "
    "người cùng nội dung,Cơ quan đã giải quyết,Thuộc thẩm quyền (x),Hướng dẫn công dân đến cơ quan "
    "có thẩm quyền,\"Cơ quan, đơn vị thụ lý\",Theo dõi kết quả giải quyết,Ghi chú\n"
    "1,2,3,4,5,6,7,8,9,10,11,12,13\n";

class ReceptionBook : public test::ReceptionsDatabase {
 protected:
  imports::Summary take(const std::string& name, const std::string& bytes,
                        imports::Options options = {}) {
    std::ofstream(file(name), std::ios::binary) << bytes;
    written.str("");
    imports::Rejects rejects(import_of_book(), written);
    options.rejects = &rejects;
    const auto taker = import_of_book().begin(services(), options);
    return imports::run(import_of_book(), *taker, db(), file(name), options);
  }
  std::string exported(BookFormat format) {
    std::ostringstream out;
    write_book(db(), keys->get(), {Date::of(2020, 1, 1), clock.today()}, format, out);
    return out.str();
  }
  std::vector<Visit> all_visits() {
    static const db::Sql visits{"select ", visit_columns,
                                " from visits v order by v.book_year, v.book_number"};
    return db().read([](db::Tx& tx) { return tx.all<Visit>(visits); });
  }
  std::vector<Person> came_with_it(const Visit& visit) {
    return db().read([&](db::Tx& tx) { return people_of(tx, keys->get(), visit); });
  }
  std::ostringstream written;
};
GANDAN_EACH_ENGINE(ReceptionBook);

TEST_P(ReceptionBook, IsTakenFromTheFormAsItIsPrinted) {
  const auto summary = take(
      "so.csv",
      std::string(form_heading) +
          "1,02/07/2026,\"Lò Thị Mẫu, Bản Mẫu\",001199000001,Đất cấp sai diện tích,KN,1,,x,,,Đang "
          "xác minh,\n"
          "2,02/07/2026 14:30,\"Vàng A Mẫu, Bản Ví; Vàng Thị Ví\",,Đường sạt lở,PA,6,UBND "
          "xã,,\"Ủy ban nhân dân tỉnh Lạng Sơn, số 12/HD-UBND\",,,\n"
          "3,03/07/2026,\"Hà Văn Mẫu, Bản Mẫu\",,Xin việc làm,Kiến nghị,1,,,,\"Sở Nội vụ, số "
          "3/CĐ\",,\n"
          "4,10/07/2026,\"Lò Thị Mẫu, Bản Mẫu\",001199000001,Đất cấp sai diện tích,KN,1,,x,,,,Lần "
          "hai\n");
  EXPECT_EQ(summary.imported, 4) << written.str();
  const auto rows = all_visits();
  ASSERT_THAT(rows, SizeIs(4));
  EXPECT_EQ(rows[0].outcome, Outcome::accepted);
  EXPECT_EQ(rows[0].place, place.id);
  EXPECT_THAT(came_with_it(rows[0]),
              ElementsAre(AllOf(testing::Field(&Person::name, "Lò Thị Mẫu"),
                                testing::Field(&Person::address, "Bản Mẫu"),
                                testing::Field(&Person::identity, "001199000001"))));
  EXPECT_EQ(rows[1].outcome, Outcome::guided);
  EXPECT_EQ(rows[1].present, 6);
  EXPECT_EQ(rows[1].document, "12/HD-UBND");
  EXPECT_EQ(rows[1].directed_unit, unit("Ủy ban nhân dân tỉnh Lạng Sơn"));
  EXPECT_THAT(came_with_it(rows[1]), SizeIs(2));
  EXPECT_EQ(rows[2].outcome, Outcome::forwarded);
  EXPECT_EQ(rows[3].turn, 2) << "who says the same again comes for the second time";
  EXPECT_EQ(rows[3].matter_id, rows[0].id);
  EXPECT_THAT(verbs_of(rows[0].id), ElementsAre("visit.import"));
  EXPECT_EQ(take("so.csv", std::string(form_heading) +
                               "1,02/07/2026,\"Lò Thị Mẫu, Bản Mẫu\",,Đất cấp sai diện "
                               "tích,KN,1,,x,,,Đang xác minh,\n")
                .joined,
            1);
}

TEST_P(ReceptionBook, TakesTheFormThatHeldBefore2026) {
  const auto summary = take(
      "cu.csv",
      "TT;Ngày tiếp;Họ tên - Địa chỉ - CMND/Hộ chiếu của công dân;Nội dung vụ việc;Phân loại "
      "đơn/Số người;Cơ quan đã giải quyết;Thụ lý để giải quyết;Trả lại đơn và hướng dẫn;Chuyển đơn "
      "đến cơ quan, tổ chức, đơn vị có thẩm quyền;Theo dõi kết quả giải quyết;Ghi chú\n"
      "1;05/01/2024;Lò Thị Mẫu - Bản Mẫu - CMND 080123456;Bồi thường;KN/7;;;;Thanh tra tỉnh;;\n"
      "2;06/01/2024;Hà Văn Mẫu - Bản Ví;Trộm cắp;PA;;;Công an xã;;;\n");
  EXPECT_EQ(summary.imported, 2) << written.str();
  EXPECT_THAT(summary.unused, IsEmpty());
  const auto rows = all_visits();
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].people, 7);
  EXPECT_EQ(rows[0].outcome, Outcome::forwarded);
  EXPECT_EQ(came_with_it(rows[0]).front().identity, "080123456");
  EXPECT_EQ(came_with_it(rows[0]).front().address, "Bản Mẫu");
  EXPECT_EQ(rows[1].outcome, Outcome::returned);
}

TEST_P(ReceptionBook, RefusesRowsWithTheReasonAndRepeatsNothingOfThem) {
  const auto summary =
      take("so.csv", std::string(form_heading) +
                         "1,31/13/2026,\"Lò Thị Mẫu, Bản Mẫu\",,Đất,KN,1,,x,,,,\n"
                         "2,02/07/2026,,,Đất,KN,1,,x,,,,\n"
                         "3,02/07/2026,\"Lò Thị Mẫu, Bản Mẫu\",,Đất,KN và PA,1,,x,,,,\n"
                         "4,02/07/2026,\"Lò Thị Mẫu, Bản Mẫu\",,Đất,KN,1,,,,,,\n"
                         "5,02/07/2026,\"Lò Thị Mẫu, Bản Mẫu\",,Đất,KN,1,,,,,Từ chối tiếp,\n"
                         "6,02/07/2027,\"Lò Thị Mẫu, Bản Mẫu\",,Đất,KN,1,,x,,,,\n");
  EXPECT_EQ(summary.rejected, 6);
  for (const char* reason : {"date: not a date", "who: missing", "kind: not one of the four",
                             "outcome: neither", "ground: missing", "date: in the future"})
    EXPECT_THAT(written.str(), HasSubstr(reason));
  EXPECT_THAT(written.str(), AllOf(Not(HasSubstr("Mẫu")), Not(HasSubstr("Đất"))));
  EXPECT_THAT(all_visits(), IsEmpty());
}

TEST_P(ReceptionBook, RefusesWhatIsLongerThanAnyBookAndTakesLongNames) {
  const auto row = [](int number, const std::string& who, const std::string& to,
                      const std::string& note) {
    return std::to_string(number) + ",02/07/2026," + who + ",,Đất,KN,1,,,\"" + to + "\",,," + note +
           "\n";
  };
  const std::string name = "Lò Thị Mẫu", body(2'001, 'b');
  const auto summary =
      take("so.csv", form_heading + row(1, std::string(100'001, ';'), "Sở", "") +
                         row(2, std::string(2'001, 'a'), "Sở", "") + row(3, name, body, "") +
                         row(4, name, "Sở, số " + body, "") + row(5, name, "Sở", body));
  EXPECT_EQ(summary.rejected, 5);
  for (const char* reason : {"who: longer than 100,000 bytes", "who: longer than 2,000 characters",
                             "outcome: a body or a letter of more", "longer than 2,000 characters"})
    EXPECT_THAT(written.str(), HasSubstr(reason));

  std::string digits;  // that no index could hold together with the body
  for (int i = 0; i < 400; ++i) digits += std::to_string(i * 7919);
  digits.resize(1'500);
  const std::string long_ids =
      "STT,Ngày tiếp,\"Họ tên, địa chỉ\",Nội dung đơn,Loại đơn,Thuộc thẩm quyền (x),Mã nơi tiếp,Cơ "
      "quan tiếp "
      "công dân\n1,02/07/2026," +
      name + ",Đất,KN,x," + digits + ",Ủy ban " + digits + "\n";
  EXPECT_EQ(take("dai.csv", long_ids).imported, 1);
  EXPECT_EQ(take("dai.csv", long_ids).joined, 1);
}

TEST_P(ReceptionBook, IsFollowedUpWhereThatIsSaidAndNeverChangedOtherwise) {
  const auto row = [](const char* matter, const char* followed) {
    return std::string(form_heading) + "1,02/07/2026,\"Lò Thị Mẫu, Bản Mẫu\",," + matter +
           ",KN,1,,x,,," + followed + ",\n";
  };
  take("so.csv", row("Đất cấp sai", "Đang xác minh"));
  EXPECT_EQ(take("so.csv", row("Đất cấp sai", "Đã trả lời")).changed, 1);
  EXPECT_EQ(take("so.csv", row("Đất cấp sai", "Đã trả lời"), {.takes_changed = true}).taken, 1);
  EXPECT_EQ(all_visits().front().followed, "Đã trả lời");
  EXPECT_EQ(take("so.csv", row("Đường sạt lở", "Khác"), {.takes_changed = true}).taken, 0);
  EXPECT_THAT(written.str(), HasSubstr("changed: matter"));
  EXPECT_EQ(all_visits().front().matter, "Đất cấp sai");
}

TEST_P(ReceptionBook, IsWrittenWithoutWhoDenouncesAndTakenWithThemUnderTheSeal) {
  take("so.csv", std::string(form_heading) +
                     "1,02/07/2026,\"Lò Thị Mẫu, Bản Mẫu\",001199000001,Thu phí ngoài quy "
                     "định,TC,1,Chủ tịch xã,x,,,Đang xác minh,\n");
  const auto rows = all_visits();
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_THAT(rows[0].matter + rows[0].handled_before + rows[0].followed, IsEmpty());
  EXPECT_THAT(broken_invariants(), IsEmpty());
  for (const BookFormat format : {BookFormat::csv, BookFormat::json})
    EXPECT_THAT(exported(format),
                AllOf(Not(HasSubstr("Mẫu")), Not(HasSubstr("001199")), Not(HasSubstr("Thu phí")),
                      Not(HasSubstr("Chủ tịch xã")), Not(HasSubstr("xác minh"))));
}

TEST_P(ReceptionBook, IsReadFromATableOfATextBeneathItsTitle) {
  documents::Table table{.widths = {1, 1, 1, 1, 1, 1}};
  const auto cells = [](std::initializer_list<const char*> words) {
    documents::Row row;
    for (const char* each : words) row.push_back({.text = documents::plain(each)});
    return row;
  };
  table.header = {cells({"STT", "Ngày tiếp", "Họ tên, địa chỉ", "Nội dung đơn", "Loại đơn",
                         "Thuộc thẩm quyền (x)"}),
                  cells({"(1)", "(2)", "(3)", "(5)", "(6)", "(9)"})};
  table.rows = {cells({"1", "2/7/2026", "Lò Thị Mẫu, Bản Mẫu", "Đất cấp sai", "Khiếu nại", "x"})};
  const auto summary = take(
      "so.docx", documents::to_docx({.kind = "SỔ TIẾP CÔNG DÂN", .blocks = {std::move(table)}}));
  EXPECT_EQ(summary.imported, 1) << written.str();
  EXPECT_EQ(summary.rejected, 0) << "what numbers the columns is no row";
}

TEST_P(ReceptionBook, WhatWasEnteredHereIsHereWhenItComesBack) {
  const Visit first = enter_as_is(form());
  EnterForm again = form();
  again.before = first;
  enter_as_is(again);
  EnterForm mixed = form(Kind::report);
  mixed.sitting = first;
  mixed.matter = "Đường vào bản sạt lở, xin sửa chữa.";
  enter_as_is(mixed);
  enter_as_is(form(Kind::denunciation));
  for (const BookFormat format : {BookFormat::csv, BookFormat::json, BookFormat::xlsx}) {
    const auto summary = take("so-" + std::to_string(static_cast<int>(format)), exported(format));
    EXPECT_EQ(summary.joined, 4) << written.str();
    EXPECT_THAT(summary.unused, IsEmpty());
  }
  EXPECT_THAT(all_visits(), SizeIs(4));
}

}  // namespace
}  // namespace gandan::receptions
