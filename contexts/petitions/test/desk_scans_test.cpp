// The scan of a letter that an officer enters: kept while the form is asked again, its words
// proposed, and then the petition's.
#include <gmock/gmock.h>

#include "contexts/petitions/test/desk_site.hpp"
#include "kernel/files/files.hpp"

namespace gandan::petitions {
namespace {

using people::Role;

/// A PDF of one page with these words.
http::TestClient::File letter_of(const std::string& words, const std::string& name = "thư.pdf") {
  const std::string drawn = "BT /F1 12 Tf 72 700 Td (" + words + ") Tj ET";
  return {"files", name, "application/pdf",
          "%PDF-1.4\n"
          "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
          "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
          "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
          "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
          "4 0 obj<</Length " +
              std::to_string(drawn.size()) + ">>stream\n" + drawn +
              "\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"};
}

class DeskScans : public test::DeskSite {
 protected:
  static http::Fields letter(const std::string& key = "k1") {
    return {{"kind", "report"},    {"channel", "paper"}, {"received_at", "30/9"},
            {"consent", "unsaid"}, {"key", key},         {"place", "Xã Đồng Đăng, Lạng Sơn"}};
  }
  /// What the form carries of the files that came with it.
  static std::vector<std::string> kept_on(const http::TestResponse& page) {
    std::vector<std::string> all;
    constexpr std::string_view mark = "name=\"kept\" value=\"";
    for (std::size_t at = page.body.find(mark); at != std::string::npos;
         at = page.body.find(mark, at + 1)) {
      const std::size_t begin = at + mark.size();
      all.push_back(page.body.substr(begin, page.body.find('"', begin) - begin));
    }
    return all;
  }
  std::vector<files::File> files_entered(const http::TestResponse& answer) {
    const std::string href(answer.location());
    const std::size_t begin = href.find("code=") + 5;
    const std::string code = href.substr(begin, href.find('&', begin) - begin);
    return db().read([&](db::Tx& tx) {
      const auto petition = find(tx, code);
      return petition ? files::files_of(tx, subject_of(petition->id)) : std::vector<files::File>();
    });
  }
};
GANDAN_EACH_ENGINE(DeskScans);

TEST_P(DeskScans, ItsWordsAreProposedAndItIsKeptForTheLetter) {
  auto receives = officer(Role::reception_officer, "Tỉnh Lạng Sơn");
  const auto read = receives.post_multipart("/desk/enter/words", letter(),
                                            {letter_of("The road is under water")});
  ASSERT_EQ(read.status, 200);
  EXPECT_TRUE(read.contains("The road is under water</textarea>"));
  EXPECT_TRUE(read.contains("A machine read the words below"));
  EXPECT_TRUE(read.contains("Đồng Đăng")) << "what was typed stays";
  const auto kept = kept_on(read);
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_TRUE(read.contains("thư.pdf"));

  auto form = letter();
  form.add("kept", kept.front());
  form.add("text", "Đường ngập nước từ hôm qua.");
  const auto entered = receives.post_multipart("/desk/enter", form, {});
  ASSERT_EQ(entered.status, 303) << entered.body;
  const auto files = files_entered(entered);
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files.front().name, "thư.pdf");
  EXPECT_TRUE(files.front().by_officer);
  EXPECT_EQ(files.front().shown, files::Shown::not_yet);
  EXPECT_EQ(receives.get("/files/" + std::to_string(files.front().id.value)).status, 200);

  EXPECT_EQ(receives.post_multipart("/desk/enter", form, {}).location(), entered.location())
      << "sent twice it counts once";
  auto another = letter("k2");
  another.add("kept", kept.front());
  another.add("text", "Đèn đường tắt đã hai tuần nay.");
  const auto next = receives.post_multipart("/desk/enter", another, {});
  ASSERT_EQ(next.status, 303);
  EXPECT_TRUE(files_entered(next).empty()) << "it is the first letter's";
}

TEST_P(DeskScans, IsKeptWhereTheFormIsAskedAgainAndLeftOutWithoutItsTick) {
  auto receives = officer(Role::reception_officer, "Tỉnh Lạng Sơn");
  auto form = letter();
  const auto again = receives.post_multipart("/desk/enter", form, {letter_of("One")});
  ASSERT_EQ(again.status, 422) << "no words";
  ASSERT_EQ(kept_on(again).size(), 1U);
  form.add("kept", kept_on(again).front());
  form.add("look", "yes");
  const auto looked = receives.post_multipart("/desk/enter", form, {letter_of("Two", "hai.pdf")});
  ASSERT_EQ(looked.status, 200);
  const auto both = kept_on(looked);
  ASSERT_EQ(both.size(), 2U);

  auto entered = letter();
  entered.add("text", "Đường ngập nước từ hôm qua.");
  entered.add("kept", both.back());
  const auto files = files_entered(
      receives.post_multipart("/desk/enter", entered, {letter_of("Three", "ba.pdf")}));
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files.front().name, "hai.pdf");
  EXPECT_EQ(files.back().name, "ba.pdf");
}

TEST_P(DeskScans, IsNobodyElses) {
  auto receives = officer(Role::reception_officer, "Tỉnh Lạng Sơn");
  const auto kept = kept_on(receives.post_multipart("/desk/enter", letter(), {letter_of("One")}));
  ASSERT_EQ(kept.size(), 1U);
  auto other = officer(Role::reception_officer, "Tỉnh Lạng Sơn");
  auto form = letter();
  form.add("kept", kept.front());
  form.add("text", "Đường ngập nước từ hôm qua.");
  const auto entered = other.post_multipart("/desk/enter", form, {});
  ASSERT_EQ(entered.status, 303);
  EXPECT_TRUE(files_entered(entered).empty());
}

TEST_P(DeskScans, WhatCannotBeTakenIsSaidAndLosesNothing) {
  auto receives = officer(Role::reception_officer, "Tỉnh Lạng Sơn");
  auto form = letter();
  form.add("text", "Đường ngập nước từ hôm qua.");
  const auto refused = receives.post_multipart(
      "/desk/enter", form, {{"files", "trang.html", "text/html", "<script>alert(1)</script>"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.contains("trang.html is of a kind that cannot be taken"));
  EXPECT_TRUE(refused.contains("Đường ngập nước từ hôm qua.</textarea>"));
  EXPECT_TRUE(kept_on(refused).empty());
  const auto words_first = receives.post_multipart("/desk/enter/words", letter(), {});
  EXPECT_EQ(words_first.status, 200);
  EXPECT_TRUE(words_first.contains("Choose the scan of the letter first."));
}

TEST_P(DeskScans, WhatIsReadStandsBesideWordsThatWereTyped) {
  auto receives = officer(Role::reception_officer, "Tỉnh Lạng Sơn");
  auto form = letter();
  form.add("text", "Đường ngập nước");
  const auto read =
      receives.post_multipart("/desk/enter/words", form, {letter_of("The road <b>floods</b>")});
  EXPECT_TRUE(read.contains("Đường ngập nước</textarea>"));
  EXPECT_TRUE(read.contains("What a machine read of the scan"));
  EXPECT_TRUE(read.contains("The road &lt;b&gt;floods&lt;/b&gt;"));
}

TEST_P(DeskScans, OfADenunciationLieUnderTheSeal) {
  auto receives = officer(Role::denunciation_officer, "Tỉnh Lạng Sơn");
  auto form = letter();
  form.remove("kind");
  form.add("kind", "denunciation");
  form.add("name", "Lò Thị Mẫu");
  form.add("address", "Bản Mẫu");
  form.add("text", "Tố cáo việc thu tiền sai quy định.");
  const auto entered =
      receives.post_multipart("/desk/enter", form, {letter_of("One", "ông Mẫu.pdf")});
  ASSERT_EQ(entered.status, 303) << entered.body;
  const auto files = files_entered(entered);
  ASSERT_EQ(files.size(), 1U);
  EXPECT_TRUE(files.front().name.empty());
  EXPECT_FALSE(files.front().key);
}

}  // namespace
}  // namespace gandan::petitions
