// The papers of a visit: what the forms of the decree ask for stands in them.
#include "contexts/receptions/book/papers.hpp"

#include <gmock/gmock.h>

#include "contexts/receptions/test/support.hpp"
#include "lib/documents/write.hpp"

namespace gandan::receptions {
namespace {

using testing::HasSubstr;

class VisitPapers : public test::ReceptionsDatabase {
 protected:
  std::optional<documents::Document> paper(const Visit& visit, VisitPaper which) {
    return db().read(
        [&](db::Tx& tx) { return visit_paper(tx, keys->get(), load(tx, visit), which); });
  }
  static Visit load(db::Tx& tx, const Visit& visit) { return *find_visit(tx, visit.id); }
  /// Every word of its paragraphs.
  static std::string words_of(const documents::Document& document) {
    std::string all;
    for (const documents::Block& block : document.blocks)
      if (const auto* paragraph = std::get_if<documents::Paragraph>(&block))
        for (const documents::Run& run : paragraph->text) all += run.words + "\n";
    return all;
  }
};
GANDAN_EACH_ENGINE(VisitPapers);

TEST_P(VisitPapers, OfARefusalSayItsGroundAndHowToComplain) {
  EnterForm it = form();
  it.outcome = Outcome::refused;
  it.ground = Ground::settled_before;
  it.explained = "Đã giải thích.";
  const Visit visit = enter_as_is(it);
  const auto notice = paper(visit, VisitPaper::refusal);
  ASSERT_TRUE(notice.has_value());
  EXPECT_EQ(notice->form, "Mẫu số 01/TCD");
  EXPECT_EQ(notice->kind, "THÔNG BÁO");
  for (const char* words : {"Lò Thị Mẫu", "001 199 000 001", "khoản 3 Điều 9 Luật Tiếp công dân",
                            "để khiếu nại về việc", "Điều 7 Luật Khiếu nại",
                            "Lý do từ chối: Đã giải quyết đúng", "vẫn kéo dài. Đã giải thích.\n"})
    EXPECT_THAT(words_of(*notice), HasSubstr(words));
  EXPECT_EQ(notice->place, "Đồng Đăng") << "Decree 30/2020: without its level";
  EXPECT_EQ(documents::number_line(*notice), "Số:         /TB-UBND");
  it.ground = Ground::threatens;
  EXPECT_FALSE(paper(enter_as_is(it), VisitPaper::refusal)) << "explained on the spot";
}

TEST_P(VisitPapers, OfWhatWasReceivedNameEachPaper) {
  const Visit visit = enter_as_is(form());
  EXPECT_FALSE(paper(visit, VisitPaper::receipt));
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return give_receipt(tx, env(), by, visit.id, parse_papers("Đơn khiếu nại; 3; bản chính"));
  }));
  const auto given = paper(visit, VisitPaper::receipt);
  ASSERT_TRUE(given.has_value());
  EXPECT_EQ(given->form, "Mẫu số 02/TCD");
  EXPECT_THAT(words_of(*given), HasSubstr("Đơn khiếu nại, 3 trang, bản chính."));
  EXPECT_FALSE(documents::to_docx(*given).empty());
}

TEST_P(VisitPapers, OfAConclusionAreSignedByTheHeadAndNameWhoSpeaksForAGroup) {
  EnterForm it = form(Kind::report);
  it.people = {{.role = PersonRole::representative, .name = "Lò Thị Mẫu", .address = "Bản Mẫu"},
               {.role = PersonRole::representative, .name = "Vàng A Ví", .address = "Bản Ví"}};
  it.present = it.number = 11;
  const Visit visit = enter_as_is(it);
  const auto conclude_by = [&](const char* whom) {
    EXPECT_TRUE(act([&](db::Tx& tx, const Act& by) {
      return conclude(tx, env(), by, visit.id,
                      {.number = "12/TB-UBND",
                       .concluded_on = clock.today(),
                       .concluded_by = whom,
                       .text = "Giao đo đạc lại.",
                       .items = {{place.body, "Biên bản đo đạc.", clock.today() + 10}}});
    }));
    return *paper(visit, VisitPaper::conclusion);
  };
  const auto notice = conclude_by("Hoàng Thị Sinh, Chủ tịch Ủy ban nhân dân xã");
  ASSERT_TRUE(notice.signature);
  EXPECT_EQ(notice.signature->position, "Chủ tịch");
  EXPECT_EQ(notice.signature->name, "Hoàng Thị Sinh");
  for (const char* words : {"ông (bà) Hoàng Thị Sinh, Chủ tịch Ủy ban nhân dân xã, tiếp",
                            "Lò Thị Mẫu, Vàng A Ví (đại diện cho 11 người)",
                            "Biên bản đo đạc; hoàn thành chậm nhất ngày"})
    EXPECT_THAT(words_of(notice), HasSubstr(words));
  const auto by_deputy = conclude_by("Mã Văn Mẫu, Phó Chủ tịch Ủy ban nhân dân xã");
  EXPECT_EQ(by_deputy.signature->position, "KT. Chủ tịch\nPhó Chủ tịch");
}

TEST_P(VisitPapers, OfAConclusionNameItsItemsInTheOrderInWhichTheyWereConcluded) {
  const Visit visit = enter_as_is(form());
  NewConclusion concluded{
      .concluded_on = clock.today(), .concluded_by = "Chủ tịch", .text = "Giao các việc sau."};
  for (const char* product : {"Việc A", "Việc B", "Việc C", "Việc D", "Việc E"})
    concluded.items.push_back({place.body, product, clock.today() + 10});
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return conclude(tx, env(), by, visit.id, concluded); }));
  EXPECT_THAT(words_of(*paper(visit, VisitPaper::conclusion)),
              testing::ContainsRegex("Việc A[^A]*Việc B[^B]*Việc C[^C]*Việc D[^D]*Việc E"));
}

TEST_P(VisitPapers, AreThereOfNoDenunciation) {
  const Visit visit = enter_as_is(form(Kind::denunciation));
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return give_receipt(tx, env(), by, visit.id, parse_papers("Đơn tố cáo"));
  }));
  for (VisitPaper which : visit_papers) EXPECT_FALSE(paper(visit, which));
}

}  // namespace
}  // namespace gandan::receptions
