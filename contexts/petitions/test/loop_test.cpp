// Closing the loop: who asked is asked once whether it is done, by letter and on the page of the
// code; what they say stands in the ledger, and goes up within the rule.
#include <gmock/gmock.h>

#include "contexts/petitions/public/asked_links.hpp"
#include "contexts/petitions/test/public_site.hpp"
#include "kernel/letters/subscriptions.hpp"
#include "kernel/tasks/lists.hpp"
#include "kernel/tasks/record.hpp"

namespace gandan::petitions {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* commune = "Ủy ban nhân dân xã Đồng Đăng";
constexpr const char* province = "Ủy ban nhân dân tỉnh Lạng Sơn";

class Loop : public test::PublicSite {
 protected:
  Loop() : PublicSite(module(), {.mail = true}) {}

  /// A public report whose sender has confirmed this address, with the commune.
  Petition lamp(const std::string& email = "mau@vidu.vn",
                const std::string& words = "Đèn đường ở ngã ba đã tắt hai tuần nay.") {
    const Submitted made = send({.kind = "report",
                                 .text = words,
                                 .contact = {"Lò Thị Mẫu", "Bản " + email, "", email},
                                 .language = "vi"});
    delivered();
    db().write([&](db::Tx& tx) {
      return letters::confirm_letters(tx, clock, letters::find_subscription(tx, made.code)->id);
    });
    EXPECT_TRUE(route_to(made.id, commune));
    delivered();
    return load(made.id);
  }
  void answer_with(PetitionId id, AnswerForm form) {
    clock.advance(std::chrono::minutes(5));
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, id, form); }));
    delivered();
  }
  Petition answered(const std::string& email = "mau@vidu.vn") {
    const Petition p = lamp(email);
    answer_with(p.id, {.outcome = Outcome::settled, .text = "Đã thay bóng."});
    return load(p.id);
  }
  Petition promised(Date day) {
    const Petition p = lamp();
    answer_with(p.id, {.outcome = Outcome::scheduled, .text = "Sẽ thay bóng.", .promised_on = day});
    return load(p.id);
  }
  void days_pass(int days) { clock.advance(std::chrono::hours(24 * days)); }
  /// The letters that the job brings.
  std::vector<mail::Message> letters_now() {
    run_periodic("petitions.ask");
    return delivered();
  }
  std::string link_of(const Petition& p) {
    const auto asked = db().read([&](db::Tx& tx) { return asked_of(tx, load(p.id)); });
    return asked_path(keys->get(), asked.value().id);
  }
  http::TestResponse press(const std::string& link, const char* verdict,
                           const std::string& words = "") {
    return client().post_form(link, {{"verdict", verdict}, {"words", words}});
  }
  std::optional<Said> said(PetitionId id) {
    return db().read([&](db::Tx& tx) { return asked_of(tx, load(id)).value().said; });
  }
  Moved doubts(PetitionId id, const std::string& words = "") {
    return db().write([&](db::Tx& tx) { return doubt(tx, env(), Act::by_resident(), id, words); });
  }
  Moved is_content(PetitionId id) {
    return db().write([&](db::Tx& tx) { return settle(tx, env(), Act::by_resident(), id); });
  }
  /// Two answered together in one topic, of these senders.
  std::pair<Petition, Petition> two(const std::string& one, const std::string& other) {
    const Petition a = lamp(one), b = lamp(other, "Cột đèn ở ngã ba hai tuần nay không sáng.");
    const Topic topic = put_together("Đèn ở ngã ba", {a.id, b.id});
    clock.advance(std::chrono::minutes(5));
    const AnswerForm form{.outcome = Outcome::settled, .text = "Đã thay cả hai bóng."};
    EXPECT_TRUE(act(
        [&](db::Tx& tx, const Act& by) { return answer_topic(tx, env(), by, topic.id, form); }));
    delivered();
    return {load(a.id), load(b.id)};
  }
};
GANDAN_EACH_ENGINE(Loop);

// --- when it is asked ----------------------------------------------------------------------------

TEST_P(Loop, SevenDaysAfterAnAnswerItsSenderIsAskedOnce) {
  const Petition p = answered();
  const std::string page = "/petitions/" + p.code;
  days_pass(6);
  EXPECT_THAT(letters_now(), IsEmpty());
  EXPECT_FALSE(get(page).contains("Is it done?"));
  days_pass(1);
  const auto letters = letters_now();
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_EQ(letters[0].subject, "Đã xong chưa? " + p.code);
  EXPECT_EQ(letters[0].to.address.text(), "mau@vidu.vn");
  EXPECT_THAT(letters[0].text, HasSubstr("https://gandan.example" + link_of(p)));
  EXPECT_THAT(letters[0].text, HasSubstr(commune));
  EXPECT_TRUE(get(page).contains("Is it done?"));
  days_pass(1);
  EXPECT_THAT(letters_now(), IsEmpty());
}

TEST_P(Loop, APromiseIsAskedAboutOnItsDayAndOnTheDayThatWasSaidLast) {
  const Date first = clock.today() + 20, last = clock.today() + 40;
  const Petition p = promised(first);
  answer_with(p.id, {.outcome = Outcome::scheduled, .text = "Chậm lại.", .promised_on = last});
  clock.set(start_of(last - 1) + std::chrono::hours(9));
  EXPECT_THAT(letters_now(), IsEmpty());
  clock.set(start_of(last) + std::chrono::hours(9));
  const auto letters = letters_now();
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_THAT(letters[0].text, HasSubstr(std::string("hứa")));
}

TEST_P(Loop, AClockThatJumpsAsksNobodyTwice) {
  const Petition p = answered();
  const Instant now = clock.now();
  clock.set(now + std::chrono::hours(24 * 400));
  EXPECT_THAT(letters_now(), IsEmpty()) << "its days have passed: nothing is asked by letter";
  clock.set(now + std::chrono::hours(24 * 7));
  EXPECT_THAT(letters_now(), IsEmpty());
  clock.set(now + std::chrono::hours(24 * 8));
  EXPECT_THAT(letters_now(), IsEmpty());
  EXPECT_TRUE(get("/petitions/" + p.code).contains("Is it done?"));
}

TEST_P(Loop, NobodyIsAskedOfWhatIsSealed) {
  for (const char* kind : {"complaint", "denunciation"}) {
    const PetitionId id = send("Cán bộ xã thu tiền không có biên lai", kind).id;
    ASSERT_TRUE(route_to(id, commune));
    ASSERT_TRUE(accept_signed(id));
    answer_with(id, {.outcome = Outcome::explained, .text = "Đã xem.", .document = "12/QĐ-UBND"});
    EXPECT_FALSE(db().read([&](db::Tx& tx) { return asked_of(tx, load(id)); })) << kind;
    EXPECT_FALSE(doubts(id)) << kind;
  }
  days_pass(10);
  EXPECT_THAT(letters_now(), IsEmpty());
}

TEST_P(Loop, WhatWasSaidBeforeTheDayIsNotAskedAnyMore) {
  const Petition p = answered();
  ASSERT_TRUE(is_content(p.id));
  days_pass(8);
  EXPECT_THAT(letters_now(), IsEmpty());
  EXPECT_FALSE(get("/petitions/" + p.code).contains("Is it done?"));
}

TEST_P(Loop, WhatWasSaidWhileTheLetterWaitedIsNotAskedByIt) {
  const Petition p = answered();
  days_pass(8);
  run_periodic("petitions.ask");
  ASSERT_TRUE(is_content(p.id));
  EXPECT_THAT(delivered(), IsEmpty());
}

// --- the link ------------------------------------------------------------------------------------

TEST_P(Loop, OpeningTheLinkSaysNothingAndAButtonDoes) {
  const Petition p = answered();
  days_pass(7);
  ASSERT_EQ(letters_now().size(), 1U);
  const std::string link = link_of(p);
  for (int i = 0; i < 2; ++i) {
    const auto page = get(link);
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.contains("It is done"));
    EXPECT_TRUE(page.contains("Not done yet"));
  }
  EXPECT_EQ(said(p.id), std::nullopt) << "programs that look through mail open links";
  EXPECT_EQ(client().post_form(link, {}).status, 422) << "nor does a button that is none";
  EXPECT_EQ(said(p.id), std::nullopt);
  EXPECT_EQ(press(link, "settled").status, 303);
  EXPECT_EQ(said(p.id), Said::done);
  EXPECT_TRUE(get("/petitions/" + p.code).contains("The sender says that it is settled"));
  EXPECT_TRUE(get(link).contains("You have said that it is done"));
}

TEST_P(Loop, TheLinkShowsTheAnswerThatItAsksAbout) {
  const Date first = clock.today() + 5, last = clock.today() + 9;
  const Petition p = promised(first);
  answer_with(p.id, {.outcome = Outcome::scheduled,
                     .text = "Chậm lại, vì **hết bóng**.",
                     .promised_on = last,
                     .document = "12/UBND-KT"});
  const std::string answered_on = to_attribute(clock.today());
  clock.set(start_of(last) + std::chrono::hours(9));
  ASSERT_EQ(letters_now().size(), 1U);
  const std::string link = link_of(p);
  struct {
    const char *language, *outcome, *button;
  } const each[] = {{"en", "Answered: ", "It is done"}, {"vi", "Trả lời: ", "Đã xong</button>"}};
  for (const auto& [language, outcome, button] : each) {
    const auto page = stranger().with_cookie("lang", language).get(link);
    EXPECT_EQ(page.headers.get("Cache-Control"), "no-store");
    EXPECT_TRUE(page.contains(p.title));
    EXPECT_TRUE(page.contains("<strong>hết bóng</strong>"))
        << "its own words, as its page has them";
    EXPECT_TRUE(page.contains(commune));
    EXPECT_TRUE(page.contains("12/UBND-KT"));
    EXPECT_TRUE(page.contains("<time datetime=\"" + answered_on + "\"")) << language;
    EXPECT_TRUE(page.contains(i18n::find_locale(language)->date(last))) << language;
    EXPECT_FALSE(page.contains("Sẽ thay bóng.")) << "nor the answer before it";
    // A long answer leaves the buttons in sight: it stands beneath, and a line above leads there.
    const auto line = page.body.find(outcome), pressed = page.body.find(button);
    ASSERT_NE(line, std::string::npos) << language;
    ASSERT_NE(pressed, std::string::npos) << language;
    EXPECT_LT(line, pressed);
    EXPECT_LT(pressed, page.body.find("<strong>hết bóng</strong>"));
  }
  const auto refused = client().post_form(link, {});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.contains("<strong>hết bóng</strong>"));
}

TEST_P(Loop, ALinkThatNobodySignedIsNoPage) {
  const Petition p = answered();
  std::string link = link_of(p);
  EXPECT_EQ(get(link).status, 200);
  link.back() = link.back() == 'A' ? 'B' : 'A';
  EXPECT_EQ(get(link).status, 404);
  EXPECT_EQ(press(link, "open", "Chưa xong.").status, 404);
  const auto asked = db().read([&](db::Tx& tx) { return asked_of(tx, p); });
  const std::string of_letters =
      "/asked/" + letters::token_of(keys->get(), letters::SubscriptionId{asked->id.value});
  EXPECT_EQ(get(of_letters).status, 404) << "a link to stop letters says nothing here";
  EXPECT_EQ(load(p.id).state, State::answered);
}

TEST_P(Loop, TheLinkOfAnAnswerIsNotThatOfTheNext) {
  const Petition p = promised(clock.today() + 5);
  days_pass(5);
  ASSERT_EQ(letters_now().size(), 1U);
  const std::string old = link_of(p);
  answer_with(p.id, {.outcome = Outcome::settled, .text = "Đã thay bóng."});
  EXPECT_EQ(press(old, "open", "Chưa xong.").status, 422);
  EXPECT_TRUE(get(old).contains("This is not asked any more"));
  for (const char* words : {"Sẽ thay bóng.", "Đã thay bóng."})
    EXPECT_FALSE(get(old).contains(words)) << words;
  EXPECT_EQ(load(p.id).state, State::answered);
  EXPECT_NE(link_of(p), old);
}

TEST_P(Loop, TheLinkTellsNothingOfWhatIsNotPublic) {
  const Petition p = answered();
  const std::string link = link_of(p);
  for (const std::string& words : {p.title, std::string("Đã thay bóng."), std::string(commune)})
    EXPECT_TRUE(get(link).contains(words)) << words;
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return publish(tx, env(), by, p.id, false, "Có tên người.");
  }));
  for (const std::string& words : {p.title, std::string("Đã thay bóng."), std::string(commune)})
    EXPECT_FALSE(get(link).contains(words)) << words;
}

// --- what is said --------------------------------------------------------------------------------

TEST_P(Loop, NotDoneWithAReasonGoesToTheLevelAboveAndOnlyWithinItsDays) {
  const Petition p = answered(), late = answered();
  days_pass(7);
  EXPECT_EQ(press(link_of(p), "open", "Đèn lại tắt.").status, 303);
  EXPECT_EQ(load(p.id).state, State::routed);
  EXPECT_EQ(load(p.id).body, unit(province));
  EXPECT_THAT(verbs_of(p.id), Contains("petition.reopen"));
  EXPECT_FALSE(get("/petitions/" + p.code).contains("Đèn lại tắt.")) << "for the officers alone";
  EXPECT_EQ(doubts(p.id, "Vẫn tắt.").error(), MoveError::not_allowed)
      << "never twice for an answer";
  const Date last = db().read([&](db::Tx& tx) { return reopens_until(tx, *book, late); }).value();
  clock.set(start_of(last + 1));
  EXPECT_EQ(press(link_of(late), "open", "Đèn lại tắt.").status, 422);
  EXPECT_EQ(doubts(late.id).error(), MoveError::lapsed);
  EXPECT_EQ(load(late.id).state, State::answered);
}

TEST_P(Loop, AButtonWithAReasonPressedTwiceReopensOnceAndBothAreToldSo) {
  const Petition by_link = answered(), by_key = answered();
  days_pass(7);
  const std::string link = link_of(by_link);
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(get(press(link, "open", "Đèn lại tắt.").location()).contains("It is open again"))
        << i;
    const auto answer = client().post_form(
        "/petitions/" + by_key.code + "/verdict",
        {{"author_key", key_of(by_key)}, {"verdict", "open"}, {"words", "Đèn lại tắt."}});
    EXPECT_TRUE(get(answer.location()).contains("It is open again")) << i;
  }
  for (const Petition* each : {&by_link, &by_key}) {
    const auto verbs = verbs_of(each->id);
    EXPECT_EQ(std::count(verbs.begin(), verbs.end(), "petition.reopen"), 1);
  }
  EXPECT_EQ(press(link, "open", "Cột cũng nghiêng.").status, 422) << "these words reach nobody";
}

TEST_P(Loop, NotDoneWithoutAReasonIsToldOnceAndMayBeTakenBack) {
  const Petition p = answered();
  for (int i = 0; i < 2; ++i) EXPECT_EQ(press(link_of(p), "open").status, 303);
  EXPECT_EQ(load(p.id).state, State::answered);
  EXPECT_EQ(said(p.id), Said::not_done);
  auto times = [&](const char* verb) {
    const auto verbs = verbs_of(p.id);
    return std::count(verbs.begin(), verbs.end(), verb);
  };
  EXPECT_EQ(times("petition.doubt"), 1);
  EXPECT_TRUE(get("/petitions/" + p.code).contains("The sender says that it is not done yet"));
  EXPECT_EQ(press(link_of(p), "settled").status, 303);
  EXPECT_EQ(said(p.id), Said::done);
  EXPECT_EQ(press(link_of(p), "open").status, 303);
  EXPECT_EQ(said(p.id), Said::not_done);
  EXPECT_EQ(times("petition.doubt"), 2) << "another word after another";
}

TEST_P(Loop, TheKeyOfTheReceiptSaysTheSame) {
  const Petition p = answered();
  days_pass(7);
  auto deed = [&](const std::string& key) {
    return client().post_form("/petitions/" + p.code + "/verdict",
                              {{"author_key", key}, {"verdict", "open"}, {"words", ""}});
  };
  EXPECT_EQ(deed("0000000000").status, 422);
  EXPECT_EQ(said(p.id), std::nullopt);
  EXPECT_EQ(deed(key_of(p)).status, 303);
  EXPECT_EQ(said(p.id), Said::not_done);
  EXPECT_EQ(press(link_of(p), "settled").status, 303);
  EXPECT_EQ(said(p.id), Said::done) << "one person has one answer, by whichever way";
}

TEST_P(Loop, TwoSendersOfATopicWhoSayNotDoneReopenTheirsAndNoOther) {
  const auto [one, other] = two("mot@vidu.vn", "hai@vidu.vn");
  ASSERT_TRUE(doubts(one.id));
  EXPECT_EQ(load(one.id).state, State::answered);
  ASSERT_TRUE(doubts(other.id));
  for (PetitionId id : {one.id, other.id}) {
    EXPECT_EQ(load(id).state, State::routed);
    EXPECT_EQ(load(id).body, unit(province));
  }
  const auto [content, third] = two("ba@vidu.vn", "bon@vidu.vn");
  ASSERT_TRUE(is_content(content.id));
  ASSERT_TRUE(doubts(third.id));
  EXPECT_EQ(load(third.id).state, State::answered) << "who is content doubts nothing";
}

TEST_P(Loop, OneAddressThatSaysItTwiceIsOnePerson) {
  const auto [one, other] = two("mau@vidu.vn", "MAU@vidu.vn");
  ASSERT_TRUE(doubts(one.id));
  ASSERT_TRUE(doubts(other.id));
  EXPECT_EQ(load(one.id).state, State::answered);
  EXPECT_EQ(load(other.id).state, State::answered);
}

// --- promises ------------------------------------------------------------------------------------

TEST_P(Loop, APromiseThatItsSenderDoubtsStandsInTheLedgerAsDoubted) {
  const Petition p = promised(clock.today() + 5);
  EXPECT_EQ(doubts(p.id).error(), MoveError::reason_missing) << "its day has not come";
  days_pass(4);
  answer_with(p.id, {.outcome = Outcome::settled, .text = "Đã thay bóng."});
  days_pass(7);
  ASSERT_EQ(letters_now().size(), 1U);
  run({.get = "/undertakings?show=doubted", .hides = {p.code}});
  ASSERT_EQ(press(link_of(p), "open").status, 303);
  const auto kept = db().read([&](db::Tx& tx) { return tasks::of_source(tx, subject_of(p.id)); });
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(tasks::state_of(kept[0], clock.today()), tasks::State::doubted);
  run({.get = "/undertakings?show=doubted", .shows = {p.code, "Not done yet, says who asked"}});
  ASSERT_EQ(press(link_of(p), "settled").status, 303);
  run({.get = "/undertakings?show=doubted", .hides = {p.code}});
  ASSERT_EQ(press(link_of(p), "open", "Vẫn tắt.").status, 303);
  EXPECT_EQ(load(p.id).state, State::routed);
  run({.get = "/undertakings?show=doubted", .shows = {p.code}});
}

TEST_P(Loop, WhatWasPromisedForLaterIsReopenedWithinTheDaysAfterItsDay) {
  const Date day = clock.today() + 60;
  const Petition p = promised(day);
  clock.set(start_of(day) + std::chrono::hours(9));
  ASSERT_EQ(letters_now().size(), 1U);
  EXPECT_EQ(press(link_of(p), "open", "Chưa thấy ai đến.").status, 303);
  EXPECT_EQ(load(p.id).state, State::routed) << "the days count from the day that was promised";
}

}  // namespace
}  // namespace gandan::petitions
