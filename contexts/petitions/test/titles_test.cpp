// What stands over a petition: worded by an officer at the desk, and never cut in dots.
#include <gmock/gmock.h>

#include "contexts/petitions/test/desk_site.hpp"

namespace gandan::petitions {
namespace {

using people::Role;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

const db::Sql cut_titles{"update petitions set title = 'Đề nghị sửa cầu…'"};

class Titles : public test::DeskSite {
 protected:
  std::string public_page(const Submitted& petition) {
    return get("/petitions/" + petition.code).body;
  }
};
GANDAN_EACH_ENGINE(Titles);

TEST_P(Titles, AnOfficerWordsOneAtTheDeskAndAllReadIt) {
  auto petition = send("Cột đèn số 7 bị nghiêng, dây điện chùng xuống lối đi.", "report");
  auto client = officer(Role::synthesis_officer);
  const auto form = client.get(path(petition, "?do=title"));
  EXPECT_TRUE(form.contains("By which title is it found?"));
  run({.as = &client,
       .post = path(petition, "/title"),
       .form = {{"words", "Cột điện nghiêng cạnh lối đi"}, {"seen", seen_in(form)}},
       .status = 303,
       .journal = {"petition.title"}});
  EXPECT_THAT(public_page(petition), HasSubstr("<h1>Cột điện nghiêng cạnh lối đi</h1>"));
  EXPECT_THAT(public_page(petition), HasSubstr("An officer worded its title"));
  EXPECT_TRUE(client.get(path(petition)).contains("<h2>Cột điện nghiêng cạnh lối đi</h2>"));
}

TEST_P(Titles, NeitherABlankOneNorOneOfAComplaintIsTaken) {
  auto report = send("Cột đèn số 7 bị nghiêng, dây điện chùng xuống lối đi.", "report");
  auto complaint = send("Khiếu nại quyết định thu hồi đất của gia đình tôi.", "complaint");
  auto client = officer(Role::synthesis_officer);
  run({.as = &client,
       .post = path(report, "/title"),
       .form = {{"words", " \t"}, {"seen", seen_in(client.get(path(report, "?do=title")))}},
       .status = 422,
       .shows = {"Write the title."}});
  EXPECT_FALSE(client.get(path(complaint)).contains("do=title"));
  run({.as = &client,
       .post = path(complaint, "/title"),
       .form = {{"words", "Đất"}, {"seen", seen_in(client.get(path(complaint, "?do=route")))}},
       .status = 422});
  EXPECT_NE(load(complaint.id).title, "Đất");
}

TEST_P(Titles, OneThatWasCutInDotsIsMadeAnewAndWhatItSaysIsNotSaidAgainBelow) {
  auto petition = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  db().write([](db::Tx& tx) { tx.run(cut_titles, {}); });
  const std::string whole = "Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván";
  const std::string at_the_desk = officer(Role::synthesis_officer).get(path(petition)).body;
  EXPECT_THAT(public_page(petition), HasSubstr("<h1>" + whole + "</h1>"));
  EXPECT_THAT(at_the_desk, HasSubstr("<h2>" + whole + "</h2>"));
  EXPECT_THAT((std::vector{public_page(petition), at_the_desk}),
              Each(Not(HasSubstr("<p>" + whole))));
}

}  // namespace
}  // namespace gandan::petitions
