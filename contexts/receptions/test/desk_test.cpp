// Receptions through a browser without a socket: the officer who receives, the leader, who came.
#include <gmock/gmock.h>

#include "contexts/receptions/test/support.hpp"

namespace gandan::receptions {
namespace {

using people::Role;

class ReceptionDesk : public test::ReceptionsDatabase {
 protected:
  static http::Fields typed() {
    return {{"kind", "complaint"},
            {"matter", "Giấy chứng nhận quyền sử dụng đất cấp sai diện tích."},
            {"name", "Lò Thị Mẫu"},
            {"address", "Bản Mẫu"},
            {"identity", "001199000001"},
            {"present", "1"},
            {"number", "1"},
            {"outcome", "accepted"},
            {"once", "k"}};
  }
  static http::Fields with(std::string_view name, std::string_view value) {
    http::Fields form;
    for (const http::Field& field : typed())
      if (field.name != name) form.add(field.name, field.value);
    form.add(std::string(name), std::string(value));
    return form;
  }
  static std::string code_in(const http::TestResponse& redirect) {
    const std::string to(redirect.location());
    const std::size_t at = to.find("code=");
    return at == std::string::npos ? std::string() : to.substr(at + 5, to.find('&', at) - at - 5);
  }
  static constexpr const char* entry = "/desk/receptions/new";
};
GANDAN_EACH_ENGINE(ReceptionDesk);

TEST_P(ReceptionDesk, EntersAVisitOnOneScreenAndGivesItsKeyOnce) {
  auto receives = officer(Role::reception_officer, body_name);
  EXPECT_EQ(receives.get(entry).status, 200);
  const auto sent = receives.post_form(entry, typed());
  ASSERT_EQ(sent.status, 303) << sent.body;
  const std::string code = code_in(sent);
  const std::string key = receipts::private_key(keys->get(), {"visit", code});
  const auto after = receives.get(sent.location());
  EXPECT_TRUE(after.contains(key));
  EXPECT_FALSE(receives.get(sent.location()).contains(key)) << "it is shown once";
  const auto page = receives.get("/desk/receptions/" + code);
  EXPECT_TRUE(page.contains("Lò Thị Mẫu"));
  EXPECT_TRUE(page.contains("001199000001"));
  EXPECT_TRUE(receives.get("/desk?in=visits_to_tell").contains(code));
  EXPECT_TRUE(receives.get("/desk?in=reception_book").contains(code));
}

TEST_P(ReceptionDesk, NamesWhatIsWrongAtItsFieldAndKeepsWhatWasTyped) {
  auto receives = officer(Role::reception_officer, body_name);
  for (const char* field : {"kind", "matter", "name", "address", "outcome"}) {
    const auto again = receives.post_form(entry, with(field, ""));
    EXPECT_EQ(again.status, 422) << field;
    EXPECT_TRUE(again.contains("href=\"#" + std::string(field) + "\"")) << field;
    EXPECT_TRUE(again.contains("001199000001")) << field;
  }
  EXPECT_EQ(receives.post_form(entry, with("present", "x")).status, 422);
}

TEST_P(ReceptionDesk, AsksWhoeverCameBeforeWhetherItIsOnTheSameMatter) {
  auto receives = officer(Role::reception_officer, body_name);
  const std::string first = code_in(receives.post_form(entry, typed()));
  const http::Fields again = with("once", "other");
  const auto asked = receives.post_form(entry, again);
  EXPECT_EQ(asked.status, 200);
  EXPECT_TRUE(asked.contains("They were here before. On the same matter?"));
  EXPECT_TRUE(asked.contains(first));
  http::Fields no = again;
  no.add("earlier", "none");
  EXPECT_EQ(receives.post_form(entry, no).status, 303);
  http::Fields yes = with("once", "third");
  yes.add("earlier", first);
  const std::string second = code_in(receives.post_form(entry, yes));
  const auto visit = db().read([&](db::Tx& tx) { return *find_visit(tx, second); });
  EXPECT_EQ(visit.turn, 2);
}

TEST_P(ReceptionDesk, PutsWhatIsStillOwedBeforeTheOfficerWhenTheyComeAgain) {
  const Visit visit = enter_as_is(form());
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return conclude(tx, env(), by, visit.id,
                    {.concluded_on = clock.today(),
                     .concluded_by = "Chủ tịch Mẫu",
                     .text = "Giao đo đạc lại.",
                     .items = {{unit(body_name), "Đo đạc lại thửa đất", clock.today() + 9}}});
  }));
  auto receives = officer(Role::reception_officer, body_name);
  for (const char* typed : {"001199000001", "giay+chung+nhan"})
    EXPECT_TRUE(receives.get(std::string("/desk/receptions/before?before=") + typed)
                    .contains("still owed: Đo đạc lại thửa đất"))
        << typed;
}

TEST_P(ReceptionDesk, SeeksInTheWholeBookByEveryWordOfAMatter) {
  EnterForm spoken = form();
  spoken.matter =
      "Đường vào bản Mẫu hỏng nặng sau mưa lũ, xe không đi được, trẻ em phải lội suối đến trường "
      "mỗi ngày, bà con rất lo. Cầu treo bị đứt cáp.";  // behind what the list shows of it
  const Visit visit = enter_as_is(spoken);
  auto receives = officer(Role::reception_officer, body_name);
  const auto found = [&](std::string_view words) {
    return receives.get("/desk?in=reception_book&sought=" + std::string(words))
        .contains(visit.code);
  };
  EXPECT_TRUE(found("cau+treo"));
  EXPECT_TRUE(found("001199000001")) << "by the paper of who came";
  EXPECT_FALSE(found("cau+phao"));
  EXPECT_FALSE(
      officer(Role::reception_officer, "Ủy ban nhân dân tỉnh Lạng Sơn", people::Reach::body)
          .get("/desk?in=reception_book&sought=cau+treo")
          .contains(visit.code));
}

TEST_P(ReceptionDesk, ReceivesNobodyAtAPlaceOfOthers) {
  auto elsewhere =
      officer(Role::reception_officer, "Ủy ban nhân dân tỉnh Lạng Sơn", people::Reach::body);
  EXPECT_TRUE(elsewhere.get(entry).contains("There is no place of reception where you receive."));
  EXPECT_EQ(elsewhere.post_form(entry, with("place", place.code)).status, 422);
  const Visit visit = enter_as_is(form());
  EXPECT_EQ(elsewhere.get("/desk/receptions/" + visit.code).status, 404);
  EXPECT_FALSE(elsewhere.get("/desk?in=reception_book").contains(visit.code));
  EXPECT_EQ(client().get("/desk/receptions/" + visit.code).status, 303) << "to sign in";
}

TEST_P(ReceptionDesk, TellsReceiptsAndConcludesAndWhoCameReadsItWithTheKey) {
  auto receives = officer(Role::reception_officer, body_name);
  const Visit visit = enter_as_is(form());
  const std::string at = "/desk/receptions/" + visit.code;
  EXPECT_EQ(receives.post_form(at + "/receipt", {{"words", "Đơn khiếu nại; 3; bản chính"}}).status,
            303);
  EXPECT_EQ(receives.post_form(at + "/conclude", {{"text", "Giao đo đạc lại."}}).status, 422);
  EXPECT_EQ(receives
                .post_form(at + "/conclude", {{"text", "Giao đo đạc lại."},
                                              {"concluded_by", "Chủ tịch Mẫu"},
                                              {"concluded_on", "1/10/2026"},
                                              {"contact", "Văn phòng, bà Mai"},
                                              {"item1_product", "Đo đạc lại thửa đất"},
                                              {"item1_body", body_name},
                                              {"item1_due", "20/10/2026"}})
                .status,
            303);
  EXPECT_EQ(receives.post_form(at + "/tell", {{"words", "Đã thụ lý."}}).status, 303);
  auto answers = officer(Role::answering_officer, body_name);
  EXPECT_TRUE(answers.get("/desk?in=concluded").contains("Đo đạc lại thửa đất"));
  const auto item = db().read([&](db::Tx& tx) { return items_of(tx, visit.id); }).front();
  EXPECT_EQ(answers
                .post_form(at + "/report",
                           {{"item", std::to_string(item.id.value)}, {"words", "Đã đo xong."}})
                .status,
            303);
  EXPECT_FALSE(answers.get("/desk?in=concluded").contains("Đo đạc lại thửa đất"));

  const std::string page = "/visits/" + visit.code;
  EXPECT_FALSE(get(page).contains("Giấy chứng nhận"));
  EXPECT_EQ(client().post_form(page, {{"author_key", "1111-111-111"}}).status, 422);
  const std::string key = receipts::private_key(keys->get(), {"visit", visit.code});
  const auto shown = client().post_form(page, {{"author_key", key}});
  for (const char* words : {"Giấy chứng nhận", "Đã thụ lý.", "Giao đo đạc lại.", "Chủ tịch Mẫu",
                            "Đo đạc lại thửa đất", "Đã đo xong.", "Văn phòng, bà Mai"})
    EXPECT_TRUE(shown.contains(words)) << words;
  EXPECT_EQ(shown.headers.get("Cache-Control"), "no-store");
}

TEST_P(ReceptionDesk, ShowsTheLeaderThirdVisitsLargeGroupsAndHotMatters) {
  auto leader = officer(Role::leader, body_name);
  EXPECT_FALSE(leader.get("/desk").contains("Receptions that want the head"));
  EnterForm hot = form(Kind::report);
  hot.is_hot = true;
  hot.matter = "Tường nhà nứt vì công trình bên cạnh.";
  enter_as_is(hot);
  EnterForm many = form(Kind::proposal);
  many.matter = "Mười một hộ xin làm lại con đường.";
  many.present = many.number = 11;
  many.people.front().role = PersonRole::representative;
  enter_as_is(many);
  EnterForm again = form();
  for (int turn = 1; turn <= 3; ++turn) again.before = enter_as_is(again);
  const auto front = leader.get("/desk");
  for (const char* words :
       {"Receptions that want the head", "Tường nhà nứt", "a group of 11", "visit 3 on the matter"})
    EXPECT_TRUE(front.contains(words)) << words;
}

}  // namespace
}  // namespace gandan::receptions
