// Which bodies are proposed to who sends a petition on, and in which order.
#include <gmock/gmock.h>

#include <regex>

#include "contexts/petitions/test/desk_site.hpp"

namespace gandan::petitions {
namespace {

using people::Role;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class RoutingProposals : public test::DeskSite {
 protected:
  Submitted report_of(const char* commune, const std::string& text) {
    return sent_of("report", commune, text);
  }
  Submitted sent_of(const char* kind, const char* commune, const std::string& text) {
    return send({.kind = kind,
                 .text = text,
                 .place_text = commune,
                 .place = unit(commune),
                 .province = unit("20")});
  }
  /// The bodies to choose from, in their order.
  std::vector<std::string> offered(const Submitted& petition) {
    static const std::regex choice("name=\"to\" value=\"([0-9]+)\"");
    const std::string page = officer(Role::synthesis_officer).get(path(petition, "?do=route")).body;
    const auto units = services().directory.get();
    std::vector<std::string> names;
    for (std::sregex_iterator at(page.begin(), page.end(), choice), end; at != end; ++at) {
      const units::Unit* body = units->find(UnitId{std::stoll((*at)[1])});
      names.push_back(body != nullptr && body->kind == units::UnitKind::body
                          ? body->name
                          : "no body: " + at->str());
    }
    return names;
  }
  /// "Who may be responsible", as the petition's page says it.
  std::string responsible(const Submitted& petition) {
    const std::string page = officer(Role::synthesis_officer).get(path(petition)).body;
    const std::size_t begin = page.find("Who may be responsible");
    return page.substr(begin, page.find("</section>", begin) - begin);
  }
};
GANDAN_EACH_ENGINE(RoutingProposals);

TEST_P(RoutingProposals, WhoIsNamedInTheTextComesFirstAndThenTheCommuneOfALocalMatter) {
  auto addressed = report_of("Xã Đồng Đăng",
                             "Kính gửi Sở Y tế tỉnh Lạng Sơn. Trạm y tế xã hết thuốc đã hai tuần.");
  const auto first_two = [](std::vector<std::string> names) {
    names.resize(std::min<std::size_t>(names.size(), 2));
    return names;
  };
  EXPECT_THAT(first_two(offered(addressed)),
              ElementsAre("Sở Y tế tỉnh Lạng Sơn", "Ủy ban nhân dân xã Đồng Đăng"));
  const std::string shown = responsible(addressed);
  EXPECT_THAT(shown, HasSubstr("named in the text"));
  EXPECT_LT(shown.find("named in the text"), shown.find("where it happens"));

  auto to_nobody = report_of("Xã Đồng Đăng", "Đèn đường ở ngã ba tắt đã hai tuần.");
  ASSERT_THAT(offered(to_nobody), Not(IsEmpty()));
  EXPECT_EQ(offered(to_nobody).front(), "Ủy ban nhân dân xã Đồng Đăng");
}

TEST_P(RoutingProposals, ABodyOfAnotherCommuneIsNotProposedThoughTheTextNamesIt) {
  auto petition = report_of(
      "Xã Đồng Đăng", "Kính gửi Ủy ban nhân dân xã Chi Lăng. Đèn đường ở ngã ba tắt đã hai tuần.");
  EXPECT_THAT(offered(petition), Not(testing::Contains("Ủy ban nhân dân xã Chi Lăng")));
}

TEST_P(RoutingProposals, WhoIsAskedByItsKindIsTheOneOfThePlace) {
  const auto first = [&](const char* kind, const std::string& text) {
    const auto names = offered(sent_of(kind, "Xã Đồng Đăng", text));
    return names.empty() ? std::string() : names.front();
  };
  EXPECT_EQ(first("proposal", "Đường tỉnh lộ hỏng. Đề nghị UBND tỉnh cho sửa trước mùa mưa."),
            "Ủy ban nhân dân tỉnh Lạng Sơn");
  EXPECT_EQ(first("report", "Trạm y tế xã hết thuốc đã hai tuần. Đề nghị Sở Y tế cấp thêm."),
            "Sở Y tế tỉnh Lạng Sơn");
  auto addressed = send({.kind = "proposal",
                         .text = "Đèn đường ở ngã ba tắt đã hai tuần, xin cho sửa.",
                         .addressed_to = "Chủ tịch UBND xã",
                         .place_text = "Xã Đồng Đăng",
                         .place = unit("Xã Đồng Đăng"),
                         .province = unit("20")});
  ASSERT_THAT(offered(addressed), Not(IsEmpty()));
  EXPECT_EQ(offered(addressed).front(), "Ủy ban nhân dân xã Đồng Đăng");
  EXPECT_THAT(responsible(addressed), HasSubstr("asked by the sender"));
}

TEST_P(RoutingProposals, WhatAMinistrySaysOfItselfMakesNoLocalMatterItsOwn) {
  run_periodic("petitions.advisor");
  const std::string words = "Trạm y tế xã thiếu bác sĩ và thuốc chữa bệnh, khám bệnh phải chờ lâu.";
  auto petition = sent_of("proposal", "Xã Đồng Đăng", words);
  const auto before = offered(petition);
  ASSERT_THAT(before, testing::Contains("Bộ Y tế")) << "by its description";
  EXPECT_EQ(before.front(), "Ủy ban nhân dân xã Đồng Đăng");
  for (int i = 0; i < 12; ++i)
    ASSERT_TRUE(route_to(send(words + " Lần " + std::to_string(i)).id, "Bộ Y tế"));
  journal::seal_all(db(), clock);
  run_periodic("petitions.advisor");
  EXPECT_EQ(offered(petition).front(), "Bộ Y tế") << "officers sent such to the ministry";
}

TEST_P(RoutingProposals, AFieldStandsAmongNoBodies) {
  run_periodic("petitions.advisor");
  auto petition =
      report_of("Xã Đồng Đăng", "Trạm y tế xã thiếu bác sĩ và thuốc chữa bệnh cho người dân.");
  for (const std::string& name : offered(petition)) EXPECT_THAT(name, Not(HasSubstr("no body")));
  const std::string shown = responsible(petition);
  static const std::regex label("<dt>([^<]*)</dt>");
  std::vector<std::string> labels;
  for (std::sregex_iterator at(shown.begin(), shown.end(), label), end; at != end; ++at)
    labels.push_back((*at)[1]);
  EXPECT_EQ(labels, offered(petition));
  EXPECT_THAT(labels, Not(SizeIs(0)));
  const std::string page = officer(Role::synthesis_officer).get(path(petition)).body;
  EXPECT_THAT(page, HasSubstr("<dt>Field</dt><dd>Health<span class=\"basis\">as it seems</span>"));
}

TEST_P(RoutingProposals, WhatSpokeForABodyIsSaidInWholePhrasesAndNoneOfThemIsPartOfItsName) {
  for (const char* words :
       {"Quầy tiếp nhận hồ sơ của Bộ Nội vụ đóng cửa sớm.",
        "Người tiếp nhận hồ sơ ở Bộ Nội vụ trả lời cáu gắt.", "Xin niêm yết giờ tiếp nhận hồ sơ."})
    ASSERT_TRUE(route_to(send(words).id, "Bộ Nội vụ"));
  for (const char* words :
       {"Trạm xá tiếp nhận người bệnh chậm.", "Hồ sơ bệnh án của người bệnh thất lạc."})
    ASSERT_TRUE(route_to(send(words).id, "Bộ Y tế"));
  journal::seal_all(db(), clock);
  run_periodic("petitions.advisor");
  const std::string shown =
      responsible(send("Bàn tiếp nhận hồ sơ bừa bộn, đã hỏi bên Nội vụ hai lần."));
  EXPECT_THAT(shown, HasSubstr("“tiếp nhận hồ sơ”"));
  for (const char* half : {"“nhận hồ", "“tiếp nhận”", "“hồ sơ”", "“Bộ Nội vụ”", "“Nội vụ”"})
    EXPECT_THAT(shown, Not(HasSubstr(half)));
}

}  // namespace
}  // namespace gandan::petitions
