// What officers make of topics stands when petitions are grouped again.
#include "contexts/petitions/topics/topics.hpp"

#include <gmock/gmock.h>

#include "contexts/petitions/test/support.hpp"
#include "contexts/petitions/topics/group.hpp"
#include "lib/grouping/group.hpp"

namespace gandan::petitions {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Topics : public test::PetitionsDatabase {
 protected:
  using Petitions = std::vector<PetitionId>;

  /// So many petitions, the oldest first.
  Petitions sent(int count) {
    Petitions petitions;
    for (int i = 1; i <= count; ++i) {
      petitions.push_back(send("Đề nghị sửa cầu treo bản Nà Mẫu " + std::to_string(i)).id);
      clock.advance(std::chrono::minutes(1));
    }
    return petitions;
  }
  /// Groups them: each of `clusters` comes out as one proposal.
  void group(const std::vector<Petitions>& clusters) {
    std::vector<Proposal> proposals;
    for (const Petitions& cluster : clusters) {
      Proposal& proposal = proposals.emplace_back(Proposal{"Cầu treo", {}});
      for (PetitionId id : cluster) proposal.members.push_back({id, 0.9, "{}"});
    }
    db().write([&](db::Tx& tx) { propose(tx, env(), proposals); });
  }
  TopicId proposed(const Petitions& cluster) {
    group({cluster});
    return topics(TopicState::proposed).at(0);
  }
  TopicId confirmed(const Petitions& cluster) {
    TopicId topic = proposed(cluster);
    change([&](db::Tx& tx, const Act& by) { return confirm(tx, env(), by, topic, cluster); });
    return topic;
  }
  template <class Fn>
  Topic change(Fn&& use_case) {
    auto changed = act(use_case);
    EXPECT_TRUE(changed.has_value());
    return changed.value();
  }

  std::vector<TopicId> topics(TopicState state) {
    return db().read([&](db::Tx& tx) {
      std::vector<TopicId> found;
      for (const TopicRow& row : list_topics(tx, state, 9)) found.push_back(row.id);
      return found;
    });
  }
  Petitions members(TopicId topic) {
    return db().read([&](db::Tx& tx) {
      Petitions found;
      for (const TopicMember& member : members_of(tx, topic)) found.push_back(member.petition);
      return found;
    });
  }
  Topic load_topic(TopicId topic) {
    return *db().read([&](db::Tx& tx) { return find_topic(tx, topic); });
  }
};
GANDAN_EACH_ENGINE(Topics);

TEST_P(Topics, AConfirmedOneThatWasMergedKeepsItsAddressAndStandsAtTheNextGrouping) {
  Petitions all = sent(4);
  TopicId into = confirmed({all[0], all[1]});
  TopicId from = proposed({all[2], all[3]});
  Topic merged =
      change([&](db::Tx& tx, const Act& by) { return merge(tx, env(), by, from, into); });
  EXPECT_EQ(merged.id, into);
  EXPECT_EQ(merged.state, TopicState::confirmed);
  EXPECT_THAT(topics(TopicState::confirmed), ElementsAre(into));
  EXPECT_EQ(load_topic(from).state, TopicState::dissolved);
  EXPECT_THAT(members(into), UnorderedElementsAre(all[0], all[1], all[2], all[3]));
  EXPECT_EQ(load(all[0]).topic, into);
  EXPECT_EQ(load(all[2]).topic, std::nullopt) << "nobody confirmed it";
  group({});
  EXPECT_THAT(members(into), UnorderedElementsAre(all[0], all[1]));
}

TEST_P(Topics, ThatAreProposedAgainKeepTheirCodes) {
  Petitions all = sent(5);
  std::string code = load_topic(proposed({all[0], all[1], all[2]})).code;
  group({{all[0], all[1], all[2], all[3]}});
  EXPECT_EQ(load_topic(topics(TopicState::proposed).at(0)).code, code);
  group({{all[0], all[3]}, {all[1], all[2]}});
  std::set<std::string> codes;
  for (TopicId topic : topics(TopicState::proposed)) codes.insert(load_topic(topic).code);
  EXPECT_EQ(codes.size(), 2u);
  EXPECT_TRUE(codes.contains(code));
}

TEST_P(Topics, TwoProposedTopicsThatWereMergedAreStillAProposal) {
  Petitions all = sent(4);
  group({{all[0], all[1]}, {all[2], all[3]}});
  auto two = topics(TopicState::proposed);
  change([&](db::Tx& tx, const Act& by) { return merge(tx, env(), by, two.at(0), two.at(1)); });
  EXPECT_THAT(topics(TopicState::proposed), ElementsAre(two.at(0)));
  EXPECT_EQ(members(two.at(0)).size(), 4u);
  EXPECT_THAT(topics(TopicState::confirmed), IsEmpty());
}

TEST_P(Topics, TheRestOfAProposalIsProposedAgainWithoutWhatWasToldApart) {
  Petitions all = sent(4);
  for (PetitionId other : {all[0], all[3]}) {  // the first of a proposal, then the last
    TopicId topic = proposed(all);
    change([&](db::Tx& tx, const Act& by) { return refuse(tx, env(), by, topic, {other}); });
    group({all});
    ASSERT_EQ(topics(TopicState::proposed).size(), 1u);
    Petitions rest = members(topics(TopicState::proposed)[0]);
    EXPECT_THAT(rest, testing::Not(testing::Contains(other)));
    EXPECT_THAT(rest, testing::IsSupersetOf({all[1], all[2]}));
  }
}

TEST_P(Topics, WhatWasToldApartFromAConfirmedOneIsNotProposedIntoItsTopic) {
  Petitions all = sent(4);
  TopicId topic = confirmed({all[0], all[1], all[2]});
  change([&](db::Tx& tx, const Act& by) { return refuse(tx, env(), by, topic, {all[2]}); });
  group({{all[0], all[2], all[3]}});
  EXPECT_THAT(members(topic), UnorderedElementsAre(all[0], all[1], all[3]));
}

TEST_P(Topics, WhatWasSplitFromAProposalDoesNotDrawTheRestAfterIt) {
  Petitions all = sent(5);
  TopicId topic = proposed(all);
  Topic fresh = change([&](db::Tx& tx, const Act& by) {
    return split(tx, env(), by, topic, {all[0], all[1]}, "Cầu khác");
  });
  group({all});
  EXPECT_THAT(members(fresh.id), UnorderedElementsAre(all[0], all[1]));
  ASSERT_EQ(topics(TopicState::proposed).size(), 1u);
  EXPECT_THAT(members(topics(TopicState::proposed)[0]),
              UnorderedElementsAre(all[2], all[3], all[4]));
}

TEST_P(Topics, AnotherPetitionStandsForATopicWhenTheOneThatDidIsRefusedOrParted) {
  Petitions all = sent(4);
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return publish(tx, env(), by, all[2], false, "Có số điện thoại");
  }));
  TopicId topic = confirmed(all);
  ASSERT_EQ(load_topic(topic).representative, all[0]);
  change([&](db::Tx& tx, const Act& by) { return refuse(tx, env(), by, topic, {all[0]}); });
  EXPECT_EQ(load_topic(topic).representative, all[1]);
  change(
      [&](db::Tx& tx, const Act& by) { return split(tx, env(), by, topic, {all[1]}, "Cầu khác"); });
  EXPECT_EQ(load_topic(topic).representative, all[3]) << "the oldest that is public";
  change([&](db::Tx& tx, const Act& by) {
    return start_topic(tx, env(), by, all[3], "Cầu khác nữa");
  });
  EXPECT_EQ(load_topic(topic).representative, all[2]) << "no other is left";
  change([&](db::Tx& tx, const Act& by) { return refuse(tx, env(), by, topic, {all[2]}); });
  EXPECT_EQ(load_topic(topic).state, TopicState::dissolved) << "nobody is left";
}

TEST_P(Topics, WhatIsHiddenLeavesItsTopicAsWhatBecameADenunciationDoes) {
  Petitions all = sent(3);
  TopicId topic = confirmed(all);
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return publish(tx, env(), by, all[0], false, "Có số điện thoại");
  }));
  EXPECT_THAT(members(topic), UnorderedElementsAre(all[1], all[2]));
  EXPECT_FALSE(load(all[0]).topic);
}

TEST_P(Topics, ATopicIsNeverPresentedByWhatBecameADenunciation) {
  Petitions all = sent(3);
  TopicId topic = confirmed({all[0], all[1]});
  TopicId alone = change([&](db::Tx& tx, const Act& by) {
                    return start_topic(tx, env(), by, all[2], "Thu tiền");
                  }).id;
  for (PetitionId id : {all[0], all[2]})
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
      return route(tx, env(), by, id, {.body = unit("Bộ Nội vụ"), .kind = Kind::denunciation});
    }));
  EXPECT_EQ(load_topic(topic).representative, all[1]);
  EXPECT_EQ(load_topic(alone).state, TopicState::dissolved);
}

TEST_P(Topics, AConfirmedTopicIsPresentedByOneThatWasConfirmed) {
  Petitions all = sent(5);
  TopicId topic = proposed({all[0], all[1], all[2]});
  change([&](db::Tx& tx, const Act& by) {
    return confirm(tx, env(), by, topic, {all[2], all[1]});
  });
  EXPECT_EQ(load_topic(topic).representative, all[1]);
  TopicId into = proposed({all[3], all[4]});
  change([&](db::Tx& tx, const Act& by) { return merge(tx, env(), by, topic, into); });
  EXPECT_EQ(load_topic(topic).representative, all[1]);
}

TEST_P(Topics, IsNotCalledByTheWordsOfWhatBecameADenunciation) {
  PetitionId one = send("Cán bộ xã thu tiền của dân không có biên lai").id;
  PetitionId other = send("Đề nghị công khai các khoản thu ở xã").id;
  TopicId topic = confirmed({one, other});
  auto call = [&](const char* title) {
    change([&](db::Tx& tx, const Act& by) { return rename(tx, env(), by, topic, title); });
  };
  auto denounce = [&](PetitionId id) {
    return act([&](db::Tx& tx, const Act& by) {
      return route(tx, env(), by, id, {.body = unit("Bộ Nội vụ"), .kind = Kind::denunciation});
    });
  };
  call("thu tiền của dân không có biên lai");
  take_into_log();
  ASSERT_TRUE(denounce(one));
  EXPECT_EQ(load_topic(topic).title, "Công khai các khoản thu ở xã");
  EXPECT_EQ(verbs_of(subject_of(topic)).back(), "topic.rename");
  EXPECT_THAT(untold_changes(), testing::IsEmpty());
  PetitionId third = send("Đề nghị niêm yết các khoản thu ở xã", "report").id;
  change([&](db::Tx& tx, const Act& by) { return confirm(tx, env(), by, topic, {third}); });
  call("Các khoản thu của xã");
  ASSERT_TRUE(denounce(third));
  EXPECT_EQ(load_topic(topic).title, "Các khoản thu của xã") << "an officer's own words stay";
}

TEST_P(Topics, ATopicIsAnsweredOnceForEveryoneInItAndKeepsItsAskers) {
  Submitted a = send("Đề nghị áp dụng phụ cấp 30% cho cán bộ xã"),
            b = send("Kiến nghị phụ cấp 30% cho cán bộ cấp xã");
  Submitted other = send("Đề nghị sửa cầu treo");
  db().write([&](db::Tx& tx) {
    propose(tx, env(),
            {{.title = "Phụ cấp 30%",
              .members = {{a.id, 1.0, "{}"}, {b.id, 0.8, "{}"}, {other.id, 0.4, "{}"}}}});
  });
  TopicId topic =
      db().read([](db::Tx& tx) { return list_topics(tx, TopicState::proposed, 1).at(0).id; });
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
                return refuse(tx, env(), by, topic, {other.id});
              }).has_value());
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
                return confirm(tx, env(), by, topic, {});
              }).has_value());
  for (PetitionId id : {a.id, b.id}) ASSERT_TRUE(route_to(id, "Bộ Nội vụ").has_value());
  AnswerForm form{.outcome = Outcome::explained, .text = "Đang sửa đổi hướng dẫn."};
  auto answered =
      act([&](db::Tx& tx, const Act& by) { return answer_topic(tx, env(), by, topic, form); });
  ASSERT_TRUE(answered.has_value());
  EXPECT_THAT(answered->petitions, ElementsAre(a.id, b.id));
  EXPECT_EQ(load(a.id).answer, load(b.id).answer);
  EXPECT_EQ(load(other.id).state, State::received);
  // What an officer told apart is not proposed together again.
  db().write([&](db::Tx& tx) {
    propose(tx, env(),
            {{.title = "Phụ cấp", .members = {{a.id, 1.0, "{}"}, {other.id, 0.9, "{}"}}}});
  });
  EXPECT_THAT(db().read([](db::Tx& tx) { return list_topics(tx, TopicState::proposed, 5); }),
              IsEmpty());
}

TEST_P(Topics, AProposedTopicIsNeverNamedInWordsThatAreNotPublic) {
  const std::string one = "Đề nghị sớm sửa cầu treo bản Nà Mẫu đã mục ván, trẻ em đi học nguy hiểm";
  const std::string other =
      "Kiến nghị thay ván cầu treo bản Nà Mẫu vì đã mục, trẻ em đi học nguy hiểm";
  for (const char* unlike :
       {"Đề nghị lắp đèn đường trong chợ", "Kiến nghị tăng phụ cấp cho cán bộ thôn",
        "Đề nghị mở thêm một lớp mầm non", "Phản ánh rác thải ven suối chưa được thu gom"})
    send(unlike);
  PetitionId first = send(one).id, second = send(other).id;
  auto title_where_held = [&](PetitionId held) {
    for (PetitionId id : {first, second})
      act([&](db::Tx& tx, const Act& by) {
        return publish(tx, env(), by, id, id != held, id == held ? "Có số điện thoại" : "");
      });
    group_petitions(db(), env());
    auto topics = db().read([](db::Tx& tx) { return list_topics(tx, TopicState::proposed, 9); });
    return topics.size() == 1 ? topics[0].title : std::to_string(topics.size()) + " topics";
  };
  EXPECT_EQ(title_where_held(first), grouping::title_of(other));
  EXPECT_EQ(title_where_held(second), grouping::title_of(one));
}

}  // namespace
}  // namespace gandan::petitions
