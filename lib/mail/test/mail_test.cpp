#include <gtest/gtest.h>

#include "lib/mail/address.hpp"
#include "lib/mail/message.hpp"

namespace gandan::mail {
namespace {

Message sample(std::string subject, std::string text) {
  return {.from = {"Gần Dân", {"noreply", "example.vn"}},
          .to = {"", {"lan", "example.org"}},
          .subject = std::move(subject),
          .text = std::move(text),
          .id = "outbox-1"};
}

TEST(Address, ReadsWhatPeopleHave) {
  EXPECT_EQ(parse_address("an.nguyen+1@Example.VN"), (Address{"an.nguyen+1", "example.vn"}));
  EXPECT_EQ(parse_address("\"a b\"@example.vn")->local, "\"a b\"");
  for (const char* bad :
       {"", "@", "a@", "@b", "a b@c.vn", "a@b c", "a@b.", "a@-b.vn", "a@b.vn\r\nRCPT", "<a@b.vn>",
        "a@b.vn,c@d.vn", "lân@example.vn", "a@[127.0.0.1]"})
    EXPECT_FALSE(parse_address(bad)) << bad;
}

TEST(Message, IsPlainTextWithTheHeadersThatMachinesLookFor) {
  std::string text = compose(sample("Receipt", "Hello\n"), *parse_instant("2026-11-23 10:00:05"));
  EXPECT_TRUE(text.starts_with("Date: Mon, 23 Nov 2026 10:00:05 +0700\r\n"));
  for (const char* line :
       {"From: =?UTF-8?B?R+G6p24gRMOibg==?= <noreply@example.vn>\r\n", "To: lan@example.org\r\n",
        "Subject: Receipt\r\n", "Message-ID: <outbox-1@example.vn>\r\n", "MIME-Version: 1.0\r\n",
        "Content-Type: text/plain; charset=utf-8\r\n", "Auto-Submitted: auto-generated\r\n",
        "\r\n\r\nHello\r\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line;
}

TEST(Message, NamesWhereOneClickStopsSuchMessages) {
  Message message = sample("Answered", "Hello\n");
  EXPECT_EQ(compose(message, Instant{}).find("List-Unsubscribe"), std::string::npos);
  message.unsubscribe = "https://gandan.example/letters/abc/stop";
  std::string text = compose(message, Instant{});
  EXPECT_NE(text.find("\r\nList-Unsubscribe: <https://gandan.example/letters/abc/stop>\r\n"
                      "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\r\n"),
            std::string::npos);
}

TEST(Mailbox, IsReadWithAndWithoutAName) {
  auto box = parse_mailbox("Gần Dân Lạng Sơn <thu@example.vn>");
  ASSERT_TRUE(box);
  EXPECT_EQ(box->name, "Gần Dân Lạng Sơn");
  EXPECT_EQ(box->address.text(), "thu@example.vn");
  EXPECT_EQ(parse_mailbox("\"An, Ủy ban\" <a@b.vn>")->name, "An, Ủy ban");
  EXPECT_EQ(parse_mailbox("a@b.vn")->name, "");
  for (const char* bad : {"", "An", "An <a@b.vn", "a@b.vn>", "An <>"})
    EXPECT_FALSE(parse_mailbox(bad)) << bad;
}

TEST(Message, NoLineIsLongAndNoLetterIsCutInTwo) {
  std::string subject;
  for (int i = 0; i < 20; ++i) subject += "Trả lời kiến nghị số " + std::to_string(i) + " ";
  std::string text = compose(sample(subject, std::string(500, 'x') + "\nđường  \n.\n"), Instant{});
  for (std::size_t start = 0; start < text.size();) {
    std::size_t end = text.find("\r\n", start);
    ASSERT_NE(end, std::string::npos);
    EXPECT_LE(end - start, 90u);
    start = end + 2;
  }
  EXPECT_NE(text.find("=C4=91=C6=B0=E1=BB=9Dng =20\r\n"), std::string::npos);
  EXPECT_EQ(encode_header("Lạng Sơn"), "=?UTF-8?B?TOG6oW5nIFPGoW4=?=");
  EXPECT_NE(encode_header("=?UTF-8?B?x?="), "=?UTF-8?B?x?=");
}

TEST(Message, NothingInItTurnsItsWordsRound) {
  Message message = sample("Trả \u202Elời", "Cầu \u202Eđã\u202C sửa \u2066xong\u2069.\n");
  message.to.name = "Nông \u202EThị";
  Message plain = sample("Trả lời", "Cầu đã sửa xong.\n");
  plain.to.name = "Nông Thị";
  EXPECT_EQ(compose(message, Instant{}), compose(plain, Instant{}));
}

TEST(Message, NothingTypedStartsAHeaderOfItsOwn) {
  Message message = sample("Hi\r\nBcc: evil@example.org", "x");
  message.from.name = "A\r\nX-Evil: 1";
  message.id = "1>\r\nX-Evil: 1";
  std::string text = compose(message, Instant{});
  EXPECT_EQ(text.find("\r\nBcc:"), std::string::npos);
  EXPECT_EQ(text.find("\r\nX-Evil"), std::string::npos);
}

}  // namespace
}  // namespace gandan::mail
