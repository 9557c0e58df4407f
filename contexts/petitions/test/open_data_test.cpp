// Open data of petitions: what everybody may read, whole, and nothing else.
#include "contexts/petitions/public/open_data.hpp"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "contexts/petitions/test/public_site.hpp"
#include "lib/csv/csv.hpp"
#include "lib/json/json.hpp"

namespace gandan::petitions {
namespace {

using Cells = std::map<std::string, std::string>;

class OpenData : public test::PublicSite {
 protected:
  /// The rows of the file of CSV, each by its columns.
  std::vector<Cells> rows() {
    const std::string file = get("/open-data/petitions?format=csv").body;
    csv::Reader reader{std::string_view(file)};
    csv::Row headings, row;
    EXPECT_EQ(reader.next(headings), csv::Read::row);
    std::vector<Cells> all;
    while (reader.next(row) == csv::Read::row) {
      EXPECT_EQ(row.size(), headings.size());
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (i == 0) all.emplace_back();
        all.back()[headings[i]] = row[i];
      }
    }
    return all;
  }
  std::vector<std::string> codes() {
    std::vector<std::string> all;
    for (Cells& row : rows()) all.push_back(std::move(row["code"]));
    return all;
  }
  /// Both files, one after the other.
  std::string files() {
    return get("/open-data/petitions?format=csv").body +
           get("/open-data/petitions?format=jsonl").body;
  }
};
GANDAN_EACH_ENGINE(OpenData);

TEST_P(OpenData, SayOfAPetitionWhatItsPageSays) {
  const Petition p = sent("Đề nghị sửa cầu treo bản Nà Mẫu.", "xã Đồng Đăng, tỉnh Lạng Sơn");
  ASSERT_TRUE(route_to(p.id, "Bộ Nội vụ"));
  answer_one(p.id, "Đã *sửa xong*.");
  const auto all = rows();
  ASSERT_EQ(all.size(), 1u);
  const Cells expected{{"code", p.code},
                       {"kind", "proposal"},
                       {"state", "answered"},
                       {"channel", "web"},
                       {"received_at", rfc3339(p.received_at)},
                       {"due_at", rfc3339(*load(p.id).clock.due_at)},
                       {"answered_at", rfc3339(clock.now())},
                       {"outcome", "settled"},
                       {"promised_on", ""},
                       {"field", ""},
                       {"province_code", "20"},
                       {"province", "Tỉnh Lạng Sơn"},
                       {"body_code", "BNV"},
                       {"body", "Bộ Nội vụ"},
                       {"place", "xã Đồng Đăng, tỉnh Lạng Sơn"},
                       {"asked_by", ""},
                       {"title", p.title},
                       {"text", "Đề nghị sửa cầu treo bản Nà Mẫu."},
                       {"answer", "Đã *sửa xong*."},
                       {"document", ""}};
  EXPECT_THAT(all.front(), testing::ContainerEq(expected));
}

TEST_P(OpenData, SayTheSameInBothFiles) {
  sent("Đề nghị sửa cầu treo bản Nà Mẫu.");
  sent("Đèn đường ngõ 5 tắt đã hai tuần.", "", "report");
  const auto table = rows();
  const std::string file = get("/open-data/petitions?format=jsonl").body;
  std::size_t at = 0;
  for (const Cells& row : table) {
    const std::size_t end = file.find('\n', at);
    ASSERT_NE(end, std::string::npos);
    const auto line = json::parse(std::string_view(file).substr(at, end - at));
    ASSERT_TRUE(line.has_value());
    at = end + 1;
    Cells cells;
    for (const auto& [name, value] : line->as_object())
      cells[std::string(name)] = value.is_null() ? "" : std::string(value.as_string());
    EXPECT_THAT(cells, testing::ContainerEq(row));
  }
  EXPECT_EQ(at, file.size());
}

TEST_P(OpenData, HoldNothingThatIsSealedHeldOrNotToBePublished) {
  const Petition open = sent("Đề nghị sửa cầu treo bản Nà Mẫu.");
  std::vector<Petition> others{
      sent("Khiếu nại quyết định kỷ luật của cơ quan tôi.", "", "complaint"),
      sent("Tố cáo cán bộ thu tiền không có biên lai.", "", "denunciation"),
      sent("Đèn hỏng, xin gọi ông Nông Văn Mẫu, số 0912 345 678.", "", "report"),
      load(send({.kind = "proposal", .text = "Xin giảm tiền nước ở bản.", .may_publish = false})
               .id)};
  // What came as a denunciation stays sealed, whatever it is found to be.
  const Petition found = sent("Tố cáo việc thu tiền chợ không có biên lai.", "", "denunciation");
  const RouteForm as_report{.body = unit("Bộ Nội vụ"), .kind = Kind::report};
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, found.id, as_report); }));
  others.push_back(found);
  EXPECT_THAT(codes(), testing::ElementsAre(open.code));
  const std::string all = files();
  for (const Petition& other : others)
    EXPECT_EQ(all.find(other.code), std::string::npos) << other.code;
  for (const char* words : {"kỷ luật", "biên lai", "0912", "tiền nước", "Lò Thị Mẫu"})
    EXPECT_EQ(all.find(words), std::string::npos) << words;
}

TEST_P(OpenData, LoseWhatAnOfficerHides) {
  const Petition p = sent("Đề nghị sửa cầu treo bản Nà Mẫu.");
  ASSERT_THAT(codes(), testing::ElementsAre(p.code));
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return publish(tx, env(), by, p.id, false, "Trùng nội dung");
  }));
  EXPECT_THAT(codes(), testing::IsEmpty());
}

TEST_P(OpenData, HoldEachOnceThoughManyCameAtOneMoment) {
  constexpr std::size_t many = 205;  // of two batches and a piece
  std::set<std::string> sent_codes;
  for (std::size_t i = 0; i < many; ++i)
    sent_codes.insert(sent("Đề nghị sửa cây cầu số " + std::to_string(i) + ".").code);
  const auto all = codes();
  EXPECT_EQ(all.size(), many);
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()), sent_codes);
}

TEST_P(OpenData, RunNothingInASpreadsheet) {
  sent("=HYPERLINK(\"http://example.com\";\"Đề nghị xem\")");
  EXPECT_TRUE(rows().front()["text"].starts_with("'=HYPERLINK"));
}

/// What people wrote stands in no column that is said to hold nothing of a person.
TEST_P(OpenData, NameEachColumnThatMayTellOfSomebody) {
  const Petition p = sent("Đề nghị sửa cây cầu Mẫu Đơn.", "xã Đồng Đăng, tỉnh Lạng Sơn");
  ASSERT_TRUE(route_to(p.id, "Bộ Nội vụ"));
  answer_one(p.id, "Cầu Mẫu Đơn đã sửa xong.");
  db().write([&](db::Tx& tx) {
    tx.run(std::string("update petitions set asked_by = 'bà Mẫu Đơn', place_text = 'nhà bà Mẫu "
                       "Đơn' where id = :id"),
           {{"id", p.id}});
  });
  const auto all = rows();
  ASSERT_EQ(all.size(), 1u) << "everybody may read it";
  const Cells& row = all.front();
  int telling = 0;
  const exports::Export export_of_all = open_data();
  for (const exports::Column& column : export_of_all.columns) {
    const bool tells = row.at(std::string(column.name)).find("Mẫu Đơn") != std::string::npos;
    EXPECT_TRUE(!tells || column.personal) << column.name;
    telling += tells ? 1 : 0;
  }
  EXPECT_EQ(telling, 5);
}

TEST_P(OpenData, AreFoundFromTheFiguresAndExplained) {
  run({.get = "/reports/petitions", .shows = {"href=\"/open-data/petitions\""}});
  run({.get = "/open-data/petitions",
       .shows = {"<code>due_at</code>", "By when the body must do what comes next",
                 "report: Report", "complaints and denunciations are not in it"},
       .hides = {"denunciation: "}});
}

}  // namespace
}  // namespace gandan::petitions
