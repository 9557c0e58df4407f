// What stands over a petition: worded by an officer at the desk, and never cut in dots.
#include <gmock/gmock.h>

#include "contexts/petitions/lists/searching.hpp"
#include "contexts/petitions/record/mend_titles.hpp"
#include "contexts/petitions/test/desk_site.hpp"
#include "contexts/petitions/topics/topics.hpp"

namespace gandan::petitions {
namespace {

using people::Role;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

const db::Sql set_title{"update petitions set title = :title where id = :id"};
const db::Sql set_topic_title{"update topics set title = :title where id = :id"};

class Titles : public test::DeskSite {
 protected:
  std::string public_page(const Submitted& petition) {
    return get("/petitions/" + petition.code).body;
  }
  /// As a version of before stored it, its words to be searched for too.
  void stored_as(const Submitted& petition, std::string_view title) {
    const Petition now = load(petition.id);
    db().write([&](db::Tx& tx) {
      search_index.remove(tx, now.id.value, search_keys(now.title, now.text));
      tx.run(set_title, {{"title", title}, {"id", now.id}});
      search_index.put(tx, now.id.value, search_keys(title, now.text));
    });
  }
};
GANDAN_EACH_ENGINE(Titles);

TEST_P(Titles, AnOfficerWordsOneAtTheDeskAndAllReadIt) {
  auto petition = send("Cột đèn số 7 bị nghiêng, dây điện chùng xuống lối đi.", "report");
  auto client = officer(Role::synthesis_officer);
  const auto form = client.get(path(petition, "?do=title"));
  EXPECT_TRUE(form.contains("Which title says what it is about?"));
  run({.as = &client,
       .post = path(petition, "/title"),
       .form = {{"words", "Cột điện nghiêng cạnh lối đi"}, {"seen", seen_in(form)}},
       .status = 303,
       .journal = {"petition.title"}});
  EXPECT_THAT(public_page(petition), HasSubstr("<h1>Cột điện nghiêng cạnh lối đi</h1>"));
  EXPECT_THAT(public_page(petition), HasSubstr("An officer gave it its title"));
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

TEST_P(Titles, OneThatWasCutInDotsIsMadeAnewAtTheStartAndWhatItSaysIsNotSaidAgainBelow) {
  auto petition = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  stored_as(petition, "Đề nghị sửa cầu…");
  EXPECT_EQ(mend_titles(db(), env()), 1);
  const std::string whole = "Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván";
  const std::string at_the_desk = officer(Role::synthesis_officer).get(path(petition)).body;
  EXPECT_THAT(public_page(petition), HasSubstr("<h1>" + whole + "</h1>"));
  EXPECT_THAT(at_the_desk, HasSubstr("<h2>" + whole + "</h2>"));
  EXPECT_THAT((std::vector{public_page(petition), at_the_desk}),
              Each(Not(HasSubstr("<p>" + whole))));
  for (const std::string& list :
       {get("/petitions").body, get("/petitions?q=m%E1%BB%A5c+v%C3%A1n").body})
    EXPECT_THAT(list, HasSubstr(whole)) << "what it is found by says it too";
}

TEST_P(Titles, AllThatWereCutAreMadeAnewOnceAndOneThatSomebodyEndedInDotsStays) {
  constexpr int more_than_at_once = 201;
  for (int i = 0; i < more_than_at_once; ++i)
    stored_as(send("Đề nghị sửa cầu treo số " + std::to_string(i) + " đã mục ván."),
              "Đề nghị sửa cầu…");
  auto waits = send("Xe buýt không đến. Đề nghị tăng chuyến.");
  stored_as(waits, "Chờ mãi…");
  EXPECT_EQ(mend_titles(db(), env()), more_than_at_once);
  EXPECT_EQ(mend_titles(db(), env()), 0);
  EXPECT_EQ(load(waits.id).title, "Chờ mãi…");
}

TEST_P(Titles, WhatIsMadeWholeIsToldToTheLogThatVouchesForTitles) {
  auto petition = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván.");
  stored_as(petition, "Đề nghị sửa cầu…");
  take_into_log();
  ASSERT_THAT(untold_changes(), testing::IsEmpty());
  EXPECT_EQ(mend_titles(db(), env()), 1);
  take_into_log();
  EXPECT_THAT(untold_changes(), testing::IsEmpty());
  EXPECT_THAT(public_page(petition), HasSubstr("Its title was made whole"));
  EXPECT_THAT(public_page(petition), Not(HasSubstr("An officer gave it its title")));
}

TEST_P(Titles, ATopicThatWasCutInDotsIsCalledByWholeWordsOfWhoStandsForIt) {
  auto one = send("Cầu đã mục ván. Đề nghị sửa cầu treo bản Nà Mẫu trước mùa mưa.");
  const auto call = [&](const char* title) {
    auto topic =
        act([&](db::Tx& tx, const Act& by) { return start_topic(tx, env(), by, one.id, title); });
    EXPECT_TRUE(topic);
    take_into_log();
    return topic ? topic->id : TopicId{};
  };
  const TopicId topic = call("Sửa cầu treo…");
  EXPECT_EQ(mend_titles(db(), env()), 1);
  take_into_log();
  EXPECT_THAT(untold_changes(), testing::IsEmpty());
  const auto title = [&] {
    return db().read([&](db::Tx& tx) { return find_topic(tx, topic)->title; });
  };
  EXPECT_EQ(title(), "Sửa cầu treo bản Nà Mẫu trước mùa mưa");
  db().write([&](db::Tx& tx) { tx.run(set_topic_title, {{"title", "Chờ mãi…"}, {"id", topic}}); });
  EXPECT_EQ(mend_titles(db(), env()), 0) << "words of an officer's own";
  leaves_something_broken = true;
}

}  // namespace
}  // namespace gandan::petitions
