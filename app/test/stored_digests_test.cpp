// Nothing that is stored tells who somebody is to whoever tries names, numbers and addresses:
// digests of them are made under the key file, wherever in the house one is kept.
#include <gmock/gmock.h>

#include <fstream>
#include <set>
#include <unordered_set>

#include "app/test/support.hpp"
#include "contexts/petitions/intake/import.hpp"
#include "contexts/petitions/record/receipt.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/receipts/private_key.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/text/fold.hpp"

namespace gandan::app {
namespace {

using testing::IsEmpty;

/// What one person is known by, here and elsewhere.
namespace mau {
constexpr const char *name = "Lò Thị Mẫu", *address = "12 ngõ 5, Bản Mẫu",
                     *telephone = "0900 000 001", *email = "Mau.Lo@vidu.vn",
                     *other_email = "ban@vidu.vn", *file_number = "HS-0900000002",
                     *sealed_file_number = "TC-0900000003", *key = "khoa-cua-lo-thi-mau",
                     *username = "mau.lo", *mistyped = "lothimau-0900000001",
                     *old_password = "mật khẩu cũ của Mẫu", *password = gandan::test::password;
}  // namespace mau

/// A value as it lies in the database, and in which column.
struct Stored {
  std::string column, bytes;
};

/// As somebody might write it before a digest is made of it.
std::set<std::string> spellings(const std::string& value) {
  std::set<std::string> all{value, text::fold(value, text::Fold::exact), text::fold(value)};
  for (const std::string& one : std::set(all)) {
    std::string joined = one;
    std::erase(joined, ' ');
    all.insert(joined);
  }
  std::string digits = value;
  std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
  if (digits.size() >= 8) all.merge(std::set{digits, "+84" + digits.substr(1)});
  return all;
}

/// All of them, and any two together.
std::set<std::string> what_might_be_tried() {
  const std::vector<std::string> known{
      mau::name,        mau::address,     mau::telephone, mau::email,
      mau::other_email, mau::file_number, mau::key,       mau::sealed_file_number,
      mau::username,    mau::mistyped,    mau::password,  mau::old_password};
  std::set<std::string> tried;
  for (const std::string& one : known) {
    tried.merge(spellings(one));
    for (const std::string& other : known)
      for (const char* between : {"", " ", "\n", "|"}) tried.insert(one + between + other);
  }
  return tried;
}

/// So many bytes tell a digest, cut short or not, from anything else.
constexpr std::size_t enough = 16;

/// What begins a plain SHA-256 of any of them, in each way of writing it.
std::unordered_set<std::string> beginnings_of_digests() {
  std::unordered_set<std::string> sought;
  for (const std::string& one : what_might_be_tried()) {
    const std::string digest = crypto::sha256(one);
    for (const std::string& written : {digest, crypto::hex(digest), crypto::base64(digest),
                                       crypto::base64url(digest), crypto::base32(digest)})
      sought.insert(written.substr(0, enough));
  }
  return sought;
}

class StoredDigests : public test::Program {
 protected:
  StoredDigests() : Program({.units = false, .mail = true}) {}

  /// Every value of every column of every table, as bytes.
  std::vector<Stored> everything() {
    struct Column {
      std::string table, name, type;
    };
    const bool is_sqlite = GetParam() == db::Engine::sqlite;
    return db().read([&](db::Tx& tx) {
      std::vector<Stored> all;
      for (const Column& column : tx.all<Column>(is_sqlite ? columns_on_sqlite : columns, {})) {
        const std::string name = "\"" + column.name + "\"";
        const std::string bytes = is_sqlite ? "cast(" + name + " as blob)"
                                  : column.type == "bytea"
                                      ? name
                                      : "convert_to(cast(" + name + " as text), 'UTF8')";
        for (db::Blob& value : tx.all<db::Blob>("select " + bytes + " from \"" + column.table +
                                                    "\" where " + name + " is not null",
                                                {}))
          all.push_back({column.table + "." + column.name, std::move(value.data)});
      }
      return all;
    });
  }
  /// Where a plain digest of something that is known of a person lies.
  std::set<std::string> plain_digests() {
    static const std::unordered_set<std::string> sought = beginnings_of_digests();
    std::set<std::string> found;
    for (const Stored& stored : everything())
      for (std::size_t at = 0; at + enough <= stored.bytes.size(); ++at)
        if (sought.contains(stored.bytes.substr(at, enough))) found.insert(stored.column);
    return found;
  }

  // ---- one person, on every way in ------------------------------------------------------------

  std::string send_by_program(const std::string& kind, const std::string& text) {
    const std::string contact = std::string(R"({"name":")") + mau::name + R"(","address":")" +
                                mau::address + R"(","phone":")" + mau::telephone +
                                R"(","email":")" + mau::email + "\"}";
    const auto created = stranger().post_json(
        "/api/v1/petitions", R"({"kind":")" + kind + R"(","text":")" + text + R"(","contact":)" +
                                 contact + R"(,"idempotency_key":")" + mau::key + "\"}");
    EXPECT_EQ(created.status, 201) << created.body;
    return created.body.substr(created.body.find("GD-"), 17);
  }
  void send_by_form() {
    EXPECT_EQ(client()
                  .post_form("/petitions", {{"kind", "report"},
                                            {"text", "Cống trước chợ bị nghẹt."},
                                            {"name", mau::name},
                                            {"address", mau::address},
                                            {"phone", mau::telephone},
                                            {"email", mau::other_email},
                                            {"key", mau::key}})
                  .status,
              303);
  }
  void join_and_add(const std::string& code) {
    EXPECT_EQ(client()
                  .post_form("/petitions/" + code + "/join",
                             {{"email", mau::other_email}, {"key", mau::key}, {"sure", "yes"}})
                  .status,
              303);
    const std::string receipt = receipts::private_key(keys->get(), petitions::receipt_of(code));
    EXPECT_EQ(client()
                  .post_form(
                      "/petitions/" + code + "/add",
                      {{"author_key", receipt}, {"key", mau::key}, {"words", "Nhà tôi ở cạnh đó."}})
                  .status,
              303);
  }
  void import_rows() {
    std::ofstream(file("rows.csv"))
        << "id,text,kind,name,phone,email\n"
        << mau::file_number << ",Xin sửa cầu treo sang bản,report," << mau::name << ","
        << mau::telephone << "," << mau::email << "\n"
        << mau::sealed_file_number << ",Tố cáo thu tiền không biên lai,denunciation," << mau::name
        << "," << mau::telephone << "," << mau::email << "\n";
    const auto book = rules->book();
    const petitions::Env env{clock, ids, *book, keys->get(), true};
    EXPECT_EQ(petitions::import_petitions(db(), env, file("rows.csv"), {}).imported, 2);
  }
  void enter_a_letter() {
    auto lan = officer(people::Role::reception_officer);
    EXPECT_EQ(lan.post_form("/desk/enter", {{"kind", "report"},
                                            {"channel", "paper"},
                                            {"received_at", "30/9/2026"},
                                            {"text", "Mương bị lấp, xin cho nạo vét."},
                                            {"consent", "yes"},
                                            {"name", mau::name},
                                            {"address", mau::address},
                                            {"phone", mau::telephone},
                                            {"key", mau::key}})
                  .status,
              303);
  }
  void sign_in_rightly_and_wrongly() {
    account(mau::username, {{people::Role::leader}}, mau::email);
    for (const char* typed : {mau::username, mau::mistyped})
      EXPECT_EQ(stranger()
                    .post_form("/sign-in", {{"username", typed}, {"password", mau::old_password}})
                    .status,
                422);
    EXPECT_EQ(stranger()
                  .post_form("/sign-in", {{"username", mau::username}, {"password", mau::password}})
                  .status,
              303);
  }
  /// What a server's jobs do within seconds.
  void settle() {
    journal::seal_all(db(), clock);
    for (const auto& [name, periodic] : jobs().periodic()) periodic.handler(db());
    EXPECT_THAT(delivered(), testing::Not(IsEmpty()));
  }

  const std::string columns_on_sqlite =
      "select m.name, c.name, '' from sqlite_master m join pragma_table_info(m.name) c "
      "where m.type = 'table'";
  const std::string columns =
      "select cast(table_name as text), cast(column_name as text), cast(data_type as text) "
      "from information_schema.columns where table_schema = 'public'";
};
GANDAN_EACH_ENGINE(StoredDigests);

TEST_P(StoredDigests, OfWhateverIsKnownOfAPersonAreMadeUnderTheKeyFile) {
  const std::string code = send_by_program("proposal", "Đề nghị lắp đèn đường ở đầu ngõ");
  send_by_program("complaint", "Khiếu nại quyết định thu hồi đất");
  send_by_program("denunciation", "Tố cáo cán bộ thu tiền không có biên lai");
  send_by_form();
  join_and_add(code);
  import_rows();
  enter_a_letter();
  sign_in_rightly_and_wrongly();
  settle();
  std::set<std::string> kept;
  for (const Stored& stored : everything())
    if (stored.bytes.size() >= enough) kept.insert(stored.column);
  for (const char* digest :
       {"petitions.idempotency_key", "petition_joins.idempotency_key", "petitions.source_id",
        "done_forms.key", "guesses.subject", "devices.token_hash", "sealed_identities.sealed"})
    EXPECT_TRUE(kept.contains(digest)) << "nothing is looked at there: " << digest;
  EXPECT_THAT(plain_digests(), IsEmpty());
}

TEST_P(StoredDigests, AreFoundWhereOneIsPlainHoweverItIsWritten) {
  const bool is_sqlite = GetParam() == db::Engine::sqlite;
  auto run_sql = [&](const std::string& sql) { db().write([&](db::Tx& tx) { tx.run(sql, {}); }); };
  run_sql(std::string("create table plain (words text, bytes ") + (is_sqlite ? "blob)" : "bytea)"));
  ASSERT_THAT(plain_digests(), IsEmpty());
  auto found = [&](const char* column, const std::string& hex_of_value) {
    run_sql("delete from plain");
    const std::string value =
        is_sqlite ? "x'" + hex_of_value + "'" : "decode('" + hex_of_value + "', 'hex')";
    const bool is_words = std::string_view(column) == "words";
    run_sql(std::string("insert into plain (") + column + ") values (" +
            (!is_words   ? value
             : is_sqlite ? "cast(" + value + " as text)"
                         : "convert_from(" + value + ", 'UTF8')") +
            ")");
    return plain_digests() == std::set<std::string>{std::string("plain.") + column};
  };
  const std::string of_name = crypto::sha256(mau::name), of_number = crypto::sha256("0900000001"),
                    of_two = crypto::sha256(std::string(mau::name) + "|" + mau::telephone),
                    of_folded = crypto::sha256("mau.lo@vidu.vn");
  EXPECT_TRUE(found("bytes", crypto::hex(of_name)));
  EXPECT_TRUE(found("bytes", crypto::hex(of_number.substr(0, 16))));
  EXPECT_TRUE(found("words", crypto::hex("sha256:" + crypto::hex(of_two))));
  EXPECT_TRUE(found("words", crypto::hex(crypto::base64(of_folded))));
  EXPECT_TRUE(found("words", crypto::hex(crypto::base64url(of_name).substr(0, 22))));
  EXPECT_FALSE(found("words", crypto::hex(crypto::hex(crypto::hmac_sha256("key", mau::name)))));
}

}  // namespace
}  // namespace gandan::app
