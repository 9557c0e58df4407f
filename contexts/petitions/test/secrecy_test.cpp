#include <gmock/gmock.h>

#include "contexts/petitions/test/support.hpp"
#include "contexts/petitions/topics/group.hpp"
#include "contexts/petitions/topics/topics.hpp"

namespace gandan::petitions {
namespace {

using testing::IsEmpty;

class Secrecy : public test::PetitionsDatabase {};
GANDAN_EACH_ENGINE(Secrecy);

TEST_P(Secrecy, ADenouncerIsSealedAndStandsNowhereInClear) {
  Submitted sent = send("Tố cáo việc thu tiền sai quy định tại một trường học", "denunciation");
  EXPECT_EQ(load(sent.id).visibility, Visibility::sealed);
  EXPECT_THAT(found("thu tien"), IsEmpty());
  int contacts = db().read([](db::Tx& tx) {
    return tx.one<int>(std::string("select count(*) from petition_contacts"), {}).value_or(-1);
  });
  EXPECT_EQ(contacts, 0);
  auto shown =
      act([&](db::Tx& tx, const Act& by) { return publish(tx, env(), by, sent.id, true, ""); });
  EXPECT_EQ(shown.error(), MoveError::not_allowed);
}

TEST_P(Secrecy, WhatTurnsOutToBeADenunciationIsSealedWithWhoSentIt) {
  SubmitForm form{.kind = "report",
                  .text = "Cán bộ xã thu tiền của dân không có biên lai",
                  .asked_by = "Ông Lò Văn Mẫu",
                  .contact = {"Lò Văn Mẫu", "Bản Mẫu", "0900 000 001", ""}};
  Submitted sent = send(form), other = send("Cán bộ xã thu tiền của dân không biên lai", "report");
  auto topic = act([&](db::Tx& tx, const Act& by) {
    Topic started = *start_topic(tx, env(), by, other.id, "Thu tiền không biên lai");
    return *confirm(tx, env(), by, started.id, {sent.id});
  });
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
                return route(tx, env(), by, sent.id,
                             {.body = unit("Bộ Nội vụ"), .kind = Kind::denunciation});
              }).has_value());
  Petition sealed = load(sent.id);
  EXPECT_EQ(sealed.visibility, Visibility::sealed);
  EXPECT_EQ(sealed.asked_by, "");
  EXPECT_FALSE(sealed.topic);
  EXPECT_THAT(found("khong co bien lai"), IsEmpty());
  db().read([&](db::Tx& tx) {
    EXPECT_EQ(members_of(tx, topic.id).size(), 1u);
    EXPECT_EQ(tx.one<int>(std::string("select count(*) from petition_contacts"), {}), 0);
    EXPECT_EQ(tx.one<int>(std::string("select count(*) from sealed_identities"), {}), 1);
  });
}

TEST_P(Secrecy, WhatCameAsADenunciationIsInNoTopicThoughItIsFoundToBeAReport) {
  const std::string words = "Cán bộ xã thu tiền của dân không có biên lai, đề nghị làm rõ";
  Submitted sealed = send(words, "denunciation"), one = send(words, "report");
  send(words, "report");
  RouteForm form{.body = unit("Bộ Nội vụ"), .kind = Kind::report};
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, sealed.id, form); }));
  EXPECT_EQ(group_petitions(db(), env()).size(), 2u);
  auto started =
      act([&](db::Tx& tx, const Act& by) { return start_topic(tx, env(), by, sealed.id, "Thu"); });
  EXPECT_EQ(started.error(), TopicError::confidential);
  auto confirmed = act([&](db::Tx& tx, const Act& by) {
    Topic topic = *start_topic(tx, env(), by, one.id, "Thu tiền không biên lai");
    return confirm(tx, env(), by, topic.id, {sealed.id});
  });
  EXPECT_EQ(confirmed.error(), TopicError::confidential);
}

TEST_P(Secrecy, WhoseVoiceADenunciationIsGoesUnderTheSeal) {
  Submitted sent = send({.kind = "denunciation",
                         .text = "Tố cáo việc thu tiền sai quy định tại một trường học",
                         .asked_by = "Lò Văn Mẫu",
                         .contact = {"Lò Văn Mẫu", "Bản Mẫu", "", ""}});
  EXPECT_EQ(load(sent.id).asked_by, "");
}

}  // namespace
}  // namespace gandan::petitions
