// What an import makes of rows, whatever their order and however often they come.
#include "contexts/petitions/intake/import.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "contexts/petitions/record/answers.hpp"
#include "contexts/petitions/record/contact.hpp"
#include "contexts/petitions/test/support.hpp"
#include "kernel/imports/command.hpp"
#include "kernel/imports/rejects.hpp"
#include "lib/csv/csv.hpp"

namespace gandan::petitions {
namespace {

using testing::HasSubstr;
using testing::Not;

const db::Sql id_by_text{"select id from petitions where text = :text"};
const db::Sql places_by_time{"select place_id from petitions order by received_at"};

class Import : public test::PetitionsDatabase {
 protected:
  /// imported, joined, rejected
  using Counts = std::tuple<std::int64_t, std::int64_t, std::int64_t>;

  Counts imported(const std::string& name, const std::string& rows, bool dry_run = false) {
    std::ofstream(file(name)) << rows;
    return counts(name, {.dry_run = dry_run});
  }
  Counts counts(const std::string& name, imports::Options options) {
    rejects.str("");
    imports::Rejects written(import_of_petitions(), rejects);
    options.rejects = &written;
    last = import_petitions(db(), env(), file(name), options);
    return {last.imported, last.joined, last.rejected};
  }
  Petition by_text(const std::string& text) {
    auto id = db().read([&](db::Tx& tx) {
      return tx.one<PetitionId>(id_by_text, {{"text", text}});
    });
    EXPECT_TRUE(id) << text;
    return id ? load(*id) : Petition{};
  }
  imports::Summary last;

  std::ostringstream rejects;
};
GANDAN_EACH_ENGINE(Import);

TEST_P(Import, APlaceIsTheOneOfTheDayOfReceiptWhateverRowComesFirst) {
  imported("rows.jsonl",
           R"({"id": "1", "text": "Sửa đường", "place": "tỉnh Bắc Giang", "date": "2025-03-01"}
{"id": "2", "text": "Sửa cầu", "place": "tỉnh Bắc Giang", "date": "2026-03-01"}
)");
  auto places = db().read([](db::Tx& tx) { return tx.all<std::optional<UnitId>>(places_by_time); });
  ASSERT_EQ(places.size(), 2u);
  EXPECT_NE(places[0], places[1]);
  EXPECT_EQ(places[1], unit("tỉnh Bắc Ninh"));
}

TEST_P(Import, ARowWithoutAnIdIsKnownAgainByWhatItSays) {
  const std::string rows =
      R"({"text": "Sửa đường vào thôn", "asked_by": "Cử tri Lạng Sơn", "date": "2026-03-01"}
{"text": "Sửa đường vào thôn", "asked_by": "Cử tri Cao Bằng", "date": "2026-03-01"}
{"text": "Sửa đường vào thôn", "asked_by": "Cử tri Cao Bằng", "date": "2026-03-01"}
)";
  EXPECT_EQ(imported("rows.jsonl", rows, true), Counts(2, 1, 0));
  EXPECT_EQ(imported("rows.jsonl", rows), Counts(2, 1, 0));
  EXPECT_EQ(imported("rows.jsonl", rows), Counts(0, 3, 0));
  EXPECT_EQ(imported("again.jsonl", rows), Counts(0, 3, 0));
}

TEST_P(Import, WhatNoIndexTakesIsRejectedWithItsReason) {
  std::string id;
  for (int i = 0; id.size() < 4'000; ++i) id += std::to_string(i * 7919);
  EXPECT_EQ(imported("rows.jsonl", R"({"id": ")" + id + R"(", "text": "Sửa đường"}
{"id": "1", "text": "Sửa đường", "addressed_to": ")" +
                                       id + R"("}
{"id": "2", "text": "Sửa đường", "topic": ")" +
                                       id + R"("}
{"id": "3", "text": "Sửa đường"}
)"),
            Counts(1, 0, 3));
  for (const char* field : {"id", "addressed_to", "topic"})
    EXPECT_THAT(rejects.str(), HasSubstr(std::string(field) + ": longer than 2,000 bytes"));
}

TEST_P(Import, AnAnswerThatComesWithALaterFileIsTaken) {
  const std::string row = R"({"id": "1", "text": "Sửa đường vào thôn", "date": "2026-03-01")";
  EXPECT_EQ(imported("rows.jsonl", row + "}\n"), Counts(1, 0, 0));
  const std::string later = row + R"(, "answer": "Đã sửa xong.", "answered_on": "2026-07-20"})";
  for (int i = 0; i < 2; ++i) EXPECT_EQ(imported("rows.jsonl", later + "\n"), Counts(0, 1, 0));
  auto petition = db().read([](db::Tx& tx) { return find_by_source(tx, "1"); });
  ASSERT_TRUE(petition);
  EXPECT_EQ(petition->state, State::answered);
  EXPECT_EQ(civil_date(*petition->answered_at), Date::of(2026, 7, 20));
  auto answers = db().read([&](db::Tx& tx) { return answers_to(tx, petition->id); });
  EXPECT_EQ(answers.size(), 1u);
}

TEST_P(Import, WhatNamesSomebodyOrBeginsAsAComplaintWaitsForAnOfficer) {
  EXPECT_EQ(imported("rows.jsonl",
                     R"({"id": "1", "text": "Sửa đường", "asked_by": "Ông Mẫu, 0912 345 678"}
{"id": "2", "text": "Tôi làm đơn tố cáo ông trưởng thôn nhận tiền"}
{"id": "3", "text": "Sửa đường", "place": "nhà bà Mẫu, số 5 ngõ 7, 0912345678"}
{"id": "4", "text": "Đề nghị sửa luật về khiếu nại, tố cáo"}
)"),
            Counts(4, 0, 0));
  for (const char* id : {"1", "2", "3", "4"}) {
    auto petition = db().read([&](db::Tx& tx) { return find_by_source(tx, id); });
    EXPECT_EQ(petition->visibility, *id == '4' ? Visibility::open : Visibility::held) << id;
  }
}

TEST_P(Import, AnIdThatNoNumberCanKeepIsToBeText) {
  EXPECT_EQ(imported("rows.jsonl", R"({"id": 36893488147419103233, "text": "Sửa đường"}
{"id": 36893488147419103232, "text": "Sửa cầu"}
{"id": "36893488147419103233", "text": "Sửa đường"}
{"id": 17, "text": "Sửa cầu"}
)"),
            Counts(2, 0, 2));
  EXPECT_THAT(rejects.str(), HasSubstr("id: write this number as text"));
}

TEST_P(Import, AMappedColumnThatNoRowHasIsNamed) {
  std::ofstream(file("rows.jsonl")) << R"({"case": 1, "what": "Sửa đường"})";
  auto result =
      import_petitions(db(), env(), file("rows.jsonl"),
                       {.columns = {{"source_id", "case"}, {"text", "what"}, {"place", "where"}}});
  EXPECT_EQ(result.imported, 1);
  EXPECT_EQ(result.unseen, std::set<std::string>{"where"});
}

TEST_P(Import, ColumnsThatAreNoFieldAreNamed) {
  std::ofstream(file("rows.csv")) << "id,text,received_at,Note,\n1,Nạo vét mương,2020-01-02,x,\n";
  std::ofstream(file("rows.jsonl"))
      << R"({"id": 2, "text": "Sửa đường", "received_at": "2020-01-02"}
{"id": 3, "text": "Sửa cầu", "Note": null}
)";
  for (const char* name : {"rows.csv", "rows.jsonl"}) {
    auto result = import_petitions(db(), env(), file(name), {});
    EXPECT_EQ(result.unused, (std::set<std::string>{"received_at", "Note"})) << name;
  }
  auto mapped = import_petitions(db(), env(), file("rows.csv"),
                                 {.columns = {{"date", "received_at"}}, .source = "mapped"});
  EXPECT_EQ(mapped.unused, std::set<std::string>{"Note"});
  std::ofstream(file("rejects.csv"))
      << "line,reason,source,source_id,text\n4,x,rows,9,Xây kè suối\n";
  EXPECT_TRUE(import_petitions(db(), env(), file("rejects.csv"), {}).unused.empty());
}

TEST_P(Import, AKnownIdWithAnotherTextIsNoJoining) {
  EXPECT_EQ(imported("rows.csv", "id,text,place\n1,Nạo vét mương,Xã Đồng Đăng\n"), Counts(1, 0, 0));
  const std::string other =
      "id,text,place\n1,Kéo điện lưới,Xã Đồng Đăng\n1,Nạo vét mương,Xã Chi Lăng\n"
      "1,Nạo vét mương,\n";
  for (const bool dry_run : {true, false}) {
    EXPECT_EQ(imported("rows.csv", other, dry_run), Counts(0, 1, 0));
    EXPECT_EQ(last.changed, 2);
    EXPECT_EQ(last.taken, 0);
    EXPECT_THAT(rejects.str(), HasSubstr("changed: text: not as what is here under this id"));
    EXPECT_THAT(rejects.str(), HasSubstr("changed: place: not as line 2 of this file has it"));
    EXPECT_THAT(rejects.str(), HasSubstr("Kéo điện lưới"));
  }
  EXPECT_EQ(by_text("Nạo vét mương").place_text, "Xã Đồng Đăng");
}

TEST_P(Import, AnIdTwiceInOneFileIsNoJoiningEither) {
  const std::string rows = "id,text\n7,Sửa cầu\n7,Xây trạm y tế\n7,Sửa cầu\n";
  for (const bool dry_run : {true, false}) {
    EXPECT_EQ(imported("rows.csv", rows, dry_run), Counts(1, 1, 0));
    EXPECT_EQ(last.changed, 1);
    EXPECT_THAT(rejects.str(), HasSubstr("changed: text: not as line 2 of this file has it"));
  }
}

TEST_P(Import, WhatChangedCanBeTakenAndIsKnownAfterwards) {
  imported("rows.csv", "id,text,place,answer\n1,Nạo vét mương,Xã Đồng Đăng,Đã xong.\n");
  const std::string other =
      "id,text,place,answer\n1,Kéo điện lưới,Xã Đồng Đăng,\n1,Nạo vét mương,Tỉnh Lạng Sơn,\n"
      "1,Nạo vét mương,Tỉnh Lạng Sơn,Đã làm lại.\n";
  std::ofstream(file("rows.csv")) << other;
  EXPECT_EQ(counts("rows.csv", {.takes_changed = true}), Counts(0, 0, 0));
  EXPECT_EQ(last.changed, 3);
  EXPECT_EQ(last.taken, 3);
  EXPECT_EQ(rejects.str(), "");
  const Petition first = by_text("Nạo vét mương");
  EXPECT_EQ(first.place_text, "Tỉnh Lạng Sơn");
  EXPECT_EQ(first.place, unit("Tỉnh Lạng Sơn"));
  auto answers = db().read([&](db::Tx& tx) { return answers_to(tx, first.id); });
  EXPECT_EQ(answers.size(), 2u);
  EXPECT_EQ(verbs_of(first.id),
            (std::vector<std::string>{"petition.import", "petition.place", "petition.answer"}));
  EXPECT_EQ(by_text("Kéo điện lưới").source_id, "1");
  EXPECT_EQ(counts("rows.csv", {.takes_changed = true}), Counts(0, 3, 0)) << "safe to run again";
  EXPECT_EQ(last.changed, 0);
}

TEST_P(Import, ADenunciationThatChangedIsSeenUnderItsSeal) {
  const std::string heading = "id,kind,text,place\n";
  imported("rows.csv", heading + "1,denunciation,Tố cáo nhận tiền,Xã Đồng Đăng\n");
  EXPECT_EQ(imported("rows.csv", heading + "1,denunciation,Tố cáo nhận tiền,Xã Đồng Đăng\n"),
            Counts(0, 1, 0));
  EXPECT_EQ(imported("rows.csv", heading + "1,denunciation,Tố cáo việc khác,Xã Đồng Đăng\n"),
            Counts(0, 0, 0));
  EXPECT_EQ(last.changed, 1);
  EXPECT_THAT(rejects.str(), Not(HasSubstr("việc khác"))) << "no word of it in another file";
}

TEST_P(Import, TheSameIdAndTextElsewhereIsAnotherPetition) {
  imported("a.csv", "id,text,place\n1,Sửa đường,Xã Đồng Đăng\n");
  EXPECT_EQ(imported("b.csv", "id,text,place\n1,Sửa đường,Xã Chi Lăng\n"), Counts(1, 0, 0));
  EXPECT_EQ(imported("c.csv", "id,text,place\n1,Sửa đường,Xã Chi Lăng\n"), Counts(0, 1, 0));
}

TEST_P(Import, DaysAreReadAsTheyAreWritten) {
  const std::vector<std::pair<std::string, std::string>> days{
      {"15/03/2026", "2026-03-14T17:00:00Z"},       {"15-3-2026", "2026-03-14T17:00:00Z"},
      {"15.03.26", "2026-03-14T17:00:00Z"},         {"2026-03-02 23:30", "2026-03-02T16:30:00Z"},
      {"02/03/2026 23:30", "2026-03-02T16:30:00Z"}, {"03/2026", "2026-02-28T17:00:00Z"}};
  std::string rows = "text,date\n";
  for (const auto& [written, at] : days) rows += "Sửa đường " + written + "," + written + "\n";
  EXPECT_EQ(imported("rows.csv", rows), Counts(6, 0, 0));
  for (const auto& [written, at] : days)
    EXPECT_EQ(rfc3339(by_text("Sửa đường " + written).received_at), at) << written;
  std::ofstream(file("us.csv")) << "text,date\nSửa cầu,03/04/2026\n";
  EXPECT_EQ(counts("us.csv", {.dates = text::DateOrder::month_first}), Counts(1, 0, 0));
  EXPECT_EQ(civil_date(by_text("Sửa cầu").received_at), Date::of(2026, 3, 4));
}

TEST_P(Import, ADayThatCannotBeIsRejected) {
  EXPECT_EQ(
      imported("rows.csv",
               "text,date\nA,31/12/1944\nB,0026-03-02\nC,1/1/3026\nD,13/13/2026\nE,1/2/203\n"),
      Counts(0, 0, 5));
  EXPECT_THAT(rejects.str(), HasSubstr("date: before 1945: 31/12/1944"));
  EXPECT_THAT(rejects.str(), HasSubstr("date: in the future"));
  EXPECT_THAT(rejects.str(), HasSubstr("date: not a date: 13/13/2026"));
}

TEST_P(Import, HeadingsFoldAndADoubledOneIsTold) {
  EXPECT_EQ(imported("rows.csv", "sep=;\nID;Text ;PLACE;Answered-On\n1;Sửa đường;Xã Đồng Đăng;\n"),
            Counts(1, 0, 0));
  EXPECT_EQ(by_text("Sửa đường").place_text, "Xã Đồng Đăng");
  std::ofstream(file("mapped.csv")) << "Nội dung\tNơi ở\nSửa cầu\tXã Chi Lăng\n";
  EXPECT_EQ(counts("mapped.csv", {.columns = {{"text", "noi dung"}, {"place", "NƠI Ở"}}}),
            Counts(1, 0, 0));
  EXPECT_EQ(by_text("Sửa cầu").place_text, "Xã Chi Lăng");
  EXPECT_THROW(imported("twice.csv", "id,text,Text\n1,a,b\n"), std::runtime_error);
  EXPECT_EQ(imported("json.jsonl", R"({"id": 1, "text": "a", "Text": "b"}
{"id": 2, "text": "a", "text": "b"}
)"),
            Counts(0, 0, 2));
  EXPECT_THAT(rejects.str(), HasSubstr("stands twice"));
}

TEST_P(Import, ANumberIsTheWordThatWasWritten) {
  imported("rows.jsonl", R"({"id": 1, "text": 0.125, "place": 100000.0})");
  EXPECT_EQ(by_text("0.125").place_text, "100000");
}

TEST_P(Import, OldEncodingsAreConvertedWhereThatIsSureAndHeldWhereItIsNot) {
  const std::string right = "Đề nghị sửa đường liên thôn bị hỏng";
  EXPECT_EQ(imported("rows.csv",
                     "id,text,place,date\nT1,§Ò nghÞ söa ®­êng liªn th«n bÞ háng,X· §ång "
                     "§¨ng,2026-03-02\n"),
            Counts(1, 0, 0));
  Petition petition = by_text(right);
  EXPECT_EQ(petition.place_text, "Xã Đồng Đăng");
  EXPECT_EQ(petition.place, unit("Xã Đồng Đăng"));
  EXPECT_EQ(petition.visibility, Visibility::open);
  EXPECT_EQ(last.encoding, text::Encoding::tcvn3);

  // A file in Unicode with rows that were pasted from an old font.
  EXPECT_EQ(imported("mixed.csv",
                     "id,text,place\nM1,Đèn đường ngõ ba tắt,Xã Đồng Đăng\n"
                     "M2,Ñeà nghò xaây laïi caàu treo,Xã Đồng Đăng\n"
                     "M3,Äá» nghá»‹ sá»­a cáº§u,Xã Chi Lăng\nM4,Söa cÇu,\n"),
            Counts(4, 0, 0));
  EXPECT_EQ(by_text("Đề nghị xây lại cầu treo").visibility, Visibility::open);
  EXPECT_EQ(last.converted, 1);
  EXPECT_EQ(last.noted.at(waits_for_a_look), 2);
  EXPECT_EQ(by_text("Söa cÇu").visibility, Visibility::held) << "with the original";
}

TEST_P(Import, TheRejectsOpenInASpreadsheetAndComeInAgain) {
  const std::string rows =
      "id;text;place;date;due;note\n"
      "1;Sửa cầu;Xã Đồng Đăng;2/3/2026;;x\n"
      "2;\"=HYPERLINK(\"\"http://x\"\")\";Xã Đồng Đăng;99/3/2026;;x\n"
      "3;Đèn tắt, đường tối;Xã Đồng Đăng;2026-13-01;;x\n";
  EXPECT_EQ(imported("rows.csv", rows), Counts(1, 0, 2));
  std::string written = rejects.str();
  EXPECT_TRUE(written.starts_with("\xEF\xBB\xBFline;reason;source;source_id;text;")) << written;
  EXPECT_THAT(written, HasSubstr("\"'=HYPERLINK"));
  // As a spreadsheet shows it: columns stand where the heading says.
  csv::Reader reader(written);
  csv::Row heading, row;
  ASSERT_EQ(reader.next(heading), csv::Read::row);
  ASSERT_EQ(reader.next(row), csv::Read::row);
  ASSERT_EQ(row.size(), heading.size());
  const csv::Header header(heading);
  EXPECT_EQ(row[*header.find("source")], "rows");
  EXPECT_EQ(row[*header.find("source_id")], "2");
  EXPECT_EQ(row[*header.find("due")], "none");

  EXPECT_EQ(imported("again.csv", written), Counts(0, 0, 2)) << "nothing was mended";
  for (const auto& [wrong, right] :
       {std::pair("99/3/2026", "9/3/2026"), std::pair("2026-13-01", "2026-03-01")})
    written.replace(written.rfind(wrong), std::string(wrong).size(), right);
  EXPECT_EQ(imported("again.csv", written), Counts(2, 0, 0));
  const Petition formula = by_text("=HYPERLINK(\"http://x\")");
  EXPECT_EQ(formula.source_id, "2");
  EXPECT_EQ(formula.clock.due_at, std::nullopt) << "the file said that it had no limit";
  EXPECT_EQ(imported("rows.csv",
                     "id,text,place,date,due\n3,\"Đèn tắt, đường tối\",Xã Đồng "
                     "Đăng,2026-03-01,\n"),
            Counts(0, 1, 0))
      << "of the same source";
}

TEST_P(Import, TheExampleShowsWhatBecomesOfEachColumn) {
  std::ostringstream example;
  imports::write_example(import_of_petitions(), true, example);
  EXPECT_EQ(imported("example.csv", example.str()), Counts(2, 0, 0)) << rejects.str();
  const Petition petition = by_text("Đề nghị nâng cấp đường liên thôn đã xuống cấp.");
  EXPECT_EQ(petition.source_id, "KN-001");
  EXPECT_EQ(petition.title, "Nâng cấp đường liên thôn");
  EXPECT_EQ(petition.kind, Kind::proposal);
  EXPECT_EQ(petition.asked_by, "Cử tri xã Đồng Đăng");
  EXPECT_EQ(petition.addressed_to, "Ủy ban nhân dân tỉnh Lạng Sơn");
  EXPECT_EQ(petition.body, unit("Ủy ban nhân dân tỉnh Lạng Sơn"));
  EXPECT_TRUE(petition.field);
  EXPECT_EQ(petition.place, unit("Xã Đồng Đăng"));
  EXPECT_EQ(civil_date(petition.received_at), Date::of(2026, 3, 15));
  EXPECT_EQ(civil_date(petition.clock.due_at.value()), Date::of(2026, 5, 15));
  EXPECT_EQ(civil_date(petition.answered_at.value()), Date::of(2026, 4, 20));
  EXPECT_EQ(petition.outcome, Outcome::scheduled);
  const auto answers = db().read([&](db::Tx& tx) { return answers_to(tx, petition.id); });
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0].text, "Đường được sửa chữa trong quý III.");
  EXPECT_EQ(answers[0].document, "123/UBND-GT");
  const Petition report = by_text("Đèn chiếu sáng công cộng không sáng.");
  EXPECT_EQ(report.kind, Kind::report);
  const auto contact = db().read([&](db::Tx& tx) { return contact_of(tx, report.id); });
  ASSERT_TRUE(contact);
  EXPECT_EQ(contact->name, "Nguyễn Văn Mẫu");
  EXPECT_EQ(contact->phone, "0912 345 678");
  EXPECT_EQ(contact->email, "mau@vidu.vn");
}

TEST_P(Import, Utf16AndAnyDelimiterAreRead) {
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string_view("id\ttext\tplace\r\n1\tSua duong\tXa Dong Dang\r\n"))
    (utf16 += c) += '\0';
  EXPECT_EQ(imported("rows.txt", utf16), Counts(1, 0, 0));
  EXPECT_EQ(by_text("Sua duong").place_text, "Xa Dong Dang");
  utf16 = "\xFF\xFE";
  for (const char c : std::string_view("{\"id\": 2, \"text\": \"Sua cau\"}\n"))
    (utf16 += c) += '\0';
  EXPECT_EQ(imported("rows.jsonl", utf16), Counts(1, 0, 0));
}

}  // namespace
}  // namespace gandan::petitions
