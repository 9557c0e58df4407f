// What a search shows: the passage with its words, how many ask, in which order; and where the
// words are nobody's, what is asked in others.
#include <gmock/gmock.h>

#include "contexts/petitions/test/public_site.hpp"

namespace gandan::petitions {
namespace {

using testing::HasSubstr;
using testing::Not;

class SearchPages : public test::PublicSite {};
GANDAN_EACH_ENGINE(SearchPages);

TEST_P(SearchPages, MarkTheWordsInThePassageWhereTheyStandAndEscapeTheRest) {
  std::string text = "Đề nghị xã xem xét việc sau đây.";
  for (int i = 0; i < 60; ++i) text += " Bà con đã nói nhiều lần.";
  sent(text + " Cầu treo <b>gãy</b> & \"mục\" đã lâu.");
  const std::string page = get("/petitions?q=cau+treo").body;
  EXPECT_THAT(page, HasSubstr("… "));
  EXPECT_THAT(page, HasSubstr("<mark>Cầu treo</mark> &lt;b&gt;gãy&lt;/b&gt; &amp; "));
  EXPECT_THAT(page, Not(HasSubstr("<b>gãy")));
  EXPECT_THAT(get("/petitions").body, Not(HasSubstr("<mark>")));
}

TEST_P(SearchPages, DoNotSayTheTitleAgainInThePassage) {
  const Petition p = sent("Sửa cầu treo. Ván đã mục.");
  const std::string page = get("/petitions?q=cau+treo").body;
  EXPECT_THAT(page, HasSubstr("<mark>cầu treo</mark>"));
  EXPECT_EQ(page.find("<mark>"), page.rfind("<mark>")) << p.title;
}

TEST_P(SearchPages, TellHowManyAskWhereSeveralDo) {
  const Petition p = sent("Sửa cầu treo. Ván đã mục.");
  EXPECT_THAT(get("/petitions?q=cau+treo").body, Not(HasSubstr("people ask this")));
  ASSERT_TRUE(db().write([&](db::Tx& tx) { return join(tx, env(), p.code, {}); }));
  EXPECT_THAT(get("/petitions?q=cau+treo").body, HasSubstr("2 people ask this"));
  EXPECT_THAT(get("/petitions").body, HasSubstr("2 people ask this"));
}

TEST_P(SearchPages, ShowTheMostAlikeOrTheNewestFirstAsOneChooses) {
  const Petition alike = sent("Sửa đường liên xã giúp bà con.");
  const Petition newest = sent("Con duong mon qua xa Na Pò lien tục sạt.");
  auto first_of = [&](const char* address) {
    const std::string page = get(address).body;
    return page.find(alike.code) < page.find(newest.code) ? alike.code : newest.code;
  };
  EXPECT_EQ(first_of("/petitions?q=%C4%91%C6%B0%E1%BB%9Dng"), alike.code);
  EXPECT_EQ(first_of("/petitions?q=%C4%91%C6%B0%E1%BB%9Dng&sort=newest"), newest.code);
  const std::string page = get("/petitions?q=duong&sort=newest").body;
  EXPECT_THAT(page, HasSubstr("href=\"/petitions?q=duong\""));
  EXPECT_THAT(page, HasSubstr("&amp;sort=newest&amp;state=received&amp;filters=open"))
      << "a filter keeps the order";
  EXPECT_THAT(get("/petitions?sort=newest").body, Not(HasSubstr("The most alike first")));
}

TEST_P(SearchPages, PageThroughTheNewestToTheLast) {
  for (int i = 0; i < 30; ++i) sent("Sửa đường số " + std::to_string(i) + " của bản.");
  const std::string page = get("/petitions?q=duong&sort=newest").body;
  EXPECT_THAT(page, HasSubstr("đường</mark> số 29 "));
  EXPECT_THAT(page, Not(HasSubstr("đường</mark> số 4 ")));
  const std::size_t at = page.find("rel=\"next\"");
  ASSERT_NE(at, std::string::npos);
  const std::size_t begin = page.rfind("href=\"", at) + 6;
  std::string next = page.substr(begin, page.find('"', begin) - begin);
  for (std::size_t amp; (amp = next.find("&amp;")) != std::string::npos;) next.erase(amp + 1, 4);
  const std::string rest = get(next).body;
  EXPECT_THAT(rest, HasSubstr("đường</mark> số 0 "));
  EXPECT_THAT(rest, Not(HasSubstr("đường</mark> số 29 ")));
}

TEST_P(SearchPages, ASentenceInOtherWordsLeadsToWhatIsAlike) {
  const Petition p = sent("Đèn đường ở ngã ba chợ đã tắt hai tuần, đi lại rất nguy hiểm.");
  sent("Tố cáo cán bộ tắt đèn đường ở ngã ba chợ đã hai tuần để trộm điện.", "", "denunciation");
  journal::seal_all(db(), clock);
  run_periodic("petitions.advisor");
  const std::string page =
      run({.get = "/petitions?q=v%C3%AC+sao+%C4%91%C3%A8n+%C4%91%C6%B0%E1%BB%9Dng+ng%C3%A3+ba+"
                  "ch%E1%BB%A3+v%E1%BA%ABn+t%E1%BA%AFt%2C+ai+s%E1%BB%ADa",
           .shows = {"Nothing was found", "Asked in other words", p.code},
           .hides = {"trộm điện"}})
          .body;
  EXPECT_THAT(page, Not(HasSubstr("<mark>")));
  run({.get = "/petitions?q=zzzz", .hides = {"Asked in other words"}});
}

TEST_P(SearchPages, OnATelephoneTheFiltersAreFoldedUntilOneChoosesAmongThem) {
  sent("Sửa cầu treo. Ván đã mục.");
  EXPECT_THAT(get("/petitions?q=treo").body, HasSubstr("<details class=\"facets-fold\"><summary>"));
  EXPECT_THAT(get("/petitions?q=treo&filters=open").body,
              HasSubstr("<details class=\"facets-fold\" open><summary>"));
  EXPECT_THAT(get("/petitions?q=zzzz").body, Not(HasSubstr("facets-fold")))
      << "there is nothing to choose";
}

}  // namespace
}  // namespace gandan::petitions
