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
          .page = "https://gandan.example/petitions/GD-7K3M-92QX",
          .reply = "https://gandan.example/petitions/GD-7K3M-92QX/supplement",
          .confirm = "https://gandan.example/letters/abc",
          .stop = "https://gandan.example/letters/abc/stop"};
}

const i18n::Locale& in(std::string_view language) {
  return *i18n::find_locale(language);
}

TEST(LetterWords, the_first_letter_reads_whole_in_both_languages) {
  LetterFacts first = facts(Letter::received);
  first.body.clear();
  EXPECT_EQ(words_of(first, in("vi")).text,
            "Chào bạn,\n\n"
            "Chúng tôi đã nhận được điều bạn gửi ngày 01/10/2026: “Sửa cầu treo”. Mã theo dõi là "
            "GD-7K3M-92QX.\n\n"
            "Việc tiếp theo: cán bộ đọc và chuyển đến cơ quan có thẩm quyền, chậm nhất ngày "
            "12/10/2026 (Luật số 1, Điều 2).\n\n"
            "Sau đó, cơ quan đó phải trả lời trong 60 ngày (Luật số 3, Điều 4).\n\n"
            "Xem việc đang đến đâu, bất cứ lúc nào:\n"
            "https://gandan.example/petitions/GD-7K3M-92QX\n\n"
            "Bạn muốn được báo tin khi có việc mới? Hãy xác nhận địa chỉ này tại đây:\n"
            "https://gandan.example/letters/abc\n\n"
            "Nếu bạn không xác nhận, đây là lá thư duy nhất.\n\n"
            "Bạn nhận thư này vì địa chỉ này được ghi cùng mã GD-7K3M-92QX. Để không nhận thư "
            "nữa:\nhttps://gandan.example/letters/abc/stop\n");
  EXPECT_THAT(words_of(first, in("en")).text,
              HasSubstr("We have received what you sent on 1 Oct 2026: “Sửa cầu treo”. Its code is "
                        "GD-7K3M-92QX.\n"));
}

TEST(LetterWords, every_letter_names_the_matter_and_how_to_stop_them_in_both_languages) {
  for (const char* language : {"vi", "en"})
    for (Letter letter : {Letter::received, Letter::question, Letter::routed, Letter::extended,
                          Letter::answered, Letter::promise, Letter::given_back}) {
      LetterWords words = words_of(facts(letter), in(language));
      EXPECT_THAT(words.subject, HasSubstr("GD-7K3M-92QX"));
      EXPECT_THAT(words.text, HasSubstr("“Sửa cầu treo”"));
      EXPECT_THAT(words.text, HasSubstr("https://gandan.example/letters/abc/stop\n"));
      EXPECT_THAT(words.subject + words.text, Not(HasSubstr("{")));
      EXPECT_EQ(words.text.find("/letters/abc\n") != std::string::npos, letter == Letter::received);
    }
}

TEST(LetterWords, they_say_by_when_and_by_which_law) {
  for (Letter letter : {Letter::received, Letter::routed, Letter::extended})
    EXPECT_THAT(words_of(facts(letter), in("vi")).text,
                HasSubstr("UBND xã Chi Lăng phải trả lời chậm nhất ngày 12/10/2026 (Luật số 1, "
                          "Điều 2)."));
  EXPECT_THAT(words_of(facts(Letter::answered), in("en")).text,
              HasSubstr("It promises the result by 31 Mar 2027."));
}

TEST(LetterWords, a_discreet_one_holds_neither_title_nor_words_nor_body) {
  for (Letter letter : {Letter::received, Letter::question, Letter::answered}) {
    LetterFacts discreet = facts(letter);
    discreet.discreet = true;
    for (const char* language : {"vi", "en"}) {
      LetterWords words = words_of(discreet, in(language));
      for (const char* secret : {"Sửa cầu", "Lời của", "Chi Lăng", "Luật"})
        EXPECT_THAT(words.subject + words.text, Not(HasSubstr(secret)));
    }
  }
}

TEST(LetterWords, a_long_answer_is_cut_and_read_on_the_page) {
  LetterFacts answered = facts(Letter::answered);
  answered.words.clear();
  for (int i = 0; i < 2000; ++i) answered.words += "đường ";
  EXPECT_THAT(words_of(answered, in("vi")).text, HasSubstr("…"));
  EXPECT_LT(words_of(answered, in("vi")).text.size(), answered.words.size() / 2 + 10'000);
}

TEST(Errand, survives_the_outbox) {
  Errand errand{{42}, Letter::promise, {1'700'000'000'000'001}, 7};
  Errand back = parse_payload(to_payload(errand));
  EXPECT_EQ(back.subscription, errand.subscription);
  EXPECT_EQ(back.letter, errand.letter);
  EXPECT_EQ(back.at, errand.at);
  EXPECT_EQ(back.about, errand.about);
  EXPECT_THROW((void)parse_payload("[]"), std::exception);
  EXPECT_THROW((void)parse_payload(R"({"subscription":1,"letter":"x","at":1,"about":0})"),
               std::exception);
}

}  // namespace
}  // namespace gandan::petitions
