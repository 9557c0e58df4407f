#include "kernel/api/api.hpp"

#include <gmock/gmock.h>

#include "lib/http/test_client.hpp"
#include "lib/json/json.hpp"

namespace gandan::api {
namespace {

using testing::HasSubstr;

const http::Operation read_note{
    .id = "readNote",
    .tag = "notes",
    .summary = "A note",
    .parameters = {{http::Parameter::In::path, "id", "Its number.", R"({"type": "integer"})", "7"}},
    .answers = {{200, "The note.", "Note"}, {404, "There is none.", "Errors"}}};

class OpenApi : public testing::Test {
 protected:
  void add(const http::Operation& operation) {
    app.router.get("/api/v1/notes/{id}", http::everyone(),
                   [](http::Request&, int) { return http::Response::json("{}"); },
                   {.operation = &operation});
  }
  [[nodiscard]] std::string made() const { return document(app.router, parts, ""); }

  FixedClock clock{Date::of(2026, 10, 1)};
  http::App app{clock, {.access_log = false}};
  std::vector<Part> parts{
      {"notes",
       "Notes.",
       {{"Note", R"({"type": "object"})"}, {"Colour", one_of({"red", "blue"})}}}};
};

TEST_F(OpenApi, TellsOfEachRouteThatSaysWhatItDoes) {
  add(read_note);
  app.router.get("/notes", http::everyone(),
                 [](http::Request&) { return http::Response::html("notes"); });
  add_document(app, parts);
  const auto served = http::TestClient(app).get("/api/v1/openapi.json");
  ASSERT_EQ(served.status, 200);
  const auto document = gandan::json::parse(served.body).value();
  EXPECT_EQ(document.at("openapi").as_string(), "3.1.0");
  const auto& paths = document.at("paths").as_object();
  EXPECT_EQ(paths.size(), 2u);
  const auto& read = paths.at("/api/v1/notes/{id}").at("get");
  EXPECT_EQ(read.at("operationId").as_string(), "readNote");
  EXPECT_EQ(read.at("parameters").at(0).at("example").as_int64(), 7);
  EXPECT_EQ(read.at("responses").as_object().size(), 3u) << "and that too many were sent";
  EXPECT_THAT(served.body, HasSubstr(R"("Colour":{"type":"string","enum":["red","blue"]})"));
}

TEST_F(OpenApi, RefusesASchemaThatThereIsNot) {
  http::Operation wrong = read_note;
  wrong.answers = {{200, "The note.", "Letter"}};
  add(wrong);
  EXPECT_THROW((void)made(), std::logic_error);
}

TEST_F(OpenApi, RefusesACaptureThatIsLeftOutOrIsNotThere) {
  http::Operation wrong = read_note;
  wrong.parameters[0].name = "number";
  add(wrong);
  EXPECT_THROW((void)made(), std::logic_error);
  wrong.parameters.clear();
  EXPECT_THROW((void)made(), std::logic_error);
}

TEST_F(OpenApi, RefusesWhatIsNoJson) {
  parts[0].schemas[0].json = "{";
  EXPECT_THROW((void)made(), std::logic_error);
}

}  // namespace
}  // namespace gandan::api
