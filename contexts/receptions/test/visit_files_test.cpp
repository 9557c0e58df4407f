// Photographs, papers and recordings of a visit: who receives adds them, who reads it sees them.
#include <gmock/gmock.h>

#include "contexts/receptions/test/support.hpp"
#include "kernel/acts/record.hpp"
#include "kernel/files/files.hpp"
#include "lib/crypto/encoding.hpp"

namespace gandan::receptions {
namespace {

using people::Role;

class VisitFiles : public test::ReceptionsDatabase {
 protected:
  VisitFiles() : ReceptionsDatabase({gandan::test::file_pages()}) {}
  static http::TestClient::File photograph() {
    return {
        "files", "Tường nứt nhà bà Mẫu.png", "image/png",
        crypto::from_base64("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADh"
                            "gGAWjR9awAAAABJRU5ErkJggg==")
            .value()};
  }
  static std::string at(const Visit& visit, std::string_view rest = "") {
    return "/desk/receptions/" + visit.code + std::string(rest);
  }
  std::vector<files::File> files_of(const Visit& visit) {
    return db().read([&](db::Tx& tx) { return files::files_of(tx, ref_of(visit.id)); });
  }
  static std::string address(const files::File& file) {
    return "/files/" + std::to_string(file.id.value);
  }
  std::size_t entries_of(const Visit& visit) {
    return db().read([&](db::Tx& tx) { return journal::entries_of(tx, ref_of(visit.id)).size(); });
  }
};
GANDAN_EACH_ENGINE(VisitFiles);

TEST_P(VisitFiles, AreAddedByWhoReceivesAndSeenByWhoReadsTheVisit) {
  const Visit visit = enter_as_is(form(Kind::complaint));
  auto receives = officer(Role::reception_officer, body_name);
  EXPECT_TRUE(receives.get(at(visit)).contains("Add photographs or files"));
  const auto added = receives.post_multipart(at(visit, "/files"), {}, {photograph()});
  ASSERT_EQ(added.status, 303) << added.body;
  const auto page = receives.get(added.location());
  EXPECT_TRUE(page.contains("Photographs or files were added."));
  EXPECT_TRUE(page.contains("Tường nứt nhà bà Mẫu.png"));
  ASSERT_EQ(files_of(visit).size(), 1U);
  const std::string file = address(files_of(visit).front());
  EXPECT_TRUE(page.contains(file + "/small"));
  EXPECT_EQ(receives.get(file).status, 200);

  auto reads = officer(Role::supervisor, body_name);
  EXPECT_EQ(reads.get(file).status, 200);
  EXPECT_FALSE(reads.get(at(visit)).contains("Add photographs or files"));
  const std::size_t entries = entries_of(visit);
  EXPECT_EQ(reads.post_multipart(at(visit, "/files"), {}, {photograph()}).status, 403);
  EXPECT_EQ(entries_of(visit), entries);

  EXPECT_EQ(get(file).status, 404) << "who came, and with what, is nobody else's business";
  auto elsewhere = officer(Role::reception_officer, "Ủy ban nhân dân xã Chi Lăng");
  EXPECT_EQ(elsewhere.get(file).status, 404);
  EXPECT_EQ(elsewhere.post_multipart(at(visit, "/files"), {}, {photograph()}).status, 404);
  EXPECT_EQ(files_of(visit).size(), 1U);
}

TEST_P(VisitFiles, WhatCannotBeTakenIsSaidAndNothingIsAdded) {
  const Visit visit = enter_as_is(form(Kind::complaint));
  auto receives = officer(Role::reception_officer, body_name);
  const auto refused = receives.post_multipart(at(visit, "/files"), {},
                                               {{"files", "x.html", "text/html", "<script>"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.contains("x.html is of a kind that cannot be taken"));
  const std::size_t entries = entries_of(visit);
  EXPECT_EQ(receives.post_multipart(at(visit, "/files"), {}, {}).status, 303);
  EXPECT_EQ(entries_of(visit), entries) << "nothing was chosen, nothing was done";
  EXPECT_TRUE(files_of(visit).empty());
}

TEST_P(VisitFiles, ComeWithTheFormThatEntersAVisitAndAreKeptWhereItIsAskedAgain) {
  auto receives = officer(Role::reception_officer, body_name);
  http::Fields typed{{"kind", "complaint"},  {"name", "Lò Thị Mẫu"},
                     {"address", "Bản Mẫu"}, {"outcome", "accepted"},
                     {"present", "1"},       {"number", "1"},
                     {"once", "k"}};
  const auto again = receives.post_multipart("/desk/receptions/new", typed, {photograph()});
  ASSERT_EQ(again.status, 422) << "no matter";
  constexpr std::string_view mark = "name=\"kept\" value=\"";
  const std::size_t begin = again.body.find(mark) + mark.size();
  ASSERT_TRUE(again.contains(mark));
  typed.add("kept", again.body.substr(begin, again.body.find('"', begin) - begin));
  typed.add("matter", "Tường nhà văn hóa bị nứt.");
  for (int times = 0; times < 2; ++times) {
    const auto entered = receives.post_multipart("/desk/receptions/new", typed, {photograph()});
    ASSERT_EQ(entered.status, 303) << entered.body;
  }
  const people::Principal all{.user = people::UserId{1},
                              .grants = {{Role::reception_officer, UnitId{}}}};
  const auto visits = db().read(
      [&](db::Tx& tx) { return came_before(tx, keys->get(), all, "Tường nhà văn hóa", 5); });
  ASSERT_EQ(visits.size(), 1U);
  EXPECT_EQ(files_of(visits.front()).size(), 2U) << "sent twice they are added once";
}

TEST_P(VisitFiles, OfADenunciationLieUnderItsSeal) {
  const Visit visit = enter_as_is(form(Kind::denunciation));
  auto named = officer(Role::denunciation_officer, "");
  ASSERT_EQ(named.post_multipart(at(visit, "/files"), {}, {photograph()}).status, 303);
  const auto stored = files_of(visit);
  ASSERT_EQ(stored.size(), 1U);
  EXPECT_TRUE(stored.front().name.empty());
  EXPECT_FALSE(stored.front().key);
  EXPECT_FALSE(named.get(at(visit)).contains("/files/" + std::to_string(stored.front().id.value)));
  EXPECT_EQ(named.get(address(stored.front())).status, 404);
  auto reception = officer(Role::reception_officer, "");
  EXPECT_EQ(reception.get(address(stored.front())).status, 404);

  ASSERT_EQ(named.post_form(at(visit, "/words"), {{"words", "Cần đọc để xử lý."}}).status, 303);
  EXPECT_TRUE(named.get(at(visit)).contains(address(stored.front())));
  EXPECT_EQ(named.get(address(stored.front())).status, 200);
}

}  // namespace
}  // namespace gandan::receptions
