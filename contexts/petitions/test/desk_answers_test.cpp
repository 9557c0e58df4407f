// Answering: the topic to which a petition belongs, and an answer that is added to another.
#include <gmock/gmock.h>

#include "contexts/petitions/test/desk_site.hpp"
#include "contexts/petitions/topics/topics.hpp"

namespace gandan::petitions {
namespace {

using people::Role;

class DeskAnswers : public test::DeskSite {
 protected:
  Submitted sent_to_ministry(const std::string& text) {
    Submitted petition = send(text);
    EXPECT_TRUE(route_to(petition.id, "Bộ Nội vụ"));
    return petition;
  }
  http::TestClient of_ministry() {
    return officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  }
};
GANDAN_EACH_ENGINE(DeskAnswers);

TEST_P(DeskAnswers, WhoAnswersFindsTheTopicAndTheWayToAnswerAllAtOnce) {
  auto one = sent_to_ministry("Đề nghị tăng phụ cấp cho cán bộ thôn, bản.");
  auto two = sent_to_ministry("Kiến nghị nâng mức phụ cấp của cán bộ thôn bản.");
  auto synthesis = officer(Role::synthesis_officer, "");
  synthesis.post_form(path(one, "/topic"), {{"topic", "new"}, {"words", "Phụ cấp"}});
  const std::string code =
      db().read([](db::Tx& tx) { return list_topics(tx, TopicState::confirmed, 1).front().code; });
  const std::string all = "href=\"/desk/topics/" + code + "/answer\"";
  auto body = of_ministry();
  EXPECT_TRUE(body.get(path(one)).contains("href=\"/desk/topics/" + code + "\""));
  EXPECT_FALSE(body.get(path(one, "/answer")).contains(all)) << "it asks alone";

  synthesis.post_form(path(two, "/topic"), {{"topic", code}});
  const auto page = body.get(path(one, "/answer"));
  EXPECT_TRUE(page.contains("2 people ask the same: answer them at once"));
  EXPECT_TRUE(page.contains(all));
  EXPECT_EQ(body.get("/desk/topics/" + code + "/answer").status, 200);

  body.post_form(path(two, "/answer"), {{"text", "Đã trình."}, {"outcome", "explained"}});
  EXPECT_FALSE(body.get(path(one, "/answer")).contains(all)) << "nobody else waits any more";
}

TEST_P(DeskAnswers, WhatIsOnlyProposedAsATopicIsForWhoDecidesAboutIt) {
  auto one = sent_to_ministry("Đề nghị mở rộng đường liên xã.");
  auto two = sent_to_ministry("Xin làm lại đường nối hai xã.");
  db().write([&](db::Tx& tx) {
    propose(tx, env(), {{"Đường đi chợ huyện", {{one.id, 1, "{}"}, {two.id, 0.8, "{}"}}}});
  });
  EXPECT_FALSE(of_ministry().get(path(one)).contains("Đường đi chợ huyện"));
  EXPECT_TRUE(officer(Role::synthesis_officer, "").get(path(one)).contains("Đường đi chợ huyện"));
}

TEST_P(DeskAnswers, ASecondAnswerIsAddedToTheFirstAndTellsThatThePromiseIsDone) {
  auto petition = sent_to_ministry("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  auto body = of_ministry();
  EXPECT_TRUE(body.get(path(petition, "/answer")).contains("Write the answer"));
  EXPECT_EQ(body.post_form(path(petition, "/answer"), {{"text", "Sẽ thay ván vào đầu tháng."},
                                                       {"outcome", "scheduled"},
                                                       {"promised", "5/12"}})
                .status,
            303);
  clock.advance(std::chrono::minutes(5));
  EXPECT_TRUE(body.get(path(petition)).contains("Add to the answer"));
  const auto page = body.get(path(petition, "/answer"));
  EXPECT_TRUE(page.contains("Add to the answer"));
  EXPECT_FALSE(page.contains("Write the answer"));
  EXPECT_TRUE(page.contains("Sẽ thay ván vào đầu tháng.")) << "what it is added to";
  EXPECT_FALSE(body.get(path(petition)).contains("what was promised is done"));

  EXPECT_EQ(body.post_form(path(petition, "/answer"), {{"text", "Đã thay xong ván."},
                                                       {"outcome", "settled"},
                                                       {"seen", seen_in(page)}})
                .status,
            303);
  EXPECT_TRUE(body.get(path(petition)).contains("Answered: what was promised is done"));
}

}  // namespace
}  // namespace gandan::petitions
