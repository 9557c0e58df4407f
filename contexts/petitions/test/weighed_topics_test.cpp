// Topics where officers look at them: what many ask and is due stands first, and what is ticked
// beforehand is what the grouping is sure of.
#include <gmock/gmock.h>

#include "contexts/petitions/test/desk_site.hpp"
#include "contexts/petitions/topics/topics.hpp"

namespace gandan::petitions {
namespace {

using people::Role;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class WeighedTopics : public test::DeskSite {
 protected:
  struct Like {
    PetitionId petition;
    double similarity = 0.9;
  };
  /// All that are proposed: a run of the grouping takes the place of the one before.
  void proposed(const std::vector<std::pair<const char*, std::vector<Like>>>& topics) {
    std::vector<Proposal> proposals;
    for (const auto& [title, members] : topics) {
      Proposal& proposal = proposals.emplace_back();
      proposal.title = title;
      for (const Like& each : members)
        proposal.members.push_back({each.petition, each.similarity, "{}"});
    }
    db().write([&](db::Tx& tx) { propose(tx, env(), proposals); });
  }
  std::vector<std::string> weighed(int limit, std::optional<db::Cursor> after = {}) {
    std::vector<std::string> titles;
    const auto page = db().read([&](db::Tx& tx) {
      return weigh_topics(tx, TopicState::proposed, limit, after, {.everywhere = true});
    });
    for (const WeighedTopic& topic : page.rows) titles.push_back(topic.title);
    next = page.next;
    return titles;
  }
  PetitionId one(const std::string& text) { return send(text).id; }

  std::optional<db::Cursor> next;
};
GANDAN_EACH_ENGINE(WeighedTopics);

TEST_P(WeighedTopics, WhatTheMostPeopleAskStandsFirstAndOfEqualsWhatIsDueFirst) {
  const auto old = send("Đề nghị sửa cầu treo bản Nà Mẫu."),
             old_too = send("Xin thay ván cầu treo.");
  clock.advance(std::chrono::hours(24 * 4));
  const PetitionId a = one("Đề nghị hạ giá nước sạch."), b = one("Nước máy đắt quá, xin giảm."),
                   c = one("Xin mở lớp xóa mù chữ."), d = one("Đề nghị mở lớp học buổi tối.");
  proposed({{"nước", {{a}, {b}}}, {"cầu", {{old.id}, {old_too.id}}}, {"lớp", {{c}, {d}}}});
  EXPECT_THAT(weighed(9), ElementsAre("cầu", "lớp", "nước"));
  const std::string code = db().read([&](db::Tx& tx) { return find(tx, a)->code; });
  ASSERT_TRUE(db().write([&](db::Tx& tx) { return join(tx, env(), code, {}); }));
  EXPECT_THAT(weighed(9), ElementsAre("nước", "cầu", "lớp")) << "who joined counts";
  EXPECT_FALSE(next);
  EXPECT_THAT(weighed(1), ElementsAre("nước"));
  EXPECT_THAT(weighed(1, next), ElementsAre("cầu"));
  EXPECT_THAT(weighed(1, next), ElementsAre("lớp"));
  EXPECT_FALSE(next);
}

TEST_P(WeighedTopics, TheListSaysPeopleDaysBodyAndSinceWhen) {
  const PetitionId a = one("Đề nghị hạ giá nước sạch."), b = one("Nước máy đắt quá, xin giảm.");
  ASSERT_TRUE(route_to(a, "Bộ Y tế"));
  proposed({{"nước", {{a}, {b}}}});
  run({.get = "/desk/topics", .status = 303});
  auto client = officer(Role::synthesis_officer, "");
  const std::string page = client.get("/desk/topics").body;
  EXPECT_THAT(page, HasSubstr("2 people ask · 2 petitions · "));
  EXPECT_THAT(page, HasSubstr("Bộ Y tế · first asked 1 Oct 2026"));
}

TEST_P(WeighedTopics, NothingIsToldOfWhatIsNeitherPublicNorInReach) {
  const PetitionId a = one("Đề nghị hạ giá nước sạch.");
  SubmitForm form{.kind = "proposal", .text = "Nước máy đắt quá, xin giảm."};
  form.may_publish = false;
  const PetitionId hidden = send(form).id;
  ASSERT_TRUE(route_to(hidden, "Bộ Y tế"));
  proposed({{"nước", {{a}, {hidden}}}});
  db().read([&](db::Tx& tx) {
    const TopicId topic = list_topics(tx, TopicState::proposed, 1).front().id;
    EXPECT_EQ(subjects_of(tx, {topic}, {.everywhere = true}).at(0).bodies, 1);
    const Within elsewhere{.areas = {unit("Xã Đồng Đăng")}};
    EXPECT_EQ(subjects_of(tx, {topic}, elsewhere).at(0).bodies, 0);
    EXPECT_EQ(subjects_of(tx, {topic}, {.bodies = {unit("Bộ Y tế")}}).at(0).bodies, 1);
  });
}

TEST_P(WeighedTopics, OnlyWhatTheGroupingIsSureOfIsTickedAndWhatDiffersIsShown) {
  const PetitionId first = one("Đèn đường ở ngõ 5 phố Bà Triệu tắt hai tuần, đề nghị sửa."),
                   sure = one("Đèn đường ở ngõ 7 phố Bà Triệu tắt đã lâu, đề nghị sửa."),
                   unsure = one("Đề nghị lắp thêm đèn đường ở Nà Mẫu.");
  proposed({{"đèn đường", {{first, 1}, {sure, 0.8}, {unsure, 0.5}}}});
  const std::string code =
      db().read([](db::Tx& tx) { return list_topics(tx, TopicState::proposed, 1).front().code; });
  const std::string page = officer(Role::synthesis_officer, "").get("/desk/topics/" + code).body;
  auto box = [](PetitionId id) { return "value=\"" + std::to_string(id.value) + "\""; };
  EXPECT_THAT(page, HasSubstr(box(first) + " checked"));
  EXPECT_THAT(page, HasSubstr(box(sure) + " checked"));
  EXPECT_THAT(page, HasSubstr(box(unsure)));
  EXPECT_THAT(page, Not(HasSubstr(box(unsure) + " checked")));
  EXPECT_THAT(page, HasSubstr("Not sure: tick it where it asks the same."));
  EXPECT_THAT(page, HasSubstr("Đèn đường ở <mark>ngõ 7 phố</mark> Bà Triệu tắt đã lâu"));
  EXPECT_THAT(page, HasSubstr("ở <mark>Nà Mẫu</mark>."));
  EXPECT_THAT(page, Not(HasSubstr("<mark>Bà Triệu")));
}

}  // namespace
}  // namespace gandan::petitions
