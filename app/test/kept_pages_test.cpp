// Pages that all are shown alike are kept while nothing changes: what is written is seen at once,
// and nothing of one reader is shown to another.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "app/test/support.hpp"
#include "contexts/petitions/use_cases.hpp"

namespace gandan::app {
namespace {

using namespace petitions;

class KeptPages : public test::Program {
 protected:
  Env env() { return {clock, ids, *book_, keys->get()}; }
  Submitted send_from_dong_dang(const std::string& text) {
    book_ = rules->book();
    const auto submission =
        check(env(), {.kind = "report",
                      .text = text,
                      .place_text = "Xã Đồng Đăng, Tỉnh Lạng Sơn",
                      .place = unit("Xã Đồng Đăng"),
                      .province = unit("Tỉnh Lạng Sơn"),
                      .contact = {"Lò Thị Mẫu", "Bản Mẫu", "0900 000 001", ""}});
    EXPECT_TRUE(submission.has_value());
    return db().write([&](db::Tx& tx) { return submit(tx, env(), *submission); });
  }

 private:
  std::shared_ptr<const rules::Rulebook> book_;
};
GANDAN_EACH_ENGINE(KeptPages);

const std::string lamp = "Đèn đường ngõ 5 đã tắt cả tháng nay";

TEST_P(KeptPages, WhatIsWrittenIsSeenAtOnce) {
  const std::vector<std::string> pages{"/", "/petitions", "/places/06184", "/places/20"};
  for (const std::string& page : pages) EXPECT_FALSE(get(page).contains(lamp)) << page;
  const Submitted sent = send_from_dong_dang(lamp);
  for (const std::string& page : pages) EXPECT_TRUE(get(page).contains(lamp)) << page;
  const std::string own = "/petitions/" + sent.code;
  EXPECT_TRUE(get(own).contains(lamp));
  const auto hidden = db().write([&](db::Tx& tx) {
    return publish(tx, env(), Act::by_system(), sent.id, false, "Có tên người trong đơn.");
  });
  ASSERT_TRUE(hidden.has_value());
  for (const std::string& page : pages) EXPECT_FALSE(get(page).contains(lamp)) << page;
  EXPECT_FALSE(get(own).contains(lamp));
}

TEST_P(KeptPages, NothingOfOneReaderIsShownToAnother) {
  auto reception = officer(people::Role::reception_officer);
  const std::string desk = "href=\"/desk\"";
  for (const char* page : {"/", "/petitions", "/undertakings"}) {
    EXPECT_FALSE(get(page).contains(desk)) << page;
    EXPECT_TRUE(reception.get(page).contains(desk)) << page;
    EXPECT_FALSE(stranger().get(page).contains(desk)) << page;
  }
  send_from_dong_dang(lamp);
  auto neighbour = stranger();
  neighbour.with_cookie("place", "06184");
  const std::string here = "href=\"/places/06184\"";
  EXPECT_TRUE(neighbour.get("/").contains(here));
  EXPECT_FALSE(get("/").contains(here));
  EXPECT_TRUE(neighbour.get("/").contains(here));
  auto vietnamese = stranger();
  vietnamese.with_cookie("lang", "vi");
  EXPECT_TRUE(vietnamese.get("/").contains("<html lang=\"vi\""));
  EXPECT_TRUE(get("/").contains("<html lang=\"en\""));
}

TEST_P(KeptPages, EachIsTheSameForWhomItIsMadeAnew) {
  const Submitted sent = send_from_dong_dang(lamp);
  const std::map<std::string, std::string> addresses{
      {"/", "/"},
      {"/bodies", "/bodies"},
      {"/bodies/{code}", "/bodies/BNV"},
      {"/petitions", "/petitions?unit=20"},
      {"/petitions/{code}", "/petitions/" + sent.code},
      {"/places/{code}", "/places/06184"},
      {"/undertakings", "/undertakings"}};
  // A cookie that nobody knows: nothing is kept for whom it may tell apart.
  auto browser = stranger();
  browser.with_cookie("unknown", "1");
  for (const auto& route : app().router.table()) {
    if (!route->may_be_kept) continue;
    ASSERT_TRUE(addresses.contains(route->pattern)) << route->pattern;
    const std::string& address = addresses.at(route->pattern);
    const http::TestResponse kept = get(address);
    ASSERT_EQ(kept.status, 200) << address;
    EXPECT_EQ(get(address).body, kept.body) << address;
    for (int again = 0; again < 2; ++again)
      EXPECT_EQ(browser.get(address).body, kept.body) << address;
  }
}

TEST_P(KeptPages, ADayThatPassesIsSeen) {
  const Submitted sent = send_from_dong_dang(lamp);
  const std::string own = "/petitions/" + sent.code;
  const std::string first = get(own).body;
  clock.advance(std::chrono::hours(24 * 200));
  EXPECT_NE(get(own).body, first) << "it is late by now";
}

}  // namespace
}  // namespace gandan::app
