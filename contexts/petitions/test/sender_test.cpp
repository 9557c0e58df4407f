// What a sender sees: the place asked for, the title, what holds their words, the receipt, the way
// back by a code, and what they can do after the answer.
#include <gmock/gmock.h>

#include <regex>

#include "contexts/petitions/intake/similar.hpp"
#include "contexts/petitions/record/held_by.hpp"
#include "contexts/petitions/record/visibility.hpp"
#include "contexts/petitions/test/public_site.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

using testing::ElementsAre;

class Sender : public test::PublicSite {
 protected:
  http::TestResponse step(const char* from, const char* to, http::Fields more) {
    http::Fields form{{"step", from}, {"to", to}, {"kind", "report"}, {"key", "k"}};
    for (const http::Field& field : more) form.add(field.name, field.value);
    return client().post_form("/send", form);
  }
  http::TestResponse deed(const Petition& p, const char* name, http::Fields form) {
    form.add("author_key", key_of(p));
    return client().post_form("/petitions/" + p.code + "/" + name, form);
  }
  /// An answered report of the commune.
  Petition answered() {
    Petition p =
        sent("Đèn đường ở ngã ba đã tắt hai tuần.", "Xã Đồng Đăng, Tỉnh Lạng Sơn", "report");
    EXPECT_TRUE(route_to(p.id, "Ủy ban nhân dân xã Đồng Đăng"));
    answer_one(p.id, "Đã thay bóng.");
    return load(p.id);
  }
};
GANDAN_EACH_ENGINE(Sender);

constexpr const char* text = "Cột đèn số 7 bị nghiêng, dây điện chùng xuống lối đi.";

TEST_P(Sender, IsAskedOnceWhichPlaceAndThenToldWhereTheAnswerIsMissing) {
  auto asked = step("place", "similar", {{"text", text}, {"place", "dong dang"}});
  EXPECT_EQ(asked.status, 200);
  EXPECT_TRUE(asked.contains("Do you mean"));
  EXPECT_FALSE(asked.contains("href=\"#unit\""));
  http::TestClient reader = stranger();
  auto in_vietnamese = reader.with_cookie("lang", "vi")
                           .post_form("/send", {{"step", "place"},
                                                {"to", "similar"},
                                                {"kind", "report"},
                                                {"text", text},
                                                {"place", "dong dang"}});
  EXPECT_TRUE(in_vietnamese.contains("<legend>Ý bạn là nơi nào dưới đây?</legend>"));
  auto again =
      step("place", "similar", {{"text", text}, {"place", "dong dang"}, {"asked", "dong dang"}});
  EXPECT_EQ(again.status, 422);
  EXPECT_TRUE(again.contains("href=\"#unit\""));
  EXPECT_TRUE(again.contains("Choose one, or keep your words."));
  auto other =
      step("place", "similar", {{"text", text}, {"place", "chi lang"}, {"asked", "dong dang"}});
  EXPECT_EQ(other.status, 200) << "of other words it was not asked yet";
}

TEST_P(Sender, WhoChoseAProvinceAloneIsAskedForTheCommuneThere) {
  auto again = step("place", "similar", {{"text", text}, {"province", "20"}});
  EXPECT_EQ(again.status, 422);
  EXPECT_TRUE(again.contains("href=\"#commune\""));
  EXPECT_TRUE(again.contains("Xã Đồng Đăng"));
  auto nothing = step("place", "similar", {{"text", text}});
  EXPECT_TRUE(nothing.contains("href=\"#place\""));
}

TEST_P(Sender, WhatWasChosenFromTheListCountsBeforeWhatWasOffered) {
  const std::string chosen = std::to_string(unit("Xã Chi Lăng").value);
  const std::string offered = std::to_string(unit("Xã Đồng Đăng").value);
  auto next =
      step("place", "contact",
           {{"text", text}, {"place", "dong dang"}, {"unit", offered}, {"commune", chosen}});
  EXPECT_TRUE(next.contains("Chi Lăng"));
  EXPECT_FALSE(next.contains("Đồng Đăng"));
}

TEST_P(Sender, WhatIsTypedAnewCountsMoreThanWhatWasTickedBefore) {
  const std::string ticked = std::to_string(unit("Xã Đồng Đăng").value);
  auto next =
      step("place", "contact",
           {{"text", text}, {"place", "chi lang"}, {"asked", "dong dang"}, {"unit", ticked}});
  EXPECT_FALSE(next.contains("Đồng Đăng")) << "it is no longer meant";
  EXPECT_TRUE(next.contains("Chi Lăng"));
}

TEST_P(Sender, EnterGoesOnAndTheLanguageKeepsWhatWasTyped) {
  for (const char* each : {"kind", "text", "place", "contact", "title"}) {
    auto page = step(each, each, {{"text", text}, {"place", "dong dang"}, {"lang", "vi"}});
    ASSERT_EQ(page.status, 200) << each;
    EXPECT_TRUE(page.contains("Tiếp tục")) << each;
    EXPECT_TRUE(page.contains("Cột đèn số 7 bị nghiêng")) << each;
    const auto first = page.body.find("form=\"send\"");
    ASSERT_NE(first, std::string::npos) << each;
    EXPECT_NE(page.body.substr(first, 60).find("name=\"to\""), std::string::npos)
        << "the first button of the form goes on";
    EXPECT_LT(first, page.body.find("name=\"lang\""));
  }
}

TEST_P(Sender, CarriesEveryAnswerToEveryOtherPage) {
  const http::Fields answers{{"text", text},    {"title", "Cột điện"},     {"place", "chợ Kỳ Lừa"},
                             {"unit", "words"}, {"phone", "0900 000 001"}, {"email", "mau@vidu.vn"},
                             {"publish", "no"}};
  auto page = step("check", "kind", answers);
  ASSERT_EQ(page.status, 200);
  for (const http::Field& answer : answers)
    EXPECT_TRUE(page.contains("<input type=\"hidden\" name=\"" + answer.name + "\" value=\"" +
                              answer.value + "\">"))
        << answer.name;
  EXPECT_FALSE(page.contains("type=\"hidden\" name=\"kind\""));
  auto forged = step("check", "kind", {{"asked_by", "cử tri cả nước"}});
  EXPECT_FALSE(forged.contains("cả nước")) << "the form does not ask for it";
}

TEST_P(Sender, IsLedToThePageOfTheFirstWrongAnswer) {
  auto sent = client().post_form(
      "/petitions",
      {{"kind", "report"}, {"text", text}, {"place", std::string(301, 'x')}, {"publish", "yes"}});
  EXPECT_EQ(sent.status, 422);
  EXPECT_TRUE(sent.contains("href=\"#place\""));
  EXPECT_TRUE(sent.contains("name=\"step\" value=\"place\""));
}

TEST_P(Sender, SeesTheTitleAndMayWordIt) {
  const char* letter =
      "Kính gửi Ủy ban nhân dân tỉnh\nChúng tôi là 23 hộ. Cầu treo gãy ván từ tháng 6.";
  auto check = step("contact", "check", {{"text", letter}, {"publish", "yes"}});
  EXPECT_TRUE(check.contains("Cầu treo gãy ván từ tháng 6</dd>"));
  auto form = step("check", "title", {{"text", letter}});
  EXPECT_TRUE(form.contains("value=\"Cầu treo gãy ván từ tháng 6\""));
  auto worded = step("title", "check", {{"text", letter}, {"title", "Sửa cầu treo"}});
  EXPECT_TRUE(worded.contains("Sửa cầu treo</dd>"));
  auto stored = client().post_form(
      "/petitions",
      {{"kind", "report"}, {"text", letter}, {"title", "Sửa cầu treo"}, {"key", "t"}});
  ASSERT_EQ(stored.status, 303);
  EXPECT_TRUE(get(std::string(stored.location())).contains("Sửa cầu treo"));
}

TEST_P(Sender, IsShownWhatHoldsTheTextWhileWritingAndAfter) {
  const std::string held = "Tôi là Nông Văn Bình, gọi 0912 345 678. Cầu gãy, xin sửa giúp.";
  auto live = client().post_form("/send/held", {{"text", held}});
  EXPECT_TRUE(live.contains("Nông Văn Bình</mark> (a name)"));
  EXPECT_TRUE(live.contains("0912 345 678</mark> (a telephone number)"));
  EXPECT_FALSE(client().post_form("/send/held", {{"text", text}}).contains("mark"));
  auto check = step("contact", "check", {{"text", held}, {"publish", "yes"}});
  EXPECT_TRUE(check.contains("<mark>0912 345 678</mark>"));
  auto refused = step("contact", "check", {{"text", held}, {"publish", "no"}});
  EXPECT_FALSE(refused.contains("<mark>")) << "who does not publish is held by nothing";
  Petition p = sent(held, "", "report");
  EXPECT_EQ(p.visibility, Visibility::held);
  EXPECT_FALSE(get("/petitions/" + p.code).contains("a telephone number"));
  auto page = client().post_form("/petitions/" + p.code + "/private", {{"author_key", key_of(p)}});
  EXPECT_TRUE(page.contains("look, then everybody can read it"));
  EXPECT_TRUE(page.contains("a name, a telephone number"));
}

TEST_P(Sender, NothingIsLookedForInWhatIsTooLongToBeSent) {
  std::string longest = "Gọi 0912 345 678. ";
  while (text::length(longest) < longest_text) longest += "a ";
  longest.resize(longest.size() - (text::length(longest) - longest_text));
  EXPECT_TRUE(client().post_form("/send/held", {{"text", longest}}).contains("a telephone number"));
  const std::string longer = longest + "aa";
  auto live = client().post_form("/send/held", {{"text", longer}});
  EXPECT_TRUE(live.contains("at most 20,000 characters"));
  EXPECT_FALSE(live.contains("mark"));
  for (const auto& [from, to] : {std::pair("text", "place"),
                                 {"text", "text"},
                                 {"contact", "check"},
                                 {"check", "check"},
                                 {"similar", "similar"},
                                 {"place", "nowhere"}}) {
    auto page = step(from, to, {{"text", longer}, {"publish", "yes"}});
    EXPECT_EQ(page.status, 422) << from << " " << to;
    EXPECT_TRUE(page.contains("Shorten the text to at most 20,000 characters.")) << from;
    EXPECT_FALSE(page.contains("<mark>")) << from << " " << to;
  }
  EXPECT_EQ(step("text", "kind", {{"text", longer}}).status, 200);
  const auto* route = app().router.match(http::Method::post, "/send/held").route;
  ASSERT_NE(route, nullptr);
  EXPECT_EQ(route->rate_class, "writes");
}

TEST_P(Sender, TheReceiptSaysWhatToKeepAndNamesWhatWasSent) {
  auto sent_one =
      client().post_form("/petitions", {{"kind", "report"},
                                        {"text", text},
                                        {"place", "Xã Đồng Đăng, Tỉnh Lạng Sơn"},
                                        {"unit", std::to_string(unit("Xã Đồng Đăng").value)},
                                        {"key", "r"}});
  auto receipt = get(std::string(sent_one.location()));
  for (const char* part : {"Report", "Xã Đồng Đăng", "Cột đèn số 7", "private-key", "data-copies",
                           "an officer sends it to the body that can decide"})
    EXPECT_TRUE(receipt.contains(part)) << part;
}

TEST_P(Sender, MayShareTheAddressOfWhatEverybodyMayReadAndOfNothingElse) {
  auto receipt_of_one = [&](const char* kind) {
    Petition p = sent("Cột đèn số 7 bị nghiêng, dây điện chùng xuống lối đi.", "", kind);
    hold_receipt(p);
    return std::pair(get("/receipts/" + p.code).body, p.code);
  };
  const auto [receipt, code] = receipt_of_one("report");
  const std::regex button("<button [^>]*type=\"button\" data-shares=\"[^\"]*/petitions/" + code +
                          "\" data-copied=\"Copied.\" hidden>[\\s\\S]*?Share the address</button>");
  EXPECT_TRUE(std::regex_search(receipt, button)) << "a script that can share shows it";
  for (const char* kind : {"complaint", "denunciation"})
    EXPECT_EQ(receipt_of_one(kind).first.find("data-shares"), std::string::npos) << kind;
}

TEST_P(Sender, ThePaperOfADenunciationHasNoWord) {
  auto sent_one =
      client().post_form("/petitions", {{"kind", "denunciation"},
                                        {"text", "Cán bộ thu phí ngoài quy định ở bến."},
                                        {"anonymous", "yes"},
                                        {"key", "d"}});
  auto receipt = get(std::string(sent_one.location()));
  EXPECT_TRUE(receipt.contains("private-key"));
  EXPECT_FALSE(receipt.contains("thu phí"));
}

TEST_P(Sender, WhoGivesANameBesideTheTickThatTheyGiveNoneIsAskedWhichIsMeant) {
  http::Fields form{{"kind", "denunciation"},
                    {"text", "Cán bộ thu phí ngoài quy định ở bến."},
                    {"anonymous", "yes"},
                    {"name", "Lò Thị Mẫu"},
                    {"key", "d"},
                    {"step", "contact"},
                    {"to", "check"}};
  for (const char* address : {"/send", "/petitions"}) {
    const auto asked = client().post_form(address, form);
    EXPECT_EQ(asked.status, 422) << address;
    EXPECT_TRUE(asked.contains("You ticked that you give no name, but wrote one.")) << address;
    EXPECT_TRUE(asked.contains("href=\"#anonymous\"")) << address;
    EXPECT_TRUE(asked.contains("value=\"Lò Thị Mẫu\"")) << "what was written stays";
  }
}

TEST_P(Sender, FollowsWithACode) {
  Petition p = sent(text, "", "report");
  EXPECT_EQ(get("/follow?code=" + p.code).location(), "/petitions/" + p.code);
  const std::string wrong = mistyped(p.code);
  auto meant = get("/follow?code=" + wrong);
  EXPECT_EQ(meant.status, 422);
  EXPECT_TRUE(meant.contains("Do you mean this code?"));
  EXPECT_FALSE(meant.contains("class=\"wrongs"));
  EXPECT_TRUE(meant.contains("href=\"/petitions/" + p.code));
  EXPECT_EQ(get("/petitions?q=" + wrong).location(), "/follow?code=" + wrong);
  EXPECT_TRUE(get("/follow?code=" + key_of(p)).contains("This is a private key"));
  EXPECT_TRUE(get("/follow?code=xyz").contains("We know no matter by this code"));
}

TEST_P(Sender, AddsWordsForTheOfficersAlone) {
  Petition p = sent(text, "", "report");
  EXPECT_TRUE(get("/petitions/" + p.code).contains("/add"));
  EXPECT_EQ(deed(p, "add", {{"words", " "}}).status, 422);
  auto wrong = client().post_form("/petitions/" + p.code + "/add",
                                  {{"author_key", "0000000000"}, {"words", "Cạnh trường học."}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("Cạnh trường học."));
  EXPECT_EQ(deed(p, "add", {{"words", "Cạnh trường học."}}).status, 303);
  EXPECT_THAT(verbs_of(p.id), ElementsAre("petition.submit", "petition.add"));
  auto page = get("/petitions/" + p.code);
  EXPECT_TRUE(page.contains("The sender added something"));
  EXPECT_FALSE(page.contains("Cạnh trường học."));
  auto notes = db().read([&](db::Tx& tx) { return notes_of(tx, p.id); });
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes[0].text, "Cạnh trường học.");
}

TEST_P(Sender, GoesOnTomorrowWhereTheyHaveSaidAGreatDeal) {
  Petition p = sent(text, "", "report");
  for (int n = 0; n < 10; ++n) {
    clock.advance(std::chrono::seconds(1));
    ASSERT_EQ(deed(p, "add", {{"words", "Ý " + std::to_string(n)}}).status, 303);
  }
  const auto refused = deed(p, "add", {{"words", "Cạnh trường học."}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.contains("go on tomorrow"));
  EXPECT_TRUE(refused.contains("Cạnh trường học."));
  EXPECT_THAT(verbs_of(p.id), testing::SizeIs(11));
  clock.advance(std::chrono::hours(24));
  EXPECT_EQ(deed(p, "add", {{"words", "Cạnh trường học."}}).status, 303);
}

TEST_P(Sender, ChangesTheirWordOfTheAnswerTenTimesADayAndNoMore) {
  Petition p = answered();
  for (int n = 0; n < 10; ++n)
    ASSERT_EQ(deed(p, "verdict", {{"verdict", n % 2 ? "open" : "settled"}}).status, 303);
  const std::size_t said = verbs_of(p.id).size();
  EXPECT_EQ(deed(p, "verdict", {{"verdict", "settled"}}).status, 422);
  EXPECT_EQ(verbs_of(p.id).size(), said);
}

TEST_P(Sender, SaysThatItIsSettled) {
  Petition p = answered();
  EXPECT_EQ(deed(p, "verdict", {{"words", ""}}).status, 422) << "nothing is chosen beforehand";
  EXPECT_EQ(deed(p, "verdict", {{"verdict", "settled"}}).status, 303);
  EXPECT_EQ(load(p.id).state, State::answered);
  EXPECT_TRUE(get("/petitions/" + p.code).contains("The sender says that it is settled"));
}

TEST_P(Sender, SaysOnceThatItIsSettledHoweverOftenTheButtonIsPressed) {
  Petition p = answered();
  auto times = [&] {
    const auto verbs = verbs_of(p.id);
    return std::count(verbs.begin(), verbs.end(), "petition.settle");
  };
  const auto first = deed(p, "verdict", {{"verdict", "settled"}});
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(deed(p, "verdict", {{"verdict", "settled"}}).location(), first.location());
  EXPECT_EQ(times(), 1);
  ASSERT_EQ(deed(p, "verdict", {{"verdict", "open"}, {"words", "Đèn lại tắt."}}).status, 303);
  answer_one(p.id, "Đã thay cả dây.");
  EXPECT_EQ(deed(p, "verdict", {{"verdict", "settled"}}).status, 303);
  EXPECT_EQ(times(), 2) << "of another answer it is another word";
}

TEST_P(Sender, AddsTheSameWordsOfAFormOnce) {
  Petition p = sent(text, "", "report");
  const std::string page = get("/petitions/" + p.code + "/add").body;
  const std::string field = "name=\"key\" value=\"";
  const std::size_t begin = page.find(field) + field.size();
  ASSERT_GT(begin, field.size());
  const std::string once = page.substr(begin, page.find('"', begin) - begin);
  EXPECT_FALSE(once.empty());
  EXPECT_EQ(deed(p, "add", {{"words", " "}, {"key", once}}).status, 422);
  EXPECT_EQ(deed(p, "add", {{"words", " "}, {"key", once}}).status, 422) << "nothing was done";
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(deed(p, "add", {{"words", "Cạnh trường học."}, {"key", once}}).location(),
              "/petitions/" + p.code + "?done=added");
  EXPECT_THAT(verbs_of(p.id), ElementsAre("petition.submit", "petition.add"));
  clock.advance(std::chrono::seconds(1));
  ASSERT_EQ(deed(p, "add", {{"words", "Cạnh cầu."}, {"key", once}}).status, 303);
  clock.advance(std::chrono::seconds(1));
  ASSERT_EQ(deed(p, "add", {{"words", "Cạnh trường học."}, {"key", "other"}}).status, 303);
  EXPECT_THAT(verbs_of(p.id),
              ElementsAre("petition.submit", "petition.add", "petition.add", "petition.add"));
}

TEST_P(Sender, ReopensItAtTheLevelAboveWithinTheDays) {
  Petition p = answered();
  clock.advance(std::chrono::hours(72));
  EXPECT_EQ(deed(p, "verdict", {{"verdict", "open"}, {"words", "Đèn lại tắt."}}).status, 303);
  Petition open = load(p.id);
  EXPECT_EQ(open.state, State::routed);
  EXPECT_EQ(open.body, unit("Ủy ban nhân dân tỉnh Lạng Sơn"));
  EXPECT_FALSE(open.answered_at);
  EXPECT_GT(open.clock.due_at, p.clock.due_at);
  auto page = get("/petitions/" + p.code);
  EXPECT_TRUE(page.contains("Not settled, says the sender"));
  EXPECT_TRUE(page.contains("Đã thay bóng.")) << "its answers stay with it";
  EXPECT_FALSE(page.contains("Đèn lại tắt.")) << "for the officers alone";
}

TEST_P(Sender, IsAskedAlikeWhateverBecameOfWhatIsNotPublic) {
  Petition waits = sent(text, "", "report"), done = answered();
  db().write([](db::Tx& tx) { tx.run("update petitions set visibility = 1", {}); });
  leaves_something_broken = true;  // the index still has them
  auto asked = [&](const Petition& p) {
    auto page = client().get("/petitions/" + p.code + "/verdict");
    EXPECT_TRUE(page.contains("Not yet"));
    return std::regex_replace(page.body, std::regex(p.code + "|name=\"key\" value=\"[^\"]*\""), "");
  };
  EXPECT_EQ(asked(waits), asked(done));
}

TEST_P(Sender, CannotReopenItLater) {
  Petition p = answered();
  const Date last = *db().read([&](db::Tx& tx) { return reopens_until(tx, *book, p); });
  clock.set(start_of(last + 1));
  EXPECT_FALSE(get("/petitions/" + p.code + "/verdict").contains("Not yet"));
  EXPECT_EQ(deed(p, "verdict", {{"verdict", "open"}, {"words", "Đèn lại tắt."}}).status, 422);
  EXPECT_EQ(load(p.id).state, State::answered);
}

TEST_P(Sender, SeesThatAnOfficerWordedTheTitle) {
  Petition p = sent(text, "", "report");
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return word_title(tx, env(), by, p.id, "Cột điện nghiêng cạnh lối đi");
  }));
  EXPECT_THAT(verbs_of(p.id), ElementsAre("petition.submit", "petition.title"));
  auto page = get("/petitions/" + p.code);
  EXPECT_TRUE(page.contains("<h1>Cột điện nghiêng cạnh lối đi</h1>"));
  EXPECT_TRUE(page.contains("An officer gave it its title"));
  fold();
  EXPECT_TRUE(get("/petitions?q=cot+dien+nghieng").contains(p.code)) << "found by its new words";
  EXPECT_EQ(
      act([&](db::Tx& tx, const Act& by) { return word_title(tx, env(), by, p.id, " "); }).error(),
      MoveError::reason_missing);
}

TEST_P(Sender, JoinsAReportOnlyWhereItIsTheSameCommune) {
  Petition p = sent(text, "Xã Đồng Đăng, Tỉnh Lạng Sơn", "report");
  db().read([&](db::Tx& tx) {
    auto directory = services().directory.get();
    ListRow row{.id = p.id, .kind = p.kind};
    auto same = [&](Kind kind, std::optional<UnitId> place) {
      return can_be_same(tx, *directory, row, {kind, place}, clock.today());
    };
    EXPECT_TRUE(same(Kind::report, unit("Xã Đồng Đăng")));
    EXPECT_FALSE(same(Kind::report, unit("Xã Chi Lăng")));
    EXPECT_TRUE(same(Kind::report, std::nullopt)) << "where it is is not known";
    row.kind = Kind::proposal;
    EXPECT_TRUE(same(Kind::proposal, unit("Xã Chi Lăng"))) << "a proposal may be of many places";
  });
}

}  // namespace
}  // namespace gandan::petitions
