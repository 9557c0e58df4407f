// A search for the name of a place or of a body leads to its page.
#include "contexts/petitions/test/public_site.hpp"

namespace gandan::petitions {
namespace {

constexpr const char* line_of_named = "Place or body of this name:";

class NamedUnits : public test::PublicSite {};
GANDAN_EACH_ENGINE(NamedUnits);

TEST_P(NamedUnits, StandBeforeWhatASearchFinds) {
  const Petition lamp = sent("Đèn đường ở Đồng Đăng đã tắt hai tuần.", "", "report");
  const std::string page =
      run({.get = "/petitions?q=%C4%90%E1%BB%93ng+%C4%90%C4%83ng",
           .shows = {line_of_named, "<a href=\"/places/06184\">Xã Đồng Đăng, Tỉnh Lạng Sơn</a>",
                     lamp.code}})
          .body;
  EXPECT_LT(page.find("/places/06184"), page.find(lamp.code));
  run({.get = "/petitions?q=bo+y+te", .shows = {"<a href=\"/bodies/BYT\">Bộ Y tế</a>"}});
  run({.get = "/petitions?q=lang+son&lang=vi",
       .shows = {"Địa bàn hoặc cơ quan có tên này:", "<a href=\"/places/20\">Tỉnh Lạng Sơn</a>"}});
}

TEST_P(NamedUnits, AreNotOfferedForOtherWords) {
  run({.get = "/petitions?q=%C4%91%C3%A8n+%C4%91%C6%B0%E1%BB%9Dng", .hides = {line_of_named}});
  run({.get = "/petitions", .hides = {line_of_named}});
}

}  // namespace
}  // namespace gandan::petitions
