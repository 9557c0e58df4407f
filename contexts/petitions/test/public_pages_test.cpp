// The public pages through the whole chain, on petitions made by the use cases.
#include <gmock/gmock.h>

#include "contexts/petitions/author_key.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/test/support.hpp"
#include "contexts/petitions/topics.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/units/places.hpp"
#include "lib/http/test_client.hpp"

namespace gandan::petitions {
namespace {

using testing::ElementsAre;

constexpr const char* hostile = "<script>alert(1)</script> \"' onload=x {t} %s ' or 1=1 --";

class PublicPages : public test::PetitionsDatabase {
 protected:
  /// The pages, as a server holds them.
  struct Site {
    explicit Site(PublicPages& test)
        : directory(test.db()),
          services{test.db(), test.clock, test.ids, *test.rules, directory, *test.keys, people},
          totals(test.db()),
          app(test.clock, http::AppOptions{.access_log = false}) {
      app.prepare = [this](http::Request& request) {
        request.attach(pages::Reader{&pages::choose_locale(request), &menu});
      };
      add_list_page(app, services, totals);
      add_petition_page(app, services);
      add_send_pages(app, services, advisor);
      add_petitioner_pages(app, services);
      add_topic_pages(app, services);
      add_body_pages(app, services, totals);
      add_feed_pages(app, services);
      add_api(app, services);
    }
    DirectoryHolder directory;
    people::Settings people;
    Services services;
    TotalsHolder totals;
    Advisor advisor;
    pages::Site menu;
    http::App app;
  };

  void SetUp() override {
    PetitionsDatabase::SetUp();
    if (IsSkipped()) return;
    site_ = std::make_unique<Site>(*this);
    client_ = std::make_unique<http::TestClient>(site_->app);
    client_->with_cookie("lang", "en");
  }
  void TearDown() override {
    client_.reset();
    site_.reset();
    PetitionsDatabase::TearDown();
  }

  /// Sends it and reads it back; the place must be one unit.
  Petition sent(const std::string& text, const std::string& place = "",
                const std::string& kind = "proposal") {
    if (place.empty()) return load(send(text, kind).id);
    SubmitForm form{.kind = kind, .text = text, .place_text = place};
    db().read([&](db::Tx& tx) {
      form.place = units::find_one_place(tx, place, clock.today());
      if (form.place) form.province = units::province_of(tx, *form.place);
    });
    return load(send(form).id);
  }
  void ask_for_more(PetitionId id, std::string_view question) {
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return ask(tx, env(), by, id, question); }));
  }
  void answer_one(PetitionId id, const std::string& text) {
    AnswerForm form{.outcome = Outcome::settled, .text = text};
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, id, form); }));
  }
  Topic put_together(const std::string& title, const std::vector<PetitionId>& petitions) {
    return act([&](db::Tx& tx, const Act& by) {
      Proposal proposal{.title = title, .members = {}};
      for (PetitionId id : petitions) proposal.members.push_back({id, 0.9, "{}"});
      propose(tx, env(), {proposal});
      auto rows = list_topics(tx, TopicState::proposed, 1);
      return *confirm(tx, env(), by, rows.front().id, petitions);
    });
  }
  /// What jobs do in the background.
  void fold() {
    journal::seal_all(db(), clock);
    fold_all(db(), clock);
    site_->totals.refresh();
  }
  http::TestResponse get(const std::string& target) { return client_->get(target); }
  std::string key_of(const Petition& p) { return author_key(keys->get(), p.code); }

  std::unique_ptr<Site> site_;
  std::unique_ptr<http::TestClient> client_;
};
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
           std::vector<db::Param>{{"unit", unit("tỉnh Cao Bằng")}});
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
  EXPECT_TRUE(get("/petitions/" + far.code).contains("45 days"));
  Petition strict = sent("Phòng khám đóng cửa cả tuần nay.", "", "report");
  ASSERT_TRUE(route_to(strict.id, "Bộ Y tế"));
  EXPECT_TRUE(get("/petitions/" + strict.code).contains("3 working days"));
}

TEST_P(PublicPages, WhatStrangersWroteIsShownBackAsText) {
  Petition p = sent(std::string("Đề nghị sửa đường vào bản. ") + hostile);
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
  auto form = client_->post_form(
      "/send", {{"step", "text"}, {"kind", "report"}, {"to", "place"}, {"text", hostile}});
  EXPECT_EQ(form.status, 200);
  EXPECT_FALSE(form.contains("<script>alert"));
  EXPECT_TRUE(form.contains("&lt;script&gt;alert(1)"));
}

TEST_P(PublicPages, AFormKeepsWhatWasTypedAndSaysWhatIsWrong) {
  auto refused = client_->post_form("/send", {{"step", "contact"},
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
  auto sent = client_->post_form(
      "/petitions",
      {{"kind", "report"}, {"key", "one"}, {"text", "Đèn đường ngõ 5 tắt đã hai tuần."}});
  ASSERT_EQ(sent.status, 303);
  auto receipt = get(std::string(sent.location()));
  EXPECT_EQ(receipt.status, 200);
  EXPECT_TRUE(receipt.contains("Your private key"));
  EXPECT_EQ(sent.location().find('?'), std::string_view::npos) << "no key in the browser's history";
  auto again = client_->post_form(
      "/petitions",
      {{"kind", "report"}, {"key", "one"}, {"text", "Đèn đường ngõ 5 tắt đã hai tuần."}});
  EXPECT_EQ(again.location(), sent.location());
  client_->with_cookie("receipt", "0000000000");
  EXPECT_FALSE(get(std::string(sent.location())).contains("Your private key"));
}

TEST_P(PublicPages, WhatASystemSendsTwiceIsAnsweredAsTheFirstTime) {
  const std::string sent =
      R"({"kind": "report", "text": "Đèn đường ngõ 5 tắt đã hai tuần.", "idempotency_key": "one"})";
  http::TestClient program(site_->app);
  auto first = program.post_json("/api/v1/petitions", sent);
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

TEST_P(PublicPages, SearchesRunBesideTheIoThreadsAndListsOnThem) {
  auto work = [&](const char* path, const char* words) {
    http::Request request;
    request.query.add("q", words);
    return site_->app.router.match(http::Method::get, path).route->work_of(request);
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
  const std::string list = "/petitions?from=2026-10-01&to=2026-10-01";
  EXPECT_TRUE(get(list + "&of=2").contains("1 of 2 are not public: they are counted, not listed."));
  EXPECT_FALSE(get(list + "&of=1").contains("not public"));
  EXPECT_TRUE(get(list + "&kind=report&of=1").contains("These are counted, not listed"));
  EXPECT_FALSE(get(list).contains("not public"));
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
  EXPECT_TRUE(open.contains("3 people ask"));
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

TEST_P(PublicPages, WhoJoinsIsCountedOnceAndGetsACode) {
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

TEST_P(PublicPages, JoiningSaysWhatIsWrongAndKeepsWhatWasTyped) {
  Petition p = sent("Đề nghị sửa cầu treo ở bản giáp biên.");
  auto refused =
      client_->post_form("/petitions/" + p.code + "/join",
                         {{"key", "k1"}, {"place", "nơi không ai biết"}, {"email", hostile}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.contains("We do not know this place"));
  EXPECT_TRUE(refused.contains("Write the e-mail address in full"));
  EXPECT_TRUE(refused.contains("nơi không ai biết"));
  EXPECT_FALSE(refused.contains("<script>alert"));
}

TEST_P(PublicPages, NobodyJoinsWhatIsNotPublicOrIsClosed) {
  Petition secret = sent("Khiếu nại quyết định kỷ luật của cơ quan tôi.", "", "complaint");
  EXPECT_EQ(get("/petitions/" + secret.code + "/join").status, 404);
  EXPECT_EQ(client_->post_form("/petitions/" + secret.code + "/join", {{"key", "a"}}).status, 404);
  Petition closed = sent("Đề nghị sửa cầu treo ở bản giáp biên.");
  ASSERT_TRUE(
      db().write([&](db::Tx& tx) { return withdraw(tx, env(), Act::by_petitioner(), closed.id); }));
  EXPECT_EQ(get("/petitions/" + closed.code + "/join").status, 422);
}

TEST_P(PublicPages, AReplyNeedsTheKeyAndStartsTheClockAgain) {
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

TEST_P(PublicPages, AConfidentialQuestionIsShownOnlyWithTheKey) {
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

TEST_P(PublicPages, WhoSentSomethingConfidentialReadsTheAnswerWithTheKeyAndNobodyElseDoes) {
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

TEST_P(PublicPages, WhatCameAsADenunciationStaysSealedThoughItIsFoundToBeAReport) {
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

TEST_P(PublicPages, TheReasonsGivenToAComplainantAreShownOnlyWithTheKey) {
  Petition p = sent("Khiếu nại quyết định kỷ luật của cơ quan tôi.", "", "complaint");
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
                return give_back(tx, env(), by, p.id, "Đã có quyết định lần hai.");
              }).has_value());
  EXPECT_TRUE(get("/petitions/" + p.code).contains("Given back"));
  EXPECT_FALSE(get("/petitions/" + p.code).contains("quyết định lần hai"));
  EXPECT_TRUE(client_->post_form("/petitions/" + p.code + "/private", {{"author_key", key_of(p)}})
                  .contains("quyết định lần hai"));
}

TEST_P(PublicPages, TakingBackNeedsTheKeyAndAsksOnceMore) {
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
  EXPECT_EQ(client_->post_form(form, {{"author_key", key_of(p)}, {"sure", "yes"}}).status, 422);
}

TEST_P(PublicPages, TheFeedHoldsPublicAnswersAndRobotsKeepOut) {
  Petition p = sent(std::string("Đề nghị hướng dẫn & trả lời <sớm>."));
  Petition secret = sent("Khiếu nại quyết định kỷ luật của cơ quan tôi.", "", "complaint");
  for (PetitionId id : {p.id, secret.id}) {
    ASSERT_TRUE(route_to(id, "BNV"));
    answer_one(id, "Đã *xong*.");
  }
  auto feed = get("/petitions.atom");
  EXPECT_EQ(feed.status, 200);
  EXPECT_TRUE(feed.contains("/petitions/" + p.code));
  EXPECT_TRUE(feed.contains("&amp; trả lời &lt;sớm&gt;"));
  EXPECT_TRUE(feed.contains("&lt;em&gt;xong&lt;/em&gt;"));
  EXPECT_FALSE(feed.contains(secret.code));
  EXPECT_TRUE(get("/robots.txt").contains("Disallow: /receipts/"));
}

}  // namespace
}  // namespace gandan::petitions
