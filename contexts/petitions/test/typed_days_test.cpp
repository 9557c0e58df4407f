// The days that the addresses of lists and figures ask for, as people write them.
#include <gmock/gmock.h>

#include "contexts/petitions/test/public_site.hpp"
#include "lib/http/decode.hpp"

namespace gandan::petitions {
namespace {

using testing::HasSubstr;

class TypedDays : public test::PublicSite {};
GANDAN_EACH_ENGINE(TypedDays);

TEST_P(TypedDays, WithAYearOfTwoDigitsAreOfThisCentury) {
  const Petition p = sent("Đề nghị làm đường bê tông vào thôn Nà Pò.");
  const std::string code = p.code;
  ASSERT_EQ(civil_date(p.received_at), Date::of(2026, 10, 1));
  for (const char* days : {"from=1/10/26&to=01-10-26", "from=1.10.26", "year=26", "as_of=1/10/26"})
    EXPECT_TRUE(get(std::string("/petitions?") + days).contains(code)) << days;
  for (const char* days : {"to=30/9/26", "from=2/10/25&to=30/9/26", "year=25"}) {
    const auto page = get(std::string("/petitions?") + days);
    EXPECT_EQ(page.status, 200) << days;
    EXPECT_FALSE(page.contains(code)) << days;
  }
  EXPECT_TRUE(get("/petitions?from=1/10/26").contains("from 1 Oct 2026"));

  const std::string figures = "/reports/petitions?format=json&from=1/10/26&to=1/10/26";
  EXPECT_THAT(get(figures + "&as_of=1/10/26").body,
              AllOf(HasSubstr(R"("received":1,)"), HasSubstr(R"("from":"2026-10-01")"),
                    HasSubstr(R"("to":"2026-10-01")"), HasSubstr(R"("as_of":"2026-10-01")")));
}

TEST_P(TypedDays, ThatCannotBeReadAreRefusedInWordsAndNoneIsOfTheYear26) {
  for (const char* page : {"/petitions", "/reports/petitions"})
    for (const char* field : {"from", "to", "as_of"})
      for (const char* typed : {"1/10/026", "0026-10-01", "1/13/26", "31/2/26", "hôm qua"}) {
        const auto refused =
            get(std::string(page) + "?" + field + "=" + http::percent_encode(typed));
        EXPECT_EQ(refused.status, 422) << page << " " << field << " " << typed;
        EXPECT_TRUE(refused.contains("Write the day like 1/7/2026.")) << typed;
      }
  for (const char* year : {"0026", "026", "6", "nay"})
    EXPECT_EQ(get(std::string("/petitions?year=") + year).status, 422) << year;
}

}  // namespace
}  // namespace gandan::petitions
