// What petitions give to the one search of a site that has other contexts too.
#include <gmock/gmock.h>

#include "contexts/petitions/test/public_site.hpp"

namespace gandan::petitions {
namespace {

class SiteSearch : public test::PublicSite {
 protected:
  std::vector<std::string> found(std::string_view words) {
    http::Request request;
    request.attach(pages::Reader{i18n::find_locale("en"), &menus});
    const auto part = module().search_part(services());
    std::vector<std::string> codes;
    for (const pages::Card& card : part.find(request, words, 5)) codes.push_back(card.code);
    return codes;
  }
};
GANDAN_EACH_ENGINE(SiteSearch);

TEST_P(SiteSearch, FindsWhatEverybodyMayReadAndNothingElse) {
  const Petition open = sent("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  sent("Tố cáo cán bộ nhận tiền ở cầu treo bản Nà Mẫu.", "", "denunciation");
  EXPECT_THAT(found("cau treo"), ::testing::ElementsAre(open.code));
  EXPECT_THAT(found("truong hoc"), ::testing::IsEmpty());
}

}  // namespace
}  // namespace gandan::petitions
