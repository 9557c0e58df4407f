#include <gmock/gmock.h>

#include "contexts/petitions/intake/similar.hpp"
#include "contexts/petitions/test/support.hpp"
#include "kernel/journal/journal.hpp"
#include "lib/grouping/group.hpp"

namespace gandan::petitions {
namespace {

using testing::ElementsAre;

class Advising : public test::PetitionsDatabase {};
GANDAN_EACH_ENGINE(Advising);

TEST_P(Advising, WhatIsHiddenOrSealedIsAtOnceNoLongerOfferedAsSimilar) {
  Submitted hidden = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván");
  Submitted sealed = send("Đề nghị sửa cầu treo bản Nà Mẫu đã gãy thành");
  Advisor advisor;
  journal::seal_all(db(), clock);
  advisor.refresh(db());
  auto similar = [&] {
    return db().read([&](db::Tx& tx) {
      return advisor.similar(tx, "sửa cầu treo bản Nà Mẫu", 5, false).size();
    });
  };
  EXPECT_EQ(similar(), 2u);
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return publish(tx, env(), by, hidden.id, false, "Trùng nội dung");
  }));
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return route(tx, env(), by, sealed.id, {.body = unit("Bộ Nội vụ"), .kind = Kind::denunciation});
  }));
  EXPECT_EQ(similar(), 0u);
  journal::seal_all(db(), clock);
  advisor.refresh(db());
  EXPECT_EQ(similar(), 0u);
}

TEST_P(Advising, TheAdvisorUnlearnsWhatIsSealedSince) {
  const std::string words = "Cán bộ xã thu tiền của dân không có biên lai";
  Submitted kept = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván"), sealed = send(words);
  auto field = act([&](db::Tx& tx, const Act&) { return units::ensure_field(tx, ids, "Thu chi"); });
  ASSERT_TRUE(route_to(kept.id, "Bộ Y tế"));
  auto send_on = [&](Kind kind, std::string_view body) {
    RouteForm form{.body = unit(body), .field = field, .kind = kind};
    return act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, sealed.id, form); });
  };
  ASSERT_TRUE(send_on(Kind::report, "Bộ Nội vụ"));
  Advisor advisor, fresh;
  auto refresh = [&](Advisor& learning) {
    journal::seal_all(db(), clock);
    learning.refresh(db());
  };
  auto confidence = [&](const Advisor& asked) {
    for (const Suggestion& suggestion : asked.bodies(words, "", 50))
      if (suggestion.id == unit("Bộ Nội vụ").value) return suggestion.confidence;
    return 0.0;
  };
  auto field_confidence = [&](const Advisor& asked) {
    for (const Suggestion& suggestion : asked.fields(words, 50))
      if (suggestion.id == field.value) return suggestion.confidence;
    return 0.0;
  };
  refresh(advisor);
  const double learned_field = field_confidence(advisor);
  const double learned = confidence(advisor);
  ASSERT_TRUE(send_on(Kind::denunciation, "Bộ Nội vụ"));
  refresh(advisor);
  refresh(fresh);
  EXPECT_NEAR(field_confidence(advisor), field_confidence(fresh), 0.001);
  EXPECT_GT(learned_field, field_confidence(fresh) + 0.1);
  EXPECT_NEAR(confidence(advisor), confidence(fresh), 0.001);
  EXPECT_GT(learned, confidence(fresh) + 0.1);
}

TEST_P(Advising, TheAdvisorHoldsNoMoreThanItMayAndForgetsWhatWasTouchedLongestAgo) {
  Advisor advisor(2);
  auto found = [&] {
    journal::seal_all(db(), clock);
    advisor.refresh(db());
    std::vector<PetitionId> likes;
    db().read([&](db::Tx& tx) {
      for (const auto& match : advisor.similar(tx, "cầu treo bản Nà Mẫu mục ván", 5, false))
        likes.push_back(match.row.id);
    });
    return likes;
  };
  PetitionId one = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván").id;
  PetitionId two = send("Đề nghị thay ván cầu treo bản Nà Mẫu đã mục").id;
  PetitionId three = send("Cầu treo bản Nà Mẫu mục ván, đề nghị sửa ngay").id;
  EXPECT_THAT(found(), testing::UnorderedElementsAre(two, three));
  ASSERT_TRUE(route_to(one, "Bộ Nội vụ").has_value());
  EXPECT_THAT(found(), testing::UnorderedElementsAre(one, three));
  PetitionId four = send("Ván cầu treo bản Nà Mẫu mục hết, đề nghị làm cầu mới").id;
  EXPECT_THAT(found(), testing::UnorderedElementsAre(one, four));
}

TEST_P(Advising, WhatIsFoundForAPetitionIsFoundAnewOnceSomethingIsLearned) {
  Advisor advisor;
  const PetitionId asked = send("Đề nghị sửa cầu treo bản Nà Mẫu đã mục ván").id;
  const auto refresh = [&] {
    journal::seal_all(db(), clock);
    advisor.refresh(db());
  };
  const auto found = [&](const char* text) {
    std::vector<PetitionId> likes;
    db().read([&](db::Tx& tx) {
      for (const auto& match : advisor.similar(tx, text, 5, false, asked))
        likes.push_back(match.row.id);
    });
    return likes;
  };
  const char* text = "cầu treo bản Nà Mẫu mục ván";
  const PetitionId two = send("Đề nghị thay ván cầu treo bản Nà Mẫu đã mục").id;
  refresh();
  EXPECT_THAT(found(text), testing::ElementsAre(two));
  EXPECT_THAT(found(text), testing::ElementsAre(two));
  EXPECT_THAT(found("học phí mầm non"), testing::IsEmpty()) << "other words of the same petition";
  const PetitionId three = send("Cầu treo bản Nà Mẫu mục ván, đề nghị sửa ngay").id;
  refresh();
  EXPECT_THAT(found(text), testing::UnorderedElementsAre(two, three));
}

}  // namespace
}  // namespace gandan::petitions
