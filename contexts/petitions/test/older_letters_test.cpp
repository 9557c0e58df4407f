// Letters that waited when they were still a matter of petitions alone.
#include <gmock/gmock.h>

#include <vector>

#include "contexts/petitions/migrations.hpp"
#include "contexts/petitions/test/support.hpp"
#include "kernel/letters/links.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::petitions {
namespace {

using testing::UnorderedElementsAre;

/// All but the one that moves letters to kernel/letters.
std::span<const EmbeddedFile> older_files() {
  static const std::vector<EmbeddedFile> files = [] {
    const auto all = migrations::files();
    std::vector<EmbeddedFile> kept(all.begin(), all.end());
    std::erase_if(kept, [](const EmbeddedFile& file) { return file.name == "020_letters.sql"; });
    return kept;
  }();
  return files;
}

Module older() {
  Module all = module();
  all.migrations = {"petitions", older_files()};
  all.add_jobs = {};
  return all;
}

class OlderLetters : public test::PetitionsDatabase {
 protected:
  OlderLetters() : PetitionsDatabase(older(), {.mail = true}) {}
  /// One who confirmed, as such a row stood.
  void subscribe_as_before(std::int64_t id, PetitionId petition, const std::string& code) {
    // Not a db::Sql: it names a table that there is no more.
    db().write([&](db::Tx& tx) {
      tx.run(std::string("insert into petition_subscriptions (id, petition_id, code, email, "
                         "language, created_at, confirmed_at) "
                         "values (:id, :petition, :code, :email, 'vi', :now, :now)"),
             {{"id", id},
              {"petition", petition},
              {"code", code},
              {"email", std::to_string(id) + "@vidu.vn"},
              {"now", clock.now()}});
    });
  }
  void queue_as_before(std::string_view kind, const std::string& fields) {
    db().write([&](db::Tx& tx) {
      jobs::enqueue(tx, kind,
                    "{\"letter\":\"given_back\",\"at\":" + std::to_string(clock.now().micros) +
                        ",\"about\":0," + fields + "}",
                    clock.now());
    });
  }
  void migrate() {
    const db::Migrations whole[] = {{"petitions", migrations::files()}};
    db().migrate(whole);
  }
};
GANDAN_EACH_ENGINE(OlderLetters);

TEST_P(OlderLetters, AreSentAndTheirAddressesKept) {
  by_mail = false;
  const Submitted sent = send("Đề nghị sửa cầu treo sang bản");
  subscribe_as_before(71, sent.id, sent.code);
  subscribe_as_before(72, sent.id, "GD-2222-2222-2222");
  queue_as_before("petitions.letter", R"("subscription":71)");
  queue_as_before("petitions.letter_round",
                  R"("subscription":71,"petition":)" + std::to_string(sent.id.value));
  migrate();
  const auto kept =
      db().read([&](db::Tx& tx) { return letters::find_subscription(tx, sent.code); });
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(kept->record_kind, "petition");
  EXPECT_EQ(kept->record_id, sent.id.value);
  EXPECT_EQ(letters::state_of(*kept), letters::SubscriptionState::confirmed);
  std::vector<std::string> reached;
  for (auto arrived = delivered(); !arrived.empty(); arrived = delivered())
    for (const mail::Message& letter : arrived) reached.push_back(letter.to.address.text());
  EXPECT_THAT(reached, UnorderedElementsAre("71@vidu.vn", "72@vidu.vn"));
}

TEST_P(OlderLetters, HaveLinksThatStillLeadToTheirSubscription) {
  const std::string mac =
      crypto::hmac_sha256(keys->get().keys().front().secret_key, "petition letters 71")
          .substr(0, 16);
  EXPECT_EQ(letters::token_of(keys->get(), {71}),
            crypto::base64url(std::string(7, '\0') + "G" + mac));
}

}  // namespace
}  // namespace gandan::petitions
