// What a request tells its page: language, names, what was typed and what is wrong with it.
#include "kernel/turn/turn.hpp"

#include <gtest/gtest.h>

#include "kernel/pages/site.hpp"
#include "kernel/testing/database.hpp"
#include "kernel/turn/href.hpp"

namespace gandan {
namespace {

class Turns : public test::Database {
 protected:
  /// Of a reader of English.
  [[nodiscard]] http::Request request() {
    http::Request request;
    request.attach(pages::Reader{i18n::find_locale("en"), &site_});
    return request;
  }
  pages::Site site_;
};
GANDAN_EACH_ENGINE(Turns);

TEST_P(Turns, KnowsTheReadersLanguageTheDayAndTheNamesOfUnits) {
  const http::Request asked = request();
  const Turn turn(asked, services());
  EXPECT_EQ(turn.locale().tag(), "en");
  EXPECT_EQ(turn.words.today, clock.today());
  EXPECT_EQ(turn.words.unit(unit("Bộ Nội vụ")), "Bộ Nội vụ");
  EXPECT_EQ(turn.words.unit(std::nullopt), "");
  EXPECT_EQ(turn.words.field(std::nullopt), "");
}

TEST_P(Turns, KeepsTheNamesAsTheyWereWhenTheRequestCame) {
  const http::Request asked = request();
  const Turn turn(asked, services());
  const units::Directory* before = turn.directory.get();
  directory().refresh();
  EXPECT_NE(directory().get().get(), before);
  EXPECT_EQ(&turn.words.directory, before);
  EXPECT_EQ(turn.words.unit(unit("Bộ Nội vụ")), "Bộ Nội vụ");
}

TEST_P(Turns, TakesWhatTheFormSaysAndNothingFromTheAddress) {
  http::Request asked = request();
  asked.form.add("text", "Cầu gãy");
  asked.query.add("key", "from a link");
  const Turn turn(asked, services());
  EXPECT_EQ(turn.typed("text"), "Cầu gãy");
  EXPECT_EQ(turn.typed("key"), "");
}

TEST_P(Turns, IsRefusedWhereAFieldIs) {
  const http::Request asked = request();
  Turn turn(asked, services());
  EXPECT_EQ(turn.status(), 200);
  turn.refuse("email", "Write it in full.");
  turn.refuse("email", "Or leave it empty.");
  EXPECT_EQ(turn.status(), 422);
  EXPECT_EQ(turn.error_of("email"), "Write it in full.") << "one thing to do at a time";
  EXPECT_EQ(turn.error_of("phone"), "");
}

TEST(AnHref, AsksForWhatIsNotEmptyAndEncodesIt) {
  EXPECT_EQ(Href("/bodies").text(), "/bodies");
  EXPECT_EQ(Href("/bodies").with("q", "").with("after", "x").text(), "/bodies?after=x");
  EXPECT_EQ(Href("/bodies").with("q", "sở y tế&a=b").with("n", "#1").text(),
            "/bodies?q=s%E1%BB%9F%20y%20t%E1%BA%BF%26a%3Db&n=%231");
  EXPECT_EQ(Href("/desk?in=mine").with("do", "ask").text(), "/desk?in=mine&do=ask");
  EXPECT_EQ(Href("/a").with("x&y", "1").text(), "/a?x%26y=1") << "a name that somebody made up";
}

}  // namespace
}  // namespace gandan
