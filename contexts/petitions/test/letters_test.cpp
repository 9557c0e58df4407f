// Letters to who sent a petition or joined it: which are queued, to whom, and how they end.
#include <gmock/gmock.h>

#include "contexts/petitions/letters/write.hpp"
#include "contexts/petitions/migrations.hpp"
#include "contexts/petitions/test/support.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/letters/links.hpp"

namespace gandan::petitions {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

const db::Sql payloads_in_all{"select payload from jobs where kind like 'letters.%' order by id"};
const db::Sql addresses_in_all{"select count(*) from subscriptions where email <> ''"};

/// No job of petitions runs beside those of their letters.
Module letters_alone() {
  return {.name = "petitions",
          .migrations = {"petitions", migrations::files()},
          .letters = {letters_about_petitions()}};
}

class Letters : public test::PetitionsDatabase {
 protected:
  Letters() : PetitionsDatabase(letters_alone(), {.mail = true}) {}

  Submitted send_with_mail(const std::string& kind = "proposal", const std::string& language = "vi",
                           const std::string& address = "mau@vidu.vn") {
    return send({.kind = kind,
                 .text = "Đề nghị sửa cầu treo sang bản",
                 .contact = {"Lò Thị Mẫu", "Bản Mẫu", "", address},
                 .language = language});
  }
  Submitted join_with_mail(const std::string& code) {
    return act([&](db::Tx& tx, const Act&) {
             return join(tx, env(), code, {.email = "ban@vidu.vn"});
           })
        .value();
  }
  static letters::SubscriptionId subscription_of(db::Tx& tx, const std::string& code) {
    return letters::find_subscription(tx, code)->id;
  }
  /// What its pages answer, asked and pressed one after the other, without what is its own.
  std::string answers_of(const std::string& link, const std::string& code) {
    std::string all;
    auto keep = [&](const http::TestResponse& page) {
      all += std::to_string(page.status) + " " + page.body;
    };
    keep(get(link));
    keep(get(link + "/stop"));
    keep(client().post_form(link, {}));
    keep(get(link));
    keep(client().post_form(link + "/stop", {}));
    keep(get(link));
    for (const std::string& own : {link, code})
      for (auto at = all.find(own); at != all.npos; at = all.find(own)) all.erase(at, own.size());
    return all;
  }
  /// Confirms the address, with the letter that asks for it out of the way.
  void confirm_address(const std::string& code) {
    delivered();
    db().write(
        [&](db::Tx& tx) { return letters::confirm_letters(tx, clock, subscription_of(tx, code)); });
  }
  template <class Fn>
  void must(Fn&& use_case) {
    clock.advance(std::chrono::hours(1));
    ASSERT_TRUE(act(std::forward<Fn>(use_case)).has_value());
  }
  void answer_it(PetitionId id, const std::string& words) {
    must([&](db::Tx& tx, const Act& by) {
      return answer(
          tx, env(), by, id,
          {.outcome = Outcome::scheduled, .text = words, .promised_on = Date::of(2027, 3, 31)});
    });
  }
  std::vector<std::string> subjects() {
    std::vector<std::string> out;
    for (const mail::Message& message : delivered()) out.push_back(message.subject);
    return out;
  }
  std::vector<std::string> payloads() {
    return db().read([](db::Tx& tx) { return tx.all<std::string>(payloads_in_all); });
  }
  std::string link_of(const std::string& code) {
    return letters::path_of(keys->get(),
                            db().read([&](db::Tx& tx) { return subscription_of(tx, code); }));
  }
};
GANDAN_EACH_ENGINE(Letters);

TEST_P(Letters, TheFirstSaysWhatHappensNextAndIsTheOnlyOneUntilTheAddressIsConfirmed) {
  Submitted sent = send_with_mail();
  auto letters = delivered();
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].to.address.text(), "mau@vidu.vn");
  EXPECT_EQ(letters[0].subject, "Đã nhận được điều bạn gửi: " + sent.code);
  const std::string site = "https://gandan.example";
  for (const std::string& part :
       {std::string("Đề nghị sửa cầu treo sang bản"), sent.code, std::string("12/10/2026"),
        site + "/petitions/" + sent.code, site + link_of(sent.code)})
    EXPECT_THAT(letters[0].text, HasSubstr(part));
  EXPECT_EQ(letters[0].unsubscribe, site + link_of(sent.code) + "/stop");
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ").has_value());
  EXPECT_THAT(payloads(), IsEmpty());
}

TEST_P(Letters, EachStepThatConcernsTheSenderBringsOne) {
  Submitted sent = send_with_mail();
  confirm_address(sent.code);
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ").has_value());
  EXPECT_THAT(subjects(), ElementsAre(sent.code + " đã được chuyển đến Bộ Nội vụ"));
  must([&](db::Tx& tx, const Act& by) { return accept(tx, env(), by, sent.id); });
  EXPECT_THAT(subjects(), IsEmpty());
  must([&](db::Tx& tx, const Act& by) { return ask(tx, env(), by, sent.id, "Cầu nào?"); });
  auto question = delivered();
  ASSERT_EQ(question.size(), 1u);
  EXPECT_THAT(question[0].text, HasSubstr("Cầu nào?"));
  EXPECT_THAT(question[0].text, HasSubstr("/petitions/" + sent.code + "/supplement"));
  must([&](db::Tx& tx, const Act& by) {
    return supplement(tx, env(), by, sent.id, "Cầu ở bản Mẫu");
  });
  must([&](db::Tx& tx, const Act& by) { return extend(tx, env(), by, sent.id, "Phải khảo sát"); });
  auto extended = delivered();
  ASSERT_EQ(extended.size(), 1u);
  EXPECT_THAT(extended[0].text, HasSubstr("Phải khảo sát"));
  answer_it(sent.id, "Sẽ sửa trong quý I.");
  auto answered = delivered();
  ASSERT_EQ(answered.size(), 1u);
  EXPECT_THAT(answered[0].text, HasSubstr("Sẽ sửa trong quý I."));
  EXPECT_THAT(answered[0].text, HasSubstr("31/03/2027"));
  answer_it(sent.id, "Đã sửa xong.");
  EXPECT_THAT(subjects(), ElementsAre("Câu trả lời tiếp theo cho " + sent.code));
}

TEST_P(Letters, WhatIsGivenBackSaysWhy) {
  Submitted sent = send_with_mail();
  confirm_address(sent.code);
  must([&](db::Tx& tx, const Act& by) {
    return give_back(tx, env(), by, sent.id, "Thuộc thẩm quyền của tòa án");
  });
  auto letters = delivered();
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_THAT(letters[0].text, HasSubstr("Thuộc thẩm quyền của tòa án"));
}

TEST_P(Letters, WhoJoinedLearnsNothingOfWhatIsNoLongerPublicWhateverTheReason) {
  for (auto turned : {std::optional<Kind>(), {Kind::denunciation}, {Kind::complaint}}) {
    Submitted first = send_with_mail("report");
    Submitted joined = join_with_mail(first.code);
    confirm_address(joined.code);
    delivered();
    must([&](db::Tx& tx, const Act& by) {
      return route(tx, env(), by, first.id, {.body = unit("Bộ Nội vụ"), .kind = turned});
    });
    if (!turned)
      must([&](db::Tx& tx, const Act& by) {
        return publish(tx, env(), by, first.id, false, "Bài có số điện thoại.");
      });
    EXPECT_THAT(subjects(), IsEmpty());
    if (turned) {
      ASSERT_TRUE(accept_signed(first.id));
    }
    must([&](db::Tx& tx, const Act& by) {
      return answer(
          tx, env(), by, first.id,
          {.outcome = Outcome::explained, .text = "Đã xem xét.", .document = "12/QĐ-UBND"});
    });
    EXPECT_THAT(subjects(), IsEmpty());
    EXPECT_FALSE(db().read([&](db::Tx& tx) { return letters::find_subscription(tx, joined.code); }))
        << "their addresses are forgotten, whatever the reason";
  }
}

TEST_P(Letters, ATopicSAnswerReachesEverybodyInItAndWhoJoinedThem) {
  Submitted first = send_with_mail(), second = send_with_mail();
  Submitted joined = join_with_mail(second.code);
  for (const std::string& code : {first.code, second.code, joined.code}) confirm_address(code);
  TopicId topic = act([&](db::Tx& tx, const Act& by) {
    auto begun = start_topic(tx, env(), by, first.id, "Cầu treo");
    EXPECT_TRUE(confirm(tx, env(), by, begun->id, {first.id, second.id}));
    return begun->id;
  });
  ASSERT_TRUE(route_to(first.id, "Bộ Nội vụ") && route_to(second.id, "Bộ Nội vụ"));
  delivered();
  must([&](db::Tx& tx, const Act& by) { return ask(tx, env(), by, second.id, "Cầu nào?"); });
  EXPECT_EQ(delivered().size(), 1u);  // a question is for who sent it alone
  must([&](db::Tx& tx, const Act& by) { return supplement(tx, env(), by, second.id, "Cầu Mẫu"); });
  must([&](db::Tx& tx, const Act& by) {
    return answer_topic(tx, env(), by, topic, {.outcome = Outcome::settled, .text = "Đã sửa."});
  });
  EXPECT_THAT(subjects(), UnorderedElementsAre(first.code + " đã được trả lời",
                                               second.code + " đã được trả lời",
                                               joined.code + " đã được trả lời"));
}

TEST_P(Letters, NoneIsEverWrittenAboutADenunciation) {
  Submitted sent = send_with_mail("denunciation");
  Submitted report = send_with_mail("report");
  confirm_address(report.code);
  RouteForm form{.body = unit("Bộ Nội vụ"), .kind = Kind::denunciation};
  must([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, report.id, form); });
  EXPECT_THAT(payloads(), IsEmpty());
  EXPECT_EQ(db().read([](db::Tx& tx) { return *tx.one<int>(addresses_in_all); }), 0);
}

TEST_P(Letters, TheLinksOfOldOnesDoNotTellThatADenunciationWasFound) {
  for (const bool is_confirmed : {false, true}) {
    const Submitted hidden = send_with_mail("report"), found = send_with_mail("report");
    const std::string links[] = {link_of(hidden.code), link_of(found.code)};
    if (is_confirmed)
      for (const std::string& code : {hidden.code, found.code}) confirm_address(code);
    must([&](db::Tx& tx, const Act& by) {
      return publish(tx, env(), by, hidden.id, false, "Bài có số điện thoại.");
    });
    must([&](db::Tx& tx, const Act& by) {
      return route(tx, env(), by, found.id,
                   {.body = unit("Bộ Nội vụ"), .kind = Kind::denunciation});
    });
    const auto before = verbs_of(found.id);
    const std::string answered = answers_of(links[1], found.code);
    EXPECT_THAT(answered, HasSubstr("200 "));
    EXPECT_EQ(answered, answers_of(links[0], hidden.code));
    EXPECT_EQ(verbs_of(found.id), before);
  }
}

TEST_P(Letters, OneThatWaitsWhenADenunciationIsRecognisedIsNotSent) {
  Submitted report = send_with_mail("report");
  RouteForm form{.body = unit("Bộ Nội vụ"), .kind = Kind::denunciation};
  must([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, report.id, form); });
  EXPECT_EQ(payloads().size(), 1u);
  EXPECT_THAT(subjects(), IsEmpty());
}

TEST_P(Letters, ThoseAboutAComplaintSayThatThereIsNewsAndNoMore) {
  Submitted sent = send_with_mail("complaint", "en");
  auto first = delivered();
  confirm_address(sent.code);
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ").has_value());
  auto second = delivered();
  ASSERT_EQ(first.size() + second.size(), 2u);
  for (const mail::Message& letter : {first[0], second[0]}) {
    EXPECT_EQ(letter.subject, "News on the matter " + sent.code);
    for (const char* secret : {"cầu treo", "Bộ Nội vụ", "omplaint", "Khiếu nại"})
      EXPECT_THAT(letter.text, Not(HasSubstr(secret)));
  }
}

TEST_P(Letters, MoreTimeForAComplaintAndItsEndingBringNewsWithoutTheirReasons) {
  Submitted sent = send_with_mail("complaint", "en");
  confirm_address(sent.code);
  must([&](db::Tx& tx, const Act& by) {
    return route(tx, env(), by, sent.id, {.body = unit("Bộ Nội vụ")});
  });
  clock.advance(std::chrono::hours(1));
  ASSERT_TRUE(accept_signed(sent.id));
  delivered();
  auto brings_news = [&](auto&& decide) {
    must(decide);
    auto letters = delivered();
    ASSERT_EQ(letters.size(), 1u);
    EXPECT_EQ(letters[0].subject, "News on the matter " + sent.code);
    EXPECT_THAT(letters[0].text, HasSubstr("/petitions/" + sent.code));
    for (const char* secret : {"Phải xác minh", "7/QĐ", "More time", "omplaint"})
      EXPECT_THAT(letters[0].text, Not(HasSubstr(secret)));
  };
  const Decision decision{
      .number = "7/QĐ", .on = {}, .reason = "Phải xác minh ở ba nơi", .ground = Ground::died};
  brings_news([&](db::Tx& tx, const Act& by) {
    Decision more_time = decision;
    more_time.criteria = 1;
    return extend_settlement(tx, env(), by, sent.id, more_time);
  });
  brings_news([&](db::Tx& tx, const Act& by) { return end(tx, env(), by, sent.id, decision); });
}

TEST_P(Letters, WhatCameAsAComplaintIsNotToldThoughItIsFoundToBeAReport) {
  Submitted sent = send_with_mail("complaint", "en");
  confirm_address(sent.code);
  RouteForm form{.body = unit("Bộ Nội vụ"), .kind = Kind::report};
  must([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, sent.id, form); });
  auto letters = delivered();
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].subject, "News on the matter " + sent.code);
  EXPECT_THAT(letters[0].text, Not(HasSubstr("cầu treo")));
}

TEST_P(Letters, NothingIsKeptOrQueuedWhereNoneCanLeave) {
  by_mail = false;
  Submitted sent = send_with_mail();
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ").has_value());
  EXPECT_THAT(payloads(), IsEmpty());
  EXPECT_EQ(db().read([](db::Tx& tx) { return *tx.one<int>(addresses_in_all); }), 0);
}

}  // namespace
}  // namespace gandan::petitions
