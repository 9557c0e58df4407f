// All that is kept of who sent a petition, for whoever holds its private key.
#include <gmock/gmock.h>

#include "contexts/petitions/test/public_site.hpp"

namespace gandan::petitions {
namespace {

class OwnData : public test::PublicSite {
 protected:
  Petition with_contact(const std::string& text, const std::string& kind = "report") {
    return load(send({.kind = kind,
                      .text = text,
                      .asked_by = "Bà con bản Khuổi Mươi",
                      .place_text = "Bản Khuổi Mươi",
                      .contact = {"Lò Thị Mẫu", "Nhà số 7", "0900 000 001", "mau@vidu.vn"}})
                    .id);
  }
  http::TestResponse file_of(const Petition& p, std::vector<std::string> shows,
                             std::vector<std::string> hides = {}) {
    return run({.post = "/petitions/" + p.code + "/data",
                .form = {{"author_key", key_of(p)}},
                .shows = std::move(shows),
                .hides = std::move(hides)});
  }
};
GANDAN_EACH_ENGINE(OwnData);

TEST_P(OwnData, IsAFileOfWhatWasSentAskedAndAnsweredAndNothingIsJournaled) {
  const Petition p = with_contact("Đèn đường ở ngã ba không sáng từ hai tuần nay");
  RouteForm form{.body = unit("Bộ Nội vụ"), .note = "Đơn gửi vượt cấp, xem kỹ."};
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, p.id, form); }));
  ask_for_more(p.id, "Ngã ba nào?");
  const auto file =
      file_of(p,
              {R"("text":"Đèn đường ở ngã ba không sáng từ hai tuần nay")",
               R"("name":"Lò Thị Mẫu")", R"("address":"Nhà số 7")", R"("email":"mau@vidu.vn")",
               R"("question":"Ngã ba nào?")", R"("asked_by":"Bà con bản Khuổi Mươi")",
               R"("publication":"agreed")", R"("letters":null)", R"("verb":"route")"},
              {"Đơn gửi vượt cấp"});
  EXPECT_EQ(file.headers.get("Cache-Control"), "no-store");
  EXPECT_EQ(file.headers.get("Content-Type"), "application/json");
  EXPECT_NE(file.headers.get("Content-Disposition").find(p.code + ".json"), std::string::npos);
}

TEST_P(OwnData, IsGivenToNobodyWithoutTheKey) {
  const Petition p = with_contact("Đèn đường ở ngã ba không sáng từ hai tuần nay");
  const std::string address = "/petitions/" + p.code + "/data";
  run({.get = address, .shows = {"All that is kept of your matter"}, .hides = {"Lò Thị Mẫu"}});
  for (const char* key : {"", "0000000000"})
    run({.post = address,
         .form = {{"author_key", key}},
         .status = 422,
         .shows = {"This is not the key of this matter"},
         .hides = {"Lò Thị Mẫu", "mau@vidu.vn"}});
}

TEST_P(OwnData, OfWhoDenouncesSaysWhatTheyWroteAndNotWhoTheyAre) {
  const Petition p = with_contact("Cán bộ xã thu tiền không có biên lai", "denunciation");
  file_of(p,
          {R"("text":"Cán bộ xã thu tiền không có biên lai")", R"("contact":{"sealed":true})",
           R"("place_as_written":"Bản Khuổi Mươi")"},
          {"Lò Thị Mẫu", "Nhà số 7", "0900", "mau@vidu.vn", "bản Khuổi Mươi"});
}

TEST_P(OwnData, TellsWhatItsSenderAddedThoughOfficersAloneReadItElse) {
  const Petition p = with_contact("Đèn đường ở ngã ba không sáng từ hai tuần nay");
  ASSERT_TRUE(act([&](db::Tx& tx, const Act&) {
    return add(tx, env(), Act::by_resident(), p.id, "Đêm qua có người ngã.");
  }));
  file_of(p, {"Đêm qua có người ngã.", R"("by_sender":true)"});
}

}  // namespace
}  // namespace gandan::petitions
