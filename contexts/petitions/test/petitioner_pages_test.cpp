// What who asks does after sending: join, reply, read in private, take back.
#include <gmock/gmock.h>

#include "contexts/petitions/test/public_site.hpp"

namespace gandan::petitions {
namespace {

using testing::ElementsAre;

constexpr const char* hostile = "<script>alert(1)</script> \"' onload=x {t} %s ' or 1=1 --";

class PetitionerPages : public test::PublicSite {};
GANDAN_EACH_ENGINE(PetitionerPages);

TEST_P(PetitionerPages, WhoJoinsIsCountedOnceAndGetsACode) {
  Petition p = sent("Đề nghị sửa cầu treo ở bản giáp biên.");
  EXPECT_TRUE(get("/petitions/" + p.code).contains("/join"));
  auto form = get("/petitions/" + p.code + "/join");
  for (const char* field : {"phone", "email"})  // no letter can leave: nobody would read them
    EXPECT_FALSE(form.contains(std::string("name=\"") + field)) << field;
  http::Fields typed{{"key", "k1"}, {"place", ""}};
  auto joined = client_->post_form("/petitions/" + p.code + "/join", typed);
  ASSERT_EQ(joined.status, 303);
  auto again = client_->post_form("/petitions/" + p.code + "/join", typed);
  EXPECT_EQ(again.location(), joined.location());
  EXPECT_TRUE(get(std::string(joined.location())).contains("You are counted"));
  EXPECT_TRUE(get("/petitions/" + p.code).contains("2 people ask this"));
  Petition other = sent("Đề nghị mở lại trạm y tế của xã.");
  auto elsewhere = client_->post_form("/petitions/" + other.code + "/join", typed);
  EXPECT_NE(elsewhere.location(), joined.location()) << "the same key, about something else";
  EXPECT_THAT(verbs_of(p.id), ElementsAre("petition.submit")) << "the course stays short";
}

TEST_P(PetitionerPages, JoiningSaysWhatIsWrongAndKeepsWhatWasTyped) {
  Petition p = sent("Đề nghị sửa cầu treo ở bản giáp biên.");
  auto refused =
      client_->post_form("/petitions/" + p.code + "/join",
                         {{"key", "k1"}, {"place", "nơi không ai biết"}, {"email", hostile}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.contains("We know no place of this name"));
  EXPECT_TRUE(refused.contains("Write the e-mail address in full"));
  EXPECT_TRUE(refused.contains("nơi không ai biết"));
  EXPECT_FALSE(refused.contains("<script>alert"));
}

TEST_P(PetitionerPages, NobodyJoinsWhatIsNotPublicOrIsClosed) {
  Petition secret = sent("Khiếu nại quyết định kỷ luật của cơ quan tôi.", "", "complaint");
  EXPECT_EQ(get("/petitions/" + secret.code + "/join").status, 404);
  EXPECT_EQ(client_->post_form("/petitions/" + secret.code + "/join", {{"key", "a"}}).status, 404);
  Petition closed = sent("Đề nghị sửa cầu treo ở bản giáp biên.");
  ASSERT_TRUE(
      db().write([&](db::Tx& tx) { return withdraw(tx, env(), Act::by_petitioner(), closed.id); }));
  EXPECT_EQ(get("/petitions/" + closed.code + "/join").status, 422);
}

TEST_P(PetitionerPages, AReplyNeedsTheKeyAndStartsTheClockAgain) {
  Petition p = sent("Đề nghị sửa cầu treo ở bản giáp biên.");
  ask_for_more(p.id, "Cầu treo nào, ở thôn nào?");
  std::string form = "/petitions/" + p.code + "/supplement";
  EXPECT_TRUE(get(form).contains("Cầu treo nào"));
  auto wrong = client_->post_form(form, {{"author_key", "0000000000"}, {"reply", "Ở Nà Pò."}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("This is not the key"));
  EXPECT_TRUE(wrong.contains("Ở Nà Pò."));
  auto empty = client_->post_form(form, {{"author_key", key_of(p)}, {"reply", " "}});
  EXPECT_EQ(empty.status, 422);
  EXPECT_TRUE(empty.contains("Write your reply."));
  auto done = client_->post_form(form, {{"author_key", key_of(p)}, {"reply", "Ở Nà Pò."}});
  ASSERT_EQ(done.status, 303);
  EXPECT_TRUE(get(std::string(done.location())).contains("Your reply is here"));
  EXPECT_EQ(get(form).status, 422);
}

TEST_P(PetitionerPages, AConfidentialQuestionIsShownOnlyWithTheKey) {
  Petition p = sent("Khiếu nại quyết định kỷ luật của cơ quan tôi.", "", "complaint");
  ask_for_more(p.id, "Quyết định số mấy?");
  std::string form = "/petitions/" + p.code + "/supplement";
  EXPECT_FALSE(get("/petitions/" + p.code).contains("Quyết định số mấy"));
  EXPECT_FALSE(get(form).contains("Quyết định số mấy"));
  EXPECT_FALSE(get(form).contains("kỷ luật"));
  auto wrong = client_->post_form(form, {{"author_key", "1234567890"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_FALSE(wrong.contains("Quyết định số mấy"));
  // Trying to reply with a wrong key must not show it either.
  EXPECT_FALSE(client_->post_form(form, {{"author_key", "1234567890"}, {"reply", "x"}})
                   .contains("Quyết định số mấy"));
  EXPECT_TRUE(client_->post_form(form, {{"author_key", key_of(p)}}).contains("Quyết định số mấy"));
  EXPECT_EQ(client_->post_form(form, {{"author_key", key_of(p)}, {"reply", "Số 12."}}).status, 303);
}

TEST_P(PetitionerPages, WhoSentSomethingConfidentialReadsTheAnswerWithTheKeyAndNobodyElseDoes) {
  Petition p = sent("Khiếu nại quyết định kỷ luật của cơ quan tôi.", "", "complaint");
  std::string page = "/petitions/" + p.code, form = page + "/private";
  ask_for_more(p.id, "Quyết định số mấy?");
  EXPECT_TRUE(get(page).contains(form));
  EXPECT_TRUE(get(form).contains("Your private key"));
  EXPECT_EQ(client_->post_form(form, {{"author_key", "1234567890"}}).status, 422);
  auto asked = client_->post_form(form, {{"author_key", key_of(p)}});
  EXPECT_TRUE(asked.contains("Quyết định số mấy"));
  EXPECT_TRUE(asked.contains(key_of(p)));  // travels with the reply
  EXPECT_EQ(
      client_->post_form(page + "/supplement", {{"author_key", key_of(p)}, {"reply", "Số 12."}})
          .status,
      303);
  ASSERT_TRUE(route_to(p.id, "BNV"));
  auto accepted = act([&](db::Tx& tx, const Act& by) {
    return accept(tx, env(), by, p.id, {.number = "1/TB", .is_signed = true});
  });
  ASSERT_TRUE(accepted);
  answer_one(p.id, "Đã hủy quyết định.");
  EXPECT_FALSE(get(page).contains("hủy quyết định"));
  EXPECT_FALSE(client_->post_form(form, {{"author_key", ""}}).contains("hủy quyết định"));
  auto answered = client_->post_form(form, {{"author_key", key_of(p)}});
  EXPECT_TRUE(answered.contains("hủy quyết định"));
  EXPECT_EQ(answered.headers.get("Cache-Control"), "no-store");
  // What is public needs no key.
  Petition open = sent("Đề nghị sửa cầu treo ở bản giáp biên.");
  EXPECT_EQ(get("/petitions/" + open.code + "/private").status, 303);
}

TEST_P(PetitionerPages, WhatCameAsADenunciationStaysSealedThoughItIsFoundToBeAReport) {
  Petition p = sent("Tố cáo cán bộ xã thu tiền không có biên lai.", "", "denunciation");
  RouteForm form{.body = unit("Bộ Nội vụ"), .kind = Kind::report};
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, p.id, form); }));
  ask_for_more(p.id, "Thu ở thôn nào?");
  std::string page = "/petitions/" + p.code;
  for (const std::string& target :
       {page, page + "/supplement", page + "/withdraw", page + "/private", "/api/v1" + page}) {
    auto shown = get(target);
    EXPECT_EQ(shown.status, 200) << target;
    EXPECT_FALSE(shown.contains("biên lai")) << target;
    EXPECT_FALSE(shown.contains("thôn nào")) << target;
  }
  EXPECT_TRUE(client_->post_form(page + "/private", {{"author_key", key_of(p)}})
                  .contains("Thu ở thôn nào"));
}

/// What there is to see of a petition once it is no longer public, without its code and its
/// topic's.
class NoLongerPublic : public PetitionerPages {
 protected:
  struct Case {
    Petition petition, other, third;
    Topic topic;
  };
  /// One public report among three, joined, and sent on as the kind says.
  Case made(std::optional<Kind> turned) {
    Case one{.petition = sent("Phản ánh cán bộ thu phí ngoài quy định ở bến đò.", "", "report")};
    one.other = sent("Phản ánh việc thu phí sai ở bến đò.", "", "report");
    one.third = sent("Phản ánh bến đò thu phí không biên lai.", "", "report");
    const std::vector<PetitionId> all{one.petition.id, one.other.id, one.third.id};
    one.topic = put_together("Thu phí ở bến đò", all);
    EXPECT_EQ(client_->post_form("/petitions/" + one.petition.code + "/join", {}).status, 303);
    RouteForm form{.body = unit("Bộ Nội vụ"), .kind = turned};
    EXPECT_TRUE(act(
        [&](db::Tx& tx, const Act& by) { return route(tx, env(), by, one.petition.id, form); }));
    if (!turned) {
      EXPECT_TRUE(act([&](db::Tx& tx, const Act& by) {
        return publish(tx, env(), by, one.petition.id, false, "Bài có số điện thoại.");
      }));
    }
    return one;
  }
  /// Every answer to who has the code and a wrong key, one after the other.
  std::string seen(const Case& one) {
    const std::string page = "/petitions/" + one.petition.code;
    std::string all;
    auto add = [&](const http::TestResponse& got) {
      all += std::to_string(got.status) + " " + std::string(got.headers.get("Cache-Control")) +
             " " + std::string(got.headers.get("X-Robots-Tag")) + "\n" +
             (got.status == 404 ? "" : got.body) + "\n";  // which ends with the request's id
    };
    for (const char* end : {"", "/private", "/withdraw", "/supplement", "/join", "?done=replied"})
      add(get(page + end));
    for (const char* end : {"/private", "/withdraw", "/supplement", "/join"})
      add(client_->post_form(page + end, {{"author_key", "1"}, {"sure", "yes"}, {"reply", "x"}}));
    add(get("/api/v1" + page));
    add(get("/receipts/" + one.petition.code));
    add(get("/topics/" + one.topic.code));
    for (const auto& [code, word] : {std::pair(one.petition.code, "ONE"),
                                     {one.other.code, "OTHER"},
                                     {one.third.code, "THIRD"},
                                     {one.topic.code, "TOPIC"}})
      for (std::size_t at; (at = all.find(code)) != std::string::npos;)
        all.replace(at, code.size(), word);
    return all;
  }
};
GANDAN_EACH_ENGINE(NoLongerPublic);

TEST_P(NoLongerPublic, NothingTellsADenunciationFromAComplaintOrFromWhatWasHidden) {
  const Case hidden = made(std::nullopt), denunciation = made(Kind::denunciation),
             complaint = made(Kind::complaint);
  const std::string as_hidden = seen(hidden);
  EXPECT_EQ(seen(denunciation), as_hidden);
  EXPECT_EQ(seen(complaint), as_hidden);
  EXPECT_EQ(as_hidden.find("enunciation"), std::string::npos);
  EXPECT_EQ(as_hidden.find("ngoài quy định"), std::string::npos);
  // Held from the beginning: by who sent it, by who must look at it first, by the law.
  Petition refused = load(send({.kind = "report",
                                .text = "Phản ánh bến đò thu phí ngoài quy định.",
                                .may_publish = false})
                              .id);
  Petition sealed = sent("Tố cáo cán bộ bến đò thu phí ngoài quy định.", "", "denunciation");
  auto page_of = [&](const Petition& petition) {
    std::string body = get("/petitions/" + petition.code).body;
    for (std::size_t at; (at = body.find(petition.code)) != std::string::npos;)
      body.replace(at, petition.code.size(), "ONE");
    return body;
  };
  EXPECT_EQ(page_of(refused), page_of(sealed));
  EXPECT_EQ(page_of(refused), page_of(denunciation.petition));
}

TEST_P(NoLongerPublic, NoListSearchOrFeedShowsItAndItsKeyDoes) {
  for (auto turned : {std::optional<Kind>(), {Kind::denunciation}, {Kind::complaint}}) {
    const Case one = made(turned);
    fold();
    for (const char* place :
         {"/petitions", "/petitions?q=ngoai+quy+dinh", "/petitions.atom", "/topics", "/bodies/BNV"})
      EXPECT_FALSE(get(place).contains(one.petition.code)) << place;
    const std::string page = "/petitions/" + one.petition.code;
    auto kind = turned == Kind::denunciation ? "Denunciation" : turned ? "Complaint" : "Report";
    EXPECT_TRUE(client_->post_form(page + "/private", {{"author_key", key_of(one.petition)}})
                    .contains(kind));
    auto api =
        client_->post_form("/api/v1" + page + "/private", {{"author_key", key_of(one.petition)}});
    EXPECT_EQ(api.status, 200);
    EXPECT_TRUE(api.contains(turned ? std::string(name(*turned)) : "report"));
    EXPECT_EQ(api.headers.get("Cache-Control"), "no-store");
    EXPECT_EQ(client_->post_form("/api/v1" + page + "/private", {{"author_key", "1"}}).status, 422);
  }
}

TEST_P(PetitionerPages, TheReasonsGivenToAComplainantAreShownOnlyWithTheKey) {
  Petition p = sent("Khiếu nại quyết định kỷ luật của cơ quan tôi.", "", "complaint");
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
                return give_back(tx, env(), by, p.id, "Đã có quyết định lần hai.");
              }).has_value());
  EXPECT_TRUE(get("/petitions/" + p.code).contains("This letter is not public"));
  EXPECT_FALSE(get("/petitions/" + p.code).contains("Given back"));
  EXPECT_FALSE(get("/petitions/" + p.code).contains("quyết định lần hai"));
  EXPECT_TRUE(client_->post_form("/petitions/" + p.code + "/private", {{"author_key", key_of(p)}})
                  .contains("quyết định lần hai"));
}

TEST_P(PetitionerPages, NoLinkTellsItsReaderThatTheyDidSomething) {
  const Petition p = sent("Đề nghị sửa cầu treo ở bản giáp biên.");
  const Petition secret = sent("Khiếu nại quyết định thu hồi đất.", "", "complaint");
  constexpr std::pair<const char*, const char*> said[] = {
      {"replied", "Your reply is here"},
      {"added", "What you added is with the officers"},
      {"settled", "its page says so now"},
      {"reopened", "It is open again"},
      {"withdrawn", "You have taken it back"}};
  for (const auto& [done, words] : said)
    for (const Petition& each : {p, secret})
      EXPECT_FALSE(get("/petitions/" + each.code + "?done=" + done).contains(words)) << done;
  const auto added =
      client_->post_form("/petitions/" + secret.code + "/add",
                         {{"author_key", key_of(secret)}, {"words", "Tôi gửi thêm bản đồ."}});
  ASSERT_EQ(added.status, 303);
  EXPECT_TRUE(get(std::string(added.location())).contains("What you added is with the officers"));
  EXPECT_FALSE(get("/petitions/" + secret.code + "?done=withdrawn").contains("taken it back"))
      << "it did that, and nothing else";
  http::TestClient other(site_->app);
  other.with_cookie("lang", "en");
  EXPECT_FALSE(other.get(added.location()).contains("What you added"));
}

TEST_P(PetitionerPages, TakingBackNeedsTheKeyAndAsksOnceMore) {
  Petition p = sent("Đề nghị sửa cầu treo ở bản giáp biên.");
  std::string form = "/petitions/" + p.code + "/withdraw";
  EXPECT_EQ(client_->post_form(form, {{"author_key", "1"}, {"sure", "yes"}}).status, 422);
  auto asks = client_->post_form(form, {{"author_key", key_of(p)}});
  EXPECT_EQ(asks.status, 200);
  EXPECT_TRUE(asks.contains("for good"));
  EXPECT_TRUE(get("/petitions/" + p.code).contains("/withdraw"));
  auto done = client_->post_form(form, {{"author_key", key_of(p)}, {"sure", "yes"}});
  ASSERT_EQ(done.status, 303);
  EXPECT_TRUE(get(std::string(done.location())).contains("You have taken it back"));
  clock.advance(std::chrono::minutes(1));
  EXPECT_FALSE(get(std::string(done.location())).contains("You have taken it back"));
  EXPECT_EQ(client_->post_form(form, {{"author_key", key_of(p)}, {"sure", "yes"}}).status, 422);
}

}  // namespace
}  // namespace gandan::petitions
