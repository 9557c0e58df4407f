// What turns words round, or shows nothing, as it stands in a letter that left the house.
#include <gmock/gmock.h>

#include "contexts/petitions/test/support.hpp"
#include "kernel/letters/subscriptions.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/mail/message.hpp"

namespace gandan::petitions {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* turner = "\u202E";  // what follows is shown from right to left
constexpr const char* filler = "\u3164";  // a letter that shows nothing
const db::Sql store_title{"update petitions set title = :title where id = :id"};

class TurnedLetters : public test::PetitionsDatabase {
 protected:
  TurnedLetters() : PetitionsDatabase(module(), {.mail = true}) {}

  /// Sent with a confirmed address.
  Submitted send_with_mail(const std::string& text) {
    const Submitted sent = send({.kind = "proposal",
                                 .text = text,
                                 .contact = {"Lò Thị Mẫu", "Bản Mẫu", "", "mau@vidu.vn"},
                                 .language = "vi"});
    db().write([&](db::Tx& tx) {
      return letters::confirm_letters(tx, clock, letters::find_subscription(tx, sent.code)->id);
    });
    return sent;
  }
  /// All letters that leave now, as a mail program shows them: subjects and texts.
  std::string read_letters() {
    std::string read;
    for (const mail::Message& letter : delivered()) {
      const std::string wire = mail::compose(letter, clock.now());
      const std::size_t body = wire.find("\r\n\r\n");
      read += words_of_header(wire.substr(0, body)) + unquoted(wire.substr(body));
    }
    return read;
  }

 private:
  /// The encoded words of a header (RFC 2047), as they are read.
  static std::string words_of_header(std::string_view header) {
    constexpr std::string_view begins = "=?UTF-8?B?";
    std::string words;
    for (auto at = header.find(begins); at != header.npos; at = header.find(begins, at)) {
      at += begins.size();
      words += crypto::from_base64(header.substr(at, header.find("?=", at) - at)).value();
    }
    return words;
  }
  static std::string unquoted(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] != '=') {
        if (text[at] != '\r') out += text[at];
      } else if (text.substr(at + 1).starts_with("\r\n")) {
        at += 2;
      } else {
        out += static_cast<char>(std::stoi(std::string(text.substr(at + 1, 2)), nullptr, 16));
        at += 2;
      }
    }
    return out;
  }
};
GANDAN_EACH_ENGINE(TurnedLetters);

TEST_P(TurnedLetters, ReadAsTheyWereWrittenWhateverWasSentAnsweredOrStored) {
  const std::string turn = turner;
  const Submitted sent = send_with_mail("Đề nghị " + turn + "sửa cầu treo sang bản");
  const std::string received = read_letters();
  EXPECT_THAT(received, HasSubstr("Đề nghị sửa cầu treo"));
  EXPECT_THAT(received, Not(HasSubstr(turn)));

  // As it may stand in a database: a body of a list, a title of an earlier import.
  db().write([&](db::Tx& tx) {
    tx.run(store_title, {{"title", "Cầu " + turn + "treo sang bản"}, {"id", sent.id}});
  });
  const UnitId body = db().write([&](db::Tx& tx) {
    return units::ensure_body(tx, ids, clock, "Cơ quan " + turn + "sửa cầu");
  });
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return route(tx, env(), by, sent.id, RouteForm{.body = body});
  }));
  const std::string routed = read_letters();
  EXPECT_THAT(routed, HasSubstr("đã được chuyển đến Cơ quan sửa cầu")) << "the subject";
  EXPECT_THAT(routed, HasSubstr("“Cầu treo sang bản”"));
  EXPECT_THAT(routed, Not(HasSubstr(turn)));

  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return answer(tx, env(), by, sent.id,
                  {.outcome = Outcome::explained, .text = "Đã " + turn + "thay ván cầu."});
  }));
  const std::string answered = read_letters();
  EXPECT_THAT(answered, HasSubstr("Đã thay ván cầu."));
  EXPECT_THAT(answered, Not(HasSubstr(turn)));
}

TEST_P(TurnedLetters, NoneTellsOfAnAnswerThatShowsNothing) {
  const Submitted sent = send_with_mail("Đề nghị sửa cầu treo sang bản");
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ"));
  ASSERT_FALSE(read_letters().empty());
  for (const std::string& nothing :
       {std::string(filler), std::string(turner), std::string(filler) + turner + filler}) {
    const auto answered = act([&](db::Tx& tx, const Act& by) {
      return answer(tx, env(), by, sent.id, {.outcome = Outcome::explained, .text = nothing});
    });
    ASSERT_FALSE(answered);
    EXPECT_EQ(answered.error(), AnswerError::text_missing);
  }
  EXPECT_EQ(read_letters(), "");
}

}  // namespace
}  // namespace gandan::petitions
