// A log and a witness of it, as C2SP tlog-witness has them speak: over a real socket.
#include "app/ask_witnesses.hpp"

#include <gmock/gmock.h>

#include <mutex>
#include <thread>

#include "app/test/support.hpp"
#include "kernel/journal/cosignatures.hpp"
#include "lib/cli/command.hpp"
#include "lib/http/server.hpp"

namespace gandan::app {
namespace {

/// Believes the log's keys, and cosigns what extends the head that it saw last.
class WitnessServer {
 public:
  explicit WitnessServer(std::string name)
      : signer_(tlog::make_signer(std::move(name), tlog::Algorithm::cosignature,
                                  std::string(32, 'w'))) {
    app_.router.post("/w/add-checkpoint", http::everyone(),
                     [this](http::Request& request) { return add(request.body); });
  }
  ~WitnessServer() {
    server_.stop();
    thread_.join();
  }

  [[nodiscard]] Witness as_asked() const {
    return {"http://127.0.0.1:" + std::to_string(server_.port()) + "/w", signer_.key};
  }
  void believe(tlog::Trust trust) {
    std::lock_guard lock(mutex_);
    trust_ = std::move(trust);
  }
  void saw(tlog::TreeHead head) {
    std::lock_guard lock(mutex_);
    seen_ = head;
  }
  [[nodiscard]] tlog::TreeHead seen() {
    std::lock_guard lock(mutex_);
    return seen_;
  }
  [[nodiscard]] int asked() {
    std::lock_guard lock(mutex_);
    return asked_;
  }

 private:
  http::Response add(const std::string& body) {
    std::lock_guard lock(mutex_);
    ++asked_;
    const auto request = tlog::parse_add_checkpoint(body);
    if (!request) return http::Response::text("", 400);
    const auto opened = tlog::open_checkpoint(request->checkpoint, trust_);
    if (!opened) return http::Response::text("", 403);
    if (request->old_size != seen_.size)
      return http::Response::text(std::to_string(seen_.size) + "\n", 409);
    const tlog::TreeHead head = opened->checkpoint.head;
    if (seen_.size > 0 && !tlog::verify_consistency(seen_, head, request->proof))
      return http::Response::text("", 422);
    seen_ = head;
    const auto text = tlog::parse_note(request->checkpoint)->text;
    const auto cosignature =
        tlog::signature_of(signer_, text, std::chrono::sys_seconds(std::chrono::seconds(1)));
    return http::Response::text(tlog::text_of(std::span(&cosignature, 1)));
  }

  std::mutex mutex_;
  tlog::Signer signer_;
  tlog::Trust trust_;
  tlog::TreeHead seen_{};
  int asked_ = 0;
  SystemClock clock_;
  http::App app_{clock_, {.access_log = false}};
  http::Server server_{app_, {.listen = "127.0.0.1:0"}};
  std::thread thread_{[this] { server_.run(); }};
};

class AskedWitness : public test::Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    if (!IsSkipped()) grow();
  }
  /// One more entry, in the log.
  void grow() {
    db().write([&](db::Tx& tx) {
      journal::append(tx, {.at = clock.now(), .verb = "note.write", .subject = {"note", 1}});
    });
    take_into_log();
  }
  tlog::Trust trust() {
    tlog::Trust trust{"gandan.example/log", {}, {witness.as_asked().key}};
    for (const std::string& key : db().read(journal::log_keys))
      trust.log_keys.push_back(tlog::parse_verifier_key(key).value());
    return trust;
  }
  void ask() { ask_witnesses(services(), {witness.as_asked()}); }
  /// What everybody reads.
  tlog::VerifiedCheckpoint published() {
    const auto answer = client().get("/log/checkpoint");
    EXPECT_EQ(answer.status, 200);
    return tlog::open_checkpoint(answer.body, trust()).value();
  }

  WitnessServer witness{"witness.example"};
};
GANDAN_EACH_ENGINE(AskedWitness);

TEST_P(AskedWitness, CosignsEachHeadThatExtendsTheOneBefore) {
  witness.believe(trust());
  EXPECT_TRUE(published().cosignatures.empty());
  for (int i = 0; i < 3; ++i) {
    ask();
    ASSERT_EQ(published().cosignatures.size(), 1U);
    EXPECT_EQ(published().cosignatures[0].witness, "witness.example");
    EXPECT_EQ(witness.seen(), published().checkpoint.head);
    grow();
    EXPECT_TRUE(published().cosignatures.empty()) << "of a head that it has not seen";
  }
}

TEST_P(AskedWitness, IsLeftAloneWhileNothingIsNew) {
  witness.believe(trust());
  ask();
  const int before = witness.asked();
  ask();
  EXPECT_EQ(witness.asked(), before);
}

TEST_P(AskedWitness, ThatSawMoreThanTheDatabaseRemembersIsAskedFromThere) {
  witness.believe(trust());
  witness.saw(published().checkpoint.head);
  grow();
  ask();
  EXPECT_EQ(published().cosignatures.size(), 1U) << "though it was never asked by this database";
}

TEST_P(AskedWitness, ThatSawAnotherHistoryCosignsNothing) {
  witness.believe(trust());
  witness.saw({1, tlog::leaf_hash("another entry")});
  grow();
  ask();
  EXPECT_TRUE(published().cosignatures.empty());
  witness.saw({1'000'000, tlog::leaf_hash("a longer history")});
  ask();
  EXPECT_TRUE(published().cosignatures.empty());
}

TEST_P(AskedWitness, ThatIsAwayOrIsAnotherChangesNothing) {
  ask();
  EXPECT_TRUE(published().cosignatures.empty()) << "it does not know the log";
  ask_witnesses(services(), {{"http://127.0.0.1:1", witness.as_asked().key}});
  witness.believe(trust());
  Witness another = witness.as_asked();
  another.key.name = "another.example";
  ask_witnesses(services(), {another});
  EXPECT_TRUE(published().cosignatures.empty()) << "the line is not by the key that was named";
}

TEST(Witnesses, AreReadFromTheCommandLine) {
  const tlog::Signer signer =
      tlog::make_signer("witness.example", tlog::Algorithm::cosignature, std::string(32, 'w'));
  const std::string key = tlog::text_of(signer.key);
  const auto read = witnesses_of({"https://witness.example/gandan/=" + key});
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(read[0].address, "https://witness.example/gandan");
  EXPECT_EQ(read[0].key, signer.key);
  for (const std::string& wrong : {key, std::string("https://witness.example"), "=" + key,
                                   "https://witness.example=" + key + "x"})
    EXPECT_THROW((void)witnesses_of({wrong}), cli::UsageError) << wrong;
}

}  // namespace
}  // namespace gandan::app
