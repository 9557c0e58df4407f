// What the version before kept of forms that were done is known after the migrations.
#include <gtest/gtest.h>

#include "contexts/petitions/migrations.hpp"
#include "kernel/journal/migrations.hpp"
#include "kernel/people/migrations.hpp"
#include "kernel/receipts/migrations.hpp"
#include "kernel/receipts/once.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::petitions {
namespace {

class DoneForms : public db::test::OnEachEngine {
 protected:
  /// By the files that are named before `end`, receipts being kept by the kernel from 019 on.
  void migrate(std::string_view end) {
    std::vector<EmbeddedFile> files;
    for (const EmbeddedFile& file : migrations::files())
      if (file.name < end) files.push_back(file);
    std::vector<db::Migrations> modules{{"journal", journal::migrations::files()},
                                        {"people", people::migrations::files()}};
    if (end > "019") modules.push_back({"receipts", receipts::migrations::files()});
    modules.push_back({"petitions", files});
    db().migrate(modules);
  }
};
GANDAN_EACH_ENGINE(DoneForms);

TEST_P(DoneForms, AButtonPressedBeforeAnUpgradeAndAgainAfterItDoesOneDeed) {
  const FixedClock clock{Date::of(2026, 11, 30)};
  const crypto::KeyFile keys = crypto::KeyFile::read_or_create(file("key"));
  const receipts::SentForm pressed{"add", "Cạnh trường học."}, other{"add", "Cạnh trạm xá."};
  migrate("019");
  db().write([&](db::Tx& tx) {
    const std::string key = receipts::stored_key(keys, pressed.purpose, {pressed.said});
    tx.run(std::string("insert into petition_deeds (key, done_at) values (:key, :now)"),
           {{"key", key}, {"now", clock.now()}});
  });
  migrate("020");
  auto was_done = [&](const receipts::SentForm& form) {
    return db().write([&](db::Tx& tx) { return receipts::was_done(tx, clock, keys, form); });
  };
  EXPECT_TRUE(was_done(pressed));
  EXPECT_FALSE(was_done(other));
}

}  // namespace
}  // namespace gandan::petitions
