// The clock that is promised is the same wherever it is named, and no limit is passed off as law
// whose text nobody has read.
#include <gmock/gmock.h>

#include <regex>

#include "contexts/petitions/test/public_site.hpp"

namespace gandan::petitions {
namespace {

using testing::HasSubstr;
using testing::Not;

class ClockWords : public test::PublicSite {
 protected:
  using PublicSite::PublicSite;

  static std::string starting_value(const std::string& limit) {
    return limit + " (starting value)";
  }
  static int count_of(const std::string& page, std::string_view words) {
    int n = 0;
    for (std::size_t at = page.find(words); at != std::string::npos; at = page.find(words, at + 1))
      ++n;
    return n;
  }
  /// Where a day is marked, what the mark means is said once; else not at all.
  static void expect_explained_once(const std::string& page, const std::string& mark) {
    EXPECT_THAT(page, HasSubstr(mark));
    EXPECT_EQ(count_of(page, "id=\"starting-value\""), 1);
    EXPECT_THAT(page, Not(HasSubstr("of this installation, not checked")));
  }
  /// What home says under a kind.
  std::string on_home(Kind kind) {
    const std::string page = get("/").body;
    const std::size_t at = page.find("/send?kind=" + std::string(name(kind)));
    const std::size_t begin = page.find("class=\"limit\">", at);
    return page.substr(begin, page.find("</span>", begin) - begin);
  }
  /// "10 days" and "15 working days", as they follow one another, but for those in brackets.
  static std::vector<std::string> limits_in(const std::string& words) {
    static const std::regex bracket("\\([^)]*\\)"), limit("[0-9]+ (working )?days?");
    const std::string said = std::regex_replace(words, bracket, "");
    std::vector<std::string> found;
    for (std::sregex_iterator at(said.begin(), said.end(), limit), end; at != end; ++at)
      found.push_back(at->str());
    return found;
  }
  /// What is said before it is sent.
  std::string check_page(Kind kind) {
    http::Fields form{
        {"step", "contact"},   {"to", "check"},           {"kind", std::string(name(kind))},
        {"text", matter_text}, {"name", "Lò Thị Mẫu"},    {"address", "Bản Mẫu"},
        {"publish", "yes"},    {"phone", "0900 000 001"}, {"key", "k"}};
    return client().post_form("/send", form).body;
  }
  /// Somebody has read the text of these rules.
  void verify_limits(std::initializer_list<const char*> rules_read) {
    for (const char* rule : rules_read) {
      rules::Limit limit = *rules->book()->find(rule, clock.today());
      limit.verified = true;
      db().write([&](db::Tx& tx) {
        ASSERT_TRUE(rules::save_limit(tx, ids, clock, {journal::ActorKind::system}, limit));
      });
    }
    rules->refresh();
  }
  static std::string day(Instant at) { return i18n::find_locale("en")->date(civil_date(at)); }

  static constexpr const char* matter_text = "Việc này xảy ra ở cơ quan tôi từ năm ngoái.";
};
GANDAN_EACH_ENGINE(ClockWords);

TEST_P(ClockWords, WhatHomePromisesIsWhatTheCheckPageAndTheReceiptName) {
  for (Kind kind : kinds) {
    SCOPED_TRACE(name(kind));
    const auto promised = limits_in(on_home(kind));
    ASSERT_EQ(promised.size(), 2U) << on_home(kind);
    const std::string then = "within " + promised[1] +
                             (is_settled(matter_of(kind)) ? " of its acceptance" : "") +
                             " at the latest";
    const std::string check = check_page(kind);
    Petition p = sent(matter_text, "", std::string(name(kind)));
    hold_receipt(p);
    const std::string receipt = get("/receipts/" + p.code).body;
    EXPECT_THAT(check, HasSubstr("(" + promised[0] + ")"));
    EXPECT_THAT(check, HasSubstr(then));
    EXPECT_THAT(receipt, HasSubstr(then));
    EXPECT_THAT(check, HasSubstr(day(*p.clock.due_at)));
    EXPECT_THAT(receipt, HasSubstr("by " + day(*p.clock.due_at) + " at the latest"));
  }
}

TEST_P(ClockWords, TheLastDayThatHomeNamesIsThatOfWhatIsSentOnAtTheLastMoment) {
  for (Kind kind : {Kind::report, Kind::proposal}) {
    clock.set(start_of(Date::of(2026, 10, 1)) + std::chrono::hours(9));
    const std::string home = on_home(kind);
    Petition p = sent(matter_text, "", std::string(name(kind)));
    clock.set(*p.clock.due_at);
    ASSERT_TRUE(route_to(p.id, "Bộ Nội vụ"));
    EXPECT_THAT(home, HasSubstr("on " + day(*load(p.id).clock.due_at) + " at the latest"));
  }
}

TEST_P(ClockWords, HomeSaysOfALimitThatNobodyHasCheckedThatItIsAStartingValue) {
  EXPECT_THAT(on_home(Kind::complaint),
              HasSubstr("sent on within " + starting_value("10 days") + ", settled within 30 days"))
      << "what the law says of the settlement was read";
  EXPECT_THAT(on_home(Kind::report), HasSubstr(" at the latest (starting value)"));
  EXPECT_THAT(on_home(Kind::denunciation), Not(HasSubstr("starting value")));
  verify_limits({"letter.classify", "reflection.answer"});
  EXPECT_THAT(on_home(Kind::complaint), Not(HasSubstr("starting value")));
  EXPECT_THAT(on_home(Kind::report), Not(HasSubstr("starting value")));
  EXPECT_THAT(on_home(Kind::proposal), HasSubstr("within " + starting_value("30 days")));
}

TEST_P(ClockWords, OfAStartingValueIsMarkedBesideEachDayAndExplainedOnceAPage) {
  const std::string link = "(<a href=\"#starting-value\">starting value</a>)";
  expect_explained_once(get("/?lang=vi").body, "(tạm đặt)");
  expect_explained_once(get("/?lang=en").body, "(starting value)");
  const std::string check = check_page(Kind::report);
  expect_explained_once(check, link);
  EXPECT_THAT(check, HasSubstr("(starting value).")) << "of the days that follow";
  const Petition p = sent(matter_text, "", "report");
  hold_receipt(p);
  expect_explained_once(get("/receipts/" + p.code).body, link);
  ASSERT_TRUE(route_to(p.id, "Bộ Nội vụ"));
  const std::string page = get("/petitions/" + p.code).body;
  expect_explained_once(page, link);
  EXPECT_EQ(count_of(page, link), 2) << "the promise, and the step that is to come";
  auto body = officer(people::Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  expect_explained_once(body.get("/desk/petitions/" + p.code).body, link);
  expect_explained_once(body.get("/desk/petitions/" + p.code + "/answer").body, link);
  expect_explained_once(body.get("/desk/course?of=report").body, "(starting value)");
}

TEST_P(ClockWords, WhereEveryTextWasReadNoMarkIsExplained) {
  verify_limits({"letter.classify", "reflection.answer"});
  const Petition p = sent(matter_text, "", "report");
  ASSERT_TRUE(route_to(p.id, "Bộ Nội vụ"));
  for (const std::string& page : {check_page(Kind::report), get("/petitions/" + p.code).body})
    EXPECT_THAT(page, Not(HasSubstr("tarting value"))) << "neither mark nor note";
}

TEST_P(ClockWords, SayOfABodySOwnLimitWhoseRuleItIsAndFromWhen) {
  rules::Limit own = *rules->book()->find("reflection.answer", clock.today());
  own.id = {};
  own.body = unit("Bộ Nội vụ");
  own.value = 10;
  own.valid_from = Date::of(2026, 9, 1);
  own.basis = "Quyết định 12/QĐ-BNV";
  db().write([&](db::Tx& tx) {
    ASSERT_TRUE(rules::save_limit(tx, ids, clock, {journal::ActorKind::system}, own));
  });
  rules->refresh();
  book = rules->book();
  const Submitted sent = send({.kind = "report", .text = matter_text, .may_publish = true});
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ"));
  const std::string page = get("/petitions/" + sent.code).body;
  EXPECT_THAT(page, HasSubstr("10 working days"));
  EXPECT_THAT(page, HasSubstr("by the rules of Bộ Nội vụ, from 1 Sep 2026: Quyết định 12/QĐ-BNV"));
  EXPECT_THAT(page, Not(HasSubstr("starting value")));
}

TEST_P(ClockWords, OfWhatLiesAheadCloseNoBracketTwice) {
  EXPECT_THAT(check_page(Kind::complaint), HasSubstr("155/2026/NĐ-CP, Điều 10). "));
  EXPECT_THAT(check_page(Kind::complaint), Not(HasSubstr("Điều 10))")));
}

class LetterClocks : public ClockWords {
 protected:
  LetterClocks() : ClockWords(module(), {.mail = true}) {}
  /// The letter that says that it was received.
  std::string first_letter() {
    send({.kind = "report",
          .text = matter_text,
          .contact = {.email = "mau@vidu.vn"},
          .language = "en"});
    const auto letters = delivered();
    EXPECT_EQ(letters.size(), 1U);
    return letters.empty() ? std::string() : letters.front().text;
  }
};
GANDAN_EACH_ENGINE(LetterClocks);

TEST_P(LetterClocks, SayOfALimitThatNobodyHasCheckedThatItIsAStartingValue) {
  const std::string unread = "(starting value of this installation, not checked beside the text: ";
  const std::string letter = first_letter();
  EXPECT_THAT(letter, HasSubstr("by 12 Oct 2026 " + unread + "Thông tư 05/2021/TT-TTCP)"));
  EXPECT_THAT(letter, HasSubstr("within 15 working days " + unread + "Quy định riêng"));
  verify_limits({"letter.classify", "reflection.answer"});
  const std::string of_read_ones = first_letter();
  EXPECT_THAT(of_read_ones, HasSubstr("by 12 Oct 2026 (Thông tư 05/2021/TT-TTCP)"));
  EXPECT_THAT(of_read_ones, Not(HasSubstr("starting value")));
}

}  // namespace
}  // namespace gandan::petitions
