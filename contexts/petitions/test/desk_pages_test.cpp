// The officer's desk through a browser without a socket: who sees what, and what the keys' forms
// do.
#include <gtest/gtest.h>

#include "contexts/petitions/test/desk_site.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/letters/subscriptions.hpp"
#include "lib/jobs/worker.hpp"

namespace gandan::petitions {
namespace {

using people::Role;

class DeskPages : public test::DeskSite {};
GANDAN_EACH_ENGINE(DeskPages);

TEST_P(DeskPages, OnlyStaffComeIn) {
  http::TestClient resident(app());
  EXPECT_EQ(resident.get("/desk").status, 303);
  EXPECT_EQ(resident.post_form("/desk/topics/group", {}).status, 303);
  auto answering = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  EXPECT_EQ(answering.get("/desk/enter").status, 403);
  EXPECT_EQ(answering.post_form("/desk/topics/group", {}).status, 403);
}

TEST_P(DeskPages, WhatWaitsIsListedAndSentOnWithOneForm) {
  auto first = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  clock.advance(std::chrono::minutes(1));
  auto second = send("Đề nghị mở thêm lớp mầm non ở thôn Mẫu.");
  auto client = officer(Role::synthesis_officer, "");
  auto desk = client.get("/desk");
  EXPECT_EQ(desk.status, 200);
  EXPECT_TRUE(desk.contains(first.code));
  EXPECT_TRUE(desk.contains(second.code));
  EXPECT_TRUE(desk.contains("data-key=\"r\""));
  EXPECT_TRUE(client.get(path(first, "?in=to_route&do=route")).contains("name=\"other\""));

  auto body = std::to_string(unit("Bộ Nội vụ").value);
  auto sent = client.post_form(path(first, "/route?in=to_route"),
                               {{"body", body}, {"kind", "proposal"}, {"words", "Xin xem sớm."}});
  EXPECT_EQ(sent.location(), path(second, "?in=to_route&done=route&of=" + first.code));
  EXPECT_EQ(load(first.id).state, State::routed);
  auto next = client.get(sent.location());
  EXPECT_TRUE(next.contains(first.code + ": sent on to Bộ Nội vụ, due "));
  EXPECT_TRUE(client.get(path(first)).contains("Xin xem sớm."));
}

TEST_P(DeskPages, WhatTheSenderRepliedIsReadByOfficersNotByThePublic) {
  auto petition = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  auto client = officer(Role::synthesis_officer, "");
  client.post_form(path(petition, "/ask"), {{"words", "Cầu nào ạ?"}});
  db().write([&](db::Tx& tx) {
    return supplement(tx, env(), Act::by_resident(), petition.id, "Cầu đầu bản.").has_value();
  });
  auto desk = client.get(path(petition));
  EXPECT_TRUE(desk.contains("Cầu nào ạ?"));
  EXPECT_TRUE(desk.contains("Cầu đầu bản."));
}

TEST_P(DeskPages, ABodyIsFoundByTypingAPartOfItsName) {
  auto petition = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  auto client = officer(Role::synthesis_officer, "");
  EXPECT_TRUE(client.get(path(petition, "/bodies?other=bo+noi")).contains("Bộ Nội vụ"));
  EXPECT_TRUE(client.get(path(petition, "/bodies?other=ubnd+dong+dang")).contains("xã Đồng Đăng"));
  EXPECT_FALSE(client.get(path(petition, "/bodies?other=a")).contains("radio"));
  http::TestClient resident(app());
  EXPECT_EQ(resident.get(path(petition, "/bodies?other=bo+noi")).status, 303);

  // Several fit: they are offered. The one that was ticked before is none of them.
  auto ticked = std::to_string(unit("Bộ Y tế").value);
  auto several = client.post_form(path(petition, "/route"),
                                  {{"body", ticked}, {"kind", "proposal"}, {"other", "dong dang"}});
  EXPECT_EQ(several.status, 422);
  EXPECT_TRUE(several.contains("Choose which body you mean."));
  EXPECT_TRUE(several.contains("Ủy ban nhân dân xã Đồng Đăng"));
  EXPECT_EQ(client.post_form(path(petition, "/route"), {{"other", "zzzz"}}).status, 422);
  EXPECT_EQ(load(petition.id).state, State::received);
  auto sent = client.post_form(path(petition, "/route"),
                               {{"body", ticked}, {"kind", "proposal"}, {"other", "bo noi vu"}});
  EXPECT_EQ(sent.status, 303);
  EXPECT_EQ(load(petition.id).body, unit("Bộ Nội vụ"));
}

TEST_P(DeskPages, TheBodyOfThePlaceThatAnswersForTheFieldIsProposed) {
  run_periodic("petitions.advisor");
  SubmitForm form{.kind = "report",
                  .text = "Trạm y tế xã thiếu bác sĩ và thuốc chữa bệnh cho người dân.",
                  .place_text = "tỉnh Lạng Sơn",
                  .place = unit("20"),
                  .province = unit("20")};
  auto petition = send(form);
  auto page = officer(Role::synthesis_officer, "").get(path(petition, "?do=route"));
  EXPECT_TRUE(page.contains("Sở Y tế tỉnh Lạng Sơn"));
  EXPECT_TRUE(page.contains("answers for Health there"));
}

TEST_P(DeskPages, AFormThatLacksSomethingComesBackWithWhatWasTyped) {
  auto petition = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  auto client = officer(Role::synthesis_officer, "");
  auto again = client.post_form(path(petition, "/route"), {{"words", "Lời nhắn."}});
  EXPECT_EQ(again.status, 422);
  EXPECT_TRUE(again.contains("Lời nhắn."));
  EXPECT_TRUE(again.contains("Choose the body that is to answer."));
  EXPECT_EQ(load(petition.id).state, State::received);
  EXPECT_EQ(client.post_form(path(petition, "/ask"), {{"words", ""}}).status, 422);
  EXPECT_EQ(client.post_form(path(petition, "/dance"), {}).status, 404);
}

TEST_P(DeskPages, ABodySeesAndAnswersOnlyWhatIsItsOwn) {
  auto ours = send("Đề nghị quy định phụ cấp cho cán bộ thôn.");
  auto theirs = send("Đề nghị cấp thêm thuốc cho trạm y tế xã.");
  ASSERT_TRUE(route_to(ours.id, "Bộ Nội vụ"));
  ASSERT_TRUE(route_to(theirs.id, "Bộ Y tế"));
  auto client = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  auto mine = client.get("/desk?in=mine");
  EXPECT_TRUE(mine.contains(ours.code));
  EXPECT_FALSE(mine.contains(theirs.code));
  // Public: shown as everybody sees it.
  EXPECT_EQ(client.get(path(theirs)).location(), "/petitions/" + theirs.code);
  EXPECT_EQ(client.post_form(path(theirs, "/accept"), {}).status, 404);

  EXPECT_TRUE(client.get(path(ours)).contains("class=\"button\" href=\"" + path(ours, "/answer")));
  EXPECT_EQ(client.post_form(path(ours, "/accept"), {}).status, 303);
  EXPECT_EQ(load(ours.id).state, State::in_progress);
  EXPECT_EQ(client.get(path(ours, "/answer")).status, 200);
  auto preview = client.post_form(path(ours, "/answer"),
                                  {{"text", "Bộ **đã** ghi nhận."}, {"preview", "yes"}});
  EXPECT_TRUE(preview.contains("<strong>đã</strong>"));
  EXPECT_EQ(load(ours.id).state, State::in_progress);
  auto unpromised =
      client.post_form(path(ours, "/answer"), {{"text", "Sẽ trình."}, {"outcome", "scheduled"}});
  EXPECT_EQ(unpromised.status, 422);
  EXPECT_TRUE(unpromised.contains("Say by which day it will be done."));
  auto done =
      client.post_form(path(ours, "/answer"),
                       {{"text", "Sẽ trình."}, {"outcome", "scheduled"}, {"promised", "5/12"}});
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(load(ours.id).state, State::answered);
  EXPECT_EQ(load(ours.id).promised_on, Date::of(2026, 12, 5));
}

TEST_P(DeskPages, AComplaintShowsWhoComplainsToItsOfficersOnly) {
  auto complaint = send("Khiếu nại quyết định thu hồi đất của gia đình tôi.", "complaint");
  EXPECT_TRUE(officer(Role::synthesis_officer, "").get(path(complaint)).contains("Lò Thị Mẫu"));
  auto elsewhere = officer(Role::answering_officer, "Bộ Y tế", people::Reach::body);
  EXPECT_EQ(elsewhere.get(path(complaint)).status, 404);
}

TEST_P(DeskPages, AnOfficerSeesThatALetterCouldNotBeDelivered) {
  by_mail = true;
  auto petition = send({.kind = "proposal",
                        .text = "Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.",
                        .contact = {.email = "mau@vidu.vn"}});
  auto client = officer(Role::synthesis_officer, "");
  EXPECT_TRUE(client.get(path(petition)).contains("the address is not confirmed yet"));
  db().write([&](db::Tx& tx) {
    letters::mark_undeliverable(tx, clock, letters::find_subscription(tx, petition.code)->id);
  });
  EXPECT_TRUE(client.get(path(petition)).contains("the letter could not be delivered"));
}

TEST_P(DeskPages, AProposedTopicIsConfirmedRenamedAndAnsweredAtOnce) {
  auto one = send("Đề nghị tăng phụ cấp cho cán bộ thôn, bản.");
  auto two = send("Kiến nghị nâng mức phụ cấp của cán bộ thôn bản.");
  for (auto id : {one.id, two.id}) ASSERT_TRUE(route_to(id, "Bộ Nội vụ"));
  db().write([&](db::Tx& tx) {
    propose(tx, env(),
            {{"Phụ cấp cán bộ thôn", {{one.id, 1, "{}"}, {two.id, 0.8, R"({"body":true})"}}}});
  });
  auto code =
      db().read([](db::Tx& tx) { return list_topics(tx, TopicState::proposed, 1).front().code; });
  auto client = officer(Role::synthesis_officer, "");
  EXPECT_TRUE(client.get("/desk/topics").contains("Phụ cấp cán bộ thôn"));
  EXPECT_TRUE(client.get("/desk/topics/" + code).contains("same body"));
  EXPECT_EQ(client.post_form("/desk/topics/" + code + "/confirm", {}).status, 422);
  http::Fields both{{"member", std::to_string(one.id.value)},
                    {"member", std::to_string(two.id.value)}};
  EXPECT_EQ(client.post_form("/desk/topics/" + code + "/confirm", both).location(),
            "/desk/topics?done=confirm");
  EXPECT_EQ(
      client.post_form("/desk/topics/" + code + "/rename", {{"title", "Phụ cấp thôn, bản"}}).status,
      303);

  auto body = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  EXPECT_TRUE(body.get("/desk/topics/" + code).contains("/answer"));
  const auto blank = body.get("/desk/topics/" + code + "/answer");
  EXPECT_TRUE(blank.contains("Answer 2 petitions at once"));
  body.post_form(
      "/desk/topics/" + code + "/answer",
      {{"text", "Đã trình Chính phủ."}, {"outcome", "explained"}, {"seen", seen_in(blank)}});
  EXPECT_EQ(load(one.id).state, State::answered);
  EXPECT_EQ(load(two.id).state, State::answered);
}

TEST_P(DeskPages, ATopicIsParted) {
  auto one = send("Đề nghị tăng phụ cấp cho cán bộ thôn, bản.");
  auto two = send("Kiến nghị mở thêm chợ phiên ở xã.");
  auto client = officer(Role::synthesis_officer, "");
  EXPECT_EQ(client.post_form(path(one, "/topic"), {{"topic", "new"}, {"words", "Phụ cấp"}}).status,
            303);
  auto topic =
      db().read([](db::Tx& tx) { return list_topics(tx, TopicState::confirmed, 1).front(); });
  EXPECT_EQ(client.post_form(path(two, "/topic"), {{"topic", topic.code}}).status, 303);
  EXPECT_EQ(load(two.id).topic, topic.id);
  auto parted =
      client.post_form("/desk/topics/" + topic.code + "/split",
                       {{"member", std::to_string(two.id.value)}, {"new_title", "Chợ phiên"}});
  EXPECT_EQ(parted.status, 303);
  EXPECT_NE(load(two.id).topic, topic.id);
  EXPECT_EQ(load(one.id).topic, topic.id);
}

TEST_P(DeskPages, TheAddressOfAMergedTopicLeadsToWhereItWent) {
  auto client = officer(Role::synthesis_officer, "");
  auto begin = [&](const char* words, const char* title) {
    auto petition = send(words);
    client.post_form(path(petition, "/topic"), {{"topic", "new"}, {"words", title}});
    return db().read([&](db::Tx& tx) { return topics_of(tx, petition.id).front().code; });
  };
  const std::string into = begin("Đề nghị hạ giá nước sạch ở phố.", "Giá nước");
  const std::string from = begin("Xin giảm tiền nước máy cho dân.", "Tiền nước");
  ASSERT_EQ(client.post_form("/desk/topics/" + into + "/merge", {{"other", from}}).status, 303);
  EXPECT_EQ(client.get("/desk/topics/" + from).location(), "/desk/topics/" + into);
}

TEST_P(DeskPages, LeadsToWhatThePublicSeesOfATopicOnlyWhereThereIsSomething) {
  auto client = officer(Role::synthesis_officer, "");
  auto leads = [&](const Submitted& petition) {
    client.post_form(path(petition, "/topic"), {{"topic", "new"}, {"words", "Giá nước"}});
    auto topic = db().read([&](db::Tx& tx) { return topics_of(tx, petition.id).front(); });
    return client.get("/desk/topics/" + topic.code).contains("As the public sees it");
  };
  EXPECT_TRUE(leads(send("Đề nghị hạ giá nước sạch ở phố.")));
  EXPECT_FALSE(
      leads(send({.kind = "proposal", .text = "Xin giảm tiền nước.", .may_publish = false})));
}

TEST_P(DeskPages, ABlankTitleIsRefusedBesideItsFieldAndWhatWasTickedStaysTicked) {
  auto one = send("Đề nghị tăng phụ cấp cho cán bộ thôn, bản.");
  auto client = officer(Role::synthesis_officer, "");
  client.post_form(path(one, "/topic"), {{"topic", "new"}, {"words", "Phụ cấp"}});
  auto topic =
      db().read([](db::Tx& tx) { return list_topics(tx, TopicState::confirmed, 1).front(); });
  const std::string member = std::to_string(one.id.value);
  EXPECT_FALSE(
      client.get("/desk/topics/" + topic.code).contains("value=\"" + member + "\" checked"));
  auto parted =
      client.post_form("/desk/topics/" + topic.code + "/split",
                       {{"member", member}, {"title", "Phụ cấp thôn"}, {"new_title", " \t "}});
  EXPECT_EQ(parted.status, 422);
  EXPECT_TRUE(parted.contains("id=\"new_title-error\""));
  EXPECT_TRUE(parted.contains("value=\"Phụ cấp thôn\""));
  EXPECT_TRUE(parted.contains("value=\"" + member + "\" checked"));
  auto renamed = client.post_form("/desk/topics/" + topic.code + "/rename",
                                  {{"title", "  "}, {"new_title", "Chợ phiên"}});
  EXPECT_EQ(renamed.status, 422);
  EXPECT_TRUE(renamed.contains("id=\"title-error\""));
  EXPECT_TRUE(renamed.contains("value=\"Chợ phiên\""));
  EXPECT_FALSE(renamed.contains("id=\"new_title-error\""));
}

TEST_P(DeskPages, GroupingIsBegunOnceHoweverOftenItIsAskedForAndSaysWhenItWas) {
  auto client = officer(Role::synthesis_officer, "");
  EXPECT_TRUE(client.get("/desk/topics").contains("Not grouped yet"));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.post_form("/desk/topics/group", {}).status, 303);
  EXPECT_TRUE(client.get("/desk/topics").contains("Grouping since"));
  EXPECT_EQ(run_jobs(), 1);
  EXPECT_TRUE(client.get("/desk/topics").contains("Grouped last at"));
  auto entries = db().read([](db::Tx& tx) { return journal::entries_of(tx, all_topics).size(); });
  EXPECT_EQ(entries, 2u);
  client.post_form("/desk/topics/group", {});
  EXPECT_EQ(run_jobs(), 1);
}

TEST_P(DeskPages, WhatWasGroupedByACommandIsSaidToBeGrouped) {
  db().write([&](db::Tx& tx) { propose(tx, env(), {}); });
  auto client = officer(Role::synthesis_officer, "");
  EXPECT_TRUE(client.get("/desk/topics").contains("Grouped last at"));
}

TEST_P(DeskPages, ALetterIsEnteredOnOneScreenAndTheNextKeepsItsPlace) {
  auto client = officer(Role::reception_officer, "Tỉnh Lạng Sơn");
  EXPECT_TRUE(client.get("/desk/enter").contains("name=\"received_at\""));
  auto entered = client.post_form("/desk/enter", {{"kind", "report"},
                                                  {"channel", "telephone"},
                                                  {"received_at", "30/9"},
                                                  {"text", "Đèn đường ngõ 5 tắt đã hai tuần nay."},
                                                  {"place", "Xã Đồng Đăng, Lạng Sơn"},
                                                  {"phone", "0900 000 002"},
                                                  {"consent", "yes"},
                                                  {"key", "k1"}});
  ASSERT_EQ(entered.status, 303) << entered.body;
  auto fresh = client.get(entered.location());
  EXPECT_TRUE(fresh.contains("Entered. Its code is"));
  EXPECT_TRUE(fresh.contains("Print this receipt"));
  EXPECT_FALSE(client.get(entered.location()).contains("The private key")) << "once";
  EXPECT_TRUE(fresh.contains("value=\"telephone\" checked"));
  EXPECT_TRUE(fresh.contains("Đồng Đăng"));
  auto petition = db().read([&](db::Tx& tx) {
    Filter filter;
    return *find(tx, list(tx, clock, filter, 1).rows.front().id);
  });
  EXPECT_EQ(petition.channel, Channel::telephone);
  EXPECT_TRUE(fresh.contains(receipts::private_key(keys->get(), receipt_of(petition.code))));
  EXPECT_EQ(civil_date(petition.received_at), Date::of(2026, 9, 30));
  EXPECT_TRUE(petition.place.has_value());
  auto entries = db().read([&](db::Tx& tx) {
    return journal::entries_of(tx, {"petition", petition.id.value});
  });
  EXPECT_EQ(entries.front().actor_kind, journal::ActorKind::officer);

  auto wrong = client.post_form("/desk/enter", {{"text", "ngắn"}, {"received_at", "hôm qua"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("Write the day of receipt"));
}

TEST_P(DeskPages, TheDayOfReceiptIsFilledInAsItIsRead) {
  auto client = officer(Role::reception_officer, "Tỉnh Lạng Sơn");
  for (const char* language : {"en", "vi"}) {
    client.with_cookie("lang", language);
    EXPECT_TRUE(client.get("/desk/enter").contains("value=\"1/10/2026\"")) << language;
  }
}

}  // namespace
}  // namespace gandan::petitions
