// "Where do you live?": the way from the home page to the page of a place, without a script.
#include <gtest/gtest.h>

#include "kernel/testing/site.hpp"

namespace gandan::site {
namespace {

Module greeted() {
  return {.name = "greetings", .migrations = {}, .home = [](Services&) {
            return std::vector{
                HomePart{HomePart::Where::body, 10,
                         [](const http::Request&, html::Out& out) { out.text("Good day"); }}};
          }};
}

class Where : public gandan::test::Site {
 protected:
  Where() : Site({greeted()}) {}
};
GANDAN_EACH_ENGINE(Where);

TEST_P(Where, IsAskedOnTheHomePage) {
  run({.get = "/", .shows = {"<a href=\"/where\">Where do you live?"}});
  run({.get = "/?lang=vi", .shows = {"<a href=\"/where\">Bạn sống ở đâu?"}});
}

TEST_P(Where, LeadsFromTheNameOfOnePlaceToItsPage) {
  EXPECT_EQ(
      run({.get = "/where?q=x%C3%A3+%C4%90%E1%BB%93ng+%C4%90%C4%83ng", .status = 303}).location(),
      "/places/06184");
  EXPECT_EQ(run({.get = "/where?q=t%E1%BB%89nh+L%E1%BA%A1ng+S%C6%A1n", .status = 303}).location(),
            "/places/20");
}

TEST_P(Where, OffersWhatAHalfTypedNameMayMean) {
  run({.get = "/where?q=dong+da",
       .shows = {"Do you mean one of these?",
                 "<a href=\"/places/06184\">Xã Đồng Đăng, Tỉnh Lạng Sơn</a>"},
       .hides = {"No place of this name is known"}});
}

TEST_P(Where, LeadsThroughTheProvincesWhereNothingIsKnownOrTyped) {
  run({.get = "/where?q=zzzzqqqq",
       .shows = {"No place of this name is known", "<a href=\"/places/20\">Tỉnh Lạng Sơn</a>"},
       .hides = {"Do you mean one of these?"}});
  run({.get = "/where?lang=vi",
       .shows = {"Bạn sống ở đâu?", "Các tỉnh, thành phố",
                 "<a href=\"/places/20\">Tỉnh Lạng Sơn</a>"},
       .hides = {"Chưa rõ nơi nào có tên này"}});
}

}  // namespace
}  // namespace gandan::site
