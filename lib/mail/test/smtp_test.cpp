// Against a real mail server (Debian's exim4), started here on a free port with a Maildir.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "lib/mail/mailer.hpp"

namespace gandan::mail {
namespace {

namespace fs = std::filesystem;
constexpr const char* exim = "/usr/sbin/exim4";

Message to(std::string local) {
  return {.from = {"Gần Dân", {"noreply", "example.vn"}},
          .to = {"Nguyễn Thị Lan", {std::move(local), "example.org"}},
          .subject = "Kiến nghị GD-7K3M-92QX-5BT7 của bạn đã được trả lời",
          .text = "Kính gửi bà Lan,\n.\nỦy ban nhân dân xã đã trả lời.\n",
          .id = "outbox-7"};
}

class SmtpTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(exim)) GTEST_SKIP() << "no exim4: apt-get install exim4-daemon-light";
    if (::geteuid() != 0) GTEST_SKIP() << "exim4 takes a configuration of one's own from root only";
    std::string name = (fs::temp_directory_path() / "gandan-mail-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    fs::permissions(folder_, fs::perms::all);
    port_ = std::to_string(20'000 + ::getpid() % 20'000);
    write_configuration();
    server_ = ::fork();
    if (server_ == 0) {
      const std::string configuration = folder_ / "exim.conf";
      if (std::freopen("/dev/null", "w", stderr) != nullptr)
        ::execl(exim, exim, "-C", configuration.c_str(), "-bdf", "-oX", port_.c_str(), nullptr);
      ::_exit(127);
    }
  }
  void TearDown() override {
    if (server_ > 0) {
      ::kill(server_, SIGTERM);
      ::waitpid(server_, nullptr, 0);
    }
    if (!folder_.empty()) fs::remove_all(folder_);
  }

  void write_configuration() {
    const std::string place = folder_.string();
    std::ofstream(folder_ / "exim.conf")
        << "primary_hostname = localhost\nspool_directory = " << place << "/spool\n"
        << "log_file_path = " << place << "/log/%slog\npid_file_path = " << place << "/pid\n"
        << "domainlist local_domains = example.org\nlocal_interfaces = 127.0.0.1\n"
        << "tls_advertise_hosts =\nnever_users =\n"
        << "deliver_drop_privilege\nacl_smtp_mail = mail\nacl_smtp_rcpt = rcpt\n"
        << "begin acl\nmail:\n  deny senders = stranger@example.vn\n  accept\nrcpt:\n  deny "
           "local_parts = refused\n"
        << "  accept domains = +local_domains\n  deny\n"
        << "begin routers\nlocal:\n  driver = accept\n  transport = maildir\n"
        << "begin transports\nmaildir:\n  driver = appendfile\n  maildir_format\n  directory = "
        << place << "/box\n  create_directory\n";
  }

  [[nodiscard]] std::unique_ptr<Mailer> mailer() const {
    return Mailer::open("smtp://127.0.0.1:" + port_, {.timeout = std::chrono::seconds(10)});
  }
  /// The server needs a moment to listen: until then it cannot be reached, which is not permanent.
  Result<void, SendError> deliver(const Message& message) {
    auto to_server = mailer();
    for (int attempt = 0;; ++attempt) {
      auto sent = to_server->send(message, *parse_instant("2026-11-23 10:00:00"));
      if (sent || sent.error().permanent || attempt == 100) return sent;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  }
  std::string delivered() {
    const fs::path box = folder_ / "box" / "new";
    for (int i = 0; i < 100; ++i, std::this_thread::sleep_for(std::chrono::milliseconds(100))) {
      if (!fs::exists(box)) continue;
      for (const auto& entry : fs::directory_iterator(box)) {
        std::ifstream in(entry.path(), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
      }
    }
    return {};
  }

  fs::path folder_;
  std::string port_;
  pid_t server_ = -1;
};

TEST_F(SmtpTest, AServerDeliversAVietnameseMessageWhole) {
  auto sent = deliver(to("lan"));
  ASSERT_TRUE(sent) << sent.error().reason;
  const std::string text = delivered();
  EXPECT_NE(text.find("Message-ID: <outbox-7@example.vn>"), std::string::npos);
  EXPECT_NE(text.find("Subject: =?UTF-8?B?"), std::string::npos);
  EXPECT_NE(text.find("\n.\n"), std::string::npos);  // a dot alone on its line did not end it
  EXPECT_NE(text.find("=E1=BB=A6y ban"), std::string::npos);
}

TEST_F(SmtpTest, ARefusalForGoodIsToldFromOneThatMayPass) {
  auto refused = deliver(to("refused"));
  ASSERT_FALSE(refused);
  EXPECT_TRUE(refused.error().permanent);
  Message unwanted = to("lan");
  unwanted.from.address.local = "stranger";
  auto sender = mailer()->send(unwanted, Instant{});
  ASSERT_FALSE(sender);
  EXPECT_FALSE(sender.error().permanent);  // the operator's to mend: the recipient is not at fault
  auto nobody = Mailer::open("smtp://127.0.0.1:1", {.timeout = std::chrono::seconds(2)})
                    ->send(to("lan"), Instant{});
  ASSERT_FALSE(nobody);
  EXPECT_FALSE(nobody.error().permanent);
}

TEST(Mailer, AFolderTakesMessagesForDemonstrations) {
  const fs::path folder = fs::temp_directory_path() / ("gandan-eml-" + std::to_string(::getpid()));
  auto mailer = Mailer::open("file:" + folder.string());
  EXPECT_TRUE(mailer->send(to("lan"), Instant{}));
  EXPECT_TRUE(fs::exists(folder / "outbox-7.eml"));
  fs::remove_all(folder);
  EXPECT_THROW((void)Mailer::open("http://example.org"), std::invalid_argument);
}

}  // namespace
}  // namespace gandan::mail
