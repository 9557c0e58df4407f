#include "kernel/exports/pages.hpp"

#include <gmock/gmock.h>

#include "kernel/exports/test/examples.hpp"
#include "kernel/testing/site.hpp"

namespace gandan::exports {
namespace {

class ExportPages : public gandan::test::Site {
 protected:
  ExportPages()
      : Site({{.name = "bridges",
               .migrations = {},
               .add_routes = [this](http::App& app, Services& services) {
                 add_pages(app, services.database,
                           [this, &services] {
                             if (while_read) while_read();
                             return services.directory.get();
                           },
                           {test::bridges(250)});
               }}}) {}

  std::function<void()> while_read;
};
GANDAN_EACH_ENGINE(ExportPages);

TEST_P(ExportPages, ExplainEachColumn) {
  run({.get = "/open-data/bridges",
       .shows = {"<h1>Open data: bridges</h1>", "Every bridge that everybody may cross.",
                 "<code>crossed_at</code>", "When it was crossed last", "Moment in UTC",
                 "wood: Wooden", "May tell of somebody", "Nothing of a person",
                 "href=\"/open-data/bridges?format=csv\"",
                 "href=\"/open-data/bridges?format=jsonl\""}});
  run({.get = "/open-data/bridges?lang=vi", .shows = {"Dữ liệu cá nhân", "Thời điểm"}});
  run({.get = "/open-data/tunnels", .status = 404});
  run({.get = "/open-data/tunnels?format=csv", .status = 404});
}

TEST_P(ExportPages, GiveAllRowsAsAFile) {
  const auto csv = get("/open-data/bridges?format=csv");
  EXPECT_EQ(csv.headers.get("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_THAT(std::string(csv.headers.get("Content-Disposition")),
              testing::HasSubstr("bridges.csv"));
  EXPECT_EQ(std::ranges::count(csv.body, '\n'), 251);
  const auto lines = get("/open-data/bridges?format=jsonl");
  EXPECT_THAT(std::string(lines.headers.get("Content-Disposition")),
              testing::HasSubstr("bridges.jsonl"));
  EXPECT_EQ(std::ranges::count(lines.body, '\n'), 250);
}

TEST_P(ExportPages, WhoTakesAFileFourTimesAtOnceIsAskedToComeAgain) {
  std::vector<int> answered;
  auto other = stranger();
  while_read = [&] {
    if (answered.empty()) answered.push_back(other.get("/open-data/bridges?format=csv").status);
  };
  EXPECT_EQ(get("/open-data/bridges?format=csv").status, 200);
  // Each began while the one before it was being read: the last was refused.
  std::vector<int> expected(4, 200);
  expected.front() = 503;
  EXPECT_EQ(answered, expected);
  while_read = nullptr;
  EXPECT_EQ(get("/open-data/bridges?format=csv").status, 200) << "a turn that ended is given back";
}

}  // namespace
}  // namespace gandan::exports
