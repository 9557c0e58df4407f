// The report as people meet it: tabs, the map of a province, names that lead to pages, a part of a
// name that is enough, files to take away.
#include <gmock/gmock.h>

#include <boost/json/parse.hpp>

#include "contexts/petitions/test/public_site.hpp"
#include "kernel/turn/unit_href.hpp"

namespace gandan::petitions {
namespace {

class ReportPages : public test::PublicSite {
 protected:
  void send_from_communes() {
    for (const char* text : {"Đèn đường ở ngã ba đã tắt hai tuần.", "Rác đổ đầy bờ suối cả tháng."})
      last_ = sent(text, "Xã Đồng Đăng, Tỉnh Lạng Sơn", "report").id;
    sent("Đề nghị sửa vỉa hè trước cổng trường.", "Phường Kỳ Lừa, Tỉnh Lạng Sơn");
  }
  std::string place_of(std::string_view name) {
    return db().read([&](db::Tx& tx) {
      return place_href(units::find_unit(tx, name, clock.today()).value(), clock.today());
    });
  }

  PetitionId last_;
};
GANDAN_EACH_ENGINE(ReportPages);

TEST_P(ReportPages, TheMapLeadsIntoAProvinceAndItsTilesToTheCommunes) {
  send_from_communes();
  run({.get = "/reports/petitions?by=place",
       .shows = {"href=\"/reports/petitions?unit=20&amp;by=commune\">Lạng Sơn <b>3</b>",
                 "aria-current=\"page\">Map"}});
  run({.get = "/reports/petitions?by=commune&unit=20",
       .shows = {"The communes of Tỉnh Lạng Sơn, by name",
                 "href=\"" + place_of("Xã Đồng Đăng") + "\">Đồng Đăng <b>2</b>", "Kỳ Lừa <b>1</b>",
                 "All provinces", "aria-current=\"page\">Map"}});
}

TEST_P(ReportPages, ACommuneOpensItsRecordsButWhereTheReportIsOfABody) {
  send_from_communes();
  ASSERT_TRUE(route_to(last_, "Ủy ban nhân dân xã Đồng Đăng"));
  const std::string unit_id = "id" + std::to_string(unit("Xã Đồng Đăng").value);
  const auto rows_of = [&](const std::string& more) {
    return boost::json::parse(
               stranger().get("/reports/petitions?by=commune&format=json" + more).body)
        .as_object()
        .at("rows")
        .as_array();
  };
  const auto rows = rows_of("&unit=20");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].at("received"), 2);
  const std::string opens(rows[0].at("records").at("received").as_string());
  EXPECT_THAT(opens, testing::HasSubstr("unit=" + unit_id));
  EXPECT_THAT(stranger().get(opens + "&lang=en").body, testing::HasSubstr("<p>2 results</p>"));
  const auto of_body = rows_of(
      "&unit=%E1%BB%A6y%20ban%20nh%C3%A2n%20d%C3%A2n%20x%C3%A3%20%C4%90%E1%BB%93ng%20%C4%90%C4%"
      "83ng");
  ASSERT_EQ(of_body.size(), 1U);
  EXPECT_EQ(of_body[0].at("received"), 1);
  EXPECT_TRUE(of_body[0].at("records").as_object().empty());
}

TEST_P(ReportPages, ABodysNameLeadsToItsPageAndItsMonthsAreDrawn) {
  send_from_communes();
  ASSERT_TRUE(route_to(last_, "Bộ Y tế"));
  const std::string page = db().read(
      [&](db::Tx& tx) { return body_href(*units::Directory::load(tx), unit("Bộ Y tế")); });
  run({.get = "/reports/petitions?by=body",
       .shows = {"<th scope=\"row\"><a href=\"" + page + "\">Bộ Y tế</a>", "chart multiples",
                 "aria-current=\"page\">Bodies"}});
  run({.get = "/reports/petitions?by=kind", .shows = {"chart flow", "What became of what came"}});
}

TEST_P(ReportPages, APartOfANameIsEnoughToBeAskedWhichIsMeant) {
  send_from_communes();
  run({.get = "/reports/petitions?unit=dong%20dan",
       .status = 422,
       .shows = {"Do you mean one of these?", "unit=06184"}});
  run({.get = "/reports/petitions?unit=06184",
       .shows = {"<p class=\"lead\">Xã Đồng Đăng, Tỉnh Lạng Sơn</p>"}});
}

TEST_P(ReportPages, FilesSayOfWhatTheyAre) {
  send_from_communes();
  auto reader = stranger();
  const auto sheet = reader.get("/reports/petitions?by=place&format=xlsx");
  EXPECT_EQ(sheet.headers.get("Content-Type"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  EXPECT_TRUE(sheet.body.starts_with("PK"));
  const auto drawn = reader.get("/reports/petitions?by=place&format=svg&lang=en");
  EXPECT_EQ(drawn.headers.get("Content-Type"), "image/svg+xml");
  EXPECT_THAT(drawn.body, testing::HasSubstr("<title>Figures of petitions: By province</title>"));
  EXPECT_THAT(drawn.body, testing::HasSubstr("Source: "));
}

}  // namespace
}  // namespace gandan::petitions
