// A denunciation at a reception: nothing of it, and nobody who came with it, stands in clear.
#include <gmock/gmock.h>

#include "contexts/receptions/test/support.hpp"
#include "kernel/people/sealed_words.hpp"

namespace gandan::receptions {
namespace {

using people::Role;

class SealedVisits : public test::ReceptionsDatabase {
 protected:
  Visit denounce() {
    EnterForm it = form(Kind::denunciation);
    it.matter = "Tố cáo cán bộ nhận tiền của dân.";
    it.handled_before = "Thanh tra huyện Mẫu";
    it.explained = "Đã hướng dẫn viết đơn.";
    it.note = "Người đến xin giữ kín";
    it.booking = BookingId{5};
    it.once = "k";
    return enter_as_is(it);
  }
  static std::string at(const Visit& visit, std::string_view rest = "") {
    return "/desk/receptions/" + visit.code + std::string(rest);
  }
};
GANDAN_EACH_ENGINE(SealedVisits);

TEST_P(SealedVisits, LeaveNoWordAndNoNameInClear) {
  const Visit visit = denounce();
  const Visit stored = load(visit.id);
  for (const std::string& words : {stored.matter, stored.handled_before, stored.note})
    EXPECT_TRUE(words.empty());
  EXPECT_FALSE(stored.booking) << "a booking has a name";
  const auto in_clear = [&](const char* sql) {
    return db().read([&](db::Tx& tx) { return tx.one<std::int64_t>(std::string(sql), {}); });
  };
  EXPECT_EQ(in_clear("select count(*) from visit_people"), 0);
  EXPECT_EQ(in_clear("select count(*) from visit_notes where text <> ''"), 0);
  EXPECT_EQ(in_clear("select count(*) from visits where idempotency_key is not null"), 0);
  const auto words =
      db().read([&](db::Tx& tx) { return people::open_words(tx, keys->get(), ref_of(visit.id)); });
  EXPECT_EQ(words.at("matter"), "Tố cáo cán bộ nhận tiền của dân.");
  EXPECT_EQ(words.at("handled_before"), "Thanh tra huyện Mẫu");
}

TEST_P(SealedVisits, AreForTheirOfficersAloneAndOpenedWithAReason) {
  const Visit visit = denounce();
  auto reception = officer(Role::reception_officer, "");
  EXPECT_EQ(reception.get(at(visit)).status, 404);
  EXPECT_FALSE(reception.get("/desk?in=reception_book").contains(visit.code));
  EXPECT_FALSE(reception.get("/desk/receptions/before?before=" + visit.code).contains(visit.code));
  EXPECT_EQ(reception.post_form(at(visit, "/words"), {{"words", "Cần đọc để xử lý."}}).status, 403);

  auto named = officer(Role::denunciation_officer, "");
  const auto page = named.get(at(visit));
  EXPECT_EQ(page.status, 200);
  for (const char* word : {"nhận tiền", "Lò Thị Mẫu", "Thanh tra huyện"})
    EXPECT_FALSE(page.contains(word)) << word;
  EXPECT_EQ(named.post_form(at(visit, "/words"), {{"words", "vì"}}).status, 422);
  const auto opened = named.post_form(at(visit, "/words"), {{"words", "Cần đọc để xử lý."}});
  EXPECT_EQ(opened.status, 303);
  const auto after = named.get(at(visit));
  EXPECT_TRUE(after.contains("nhận tiền"));
  EXPECT_FALSE(after.contains("Lò Thị Mẫu")) << "who came is opened by itself";
  const auto who = named.post_form(at(visit, "/identity"), {{"words", "Cần mời đến làm việc."}});
  EXPECT_TRUE(who.contains("Lò Thị Mẫu"));
  EXPECT_FALSE(named.get(at(visit)).contains("Lò Thị Mẫu"));
}

TEST_P(SealedVisits, TellWhoHoldsTheKeyHowItStandsAndNoWord) {
  const Visit visit = denounce();
  EXPECT_FALSE(get("/visits/" + visit.code).contains("Denunciation"));
  const std::string key = receipts::private_key(keys->get(), {"visit", visit.code});
  const auto page = client().post_form("/visits/" + visit.code, {{"author_key", key}});
  EXPECT_TRUE(page.contains("Denunciation"));
  EXPECT_FALSE(page.contains("nhận tiền"));
}

}  // namespace
}  // namespace gandan::receptions
