#include <gmock/gmock.h>

#include "contexts/petitions/letters/words.hpp"

namespace gandan::petitions {
namespace {

using testing::HasSubstr;
using testing::Not;

LetterFacts facts(Letter letter) {
  return {.letter = letter,
          .code = "GD-7K3M-92QX",
          .title = "Sửa cầu treo",
          .body = "UBND xã Chi Lăng",
          .received_on = Date::of(2026, 10, 1),
          .due = Date::of(2026, 10, 12),
          .clock = Promised{"Luật số 1, Điều 2", "10 ngày"},
          .answer = Promised{"Luật số 3, Điều 4", "60 ngày"},
          .words = "Lời của cán bộ",
          .outcome = Outcome::scheduled,
          .promised_on = Date::of(2027, 3, 31),
          .reply = "https://gandan.example/petitions/GD-7K3M-92QX/supplement"};
}

const i18n::Locale& in(std::string_view language) {
  return *i18n::find_locale(language);
}

TEST(LetterWords, TheFirstLetterReadsWholeInBothLanguages) {
  LetterFacts first = facts(Letter::received);
  first.body.clear();
  EXPECT_EQ(letter_words(first, in("vi")).text,
            "Chúng tôi đã nhận được điều bạn gửi ngày 01/10/2026: “Sửa cầu treo”. Mã theo dõi là "
            "GD-7K3M-92QX.\n\n"
            "Việc tiếp theo: cán bộ đọc và chuyển đến cơ quan có thẩm quyền, chậm nhất ngày "
            "12/10/2026 (Luật số 1, Điều 2).\n\n"
            "Sau đó, cơ quan đó phải trả lời trong 60 ngày (Luật số 3, Điều 4).\n");
  EXPECT_THAT(letter_words(first, in("en")).text,
              HasSubstr("We have received what you sent on 1 Oct 2026: “Sửa cầu treo”. Its code is "
                        "GD-7K3M-92QX.\n"));
}

TEST(LetterWords, EveryLetterNamesTheMatterInBothLanguages) {
  for (const char* language : {"vi", "en"})
    for (Letter letter : {Letter::received, Letter::question, Letter::routed, Letter::extended,
                          Letter::answered, Letter::promise, Letter::given_back, Letter::asked}) {
      letters::Words words = letter_words(facts(letter), in(language));
      EXPECT_THAT(words.subject, HasSubstr("GD-7K3M-92QX"));
      EXPECT_THAT(words.text, HasSubstr("“Sửa cầu treo”"));
      EXPECT_THAT(words.subject + words.text, Not(HasSubstr("{")));
    }
}

TEST(LetterWords, TheySayByWhenAndByWhichLaw) {
  for (Letter letter : {Letter::received, Letter::routed, Letter::extended})
    EXPECT_THAT(letter_words(facts(letter), in("vi")).text,
                HasSubstr("UBND xã Chi Lăng phải trả lời chậm nhất ngày 12/10/2026 (Luật số 1, "
                          "Điều 2)."));
  EXPECT_THAT(letter_words(facts(Letter::answered), in("en")).text,
              HasSubstr("It promises the result by 31 Mar 2027."));
}

TEST(LetterWords, ADiscreetOneHoldsNeitherTitleNorWordsNorBody) {
  for (Letter letter : {Letter::received, Letter::question, Letter::answered}) {
    LetterFacts discreet = facts(letter);
    discreet.discreet = true;
    for (const char* language : {"vi", "en"}) {
      letters::Words words = letter_words(discreet, in(language));
      for (const char* secret : {"Sửa cầu", "Lời của", "Chi Lăng", "Luật"})
        EXPECT_THAT(words.subject + words.text, Not(HasSubstr(secret)));
    }
  }
}

TEST(LetterWords, ALongAnswerIsCutAndReadOnThePage) {
  LetterFacts answered = facts(Letter::answered);
  answered.words.clear();
  for (int i = 0; i < 2000; ++i) answered.words += "đường ";
  EXPECT_THAT(letter_words(answered, in("vi")).text, HasSubstr("…"));
  EXPECT_LT(letter_words(answered, in("vi")).text.size(), answered.words.size() / 2 + 10'000);
}

TEST(LetterNames, AreReadAsTheyAreStored) {
  for (std::size_t i = 0; i < letter_names().size(); ++i) {
    const auto letter = static_cast<Letter>(i);
    EXPECT_EQ(parse_letter(name(letter)), letter) << name(letter);
  }
  EXPECT_EQ(name(Letter::asked), letter_names().back());
  EXPECT_EQ(parse_letter("x"), std::nullopt);
}

}  // namespace
}  // namespace gandan::petitions
