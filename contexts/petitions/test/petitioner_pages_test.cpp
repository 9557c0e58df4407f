// What who asks does after sending: join, reply, read in private, take back.
#include <gmock/gmock.h>

#include "contexts/petitions/test/public_site.hpp"

namespace gandan::petitions {
namespace {

using testing::ElementsAre;

class PetitionerPages : public test::PublicSite {
 protected:
  static std::string page_of(const Petition& p) { return "/petitions/" + p.code; }
};
GANDAN_EACH_ENGINE(PetitionerPages);

TEST_P(PetitionerPages, WhoJoinsIsCountedOnceAndGetsACode) {
  const Petition p = sent("Đề nghị sửa cầu treo ở bản giáp biên.");
  const std::string page = page_of(p);
  const http::Fields typed{{"key", "k1"}, {"place", ""}};
  run({.get = page, .shows = {"/join"}});
  // No letter can leave: nobody would read an address.
  run({.get = page + "/join", .hides = {"name=\"phone\"", "name=\"email\""}});
  const auto joined =
      run({.post = page + "/join", .form = typed, .status = 303, .journal = {"petition.join"}});
  const auto again = run({.post = page + "/join", .form = typed, .status = 303});
  EXPECT_EQ(again.location(), joined.location());
  run({.get = std::string(joined.location()), .shows = {"You are counted"}});
  run({.get = page, .shows = {"2 people ask this"}});
  const Petition other = sent("Đề nghị mở lại trạm y tế của xã.");
  const auto elsewhere = run({.post = page_of(other) + "/join",
                              .form = typed,
                              .status = 303,
                              .journal = {"petition.join"}});
  EXPECT_NE(elsewhere.location(), joined.location()) << "the same key, about something else";
  EXPECT_THAT(verbs_of(p.id), ElementsAre("petition.submit")) << "the course stays short";
}

TEST_P(PetitionerPages, JoiningSaysWhatIsWrongAndKeepsWhatWasTyped) {
  const Petition p = sent("Đề nghị sửa cầu treo ở bản giáp biên.");
  run({.post = page_of(p) + "/join",
       .form = {{"key", "k1"}, {"place", "nơi không ai biết"}, {"email", test::hostile}},
       .status = 422,
       .shows = {"We know no place of this name", "Write the e-mail address in full",
                 "nơi không ai biết"},
       .hides = {"<script>alert"}});
}

TEST_P(PetitionerPages, NobodyJoinsWhatIsNotPublicOrIsClosed) {
  const Petition secret = sent("Khiếu nại quyết định kỷ luật của cơ quan tôi.", "", "complaint");
  run({.get = page_of(secret) + "/join", .status = 404});
  run({.post = page_of(secret) + "/join", .form = {{"key", "a"}}, .status = 404});
  const Petition closed = sent("Đề nghị sửa cầu treo ở bản giáp biên.");
  ASSERT_TRUE(
      db().write([&](db::Tx& tx) { return withdraw(tx, env(), Act::by_resident(), closed.id); }));
  run({.get = page_of(closed) + "/join", .status = 422});
}

TEST_P(PetitionerPages, AReplyNeedsTheKeyAndStartsTheClockAgain) {
  const Petition p = sent("Đề nghị sửa cầu treo ở bản giáp biên.");
  ask_for_more(p.id, "Cầu treo nào, ở thôn nào?");
  const std::string form = page_of(p) + "/supplement";
  run({.get = form, .shows = {"Cầu treo nào"}});
  run({.post = form,
       .form = {{"author_key", "0000000000"}, {"reply", "Ở Nà Pò."}},
       .status = 422,
       .shows = {"This is not the key", "Ở Nà Pò."}});
  run({.post = form,
       .form = {{"author_key", key_of(p)}, {"reply", " "}},
       .status = 422,
       .shows = {"Write your reply."}});
  const auto done = run({.post = form,
                         .form = {{"author_key", key_of(p)}, {"reply", "Ở Nà Pò."}},
                         .status = 303,
                         .journal = {"petition.supplement"}});
  run({.get = std::string(done.location()), .shows = {"Your reply is here"}});
  run({.get = form, .status = 422});
}

TEST_P(PetitionerPages, AConfidentialQuestionIsShownOnlyWithTheKey) {
  const Petition p = sent("Khiếu nại quyết định kỷ luật của cơ quan tôi.", "", "complaint");
  ask_for_more(p.id, "Quyết định số mấy?");
  const std::string form = page_of(p) + "/supplement";
  const std::string question = "Quyết định số mấy";
  run({.get = page_of(p), .hides = {question}});
  run({.get = form, .hides = {question, "kỷ luật"}});
  run({.post = form, .form = {{"author_key", "1234567890"}}, .status = 422, .hides = {question}});
  // Trying to reply with a wrong key must not show it either.
  run({.post = form,
       .form = {{"author_key", "1234567890"}, {"reply", "x"}},
       .status = 422,
       .hides = {question}});
  run({.post = form, .form = {{"author_key", key_of(p)}}, .shows = {question}});
  run({.post = form,
       .form = {{"author_key", key_of(p)}, {"reply", "Số 12."}},
       .status = 303,
       .journal = {"petition.supplement"}});
}

TEST_P(PetitionerPages, WhoSentSomethingConfidentialReadsTheAnswerWithTheKeyAndNobodyElseDoes) {
  const Petition p = sent("Khiếu nại quyết định kỷ luật của cơ quan tôi.", "", "complaint");
  const std::string page = page_of(p), form = page + "/private";
  const http::Fields with_key{{"author_key", key_of(p)}};
  ask_for_more(p.id, "Quyết định số mấy?");
  run({.get = page, .shows = {form}});
  run({.get = form, .shows = {"Your private key"}});
  run({.post = form, .form = {{"author_key", "1234567890"}}, .status = 422});
  // The key travels with the reply.
  run({.post = form, .form = with_key, .shows = {"Quyết định số mấy", key_of(p)}});
  run({.post = page + "/supplement",
       .form = {{"author_key", key_of(p)}, {"reply", "Số 12."}},
       .status = 303,
       .journal = {"petition.supplement"}});
  ASSERT_TRUE(route_to(p.id, "BNV"));
  ASSERT_TRUE(accept_signed(p.id));
  answer_one(p.id, "Đã hủy quyết định.");
  run({.get = page, .hides = {"hủy quyết định"}});
  run({.post = form, .form = {{"author_key", ""}}, .status = 422, .hides = {"hủy quyết định"}});
  const auto answered = run({.post = form, .form = with_key, .shows = {"hủy quyết định"}});
  EXPECT_EQ(answered.headers.get("Cache-Control"), "no-store");
  const Petition open = sent("Đề nghị sửa cầu treo ở bản giáp biên.");
  run({.get = page_of(open) + "/private", .status = 303});  // what is public needs no key
}

TEST_P(PetitionerPages, WhatCameAsADenunciationStaysSealedThoughItIsFoundToBeAReport) {
  const Petition p = sent("Tố cáo cán bộ xã thu tiền không có biên lai.", "", "denunciation");
  RouteForm form{.body = unit("Bộ Nội vụ"), .kind = Kind::report};
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, p.id, form); }));
  ask_for_more(p.id, "Thu ở thôn nào?");
  const std::string page = page_of(p);
  for (const std::string& target :
       {page, page + "/supplement", page + "/withdraw", page + "/private", "/api/v1" + page})
    run({.get = target, .hides = {"biên lai", "thôn nào"}});
  run({.post = page + "/private",
       .form = {{"author_key", key_of(p)}},
       .shows = {"Thu ở thôn nào"}});
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
    EXPECT_EQ(client().post_form("/petitions/" + one.petition.code + "/join", {}).status, 303);
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
      add(client().post_form(page + end, {{"author_key", "1"}, {"sure", "yes"}, {"reply", "x"}}));
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
      run({.get = place, .hides = {one.petition.code}});
    const std::string form = page_of(one.petition) + "/private";
    const http::Fields with_key{{"author_key", key_of(one.petition)}};
    auto kind = turned == Kind::denunciation ? "Denunciation" : turned ? "Complaint" : "Report";
    run({.post = form, .form = with_key, .shows = {kind}});
    const auto api = run({.post = "/api/v1" + form,
                          .form = with_key,
                          .shows = {turned ? std::string(name(*turned)) : "report"}});
    EXPECT_EQ(api.headers.get("Cache-Control"), "no-store");
    run({.post = "/api/v1" + form, .form = {{"author_key", "1"}}, .status = 422});
  }
}

TEST_P(PetitionerPages, TheReasonsGivenToAComplainantAreShownOnlyWithTheKey) {
  const Petition p = sent("Khiếu nại quyết định kỷ luật của cơ quan tôi.", "", "complaint");
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
                return give_back(tx, env(), by, p.id, "Đã có quyết định lần hai.");
              }).has_value());
  run({.get = page_of(p),
       .shows = {"This petition is not public"},
       .hides = {"Given back", "quyết định lần hai"}});
  run({.post = page_of(p) + "/private",
       .form = {{"author_key", key_of(p)}},
       .shows = {"quyết định lần hai"}});
}

TEST_P(PetitionerPages, NoLinkTellsItsReaderThatTheyDidSomething) {
  const Petition p = sent("Đề nghị sửa cầu treo ở bản giáp biên.");
  const Petition secret = sent("Khiếu nại quyết định thu hồi đất.", "", "complaint");
  constexpr std::pair<const char*, const char*> said[] = {
      {"replied", "Your reply is here"},   {"added", "What you added is with the officers"},
      {"settled", "its page says so now"}, {"doubted", "Its page says now that it is not done yet"},
      {"reopened", "It is open again"},    {"withdrawn", "You have taken it back"}};
  for (const auto& [done, words] : said)
    for (const Petition& each : {p, secret})
      run({.get = page_of(each) + "?done=" + done, .hides = {words}});
  const auto added =
      run({.post = page_of(secret) + "/add",
           .form = {{"author_key", key_of(secret)}, {"words", "Tôi gửi thêm bản đồ."}},
           .status = 303,
           .journal = {"petition.add"}});
  const std::string after(added.location());
  run({.get = after, .shows = {"What you added is with the officers"}});
  // It did that, and nothing else.
  run({.get = page_of(secret) + "?done=withdrawn", .hides = {"taken it back"}});
  http::TestClient other = stranger();
  run({.as = &other, .get = after, .hides = {"What you added"}});
}

TEST_P(PetitionerPages, TakingBackNeedsTheKeyAndAsksOnceMore) {
  const Petition p = sent("Đề nghị sửa cầu treo ở bản giáp biên.");
  const std::string form = page_of(p) + "/withdraw";
  const http::Fields sure{{"author_key", key_of(p)}, {"sure", "yes"}};
  run({.post = form, .form = {{"author_key", "1"}, {"sure", "yes"}}, .status = 422});
  run({.post = form, .form = {{"author_key", key_of(p)}}, .shows = {"for good"}});
  run({.get = page_of(p), .shows = {"/withdraw"}});
  const auto done =
      run({.post = form, .form = sure, .status = 303, .journal = {"petition.withdraw"}});
  const std::string after(done.location());
  run({.get = after, .shows = {"You have taken it back"}});
  clock.advance(std::chrono::minutes(1));
  run({.get = after, .hides = {"You have taken it back"}});
  run({.post = form, .form = sure, .status = 422});
}

}  // namespace
}  // namespace gandan::petitions
