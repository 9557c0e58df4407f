// The page that checks receipts, on the site and as a file of its own.
#include <gmock/gmock.h>

#include "kernel/journal/log.hpp"
#include "kernel/log_pages/module.hpp"
#include "kernel/pages/assets.hpp"
#include "kernel/testing/site.hpp"

namespace gandan::log_pages {
namespace {

using testing::HasSubstr;
using testing::Not;

class CheckReceiptPage : public gandan::test::Site {
 protected:
  CheckReceiptPage() : Site({module()}, {.units = false}) {}

  std::string key_of_log() {
    db().write([&](db::Tx& tx) {
      journal::append(tx, {.at = clock.now(), .verb = "note.write", .subject = {"note", 1}});
    });
    take_into_log();
    return db().read(journal::log_keys).at(0);
  }
};
GANDAN_EACH_ENGINE(CheckReceiptPage);

TEST_P(CheckReceiptPage, NamesTheKeysOfTheLogAndWhereItIs) {
  const std::string key = key_of_log();
  EXPECT_THAT(run({.get = "/log/check"}).body, AllOf(HasSubstr(key), HasSubstr("value=\"/log\"")));
  EXPECT_THAT(run({.get = "/log/check/file"}).body,
              AllOf(HasSubstr(key), HasSubstr("id=\"log\""), Not(HasSubstr("value=\"/log\""))))
      << "this server knows no address of its own, and on a disk a path would lead elsewhere";
}

TEST_P(CheckReceiptPage, RunsItsScriptFromTheSiteWhereThePolicyAllowsNoOther) {
  EXPECT_THAT(run({.get = "/log/check"}).body,
              AllOf(HasSubstr("<script src=\"" + pages::asset("check_receipt.js") + "\""),
                    Not(HasSubstr("<script>"))));
}

TEST_P(CheckReceiptPage, SavedLoadsNothingFromAnywhere) {
  const auto file = run({.get = "/log/check/file"});
  EXPECT_THAT(std::string(file.headers.get("Content-Disposition")), HasSubstr("attachment"));
  EXPECT_THAT(file.body, HasSubstr(std::string(pages::asset_text("check_receipt.js"))));
  EXPECT_THAT(file.body, HasSubstr("default-src 'none'"));
  for (const char* loads : {"src=", "href=", "@import", "url("})
    EXPECT_THAT(file.body, Not(HasSubstr(loads))) << loads;
}

TEST_P(CheckReceiptPage, SavedInTheReadersLanguage) {
  EXPECT_THAT(run({.get = "/log/check/file?lang=vi"}).body, HasSubstr("<html lang=\"vi\">"));
  EXPECT_THAT(run({.get = "/log/check/file?lang=en"}).body, HasSubstr("The receipt holds"));
}

}  // namespace
}  // namespace gandan::log_pages
