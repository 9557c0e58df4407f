#include "kernel/people/sealed_identities.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "kernel/journal/migrations.hpp"
#include "kernel/people/migrations.hpp"
#include "kernel/people/people.hpp"
#include "kernel/people/seal_keys.hpp"
#include "kernel/people/sealed_reasons.hpp"
#include "kernel/people/second_factor.hpp"
#include "lib/crypto/totp.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::people {
namespace {

constexpr UnitId inspectorate{5}, department{1};
constexpr Ref subject{"petition", 42};
const Identity identity{
    .name = "Hoàng Văn Thụ", .address = "Thôn Nà Pàn", .telephone = "0912345678"};

class SealedIdentities : public db::test::OnEachEngine {
 protected:
  SealedIdentities()
      : OnEachEngine({{"journal", journal::migrations::files()}, {"people", migrations::files()}}) {
  }

  void SetUp() override {
    OnEachEngine::SetUp();
    if (IsSkipped()) return;
    named_.user = db().write([&](db::Tx& tx) {
      NewAccount form{.username = "thu", .name = "Lê Thu", .grants = named_.grants};
      return create_account(tx, ids_, clock_, {}, form).value();
    });
  }
  /// Opens the file, and lets the named officer have a second factor under it.
  crypto::KeyFile open_file(const std::string& name) {
    auto keys = open_key_file(db(), clock_, file(name));
    db().write([&](db::Tx& tx) {
      if (!has_second_factor(tx, named_.user))
        set_totp_secret(tx, clock_, keys, {}, named_.user, crypto::make_totp_secret());
    });
    return keys;
  }
  void seal(const crypto::KeyFile& keys) {
    db().write(
        [&](db::Tx& tx) { seal_identity(tx, clock_, keys, inspectorate, subject, identity); });
  }
  Result<Identity, OpenIdentityError> open(const crypto::KeyFile& keys, const Principal& principal,
                                           std::string_view reason = "Xác minh theo Điều 24",
                                           Ref what = subject) {
    const UnitId above[] = {department};
    return db().write([&](db::Tx& tx) {
      return open_identity(tx, ids_, clock_, keys, principal, inspectorate, above, what, reason);
    });
  }

  FixedClock clock_{Date::of(2026, 8, 3)};
  Ids ids_{clock_, 1};
  Principal named_{.grants = {{Role::denunciation_officer, inspectorate, Reach::body}},
                   .proof = Proof::second_factor};
};
GANDAN_EACH_ENGINE(SealedIdentities);

TEST_P(SealedIdentities, ANamedOfficerOpensThemWithAReason) {
  auto keys = open_file("seal.keys");
  seal(keys);
  EXPECT_EQ(open(keys, named_).value(), identity);
  db().read([&](db::Tx& tx) {
    auto openings = openings_of(tx, keys, subject);
    ASSERT_EQ(openings.size(), 1u);
    EXPECT_EQ(openings[0].user, named_.user);
    EXPECT_EQ(openings[0].reason, "Xác minh theo Điều 24");
    auto entries = journal::entries_of(tx, {subject.kind, subject.id});
    ASSERT_EQ(entries.size(), 2u);
    EXPECT_EQ(entries[0].verb, "people.seal_identity");
    EXPECT_EQ(entries[1].verb, "people.open_identity");
    EXPECT_EQ(entries[1].actor_id, named_.user.value);
    EXPECT_EQ(entries[1].body_id, inspectorate.value);
    EXPECT_EQ(entries[1].detail, "{}");
  });
  EXPECT_EQ(open(keys, named_, "vì").error(), OpenIdentityError::reason_missing);
  EXPECT_EQ(open(keys, named_, "Xác minh theo Điều 24", {"petition", 43}).error(),
            OpenIdentityError::not_found);
}

TEST_P(SealedIdentities, WhyTheyWereOpenedLiesUnderTheSealToo) {
  auto keys = open_file("seal.keys");
  seal(keys);
  ASSERT_TRUE(open(keys, named_, "Bà Mẫu hỏi về đơn"));
  const auto in_clear = [&] {
    return db().read([](db::Tx& tx) {
      return tx.one<std::string>(std::string("select reason from identity_openings"), {}).value();
    });
  };
  const auto reason_read = [&] {
    return db().read([&](db::Tx& tx) { return openings_of(tx, keys, subject).at(0).reason; });
  };
  EXPECT_EQ(in_clear(), "");
  EXPECT_EQ(reason_read(), "Bà Mẫu hỏi về đơn");
  db().write([&](db::Tx& tx) {
    tx.run(std::string("update identity_openings set reason = 'Như phiên bản trước lưu'"), {});
  });
  EXPECT_EQ(db().write([&](db::Tx& tx) { return seal_reasons(tx, keys); }), 1);
  EXPECT_EQ(in_clear(), "");
  EXPECT_EQ(reason_read(), "Như phiên bản trước lưu");
}

TEST_P(SealedIdentities, NobodyElseOpensThem) {
  auto keys = open_file("seal.keys");
  seal(keys);
  for (Role role : all_roles()) {
    if (role == Role::denunciation_officer) continue;
    Principal other{.user = named_.user,
                    .grants = {{role, UnitId{}, Reach::body}},
                    .proof = Proof::second_factor};
    EXPECT_EQ(open(keys, other).error(), OpenIdentityError::forbidden);
  }
  Principal above{.user = named_.user,
                  .grants = {{Role::denunciation_officer, department, Reach::area}},
                  .proof = Proof::second_factor};
  EXPECT_TRUE(open(keys, above));
  Principal elsewhere{.user = named_.user,
                      .grants = {{Role::denunciation_officer, UnitId{6}, Reach::body}},
                      .proof = Proof::second_factor};
  EXPECT_EQ(open(keys, elsewhere).error(), OpenIdentityError::forbidden);
}

TEST_P(SealedIdentities, APasswordAloneOpensNothing) {
  auto keys = open_file("seal.keys");
  seal(keys);
  Principal by_password = named_;
  by_password.proof = Proof::password;
  EXPECT_EQ(open(keys, by_password).error(), OpenIdentityError::forbidden);
  db().write([&](db::Tx& tx) { ASSERT_TRUE(remove_second_factor(tx, clock_, {}, named_.user)); });
  EXPECT_EQ(open(keys, named_).error(), OpenIdentityError::forbidden)
      << "it was taken away while the session was believed";
  db().read([&](db::Tx& tx) {
    EXPECT_TRUE(load_principal(tx, named_.user, Proof::password)->grants.empty());
    EXPECT_EQ(load_principal(tx, named_.user, Proof::second_factor)->grants, named_.grants);
  });
}

TEST_P(SealedIdentities, OldOnesOpenAfterTheKeyWasRotatedAndNotWithoutIt) {
  const auto first = open_file("seal.keys");
  seal(first);
  clock_.advance(std::chrono::hours(1));
  rotate_seal_key(db(), clock_, file("seal.keys"));
  auto keys = open_file("seal.keys");
  EXPECT_EQ(keys.keys().size(), 2u);
  EXPECT_EQ(open(keys, named_).value(), identity);
  seal(keys);
  EXPECT_EQ(open(keys, named_).value(), identity);
  auto others = crypto::KeyFile::read_or_create(file("other.keys"));
  EXPECT_EQ(open(others, named_).error(), OpenIdentityError::key_missing);
}

TEST(OpeningAnIdentity, IsRefusedWithTheReasonAndWhatToDoNext) {
  EXPECT_STREQ(in_words(OpenIdentityError::forbidden), "Your role does not allow this here.");
  EXPECT_THAT(in_words(OpenIdentityError::reason_missing), testing::HasSubstr("ten characters"));
  EXPECT_THAT(in_words(OpenIdentityError::not_found), testing::HasSubstr("no name"));
  EXPECT_THAT(in_words(OpenIdentityError::key_missing), testing::HasSubstr("key file"));
}

TEST_P(SealedIdentities, AStrayKeyFileNeverTakesThePlaceOfTheRightOne) {
  auto keys = open_file("seal.keys");
  EXPECT_THROW((void)open_file("stray.keys"), WrongKeyFile);
  EXPECT_FALSE(std::filesystem::exists(file("stray.keys")));
  (void)crypto::KeyFile::read_or_create(file("another.keys"));
  EXPECT_THROW((void)open_file("another.keys"), WrongKeyFile);
  EXPECT_TRUE(std::filesystem::exists(file("another.keys")));  // it is somebody's
  EXPECT_THROW(rotate_seal_key(db(), clock_, file("stray.keys")), WrongKeyFile);
  seal(keys);
  EXPECT_EQ(open(keys, named_).value(), identity);
}

TEST_P(SealedIdentities, AFileThatIsLostIsReplacedOnlyWhenThatIsAskedFor) {
  const auto first = open_file("seal.keys");
  seal(first);
  EXPECT_THROW(replace_lost_seal_key(db(), clock_, file("seal.keys")), WrongKeyFile);
  std::filesystem::remove(file("seal.keys"));
  clock_.advance(std::chrono::hours(1));
  replace_lost_seal_key(db(), clock_, file("new.keys"));
  auto keys = open_file("new.keys");
  EXPECT_EQ(open(keys, named_).error(), OpenIdentityError::key_missing);
  seal(keys);
  EXPECT_EQ(open(keys, named_).value(), identity);
}

TEST_P(SealedIdentities, AServerThatHasNotTheNewKeyYetSealsToItsOwnWhichTheNewFileHolds) {
  const auto before = open_file("seal.keys");
  clock_.advance(std::chrono::hours(1));
  rotate_seal_key(db(), clock_, file("seal.keys"));
  seal(before);
  EXPECT_EQ(open(before, named_).value(), identity);
  EXPECT_EQ(open(open_file("seal.keys"), named_).value(), identity);
}

TEST_P(SealedIdentities, AreNeverSealedToAKeyThatSomebodyPutIntoTheDatabase) {
  const auto keys = open_file("seal.keys");
  const crypto::SealKey theirs = crypto::make_seal_key();
  clock_.advance(std::chrono::hours(1));
  db().write([&](db::Tx& tx) {
    tx.run("insert into seal_keys (id, public_key, published_at) values (:id, :key, :at)",
           {{"id", theirs.id}, {"key", db::Bytes{theirs.public_key}}, {"at", clock_.now()}});
  });
  seal(keys);
  EXPECT_EQ(open(keys, named_).value(), identity);
  EXPECT_THROW((void)open_file("seal.keys"), WrongKeyFile) << "the next start tells of it";
}

TEST_P(SealedIdentities, TheDatabaseFileHoldsNothingOfThem) {
  if (GetParam() != db::Engine::sqlite) GTEST_SKIP() << "one look at the bytes is enough";
  const auto first = open_file("seal.keys");
  seal(first);
  for (const char* name : {"test.db", "test.db-wal"}) {
    std::ifstream in(file(name), std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(in), {});
    EXPECT_EQ(bytes.find("Hoàng Văn Thụ"), std::string::npos);
    EXPECT_EQ(bytes.find("0912345678"), std::string::npos);
  }
}

TEST_P(SealedIdentities, WithoutAPublishedKeyNothingIsStored) {
  const auto keys = crypto::KeyFile::read_or_create(file("seal.keys"));
  EXPECT_THROW(seal(keys), std::logic_error);
}

}  // namespace
}  // namespace gandan::people
