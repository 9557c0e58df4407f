// Official letters: what stands in them, their numbers, and who reads them.
#include <gmock/gmock.h>

#include "contexts/petitions/papers/official.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "contexts/petitions/test/desk_site.hpp"
#include "kernel/numbering/numbering.hpp"
#include "lib/documents/layout.hpp"

namespace gandan::petitions {
namespace {

using documents::Document;
using people::Role;
using testing::HasSubstr, testing::Not;

class OfficialLetters : public test::DeskSite {
 protected:
  http::TestClient of_ministry() {
    return officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  }
  Submitted sent_to_ministry(const SubmitForm& form) {
    Submitted petition = send(form);
    EXPECT_TRUE(route_to(petition.id, "Bộ Nội vụ"));
    return petition;
  }
  Submitted by_a_resident() {
    SubmitForm form{.kind = "proposal",
                    .title = "Phụ cấp của cán bộ thôn",
                    .text = "Đề nghị tăng phụ cấp cho cán bộ thôn, bản."};
    form.contact = {"Lò Thị Mẫu", "Bản Mẫu", "0900 000 001", ""};
    return sent_to_ministry(form);
  }
  void answer(http::TestClient& by, const Submitted& petition, const std::string& text,
              const std::string& document = "") {
    EXPECT_EQ(by.post_form(path(petition, "/answer"),
                           {{"text", text}, {"outcome", "explained"}, {"document", document}})
                  .status,
              303);
    clock.advance(std::chrono::minutes(5));
  }
  /// Does what an officer of the body does.
  template <class Fn>
  auto act_for(std::string_view body, Fn&& use_case) {
    const people::Principal officer{.user = people::UserId{7},
                                    .grants = {{Role::leader, unit(body), people::Reach::body}}};
    clock.advance(std::chrono::minutes(1));
    return db().write([&](db::Tx& tx) { return use_case(tx, Act::by(officer)); });
  }
  std::optional<Document> letter(const Submitted& petition, Official official = Official::answer) {
    const auto directory = services().directory.get();
    return db().read([&](db::Tx& tx) {
      return official_letter(tx, load_story(tx, *directory, petition.code).value(), official);
    });
  }
  /// Every word of it.
  static std::string words_of(const Document& document) {
    std::string all = document.body + "\n" + document.superior + "\n" +
                      documents::number_line(document) + "\n" + document.kind + "\n" +
                      document.subject + "\n";
    for (const std::string& each : document.addressees) all += each + "\n";
    for (const documents::Block& block : document.blocks)
      all += documents::words_of(std::get<documents::Paragraph>(block).text) + "\n";
    for (const std::string& each : document.recipients) all += each + "\n";
    return all;
  }
};
GANDAN_EACH_ENGINE(OfficialLetters);

TEST_P(OfficialLetters, AnAnswerIsALetterWithTheNextNumberOfItsBody) {
  const auto one = by_a_resident(), two = by_a_resident(), three = by_a_resident();
  EXPECT_FALSE(letter(one)) << "nothing is answered";
  auto body = of_ministry();
  answer(body, one, "Bộ đã trình Chính phủ.\n\nViệc này **đang chờ** quyết định.");
  answer(body, two, "Bộ ghi nhận.", "45/BNV-CQĐP");
  answer(body, three, "Bộ ghi nhận thêm.");
  const Document first = letter(one).value();
  EXPECT_EQ(documents::number_line(first), "Số: 01/BNV");
  const std::string words = words_of(first);
  EXPECT_THAT(words, HasSubstr("\nÔng (bà) Lò Thị Mẫu\n"));
  EXPECT_THAT(words, HasSubstr("mã số " + one.code + ", nội dung: “Phụ cấp của cán bộ thôn”"));
  EXPECT_THAT(words, HasSubstr("\nBộ đã trình Chính phủ.\nViệc này đang chờ quyết định.\n"));
  EXPECT_EQ(documents::number_line(letter(two).value()), "Số: 45/BNV-CQĐP")
      << "as the officer wrote it, and none of the book is used";
  EXPECT_EQ(documents::number_line(letter(three).value()), "Số: 02/BNV");
  EXPECT_EQ(documents::number_line(letter(one).value()), "Số: 01/BNV") << "it stays";
}

TEST_P(OfficialLetters, TheDeskGivesThemAsFilesToWhoReadsThePetition) {
  const auto petition = by_a_resident();
  auto body = of_ministry();
  EXPECT_EQ(body.get(path(petition, "/letter.docx")).status, 404);
  answer(body, petition, "Bộ đã trình Chính phủ.");
  const auto page = body.get(path(petition));
  EXPECT_TRUE(page.contains("Download the official letter"));
  EXPECT_TRUE(page.contains("/letter.pdf?of=answer"));
  for (const auto& [name, begins] :
       {std::pair("docx", std::string("PK\x03\x04")), std::pair("pdf", std::string("%PDF-1."))}) {
    const auto file = body.get(path(petition, std::string("/letter.") + name));
    EXPECT_EQ(file.status, 200);
    EXPECT_EQ(file.body.substr(0, begins.size()), begins);
    EXPECT_EQ(file.headers.get("Cache-Control"), "no-store");
    EXPECT_THAT(std::string(file.headers.get("Content-Disposition")),
                HasSubstr("attachment; filename=\"" + petition.code + "-answer." + name));
  }
  EXPECT_EQ(body.get(path(petition, "/letter.pdf?of=transfer")).status, 404);
  EXPECT_EQ(body.get(path(petition, "/letter.pdf?of=nonsense")).status, 404);
  auto elsewhere = officer(Role::answering_officer, "Bộ Tài chính", people::Reach::body);
  EXPECT_EQ(elsewhere.get(path(petition, "/letter.pdf")).status, 404);
}

TEST_P(OfficialLetters, SendingOnIsASlipOfWhoHadItAndMoreTimeANotice) {
  const auto petition = by_a_resident();
  EXPECT_FALSE(letter(petition, Official::transfer)) << "the operator sends no letter";
  const RouteForm on{.body = unit("Bộ Tài chính"), .note = "Thuộc ngân sách."};
  EXPECT_TRUE(act_for("Bộ Nội vụ", [&](db::Tx& tx, const Act& by) {
    return route(tx, env(), by, petition.id, on);
  }));
  const Document slip = letter(petition, Official::transfer).value();
  EXPECT_EQ(documents::number_line(slip), "Số: 01/PC-BNV");
  EXPECT_EQ(slip.addressees, std::vector<std::string>{"Bộ Tài chính"});
  EXPECT_THAT(words_of(slip), HasSubstr(petition.code));
  EXPECT_THAT(words_of(slip), Not(HasSubstr("Lò Thị Mẫu"))) << "the body reads it at its desk";
  EXPECT_THAT(words_of(slip), Not(HasSubstr("Thuộc ngân sách"))) << "for officers alone";

  EXPECT_TRUE(act_for("Bộ Tài chính", [&](db::Tx& tx, const Act& by) {
    return extend(tx, env(), by, petition.id, "Cần số liệu của các tỉnh.");
  }));
  const Document notice = letter(petition, Official::extension).value();
  EXPECT_EQ(documents::number_line(notice), "Số: 01/TB-BTC");
  const std::string due = documents::day_in_words(civil_date(*load(petition.id).clock.due_at));
  EXPECT_THAT(words_of(notice), HasSubstr("đến hết " + due + ". Lý do: Cần số liệu"));
  EXPECT_EQ(documents::number_line(letter(petition, Official::transfer).value()), "Số: 01/PC-BNV");
}

TEST_P(OfficialLetters, OfADenunciationTheyHoldNoWordAndNoName) {
  SubmitForm form{.kind = "denunciation",
                  .title = "Về cây cầu",
                  .text = "Tố cáo cán bộ xã nhận tiền khi làm giấy tờ."};
  form.contact = {"Lò Thị Mẫu", "Bản Giấu Kín", "0900 000 001", ""};
  const auto petition = sent_to_ministry(form);
  EXPECT_TRUE(accept_signed(petition.id));
  EXPECT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return petitions::answer(tx, env(), by, petition.id,
                             {.text = "Kết luận: tố cáo đúng.", .document = "9/KL-BNV"});
  }));
  const auto directory = services().directory.get();
  const auto told = db().read([&](db::Tx& tx) {
    Story story = load_story(tx, *directory, petition.code).value();
    fill_in(story, people::open_words(tx, keys->get(), subject_of(petition.id)));
    EXPECT_THAT(story.petition.text, HasSubstr("nhận tiền")) << "it is open to this reader";
    return words_of(official_letter(tx, story, Official::answer).value());
  });
  EXPECT_THAT(told, HasSubstr(petition.code));
  EXPECT_THAT(told, HasSubstr("Người gửi đơn tố cáo mã số"));
  for (const char* secret :
       {"Lò Thị Mẫu", "Giấu Kín", "0900", "cây cầu", "nhận tiền", "tố cáo đúng", "9/KL-BNV"})
    EXPECT_THAT(told, Not(HasSubstr(secret)));
}

}  // namespace
}  // namespace gandan::petitions
