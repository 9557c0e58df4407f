// What everybody reads, and how a petition is sent.
#include <gmock/gmock.h>

#include "contexts/petitions/test/public_site.hpp"

namespace gandan::petitions {
namespace {

class PublicPages : public test::PublicSite {};
GANDAN_EACH_ENGINE(PublicPages);

TEST_P(PublicPages, UntilABodyHasItTheReceivingOfficerOwesTheNextStep) {
  Petition p = sent("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  EXPECT_TRUE(get("/petitions/" + p.code).contains("The receiving officer must send it"));
  ASSERT_TRUE(route_to(p.id, "Bộ Nội vụ"));
  EXPECT_TRUE(get("/petitions/" + p.code).contains("Bộ Nội vụ must answer by"));
}

TEST_P(PublicPages, TheLimitInWordsIsTheOneThatTheDueDateWasCountedBy) {
  db().write([&](db::Tx& tx) {
    tx.run(std::string("insert into unit_remote (unit, valid_from, valid_to, basis) "
                       "values (:unit, 0, null, 'QĐ 861')"),
           {{"unit", unit("tỉnh Cao Bằng")}});
    rules::Limit own = *book->find("reflection.answer", clock.today());
    own.id = {};
    own.body = unit("Bộ Y tế");
    own.value = 3;
    own.unit = rules::LimitUnit::working_day;
    ASSERT_TRUE(rules::save_limit(tx, ids, clock, journal::Actor::system(), own));
  });
  rules->refresh();
  book = rules->book();
  SubmitForm complaint{.kind = "complaint",
                       .text = "Khiếu nại quyết định kỷ luật của tôi.",
                       .place = unit("tỉnh Cao Bằng"),
                       .contact = {"Lò Thị Mẫu", "Bản Mẫu", "", ""}};
  Petition far = load(send(complaint).id);
  ASSERT_TRUE(route_to(far.id, "Bộ Nội vụ"));
  ASSERT_TRUE(accept_signed(far.id));
  EXPECT_TRUE(client()
                  .post_form("/petitions/" + far.code + "/private", {{"author_key", key_of(far)}})
                  .contains("45 days"));
  Petition strict = sent("Phòng khám đóng cửa cả tuần nay.", "", "report");
  ASSERT_TRUE(route_to(strict.id, "Bộ Y tế"));
  EXPECT_TRUE(get("/petitions/" + strict.code).contains("3 working days"));
}

TEST_P(PublicPages, WhatStrangersWroteIsShownBackAsText) {
  Petition p = sent(std::string("Đề nghị sửa đường vào bản. ") + test::hostile);
  for (const std::string& target :
       {"/petitions/" + p.code, std::string("/petitions"), "/receipts/" + p.code,
        "/petitions/" + p.code + "/join",
        std::string("/petitions?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E&body=%22%3E&after=%27"),
        std::string("/bodies?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E")}) {
    auto page = get(target);
    EXPECT_EQ(page.status, 200) << target;
    EXPECT_FALSE(page.contains("<script>alert")) << target;
  }
  EXPECT_TRUE(get("/petitions/" + p.code).contains("&lt;script&gt;alert(1)"));
  auto form = client().post_form(
      "/send", {{"step", "text"}, {"kind", "report"}, {"to", "place"}, {"text", test::hostile}});
  EXPECT_EQ(form.status, 200);
  EXPECT_FALSE(form.contains("<script>alert"));
  EXPECT_TRUE(form.contains("&lt;script&gt;alert(1)"));
}

TEST_P(PublicPages, EveryVerdictNarrowsTheListAndIsNamed) {
  sent("Đèn đường ở ngã ba đã tắt hai tuần.", "Xã Đồng Đăng, Tỉnh Lạng Sơn", "report");
  const std::pair<Verdict, const char*> named[] = {
      {Verdict::answered, "Answered"},        {Verdict::pending, "Not yet answered"},
      {Verdict::on_time, "Within the limit"}, {Verdict::overdue, "Overdue"},
      {Verdict::open, "Being handled"},       {Verdict::late, "Past its limit, not yet answered"},
      {Verdict::kept, "Answered in time"},    {Verdict::answered_late, "Answered late"},
      {Verdict::not_due, "Not due yet"}};
  for (const auto& [verdict, words] : named) {
    const auto page = get("/petitions?is=" + std::string(name(verdict)));
    EXPECT_EQ(page.status, 200) << words;
    EXPECT_TRUE(page.contains(std::string(words))) << words;
  }
}

TEST_P(PublicPages, AnAddressFillsInNothingButTheKind) {
  const auto form =
      get("/send?kind=denunciation&key=known&text=Chữ+của+người+khác&title=Đề&name=Ai");
  EXPECT_EQ(form.status, 200);
  for (const char* of_others : {"known", "Chữ của người khác", "value=\"Ai\""})
    EXPECT_FALSE(form.contains(of_others)) << of_others;
}

TEST_P(PublicPages, AFormKeepsWhatWasTypedAndSaysWhatIsWrong) {
  auto refused = client().post_form("/send", {{"step", "contact"},
                                              {"to", "check"},
                                              {"kind", "report"},
                                              {"text", "Đèn đường tắt hai tuần."},
                                              {"email", "khong-phai-thu"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.contains("khong-phai-thu"));
  EXPECT_TRUE(refused.contains("Đèn đường tắt hai tuần."));
  EXPECT_TRUE(refused.contains("Write the e-mail address in full"));
}

TEST_P(PublicPages, ASentPetitionHasAReceiptWithItsKey) {
  auto sent = client().post_form(
      "/petitions",
      {{"kind", "report"}, {"key", "one"}, {"text", "Đèn đường ngõ 5 tắt đã hai tuần."}});
  ASSERT_EQ(sent.status, 303);
  auto receipt = get(std::string(sent.location()));
  EXPECT_EQ(receipt.status, 200);
  EXPECT_TRUE(receipt.contains("Your private key"));
  EXPECT_EQ(sent.location().find('?'), std::string_view::npos) << "no key in the browser's history";
  auto again = client().post_form(
      "/petitions",
      {{"kind", "report"}, {"key", "one"}, {"text", "Đèn đường ngõ 5 tắt đã hai tuần."}});
  EXPECT_EQ(again.location(), sent.location());
  client().with_cookie("receipt", "0000000000");
  EXPECT_FALSE(get(std::string(sent.location())).contains("Your private key"));
}

TEST_P(PublicPages, NoKeyCanBeTriedByTheCookieOfAReceipt) {
  Petition p = sent("Khiếu nại quyết định thu hồi đất.", "", "complaint");
  Petition other = sent("Đề nghị sửa cầu treo ở bản giáp biên.");
  const std::string receipt = "/receipts/" + p.code;
  auto shows = [&] {
    auto page = get(receipt);
    const bool names = page.contains("We have your complaint"), has_key = page.contains(key_of(p));
    EXPECT_EQ(names, has_key);
    return has_key;
  };
  client().with_cookie("receipt", key_of(p));
  EXPECT_FALSE(shows()) << "the key itself, which has ten digits";
  hold_receipt(other);
  EXPECT_FALSE(shows()) << "the proof of another petition";
  hold_receipt(p);
  EXPECT_TRUE(shows());
  clock.advance(std::chrono::minutes(10));
  EXPECT_FALSE(shows()) << "a cookie that was kept";
  const std::string ended = receipts::proof_of(keys->get(), p.code, clock.now());
  client().with_cookie("receipt", "9" + ended);
  EXPECT_FALSE(shows()) << "another end than the proof was made for";
}

TEST_P(PublicPages, WhatASystemSendsTwiceIsAnsweredAsTheFirstTime) {
  const std::string sent =
      R"({"kind": "report", "text": "Đèn đường ngõ 5 tắt đã hai tuần.", "idempotency_key": "one"})";
  http::TestClient program(app());
  auto first = program.post_json("/api/v1/petitions", sent);
  EXPECT_EQ(first.headers.get("Cache-Control"), "no-store") << "it holds the private key";
  ASSERT_EQ(first.status, 201);
  clock.advance(std::chrono::hours(24 * 3));
  auto again = program.post_json("/api/v1/petitions", sent);
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.body, first.body);
}

TEST_P(PublicPages, SearchFindsWithoutMarksAndACodeLeadsToItsPage) {
  Petition p = sent("Đề nghị làm đường bê tông vào thôn Nà Pò.");
  EXPECT_TRUE(get("/petitions?q=duong+be+tong").contains(p.code));
  EXPECT_FALSE(get("/petitions?q=truong+hoc").contains(p.code));
  std::string typed = p.code.substr(3);
  auto led = get("/petitions?q=" + typed);
  EXPECT_EQ(led.status, 303);
  EXPECT_EQ(led.location(), "/petitions/" + p.code);
}

TEST_P(PublicPages, ACardLeadsToEveryPetitionAndNamesWhatEverybodyMayRead) {
  const Petition open = sent("Đề nghị làm đường bê tông vào thôn Nà Pò.");
  EXPECT_EQ(card_of(subject_of(open.id))->title, open.title);
  for (const char* kind : {"complaint", "denunciation"}) {
    const Petition sealed = sent("Cán bộ thu phí ngoài quy định ở bến.", "", kind);
    EXPECT_EQ(get("/follow?code=" + sealed.code).location(), "/petitions/" + sealed.code) << kind;
    const auto card = card_of(subject_of(sealed.id));
    EXPECT_EQ(card->href, "/petitions/" + sealed.code) << kind;
    EXPECT_EQ(card->title, "") << kind;
  }
}

TEST_P(PublicPages, SearchesRunBesideTheIoThreadsAndListsOnThem) {
  auto work = [&](const char* path, const char* words) {
    http::Request request;
    request.query.add("q", words);
    return app().router.match(http::Method::get, path).route->work_of(request);
  };
  for (const char* path : {"/petitions", "/bodies"}) {
    EXPECT_EQ(work(path, "đường"), http::Work::slow);
    EXPECT_EQ(work(path, " "), http::Work::reads);
  }
  EXPECT_EQ(work("/places", "Chi Lăng"), http::Work::slow);
}

TEST_P(PublicPages, AListThatAFigureOpensSaysHowManyOfItsRecordsAreNotPublic) {
  sent("Đề nghị làm thêm một cây cầu qua suối.");
  sent("Sửa đường, gọi tôi số 0912 345 678.");
  fold();
  const std::string list = "/petitions?from=2026-10-01&to=2026-10-01";
  EXPECT_TRUE(get(list + "&of=2").contains("1 of 2 are not public: they are counted, not listed."));
  EXPECT_FALSE(get(list + "&of=1").contains("not public"));
  EXPECT_TRUE(get(list + "&kind=report&of=1").contains("These are counted, not listed"));
  EXPECT_FALSE(get(list).contains("not public"));
  EXPECT_FALSE(get(list + "&of=99999").contains("not public")) << "there are not so many";
}

TEST_P(PublicPages, FacetsOfANarrowedListCountWhatIsInIt) {
  Petition routed = sent("Đề nghị tăng phụ cấp cho trưởng thôn.", "tỉnh Lạng Sơn");
  sent("Đề nghị sửa cầu treo ở bản giáp biên.", "tỉnh Cao Bằng");
  ASSERT_TRUE(route_to(routed.id, "BNV"));
  fold();
  auto all = get("/petitions");
  EXPECT_TRUE(all.contains("Lạng Sơn") && all.contains("Cao Bằng"));
  auto narrowed = get("/petitions?body=BNV");
  EXPECT_TRUE(narrowed.contains("1 result"));
  EXPECT_TRUE(narrowed.contains("Lạng Sơn"));
  EXPECT_FALSE(narrowed.contains("Cao Bằng"));
}

TEST_P(PublicPages, ACodeThatNobodyKnowsFindsNothingAndIsNamed) {
  sent("Đề nghị tăng phụ cấp cho trưởng thôn.", "tỉnh Lạng Sơn");
  for (const char* filter : {"body=XYZ", "place=XYZ", "field=XYZ", "body=id9"}) {
    auto list = get(std::string("/petitions?") + filter);
    EXPECT_EQ(list.status, 200);
    EXPECT_TRUE(list.contains("Nothing was found")) << filter;
  }
  EXPECT_TRUE(get("/petitions?body=XYZ").contains(">XYZ"));
}

TEST_P(PublicPages, ATopicShowsWhoAsksByProvinceAndTheOneAnswer) {
  Petition first = sent("Đề nghị tăng phụ cấp cho trưởng thôn.", "tỉnh Lạng Sơn");
  Petition second = sent("Đề nghị tăng phụ cấp trưởng thôn, trưởng bản.", "tỉnh Cao Bằng");
  ASSERT_TRUE(route_to(first.id, "BNV"));
  ASSERT_TRUE(route_to(second.id, "BNV"));
  Topic topic = put_together("Phụ cấp trưởng thôn", {first.id, second.id});
  ASSERT_TRUE(db().write([&](db::Tx& tx) { return join(tx, env(), first.code, {}); }));
  auto open = get("/topics/" + topic.code);
  EXPECT_EQ(open.status, 200);
  EXPECT_TRUE(open.contains("<b>3</b><span class=\"label\">people ask this</span>"));
  EXPECT_TRUE(open.contains("Lạng Sơn") && open.contains("Cao Bằng"));
  EXPECT_TRUE(open.contains("/petitions/" + second.code));
  EXPECT_TRUE(open.contains("1 more person"));

  AnswerForm form{.outcome = Outcome::explained, .text = "Phụ cấp theo **nghị định** mới."};
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return answer_topic(tx, env(), by, topic.id, form); }));
  auto answered = get("/topics/" + topic.code);
  EXPECT_TRUE(answered.contains("<strong>nghị định</strong>"));
  EXPECT_TRUE(get("/topics").contains("Phụ cấp trưởng thôn"));
  EXPECT_EQ(get("/petitions?q=" + topic.code).location(), "/topics/" + topic.code);
  EXPECT_EQ(get("/topics/CD-0000-0000-0000").status, 404);
}

TEST_P(PublicPages, TopicsThatNobodyConfirmedAreNotPublic) {
  Petition first = sent("Đề nghị tăng phụ cấp cho trưởng thôn.");
  Petition second = sent("Đề nghị tăng phụ cấp trưởng thôn, trưởng bản.");
  std::string code = db().write([&](db::Tx& tx) {
    propose(tx, env(), {{"Phụ cấp", {{first.id, 1, "{}"}, {second.id, 0.9, "{}"}}}});
    return list_topics(tx, TopicState::proposed, 1).front().code;
  });
  EXPECT_EQ(get("/topics/" + code).status, 404);
  EXPECT_FALSE(get("/topics").contains(code));
}

TEST_P(PublicPages, ATopicShowsNothingOfWhatBecameADenunciation) {
  Petition first = sent("Đề nghị xem lại khoản thu của trường tiểu học.");
  clock.advance(std::chrono::minutes(1));
  Petition second = sent("Đề nghị công khai khoản thu của trường tiểu học.");
  Topic topic = put_together("Khoản thu của trường", {first.id, second.id});
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return route(tx, env(), by, first.id, {.body = unit("BNV"), .kind = Kind::denunciation});
  }));
  EXPECT_FALSE(get("/topics").contains("Bộ Nội vụ"));
  auto page = get("/topics/" + topic.code);
  EXPECT_FALSE(page.contains("Bộ Nội vụ"));
  EXPECT_TRUE(page.contains(second.text));
}

TEST_P(PublicPages, ABodyShowsWhatItOwesAndWhatItAnswered) {
  Petition owed = sent("Đề nghị tăng phụ cấp cho trưởng thôn.");
  Petition done = sent("Đề nghị hướng dẫn chế độ nghỉ hưu trước tuổi.");
  Petition secret = sent("Khiếu nại quyết định kỷ luật của cơ quan tôi.", "", "complaint");
  for (PetitionId id : {owed.id, done.id, secret.id}) ASSERT_TRUE(route_to(id, "BNV"));
  answer_one(done.id, "Đã có hướng dẫn.");
  fold();
  auto page = get("/bodies/BNV");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.contains(owed.code));
  EXPECT_FALSE(page.contains(done.code));
  EXPECT_FALSE(page.contains(secret.code));
  EXPECT_TRUE(page.contains("The last twelve months"));
  EXPECT_TRUE(page.contains("What it answers for"));
  auto answered = get("/bodies/BNV?show=answered");
  EXPECT_TRUE(answered.contains(done.code));
  EXPECT_FALSE(answered.contains(owed.code));
  EXPECT_FALSE(get("/bodies/BNV?show=late").contains(owed.code));
  clock.advance(std::chrono::hours(24 * 365));
  EXPECT_TRUE(get("/bodies/BNV?show=late").contains(owed.code));
  EXPECT_EQ(get("/bodies/KHONGCO").status, 404);
  EXPECT_EQ(get("/bodies/id12x").status, 404);
}

TEST_P(PublicPages, BodiesAreFoundByNameWithoutMarksAndPagedByKey) {
  auto found = get("/bodies?q=bo+noi+vu");
  EXPECT_TRUE(found.contains("/bodies/BNV"));
  EXPECT_FALSE(found.contains("/bodies/BCA"));
  EXPECT_TRUE(get("/bodies?q=khong+co+dau").contains("No body of this name"));
  auto first = get("/bodies");
  EXPECT_TRUE(first.contains("Of the nation"));
  auto at = first.body.find("/bodies?after=");
  ASSERT_NE(at, std::string::npos);
  auto next = get(first.body.substr(at, first.body.find('"', at) - at));
  EXPECT_EQ(next.status, 200);
  EXPECT_FALSE(next.contains("/bodies/BNV\""));
}

TEST_P(PublicPages, TheFeedHoldsPublicAnswersAlone) {
  Petition p = sent(std::string("Đề nghị hướng dẫn & trả lời <sớm>."));
  Petition secret = sent("Khiếu nại quyết định kỷ luật của cơ quan tôi.", "", "complaint");
  for (PetitionId id : {p.id, secret.id}) {
    ASSERT_TRUE(route_to(id, "BNV"));
    if (id == secret.id) {
      ASSERT_TRUE(accept_signed(id));
    }
    answer_one(id, "Đã *xong*.");
  }
  auto feed = get("/petitions.atom");
  EXPECT_EQ(feed.status, 200);
  EXPECT_TRUE(feed.contains("/petitions/" + p.code));
  EXPECT_TRUE(feed.contains("&amp; trả lời &lt;sớm&gt;"));
  EXPECT_TRUE(feed.contains("&lt;em&gt;xong&lt;/em&gt;"));
  EXPECT_FALSE(feed.contains(secret.code));
}

}  // namespace
}  // namespace gandan::petitions
