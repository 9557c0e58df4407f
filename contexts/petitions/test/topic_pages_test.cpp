// A topic speaks for all that stand in it, and its address leads to where it went.
#include <gmock/gmock.h>

#include "contexts/petitions/test/public_site.hpp"

namespace gandan::petitions {
namespace {

class TopicPages : public test::PublicSite {
 protected:
  void take_back(PetitionId id) {
    ASSERT_TRUE(
        db().write([&](db::Tx& tx) { return withdraw(tx, env(), Act::by_resident(), id); }));
  }
  PetitionId representative(TopicId id) {
    return db().read([&](db::Tx& tx) { return find_topic(tx, id)->representative; });
  }
  std::string address(const Topic& topic) { return "/topics/" + topic.code; }
};
GANDAN_EACH_ENGINE(TopicPages);

TEST_P(TopicPages, AnEndedRepresentativeIsReplacedAndTheTopicStandsAsTheOthersDo) {
  Petition one = sent("Đề nghị hạ giá nước sạch ở phố.");
  Petition other = sent("Xin giảm tiền nước máy cho dân.");
  Topic topic = put_together("Giá nước", {one.id, other.id});
  ASSERT_TRUE(route_to(other.id, "Bộ Y tế"));
  const PetitionId first = representative(topic.id);
  const PetitionId second = first == one.id ? other.id : one.id;
  take_back(first);
  EXPECT_EQ(representative(topic.id), second);
  auto page = get(address(topic));
  EXPECT_FALSE(page.contains("Withdrawn"));
  EXPECT_FALSE(get("/topics").contains("Withdrawn"));
}

TEST_P(TopicPages, ItsLimitIsThatOfWhoIsDueFirstAndOpen) {
  Petition one = sent("Đề nghị hạ giá nước sạch ở phố.");
  clock.advance(std::chrono::hours(24 * 3));
  Petition later = sent("Xin giảm tiền nước máy cho dân.");
  Topic topic = put_together("Giá nước", {one.id, later.id});
  auto standing = [&] {
    return db().read([&](db::Tx& tx) { return standing_of(tx, topic.id)->id; });
  };
  EXPECT_EQ(standing(), one.id);
  ASSERT_TRUE(route_to(one.id, "Bộ Y tế"));
  answer_one(one.id, "Đã giảm.");
  EXPECT_EQ(standing(), later.id) << "one that is open counts before what is answered";
  take_back(later.id);
  EXPECT_EQ(standing(), one.id);
}

TEST_P(TopicPages, WhatWasAnsweredToOneIsNoAnswerToAll) {
  Petition one = sent("Đề nghị hạ giá nước sạch ở phố.");
  Petition other = sent("Xin giảm tiền nước máy cho dân.");
  Topic topic = put_together("Giá nước", {one.id, other.id});
  for (PetitionId id : {one.id, other.id}) ASSERT_TRUE(route_to(id, "Bộ Y tế"));
  answer_one(representative(topic.id), "Chỉ riêng nhà bạn.");
  auto page = get(address(topic));
  EXPECT_FALSE(page.contains("The answer to all of them"));
  EXPECT_FALSE(page.contains("Chỉ riêng nhà bạn."));
  const PetitionId open = representative(topic.id) == one.id ? other.id : one.id;
  AnswerForm form{.outcome = Outcome::settled, .text = "Đã giảm cho mọi nhà."};
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return answer_topic(tx, env(), by, topic.id, form); }));
  EXPECT_EQ(load(open).state, State::answered);
  EXPECT_TRUE(get(address(topic)).contains("Đã giảm cho mọi nhà."));
}

TEST_P(TopicPages, TheAddressOfAMergedOneLeadsToWhereItWent) {
  Topic into =
      put_together("Giá nước", {sent("Hạ giá nước lô một.").id, sent("Hạ giá nước lô hai.").id});
  Topic from =
      put_together("Tiền nước", {sent("Giảm tiền nước máy.").id, sent("Bớt tiền nước.").id});
  Topic last =
      put_together("Nước sạch", {sent("Nước máy đắt quá.").id, sent("Nước đắt lắm rồi.").id});
  auto put_into = [&](const Topic& target, const Topic& source) {
    ASSERT_TRUE(
        act([&](db::Tx& tx, const Act& by) { return merge(tx, env(), by, target.id, source.id); }));
  };
  put_into(into, from);
  EXPECT_EQ(get(address(from)).location(), address(into));
  put_into(last, into);
  EXPECT_EQ(get(address(from)).location(), address(last)) << "through all merges since";
  EXPECT_EQ(get("/petitions?q=" + from.code).location(), address(last));
}

TEST_P(TopicPages, TheNumberOfPeopleStandsFirstAndWhoeverAsksTheSameJoinsThere) {
  Petition one = sent("Đề nghị hạ giá nước sạch ở phố.", "tỉnh Lạng Sơn");
  Petition other = sent("Xin giảm tiền nước máy cho dân.", "tỉnh Cao Bằng");
  Topic topic = put_together("Giá nước", {one.id, other.id});
  const Petition first = load(representative(topic.id));
  auto page = run({.get = address(topic),
                   .shows = {"<b>2</b><span class=\"label\">people ask this</span>",
                             "href=\"/petitions/" + first.code + "/join\">I ask this too</a>",
                             "Where they ask from"}});
  EXPECT_LT(page.body.find("people ask this"), page.body.find("What they ask"));
  run({.get = "/topics", .shows = {"<p class=\"people\"><b>2</b><span>people</span></p>"}});
  for (PetitionId id : {one.id, other.id}) {
    ASSERT_TRUE(route_to(id, "Bộ Y tế"));
    answer_one(id, "Đã giảm.");
  }
  run({.get = address(topic), .hides = {"I ask this too"}});
}

TEST_P(TopicPages, ACodeWithOneWrongLetterIsAskedAboutWhereEverybodyMayReadTheTopic) {
  const Topic topic = put_together(
      "Giá nước", {sent("Đề nghị hạ giá nước sạch.").id, sent("Nước máy đắt quá, xin giảm.").id});
  run({.get = "/follow?code=" + mistyped(topic.code),
       .status = 422,
       .shows = {"Do you mean this code?", "href=\"" + address(topic) + "\""}});
  EXPECT_EQ(card_of(subject_of(topic.id))->title, "Giá nước");
}

TEST_P(TopicPages, WhatNobodyMayReadMakesNoTopicThatAnybodySees) {
  auto in_private = [&](const std::string& text) {
    SubmitForm form{.kind = "proposal", .text = text, .place = unit("Xã Đồng Đăng")};
    form.province = db().read([&](db::Tx& tx) { return units::province_of(tx, *form.place); });
    form.may_publish = false;
    return send(form);
  };
  const Submitted hers = in_private("Đề nghị hạ giá nước sạch ở phố.");
  const Submitted his = in_private("Xin giảm tiền nước máy cho dân.");
  auto start = [&](PetitionId id, const char* title) {
    return *act([&](db::Tx& tx, const Act& by) { return start_topic(tx, env(), by, id, title); });
  };
  const Topic topic = start(hers.id, "Giá nước"), merged = start(his.id, "Tiền nước");
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return merge(tx, env(), by, topic.id, merged.id); }));
  for (const Topic& each : {topic, merged}) {
    EXPECT_EQ(get(address(each)).status, 404) << each.title;
    EXPECT_EQ(get("/petitions?q=" + each.code).location(), "") << each.title;
    EXPECT_EQ(get("/follow?code=" + each.code).location(), "") << each.title;
    EXPECT_FALSE(get("/follow?code=" + mistyped(each.code)).contains(each.code)) << each.title;
    EXPECT_FALSE(card_of(subject_of(each.id))) << each.title;
  }
  EXPECT_FALSE(get("/topics").contains("Giá nước"));
  auto own = client().post_form("/petitions/" + hers.code + "/private",
                                {{"author_key", key_of(load(hers.id))}});
  EXPECT_EQ(own.status, 200);
  EXPECT_FALSE(own.contains(address(topic))) << "it would lead nowhere";

  clock.advance(std::chrono::hours(24 * 5));
  const Petition shown = sent("Đề nghị hạ giá nước sạch cho mọi nhà.", "tỉnh Cao Bằng");
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return confirm(tx, env(), by, topic.id, {shown.id}); }));
  ASSERT_TRUE(route_to(shown.id, "Bộ Y tế"));
  auto page = get(address(topic));
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(get(address(merged)).location(), address(topic));
  EXPECT_TRUE(get("/topics").contains("Giá nước"));
  EXPECT_TRUE(page.contains("<b>3</b><span class=\"label\">people ask this</span>"));
  EXPECT_TRUE(page.contains("2 more people are counted"));
  EXPECT_TRUE(page.contains("cho mọi nhà")) << "it is presented by what everybody may read";
  EXPECT_FALSE(page.contains("Lạng Sơn")) << "where the others ask from";
  EXPECT_TRUE(page.contains("6 Oct 2026"));
  EXPECT_FALSE(page.contains(" 1 Oct 2026") || page.contains(">1 Oct 2026"))
      << "when the others asked, and what was done about them";
  EXPECT_TRUE(page.contains("Bộ Y tế")) << "and it stands as that does";
}

}  // namespace
}  // namespace gandan::petitions
