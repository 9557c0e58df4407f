// What letters tell of what is new: in the list as it was narrowed, in a place; never of what not
// everybody may read.
#include <gmock/gmock.h>

#include "contexts/petitions/test/public_site.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/letters/watched.hpp"

namespace gandan::petitions {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class News : public test::PublicSite {
 protected:
  News() : PublicSite(module(), {.mail = true}) {}

  const i18n::Locale& locale() { return *i18n::find_locale("en"); }
  std::optional<letters::Target> target(const std::string& asked,
                                        const std::string& list = "petitions") {
    return db().read([&](db::Tx& tx) {
      return letters::target_of(tx, services(), locale(), list, std::string_view(asked));
    });
  }
  std::string title(const std::string& asked) {
    const auto found = target(asked);
    return found ? found->title : "";
  }
  /// Of what was sealed since `mark`.
  std::vector<std::string> titles_of_news(const std::string& asked,
                                          const std::string& list = "petitions") {
    journal::seal_all(db(), clock);
    const auto of = target(asked, list).value();
    return db().read([&](db::Tx& tx) {
      std::vector<std::string> titles;
      for (const letters::NewsItem& item :
           letters::news_between(tx, services(), locale(), of, mark_, journal::last_sealed(tx), 25))
        titles.push_back(item.title + "; " + item.what);
      return titles;
    });
  }
  void mark() {
    journal::seal_all(db(), clock);
    mark_ = db().read(journal::last_sealed);
  }
  Moved show(PetitionId id, bool open) {
    return act([&](db::Tx& tx, const Act& by) {
      return publish(tx, env(), by, id, open, "Một người xem lại");
    });
  }

 private:
  std::int64_t mark_ = 0;
};
GANDAN_EACH_ENGINE(News);

TEST_P(News, AreWhatBecamePublicOrWasAnsweredSinceInTheListAsItWasNarrowed) {
  const Petition old = sent("Đề nghị lắp đèn đường");
  mark();
  EXPECT_THAT(titles_of_news(""), IsEmpty());
  sent("Đèn đường ngõ 5 đã tắt", "", "report");
  sent("Đề nghị sửa cầu treo");
  EXPECT_THAT(titles_of_news("q=den+duong"), ElementsAre("Đèn đường ngõ 5 đã tắt; Received"));
  EXPECT_THAT(titles_of_news("kind=proposal"), ElementsAre("Đề nghị sửa cầu treo; Received"));
  EXPECT_EQ(titles_of_news("").size(), 2u);
  ASSERT_TRUE(route_to(old.id, "Bộ Nội vụ"));
  answer_one(old.id, "Đã lắp.");
  EXPECT_THAT(titles_of_news("q=lap+den"), testing::SizeIs(1)) << "an old one has its answer";
  EXPECT_THAT(titles_of_news("body=BNV&state=answered"), testing::SizeIs(1));
}

TEST_P(News, AreNeverOfWhatIsHeldSealedOrHiddenAndAreOfWhatWasHeldOnceItIsShown) {
  mark();
  const Petition held = sent("Đề nghị gọi số 0912 345 678 để sửa đèn");
  sent("Khiếu nại quyết định thu hồi đất", "", "complaint");
  sent("Tố cáo cán bộ thu tiền", "", "denunciation");
  const Petition hidden = sent("Đề nghị mở lớp mầm non");
  ASSERT_EQ(held.visibility, Visibility::held);
  ASSERT_TRUE(show(hidden.id, false));
  EXPECT_THAT(titles_of_news(""), IsEmpty());
  mark();
  ASSERT_TRUE(show(hidden.id, true));
  EXPECT_EQ(titles_of_news("").size(), 1u);
}

TEST_P(News, OfAPlaceAreThoseOfWhatLiesInIt) {
  mark();
  sent("Đèn đường xã đã tắt", "Xã Đồng Đăng, Tỉnh Lạng Sơn", "report");
  sent("Đèn đường bản đã tắt", "", "report");
  const auto of = [&](std::string_view name) {
    return titles_of_news("code=id" + std::to_string(unit(name).value), "place");
  };
  EXPECT_THAT(of("Xã Đồng Đăng"), ElementsAre("Đèn đường xã đã tắt; Received"));
  EXPECT_THAT(of("Tỉnh Lạng Sơn"), ElementsAre("Đèn đường xã đã tắt; Received"));
  EXPECT_THAT(of("Tỉnh Cao Bằng"), IsEmpty());
}

TEST_P(News, AreAskedForInWordsAndNotOfWhatIsNeverPublicOrThatNobodyKnows) {
  EXPECT_EQ(title(""), "Answers");
  EXPECT_EQ(title("sort=newest&q=c%E1%BA%A7u&kind=report&place=20"),
            "Answers: Report, Tỉnh Lạng Sơn, “cầu”");
  for (const char* asked : {"kind=complaint", "kind=denunciation", "kind=x", "field=x", "body=x",
                            "place=x", "state=x", "outcome=x", "unit=x"})
    EXPECT_EQ(title(asked), "") << asked;
  run({.get = "/petitions?q=cau&page=2", .shows = {"href=\"/news?list=petitions&amp;q=cau\""}});
  run({.get = "/petitions?kind=complaint", .hides = {"/news?list"}});
  run({.get = "/places/20", .shows = {"href=\"/news?list=place&amp;code=20\""}});
  services().post = nullptr;
  run({.get = "/petitions", .hides = {"/news?list"}});
}

}  // namespace
}  // namespace gandan::petitions
