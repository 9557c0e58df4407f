// What the desk keeps shut: the words of denunciations, and what is masked before all may read it.
#include <gmock/gmock.h>

#include "contexts/petitions/module.hpp"
#include "contexts/petitions/test/desk_site.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "lib/http/decode.hpp"
#include "lib/text/fold.hpp"

namespace gandan::petitions {
namespace {

using people::Role;

class DeskSealed : public test::DeskSite {};
GANDAN_EACH_ENGINE(DeskSealed);

TEST_P(DeskSealed, DenunciationsAreForTheirOfficersAlone) {
  auto denounced = send("Tố cáo cán bộ xã Mẫu nhận tiền của dân khi làm giấy tờ.", "denunciation");
  auto synthesis = officer(Role::synthesis_officer, "");
  EXPECT_FALSE(synthesis.get("/desk?in=to_route").contains(denounced.code));
  EXPECT_FALSE(synthesis.get("/desk?in=denunciations").contains(denounced.code));
  EXPECT_EQ(synthesis.get(path(denounced)).status, 404);
  EXPECT_EQ(
      synthesis.post_form(path(denounced, "/identity"), {{"words", "Cần mời làm việc."}}).status,
      403);

  auto named = officer(Role::denunciation_officer, "");
  auto page = named.get("/desk?in=denunciations");
  EXPECT_TRUE(page.contains(denounced.code));
  EXPECT_FALSE(page.contains("Lò Thị Mẫu"));
  EXPECT_EQ(named.post_form(path(denounced, "/identity"), {{"words", "vì"}}).status, 422);
  auto opened =
      named.post_form(path(denounced, "/identity"), {{"words", "Cần mời người tố cáo làm việc."}});
  EXPECT_TRUE(opened.contains("Lò Thị Mẫu"));
  EXPECT_EQ(opened.headers.get("Cache-Control"), "no-store");
  EXPECT_EQ(named.post_form(path(denounced, "/identity"), {{"words", "          "}}).status, 422);
  auto after = named.get(path(denounced));
  EXPECT_FALSE(after.contains("Lò Thị Mẫu"));
  EXPECT_TRUE(after.contains("Cần mời người tố cáo làm việc.")) << "who opened it, and why";
}

TEST_P(DeskSealed, AClickOpensNoWordOfADenunciationAndWhoOpensThemSaysWhyAndIsNoted) {
  const SubmitForm form{.kind = "denunciation",
                        .title = "Về cây cầu",
                        .text = "Tố cáo cán bộ xã nhận tiền khi làm giấy tờ.",
                        .place_text = "bản Giấu Kín",
                        .anonymous = true};
  const Submitted sealed = send(form);
  auto named = officer(Role::denunciation_officer, "");
  const std::vector<std::string> unread{"petition.submit"},
      read{"petition.submit", "people.read_words"};
  for (const std::string& address :
       {std::string("/desk?in=denunciations"), path(sealed), path(sealed, "?do=route")}) {
    const auto page = named.get(address);
    EXPECT_TRUE(page.contains(sealed.code)) << address;
    for (const char* words : {"nhận tiền", "Về cây cầu", "Giấu Kín"})
      EXPECT_FALSE(page.contains(words)) << address;
  }
  EXPECT_TRUE(named.get(path(sealed)).contains("Open the words"));
  EXPECT_EQ(verbs_of(sealed.id), unread) << "looking opens nothing";
  EXPECT_EQ(named.post_form(path(sealed, "/words"), {{"words", "vì"}}).status, 422);
  EXPECT_EQ(verbs_of(sealed.id), unread);

  const auto opened = named.post_form(path(sealed, "/words?in=denunciations"),
                                      {{"words", "Xử lý ban đầu theo phân công."}});
  EXPECT_EQ(opened.location(), path(sealed, "?in=denunciations&done=words&of=" + sealed.code));
  for (int i = 0; i < 2; ++i) {
    const auto page = named.get(opened.location());
    for (const char* words :
         {"nhận tiền", "Về cây cầu", "Giấu Kín", "It is noted that you opened them",
          "You opened its words on", "Xử lý ban đầu theo phân công."})
      EXPECT_TRUE(page.contains(words)) << words;
  }
  EXPECT_TRUE(named.get(path(sealed, "?do=route")).contains("nhận tiền"));
  EXPECT_EQ(verbs_of(sealed.id), read) << "once a day";
  EXPECT_FALSE(named.get("/desk?in=denunciations").contains("Received on, nhận tiền"));

  auto colleague = officer(Role::denunciation_officer, "");
  const auto theirs = colleague.get(path(sealed));
  EXPECT_FALSE(theirs.contains("nhận tiền")) << "each opens them themself";
  EXPECT_TRUE(theirs.contains("Who opened its words"));
  EXPECT_TRUE(theirs.contains("Xử lý ban đầu theo phân công."));

  auto body = std::to_string(unit("Bộ Nội vụ").value);
  named.post_form(path(sealed, "/route"), {{"body", body}, {"words", "Xin xem nhật ký."}});
  EXPECT_EQ(load(sealed.id).state, State::routed);
  EXPECT_TRUE(named.get(path(sealed)).contains("Xin xem nhật ký."));
  EXPECT_TRUE(named.get(path(sealed, "/answer")).contains("nhận tiền"));
  EXPECT_TRUE(colleague.get(path(sealed, "/answer")).contains("you did not open it today"));
  EXPECT_EQ(named.post_form(path(sealed, "/ask"), {{"words", ""}}).status, 422);
  EXPECT_EQ(officer(Role::synthesis_officer, "").get(path(sealed)).status, 404);
  EXPECT_EQ(officer(Role::synthesis_officer, "")
                .post_form(path(sealed, "/words"), {{"words", "Muốn xem cho biết thôi."}})
                .status,
            404);
  clock.advance(std::chrono::hours(24));
  EXPECT_FALSE(named.get(path(sealed)).contains("nhận tiền")) << "each day anew";
}

TEST_P(DeskSealed, RowsOfDenunciationsAreToldApartWithoutAWordAndTheFirstDueStandsFirst) {
  const UnitId place = unit("Xã Đồng Đăng"), province = unit("Tỉnh Lạng Sơn");
  auto denounce = [&](std::optional<UnitId> at) {
    return send({.kind = "denunciation",
                 .text = "Tố cáo cán bộ xã nhận tiền khi làm giấy tờ.",
                 .place = at,
                 .province = at ? std::optional(province) : std::nullopt,
                 .anonymous = true});
  };
  const Submitted later = denounce(std::nullopt);
  clock.advance(std::chrono::hours(48));
  const Submitted sooner = denounce(place);
  db().write([&](db::Tx& tx) {
    Petition petition = *find(tx, sooner.id);
    petition.clock.due_at = clock.now();
    save(tx, petition);
  });
  const auto page = officer(Role::denunciation_officer, "").get("/desk?in=denunciations");
  EXPECT_LT(page.body.find(sooner.code), page.body.find(later.code)) << "by the clock";
  for (const char* told : {"Received on 1 Oct 2026", "Received on 3 Oct 2026",
                           "Commune level, Tỉnh Lạng Sơn", "Place not known"})
    EXPECT_TRUE(page.contains(told)) << told;
  EXPECT_FALSE(page.contains("datetime=\"2026-10-01\"")) << "the title of its card says the day";
}

TEST_P(DeskSealed, NobodyIsProposedToDecideADenunciation) {
  auto sent = send({.kind = "denunciation",
                    .text = "Tố cáo trưởng trạm y tế xã nhận tiền khi khám bệnh cho dân.",
                    .addressed_to = "Bộ Y tế",
                    .place = unit("Xã Đồng Đăng"),
                    .province = unit("Tỉnh Lạng Sơn"),
                    .anonymous = true});
  auto named = officer(Role::denunciation_officer, "");
  EXPECT_FALSE(named.get(path(sent)).contains("Who may be responsible"));
  EXPECT_FALSE(named.get(path(sent, "?do=route")).contains("name=\"to\""));
  named.post_form(path(sent, "/words"), {{"words", "Xử lý ban đầu theo phân công."}});
  const auto form = named.get(path(sent, "?do=route"));
  EXPECT_TRUE(form.contains("asked by the sender")) << "this is known, not guessed";
  EXPECT_FALSE(form.contains("where it happens"));
  const std::string button =
      "name=\"to\" value=\"" + std::to_string(unit("Bộ Y tế").value) + "\" data-key=\"1\"";
  EXPECT_TRUE(form.contains(button));
  EXPECT_FALSE(form.contains(button + " autofocus")) << "no key that is pressed twice sends it";
  EXPECT_FALSE(named.get(path(sent, "/bodies?other=bo+noi")).contains("checked"));
  auto plain = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  auto synthesis = officer(Role::synthesis_officer, "");
  EXPECT_TRUE(synthesis.get(path(plain, "/bodies?other=bo+noi+vu")).contains("checked"))
      << "one alone is what was typed";
}

TEST_P(DeskSealed, WhereADenunciationIsEnteredNoWordOfItStandsInAnAddress) {
  auto client = officer(Role::denunciation_officer, "");
  auto entered =
      client.post_form("/desk/enter", {{"kind", "denunciation"},
                                       {"channel", "paper"},
                                       {"received_at", "30/9"},
                                       {"text", "Tố cáo cán bộ xã nhận tiền khi làm giấy tờ."},
                                       {"place", "Xã Đồng Đăng, Lạng Sơn"},
                                       {"anonymous", "yes"}});
  ASSERT_EQ(entered.status, 303) << entered.body;
  EXPECT_EQ(entered.location().find("place"), std::string::npos);
}

TEST_P(DeskSealed, WhatItsSenderDoesNotWantPublishedSaysSoAndCannotBeShown) {
  auto petition = send(
      {.kind = "report", .text = "Đèn đường ngõ 5 tắt đã hai tuần nay.", .may_publish = false});
  auto client = officer(Role::synthesis_officer, "");
  auto page = client.get(path(petition));
  EXPECT_TRUE(page.contains("The sender does not agree to publication"));
  EXPECT_FALSE(page.contains("Show in public"));
  EXPECT_EQ(client.post_form(path(petition, "/publish"), {}).status, 422);
  EXPECT_EQ(load(petition.id).visibility, Visibility::held);
}

TEST_P(DeskSealed, WhatIsMaskedStandsNowhereElseEither) {
  // The title ends within the number; the name comes again in capitals and over a line's end.
  const Submitted sent = send(
      "Ông Hà Văn Mẫu đổ đất ra đường, ai cũng biết số của ông là 0977 123 455 mà gọi. "
      "HÀ VĂN MẪU hứa dọn, Hà Văn\nMẫu không dọn.",
      "report");
  ASSERT_EQ(load(sent.id).visibility, Visibility::held);
  auto client = officer(Role::synthesis_officer, "");
  client.post_form(path(sent, "/topic"), {{"topic", "new"}, {"words", "Đất của Hà Văn Mẫu"}});
  const http::Fields all{{"found", "0977 123 455"}, {"words", "Hà Văn Mẫu"}};
  EXPECT_EQ(client.post_form(path(sent, "/mask"), all).status, 422) << "a topic is named so";
  const auto topic = db().read([&](db::Tx& tx) { return topics_of(tx, sent.id).front().code; });
  client.post_form("/desk/topics/" + topic + "/rename", {{"title", "Đất đổ ra đường"}});
  EXPECT_EQ(client.post_form(path(sent, "/mask"), all).status, 303);

  const Petition stored = load(sent.id);
  for (const std::string& shown : {stored.title, stored.text}) {
    EXPECT_EQ(text::fold(shown).find("mau"), std::string::npos) << shown;
    EXPECT_EQ(shown.find("0977"), std::string::npos) << shown;
  }
  // Shown to all, it is not masked again, and its letters go on; and the records still agree.
  EXPECT_EQ(client.post_form(path(sent, "/mask"), {{"words", "đường"}}).status, 422);
  for (const journal::Kept& kept : module().kept)
    EXPECT_TRUE(db().read([&](db::Tx& tx) { return journal::compare(tx, kept); }).holds())
        << kept.what;
}

TEST_P(DeskSealed, WhatIsFoundAndANameThatIsWrittenAreMaskedWithOnePressAndTheOriginalIsSealed) {
  const Submitted sent = send(
      "Đèn đường ngõ 5 tắt. Chị Nông Thị Mẫu ở đầu ngõ ngã gãy tay, gọi 0912 345 678.", "report");
  ASSERT_EQ(load(sent.id).visibility, Visibility::held);
  auto client = officer(Role::synthesis_officer, "");
  const auto form = client.get(path(sent, "?do=mask"));
  EXPECT_TRUE(form.contains("value=\"0912 345 678\"")) << "found";
  const http::Fields wrong{{"found", "0912 345 678"}, {"words", "Nông Thị Khác"}};
  EXPECT_EQ(client.post_form(path(sent, "/mask"), wrong).status, 422);
  EXPECT_EQ(load(sent.id).visibility, Visibility::held);
  EXPECT_EQ(client.post_form(path(sent, "/mask"), {}).status, 422) << "nothing is ticked";
  const auto masked = client.post_form(
      path(sent, "/mask"), {{"found", "0912 345 678"}, {"words", "Nông Thị Mẫu\nđầu ngõ"}});
  EXPECT_EQ(masked.status, 303) << masked.body;

  const Petition stored = load(sent.id);
  EXPECT_EQ(stored.visibility, Visibility::open);
  EXPECT_EQ(stored.text, "Đèn đường ngõ 5 tắt. Chị […] ở […] ngã gãy tay, gọi […].");
  EXPECT_THAT(found("ngã gãy tay"), testing::ElementsAre(sent.code));
  EXPECT_TRUE(found("Nông Thị Mẫu").empty()) << "nor is it found by what is masked";
  EXPECT_EQ(verbs_of(sent.id).back(), "petition.mask");

  // The original is read by whom says why, and the journal tells.
  const auto shown = client.get(path(sent));
  EXPECT_FALSE(shown.contains("Nông Thị Mẫu"));
  EXPECT_TRUE(shown.contains("Open it as it was sent"));
  client.post_form(path(sent, "/words"), {{"words", "Cần liên hệ người bị ngã."}});
  EXPECT_TRUE(client.get(path(sent)).contains("Nông Thị Mẫu"));
  EXPECT_EQ(verbs_of(sent.id).back(), "people.read_words");

  // Routed, and found to be a denunciation, it keeps what was sent.
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ"));
  RouteForm denounced{.body = unit("Bộ Y tế"), .kind = Kind::denunciation};
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, sent.id, denounced); }));
  const auto words = db().read([&](db::Tx& tx) {
    return people::open_words(tx, keys->get(), {"petition", sent.id.value});
  });
  EXPECT_NE(words.at("text").find("Nông Thị Mẫu"), std::string::npos);
}

TEST_P(DeskSealed, SilenceAboutPublicationIsStoredAsSuchAndIsNoConsent) {
  auto client = officer(Role::reception_officer, "Tỉnh Lạng Sơn");
  EXPECT_FALSE(
      client.get("/desk/enter").contains("name=\"consent\" value=\"yes\" id=\"consent\" checked"));
  http::Fields letter{{"kind", "report"},
                      {"channel", "paper"},
                      {"received_at", "30/9"},
                      {"text", "Đèn đường ngõ 5 tắt đã hai tuần nay."},
                      {"place", "Xã Đồng Đăng, Lạng Sơn"},
                      {"asks_consent", "1"}};
  EXPECT_EQ(client.post_form("/desk/enter", letter).status, 422) << "none is chosen";
  struct Case {
    const char* answer;
    bool refused, unsaid;
    Visibility visibility;
    const char* said;
  };
  for (const Case& each :
       {Case{"yes", false, false, Visibility::open, ""},
        Case{"no", true, false, Visibility::held, "does not agree to publication"},
        Case{"unsaid", true, true, Visibility::held, "The letter does not say"}}) {
    SCOPED_TRACE(each.answer);
    http::Fields form = letter;
    form.add("consent", each.answer);
    const auto entered = client.post_form("/desk/enter", form);
    ASSERT_EQ(entered.status, 303) << entered.body;
    const auto code =
        http::decode_fields(entered.location().substr(entered.location().find('?') + 1));
    const auto stored = db().read([&](db::Tx& tx) { return *find(tx, code.value().get("code")); });
    EXPECT_EQ(stored.publication_refused, each.refused);
    EXPECT_EQ(stored.consent_unsaid, each.unsaid);
    EXPECT_EQ(stored.visibility, each.visibility);
    auto synthesis = officer(Role::synthesis_officer, "");
    EXPECT_TRUE(synthesis.get("/desk/petitions/" + stored.code).contains(each.said));
    if (each.refused) {
      EXPECT_EQ(synthesis.post_form("/desk/petitions/" + stored.code + "/publish", {}).status, 422);
    }
  }
}

TEST_P(DeskSealed, TheReportLeadsWhoHandlesWhatIsSealedToWhereItIsCounted) {
  const UnitId province = unit("Tỉnh Lạng Sơn");
  const std::string code(services().directory.get()->code(province));
  auto holder = officer(Role::denunciation_officer, "Tỉnh Lạng Sơn");
  const std::string counted = "Those that you handle are counted";
  const auto plain = holder.get("/reports/petitions");
  EXPECT_TRUE(plain.contains(counted));
  EXPECT_TRUE(plain.contains("&amp;unit=" + code + "\">Tỉnh Lạng Sơn</a>"));
  const auto own = holder.get("/reports/petitions?by=kind&unit=" + code);
  EXPECT_TRUE(own.contains("Counted here as well"));
  EXPECT_FALSE(own.contains(counted));
  http::TestClient resident(app());
  resident.with_cookie("lang", "en");
  EXPECT_FALSE(resident.get("/reports/petitions").contains(counted));
  const std::string commune =
      db().read([&](db::Tx& tx) { return units::find_unit(tx, unit("Xã Đồng Đăng"))->code; });
  const auto small = resident.get("/reports/petitions?by=kind&unit=" + commune);
  EXPECT_TRUE(small.contains("The place is too small"));
  EXPECT_TRUE(small.contains("unit=" + code + "\">What is published of Tỉnh Lạng Sơn</a>"));
}

}  // namespace
}  // namespace gandan::petitions
