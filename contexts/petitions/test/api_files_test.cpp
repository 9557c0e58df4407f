// Files of a petition by programs: at once and in pieces, by who sent it and by officers.
#include <gmock/gmock.h>

#include <filesystem>
#include <thread>

#include "contexts/petitions/public/sent_files.hpp"
#include "contexts/petitions/test/desk_site.hpp"
#include "kernel/files/files.hpp"
#include "kernel/files/partial.hpp"
#include "kernel/files/uploads.hpp"
#include "kernel/people/sealed_words.hpp"
#include "kernel/receipts/private_key.hpp"
#include "lib/crypto/encoding.hpp"

namespace gandan::petitions {
namespace {

using people::Role;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ApiFiles : public test::DeskSite {
 protected:
  void SetUp() override {
    DeskSite::SetUp();
    if (!IsSkipped()) it = send("Tường nhà văn hóa bị nứt dài từ tháng trước");
  }

  std::string key() { return receipts::private_key(keys->get(), receipt_of(it.code)); }
  std::string address() { return "/api/v1/petitions/" + it.code + "/files"; }
  std::vector<files::File> all() {
    return db().read([&](db::Tx& tx) { return files::files_of(tx, subject_of(it.id)); });
  }
  static http::TestClient::File paper(const std::string& words = "words on paper") {
    return {"files", "đơn.pdf", "application/pdf", "%PDF-1.7 " + words};
  }
  http::TestResponse send_at_once(const std::vector<http::TestClient::File>& sent) {
    return client().post_multipart(address(), {{"author_key", key()}}, sent);
  }
  http::TestResponse begin(const std::string& length, http::Headers headers = {},
                           const std::string& name = "đơn của bà Mẫu.pdf") {
    headers.set("Tus-Resumable", "1.0.0");
    headers.set("Sec-Fetch-Site", "same-origin");
    if (!length.empty()) headers.set("Upload-Length", length);
    headers.set("Upload-Metadata",
                "relativePath bnVsbA==,filename " + crypto::base64(name) + ",filetype");
    return client().send(http::Method::post, address(), headers);
  }
  std::string begun(const std::string& length) {
    http::Headers by_key;
    by_key.set("Author-Key", key());
    const auto answer = begin(length, by_key);
    EXPECT_EQ(answer.status, 201) << answer.body;
    return std::string(answer.location());
  }
  http::TestResponse piece(const std::string& upload, const std::string& offset,
                           const std::string& bytes) {
    return piece(client(), upload, offset, bytes);
  }
  static http::TestResponse piece(http::TestClient& by, const std::string& upload,
                                  const std::string& offset, const std::string& bytes) {
    http::Headers headers;
    headers.set("Tus-Resumable", "1.0.0");
    headers.set("Sec-Fetch-Site", "same-origin");
    headers.set("Content-Type", "application/offset+octet-stream");
    headers.set("Upload-Offset", offset);
    return by.send(http::Method::patch, upload, headers, bytes);
  }
  /// "7 of 20"; "" where there is no such upload.
  std::string far(const std::string& upload) {
    const auto answer = client().head(upload);
    if (answer.status != 200) return {};
    EXPECT_EQ(answer.headers.get("Cache-Control"), "no-store");
    EXPECT_EQ(answer.headers.get("Tus-Resumable"), "1.0.0");
    return std::string(answer.headers.get("Upload-Offset")) + " of " +
           std::string(answer.headers.get("Upload-Length"));
  }
  std::size_t lying_in(const std::string& folder) {
    std::error_code ignored;
    const std::filesystem::directory_iterator in(services().files.folder.path() + "/" + folder,
                                                 ignored);
    return static_cast<std::size_t>(std::distance(begin_of(in), std::filesystem::end(in)));
  }
  static std::filesystem::directory_iterator begin_of(std::filesystem::directory_iterator in) {
    return in;
  }
  /// Stored files, of whichever record.
  std::size_t stored() {
    std::size_t count = 0;
    std::error_code ignored;
    for (const auto& each :
         std::filesystem::recursive_directory_iterator(services().files.folder.path(), ignored))
      count += each.is_regular_file() && each.path().parent_path().filename() != "unnamed" ? 1 : 0;
    return count;
  }

  Submitted it;
};
GANDAN_EACH_ENGINE(ApiFiles);

TEST_P(ApiFiles, ComeAtOnceByTheKeyOfTheSender) {
  const auto answer = send_at_once({paper(), paper("more")});
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.body, R"({"files":2})");
  EXPECT_EQ(answer.headers.get("Cache-Control"), "no-store");
  ASSERT_EQ(all().size(), 2U);
  EXPECT_FALSE(all()[0].by_officer);
  EXPECT_EQ(all()[0].shown, files::Shown::not_yet);
  EXPECT_THAT(verbs_of(it.id), ElementsAre("petition.submit", "petition.add"));
}

TEST_P(ApiFiles, WithoutTheKeyNothingIsAddedOrStored) {
  for (const http::Fields& form : {http::Fields(), http::Fields{{"author_key", "0000-000-000"}}}) {
    const auto answer = client().post_multipart(address(), form, {paper()});
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(answer.contains(R"("field":"author_key")"));
  }
  EXPECT_EQ(begin("100").status, 422);
  EXPECT_EQ(client()
                .post_multipart("/api/v1/petitions/GD-0000-0000-0000/files",
                                {{"author_key", key()}}, {paper()})
                .status,
            404);
  EXPECT_THAT(all(), IsEmpty());
  EXPECT_EQ(stored(), 0U);
  EXPECT_EQ(lying_in("unnamed"), 0U);
}

TEST_P(ApiFiles, WhatIsRefusedSaysWhyInTheCallersLanguage) {
  const auto exe = send_at_once({{"files", "đèn.exe", "image/jpeg", "MZ"}});
  EXPECT_EQ(exe.status, 422);
  EXPECT_TRUE(exe.contains("đèn.exe is of a kind")) << exe.body;
  client().with_cookie("lang", "vi");
  EXPECT_TRUE(send_at_once({{"files", "đèn.exe", "image/jpeg", "MZ"}}).contains("Không nhận"));
  EXPECT_TRUE(send_at_once({}).contains("ít nhất một tệp"));
  const std::string upload = begun("20");
  const auto elsewhere = piece(upload, "7", "x");
  EXPECT_EQ(elsewhere.status, 409);
  // Refused before its body: the program's own page of errors, which puts it into Vietnamese, is
  // not here.
  EXPECT_TRUE(elsewhere.contains("come to another place")) << elsewhere.body;
  EXPECT_THAT(all(), IsEmpty());
}

TEST_P(ApiFiles, SendingAgainWithOneKeyCountsOnce) {
  client().with_header("Idempotency-Key", "once");
  for (int sent = 0; sent < 2; ++sent) EXPECT_EQ(send_at_once({paper()}).status, 201);
  EXPECT_EQ(all().size(), 1U);
  EXPECT_EQ(send_at_once({paper("other words")}).status, 201);
  EXPECT_EQ(all().size(), 2U);
}

TEST_P(ApiFiles, ComeInPiecesAndGoOnWhereTheyWereCut) {
  const std::string content = "%PDF-1.7 words on paper that are long";
  const std::string upload = begun(std::to_string(content.size()));
  EXPECT_TRUE(upload.starts_with(address() + "/")) << upload;
  EXPECT_EQ(far(upload), "0 of 37");
  const auto first = piece(upload, "0", content.substr(0, 10));
  EXPECT_EQ(first.status, 204);
  EXPECT_EQ(first.headers.get("Upload-Offset"), "10");
  EXPECT_EQ(piece(upload, "10", "").status, 204) << "nothing is a piece, too";
  restart();
  EXPECT_EQ(far(upload), "10 of 37");
  EXPECT_EQ(piece(upload, "0", content).status, 409);
  EXPECT_EQ(piece(upload, "11", "x").status, 409);
  EXPECT_EQ(piece(upload, "10", content.substr(10) + "too much").status, 413);
  EXPECT_THAT(all(), IsEmpty());
  const std::string came = far(upload).substr(0, 2);
  const auto last = piece(upload, came, content.substr(std::stoul(came)));
  EXPECT_EQ(last.status, 204) << last.body;
  EXPECT_EQ(last.headers.get("Upload-Offset"), "37");
  ASSERT_EQ(all().size(), 1U);
  EXPECT_EQ(all()[0].name, "đơn của bà Mẫu.pdf");
  auto reading = services().files.folder.open(all()[0].hash, all()[0].key.value().data);
  EXPECT_EQ(reading.value().next(), content);
  EXPECT_EQ(far(upload), "37 of 37") << "whose answer was lost asks, and knows that it is there";
  EXPECT_EQ(piece(upload, "37", "").status, 404);
  EXPECT_EQ(all().size(), 1U);
  EXPECT_EQ(lying_in("unnamed"), 0U);
  EXPECT_THAT(verbs_of(it.id), ElementsAre("petition.submit", "petition.add"));
}

/// As where the server was killed between the last byte and the record.
TEST_P(ApiFiles, WhatIsWholeButNotAddedLacksItsLastByte) {
  const std::string content = "%PDF-1.7 words";
  const std::string upload = begun("14"), word = upload.substr(upload.rfind('/') + 1);
  {
    const auto partial = files::Partial::open(services().files.folder, word);
    ASSERT_TRUE(partial);
    (*partial)->append(content);
  }
  EXPECT_EQ(far(upload), "13 of 14");
  EXPECT_EQ(piece(upload, "14", "").status, 409);
  EXPECT_EQ(piece(upload, "13", "s").status, 204);
  ASSERT_EQ(all().size(), 1U);
  EXPECT_EQ(all()[0].size, 14);
  EXPECT_EQ(far(upload), "14 of 14");
}

TEST_P(ApiFiles, AnUploadIsReachedByItsWordAtItsPetitionAlone) {
  const std::string upload = begun("10");
  const Submitted other = send("Đèn đường ở ngõ tắt đã hai tuần");
  const std::string elsewhere =
      "/api/v1/petitions/" + other.code + "/files/" + upload.substr(upload.rfind('/') + 1);
  EXPECT_EQ(far(elsewhere), "");
  EXPECT_EQ(far(address() + "/another"), "");
  EXPECT_EQ(piece(address() + "/another", "0", "x").status, 404);
  EXPECT_EQ(far(upload), "0 of 10");
  EXPECT_EQ(stranger().get("/files/" + upload.substr(upload.rfind('/') + 1)).status, 404);
}

TEST_P(ApiFiles, WhatIsOfNoTypeIsForgottenOnceItIsWhole) {
  const std::string upload = begun("8");
  const auto last = piece(upload, "0", "MZ a lie");
  EXPECT_EQ(last.status, 422);
  EXPECT_TRUE(last.contains("bà Mẫu.pdf is of a kind")) << last.body;
  EXPECT_EQ(far(upload), "");
  EXPECT_EQ(lying_in("unnamed"), 0U);
  EXPECT_EQ(stored(), 0U);
}

TEST_P(ApiFiles, WhatIsSaidBeforeTheFirstByteIsLookedAt) {
  http::Headers by_key;
  by_key.set("Author-Key", key());
  EXPECT_EQ(begin("", by_key).status, 400);
  EXPECT_EQ(begin("a lot", by_key).status, 400);
  EXPECT_EQ(begin("-1", by_key).status, 400);
  EXPECT_EQ(begin("0", by_key).status, 422);
  EXPECT_EQ(begin("999999999999", by_key).status, 413);
  EXPECT_EQ(begin("99999999999999999999999", by_key).status, 400);
  by_key.set("Tus-Resumable", "0.2.0");
  by_key.set("Upload-Length", "10");
  by_key.set("Sec-Fetch-Site", "same-origin");
  const auto older = client().send(http::Method::post, address(), by_key);
  EXPECT_EQ(older.status, 412);
  EXPECT_EQ(older.headers.get("Tus-Version"), "1.0.0");
  const std::string upload = begun("10");
  http::Headers plain;
  plain.set("Tus-Resumable", "1.0.0");
  plain.set("Sec-Fetch-Site", "same-origin");
  plain.set("Upload-Offset", "0");
  EXPECT_EQ(client().send(http::Method::patch, upload, plain, "x").status, 415);
  plain.remove("Tus-Resumable");
  EXPECT_EQ(client().send(http::Method::patch, upload, plain, "x").status, 412);
  EXPECT_EQ(far(upload), "0 of 10");
}

TEST_P(ApiFiles, TheSumOfADayIsLookedAtBeforeABodyIsRead) {
  const std::string much = std::to_string(14 << 20);
  http::Headers by_key;
  by_key.set("Author-Key", key());
  int begun_uploads = 0;
  while (begun_uploads < 100 && begin(much, by_key).status == 201) ++begun_uploads;
  EXPECT_EQ(begun_uploads, 500 / 14) << "megabytes that an address may send a day";
  EXPECT_EQ(begin(much, by_key).status, 429);
  http::Headers declared;
  declared.set("Content-Length", std::to_string(20 << 20));
  declared.set("Content-Type", "multipart/form-data; boundary=x");
  EXPECT_EQ(client().send(http::Method::post, address(), declared).status, 429);
  declared.set("Content-Length", std::to_string(100 << 20));
  EXPECT_EQ(client().send(http::Method::post, address(), declared).status, 413);
  EXPECT_LE(lying_in("unnamed"), files::most_unfinished)
      << "one more takes the place of the oldest";
}

TEST_P(ApiFiles, AnUploadLastsADay) {
  const std::string upload = begun("10");
  clock.advance(std::chrono::hours(23));
  run_periodic("files.uploads");
  EXPECT_EQ(far(upload), "0 of 10");
  clock.advance(std::chrono::hours(2));
  run_periodic("files.uploads");
  EXPECT_EQ(far(upload), "");
}

TEST_P(ApiFiles, AnOfficerAddsThemByTheirSession) {
  auto named = officer(Role::synthesis_officer);
  EXPECT_EQ(named.post_multipart(address(), {}, {paper()}).status, 201);
  ASSERT_EQ(all().size(), 1U);
  EXPECT_TRUE(all()[0].by_officer);
  http::Headers headers;
  headers.set("Tus-Resumable", "1.0.0");
  headers.set("Upload-Length", "14");
  headers.set("Sec-Fetch-Site", "same-origin");
  const auto answer = named.send(http::Method::post, address(), headers);
  EXPECT_EQ(answer.status, 201) << answer.body;
  const std::string upload(answer.location());
  EXPECT_EQ(far(upload), "") << "its word alone does not open what an officer sends";
  EXPECT_EQ(piece(upload, "0", "%PDF-1.7 words").status, 404);
  EXPECT_THAT(verbs_of(it.id), ElementsAre("petition.submit", "petition.attach"));
  headers.set("Content-Type", "application/offset+octet-stream");
  headers.set("Upload-Offset", std::string(named.head(upload).headers.get("Upload-Offset")));
  EXPECT_EQ(named.send(http::Method::patch, upload, headers, "s").status, 204);
  EXPECT_EQ(all().size(), 2U);
  auto supervisor = officer(Role::supervisor);
  EXPECT_EQ(supervisor.post_multipart(address(), {}, {paper()}).status, 422);
  EXPECT_EQ(all().size(), 2U);
}

TEST_P(ApiFiles, NothingIsAddedOnceItWasTakenBack) {
  ASSERT_TRUE(
      db().write([&](db::Tx& tx) { return withdraw(tx, env(), Act::by_resident(), it.id); }));
  EXPECT_EQ(send_at_once({paper()}).status, 409);
  http::Headers by_key;
  by_key.set("Author-Key", key());
  EXPECT_EQ(begin("10", by_key).status, 409);
  EXPECT_EQ(stored(), 0U);
}

TEST_P(ApiFiles, OfADenunciationLieUnderTheSeal) {
  it = send("Cán bộ xã thu tiền làm đường không có biên lai", "denunciation");
  const std::string upload = begun("14");
  EXPECT_EQ(piece(upload, "0", "%PDF-1.7 words").status, 204);
  ASSERT_EQ(all().size(), 1U);
  EXPECT_FALSE(all()[0].key);
  EXPECT_EQ(all()[0].name, "");
}

TEST_P(ApiFiles, AreVouchedForByTheLog) {
  EXPECT_EQ(send_at_once({paper()}).status, 201);
  take_into_log();
  EXPECT_THAT(untold_changes(), IsEmpty());
}

// Two that look at once see the same number of files; in the transactions that add them one is
// first.
TEST_P(ApiFiles, ManyWhoAddAtOnceComeToNoMoreThanMayBe) {
  const auto taken = [&](int number) {
    files::Taken one{
        .type = files::Type::pdf,
        .name = {},
        .key = std::string(32, 'k'),
        .content = {.hash = std::string(56, 'a') + std::to_string(10'000'000 + number), .size = 1},
        .small = {},
        .digest = {}};
    return std::vector<files::Taken>{one};
  };
  for (std::size_t i = 0; i + 1 < most_files_of_petition; ++i)
    ASSERT_TRUE(db().write(
        [&](db::Tx& tx) { return add_files(tx, env(), it.id, taken(static_cast<int>(i))); }));
  std::atomic<int> added = 0, refused = 0;
  std::vector<std::thread> others;
  for (int number = 0; number < 6; ++number)
    others.emplace_back([&, number] {
      const auto moved = db().write([&](db::Tx& tx) {
        return add(tx, env(), Act::by_resident(), it.id, taken(1000 + number));
      });
      ++(moved ? added : refused);
      if (!moved) {
        EXPECT_EQ(moved.error(), MoveError::too_many_files);
      }
    });
  for (std::thread& other : others) other.join();
  EXPECT_EQ(added, 1);
  EXPECT_EQ(refused, 5);
  EXPECT_EQ(all().size(), most_files_of_petition);
}

TEST_P(ApiFiles, HostileNamesAreMadeFit) {
  const std::pair<std::string, std::string> names[] = {
      {"../../etc/passwd", "passwd.pdf"},
      {"..\\..\\boot.ini", "boot.pdf"},
      {"/etc/cron.d/x.pdf", "x.pdf"},
      {"x.pdf\r\nSet-Cookie: a=b", "x.pdfSet-Cookie a=b.pdf"},
      {"<script>alert(1)</script>", "script.pdf"},
      {"a\u202Efdp.exe", "afdp.pdf"},
      {".htaccess", "htaccess.pdf"},
      {"", ""},
      {std::string(3000, 'x'), ""},
      {"CON", "CON.pdf"},
      {"đơn \xFF\xFE.pdf", ""},
      {"' or 1=1 --", "' or 1=1 --.pdf"},
      {"%2e%2e%2fx", "%2e%2e%2fx.pdf"},
  };
  for (const auto& [sent, name] : names) {
    it = send("Tường nhà văn hóa bị nứt " + std::to_string(sent.size()) + sent.substr(0, 3));
    http::Headers by_key;
    by_key.set("Author-Key", key());
    const auto answer = begin("14", by_key, sent);
    ASSERT_EQ(answer.status, 201) << sent;
    ASSERT_EQ(piece(std::string(answer.location()), "0", "%PDF-1.7 words").status, 204) << sent;
    ASSERT_EQ(all().size(), 1U);
    const std::string stored_name = all()[0].name;
    if (!name.empty()) {
      EXPECT_EQ(stored_name, name);
    }
    EXPECT_LE(stored_name.size(), 400U);
    EXPECT_EQ(stored_name.find_first_of("/\\\r\n<>"), std::string::npos) << stored_name;
  }
}

}  // namespace
}  // namespace gandan::petitions
