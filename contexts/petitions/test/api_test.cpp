// The API of petitions: what a program may send, and what it is told.
#include <gmock/gmock.h>

#include "contexts/petitions/test/public_site.hpp"

namespace gandan::petitions {
namespace {

using testing::HasSubstr;

class Api : public test::PublicSite {
 protected:
  /// No browser: without a cookie.
  http::TestClient program() {
    http::TestClient client(app());
    client.with_header("Accept-Language", "en");
    return client;
  }
  http::TestResponse post(const std::string& body) {
    return program().post_json("/api/v1/petitions", body);
  }
  http::TestResponse with_place(const std::string& place, const std::string& more = "") {
    return post(R"({"kind": "report", "text": "Đèn đường ngõ 5 tắt đã hai tuần.", "place": ")" +
                place + "\"" + more + "}");
  }
  http::TestResponse typed(const char* content_type) {
    http::Headers headers;
    if (*content_type) headers.add("Content-Type", content_type);
    return program().send(http::Method::post, "/api/v1/petitions", headers,
                          R"({"kind": "report", "text": "Đèn đường ngõ 5 tắt đã hai tuần."})");
  }
  std::optional<UnitId> place_of(const http::TestResponse& created) {
    const std::size_t at = created.body.find("GD-");
    const std::string code = created.body.substr(at, created.body.find('"', at) - at);
    return db().read([&](db::Tx& tx) { return find(tx, code)->place; });
  }
};
GANDAN_EACH_ENGINE(Api);

TEST_P(Api, OnlyAPlaceBeyondDoubtIsTaken) {
  for (const char* clear : {"Xã Đồng Đăng, tỉnh Lạng Sơn", "xã Đồng Đăng", "  Xã Đồng Đăng  ",
                            "số 5 ngõ 7, xã Đồng Đăng, tỉnh Lạng Sơn"}) {
    const auto created = with_place(clear);
    ASSERT_EQ(created.status, 201) << clear << created.body;
    EXPECT_EQ(place_of(created), unit("Xã Đồng Đăng")) << clear;
  }
  for (const char* doubtful : {"thôn", "dong dang", "Đồng", "Đồng Dăng"}) {
    const auto asked = with_place(doubtful);
    ASSERT_EQ(asked.status, 422) << doubtful << asked.body;
    EXPECT_THAT(asked.body, HasSubstr("\"candidates\":[{\"name\":\"")) << doubtful;
  }
  EXPECT_THAT(with_place("dong dang").body, HasSubstr("\"name\":\"Xã Đồng Đăng, Tỉnh Lạng Sơn\""));
}

TEST_P(Api, ACandidateIsTakenAndWordsCanBeKept) {
  EXPECT_EQ(place_of(with_place("Xã Đồng Đăng, Tỉnh Lạng Sơn")), unit("Xã Đồng Đăng"));
  const auto kept = with_place("thôn", R"(, "place_as_written": true)");
  ASSERT_EQ(kept.status, 201) << kept.body;
  EXPECT_EQ(place_of(kept), std::nullopt);
  EXPECT_EQ(with_place("thôn", R"(, "place_as_written": "yes")").status, 400);
  const auto unknown = with_place("qqzz wwxx");
  EXPECT_EQ(unknown.status, 201) << "nothing is like it: an officer finds it by the words";
}

TEST_P(Api, OnlyJsonThatSaysSoIsRead) {
  for (const char* type : {"text/plain", "application/xml", "", "application/jsonp"})
    EXPECT_EQ(typed(type).status, 415) << type;
  for (const char* type :
       {"application/json", "Application/JSON; charset=utf-8", "application/vnd.gandan+json"})
    EXPECT_EQ(typed(type).status, 201) << type;
}

TEST_P(Api, WhoseVoiceItIsIsForAnOfficerToSay) {
  http::TestClient system = program();
  const auto proposal = [](const std::string& asked_by) {
    return R"({"kind": "proposal", "text": "Đề nghị làm cầu qua suối.", "asked_by": )" + asked_by +
           "}";
  };
  for (const char* said : {R"("Cử tri tỉnh Lạng Sơn")", "7"})
    run({.as = &system,
         .post = "/api/v1/petitions",
         .json = proposal(said),
         .status = 422,
         .shows = {R"("field":"asked_by")", "Only an officer enters whose voice it is."}});
  for (const char* nothing : {R"("")", "null"})
    run({.as = &system,
         .post = "/api/v1/petitions",
         .json = proposal(nothing),
         .status = 201,
         .journal = {"petition.submit"}});
  for (Channel open : {Channel::web, Channel::api})
    EXPECT_EQ(matter_of(Kind::proposal, open, "Cử tri tỉnh Lạng Sơn", false), Matter::proposal);
  for (Channel entered : {Channel::paper, Channel::telephone, Channel::meeting, Channel::import})
    EXPECT_EQ(matter_of(Kind::proposal, entered, "Cử tri tỉnh Lạng Sơn", false),
              Matter::voters_proposal);
}

TEST_P(Api, AKeyThatStandsTwiceIsRefused) {
  http::TestClient system = program();
  run({.as = &system,
       .post = "/api/v1/petitions",
       .json = R"({"kind": "report", "text": "Đèn đường ngõ 5 tắt.", "kind": "denunciation"})",
       .status = 400,
       .shows = {"No key may stand twice"}});
  run({.as = &system,
       .post = "/api/v1/petitions",
       .json = R"({"kind": "report", "text": "Đèn đường ngõ 5 tắt đã lâu.",
                   "contact": {"phone": "0900 000 001", "phone": "0900 000 002"}})",
       .status = 400});
}

TEST_P(Api, SpacesAroundAnAddressAreNoPartOfIt) {
  http::TestClient system = program();
  run({.as = &system,
       .post = "/api/v1/petitions",
       .json = R"({"kind": "report", "text": "Đèn đường ngõ 5 tắt đã hai tuần.",
                   "contact": {"email": "  lo.thi.mau@vidu.vn \u00a0", "name": " Lò "}})",
       .status = 201,
       .journal = {"petition.submit"}});
  const db::Sql email{"select email from petition_contacts"};
  EXPECT_EQ(db().read([&](db::Tx& tx) { return tx.one<std::string>(email); }),
            "lo.thi.mau@vidu.vn");
}

}  // namespace
}  // namespace gandan::petitions
