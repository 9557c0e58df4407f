// Letters to who sent a petition or joined it: which are queued, to whom, and how they end.
#include <gmock/gmock.h>

#include "contexts/petitions/letters/job.hpp"
#include "contexts/petitions/letters/pages.hpp"
#include "contexts/petitions/migrations.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/test/support.hpp"
#include "contexts/petitions/topics/topics.hpp"

namespace gandan::petitions {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

const db::Sql payloads_in_all{
    "select payload from jobs where kind like 'petitions.letter%' order by id"};
const db::Sql details_in_all{"select detail from journal"};
const db::Sql insert_confirmed{R"(
  insert into petition_subscriptions (id, petition_id, code, email, language, created_at, confirmed_at)
  values (:id, :petition, :code, :email, 'vi', :now, :now))"};
const db::Sql subscriptions_in_all{"select count(*) from petition_subscriptions"};

/// No other job of petitions than the letters'.
Module letters_alone() {
  return {.name = "petitions",
          .migrations = {"petitions", migrations::files()},
          .add_routes = add_letter_pages,
          .add_jobs = add_letter_job};
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
  SubscriptionId subscription_of(const std::string& code) {
    return db().read([&](db::Tx& tx) { return find_subscription(tx, code)->id; });
  }
  SubscriptionState state_of_code(const std::string& code) {
    return db().read([&](db::Tx& tx) { return state_of(*find_subscription(tx, code)); });
  }
  /// Confirms the address, with the letter that asks for it out of the way.
  void confirm_address(const std::string& code) {
    delivered();
    db().write(
        [&](db::Tx& tx) { return confirm_letters(tx, clock, subscription_of_in(tx, code)); });
  }
  static SubscriptionId subscription_of_in(db::Tx& tx, const std::string& code) {
    return find_subscription(tx, code)->id;
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
    return letters_path(keys->get(), subscription_of(code));
  }
};
GANDAN_EACH_ENGINE(Letters);

TEST_P(Letters,
       the_first_says_what_happens_next_and_is_the_only_one_until_the_address_is_confirmed) {
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

TEST_P(Letters, each_step_that_concerns_the_sender_brings_one) {
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

TEST_P(Letters, what_is_given_back_says_why) {
  Submitted sent = send_with_mail();
  confirm_address(sent.code);
  must([&](db::Tx& tx, const Act& by) {
    return give_back(tx, env(), by, sent.id, "Thuộc thẩm quyền của tòa án");
  });
  auto letters = delivered();
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_THAT(letters[0].text, HasSubstr("Thuộc thẩm quyền của tòa án"));
}

TEST_P(Letters, who_joined_learns_nothing_of_what_is_no_longer_public_whatever_the_reason) {
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
    EXPECT_FALSE(db().read([&](db::Tx& tx) { return find_subscription(tx, joined.code); }))
        << "their addresses are forgotten, whatever the reason";
  }
}

TEST_P(Letters, a_topic_s_answer_reaches_everybody_in_it_and_who_joined_them) {
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

TEST_P(Letters, many_are_written_some_hundreds_at_a_time) {
  Submitted sent = send_with_mail();
  confirm_address(sent.code);
  db().write([&](db::Tx& tx) {
    for (int i = 0; i < 450; ++i)
      tx.run(insert_confirmed, {{"id", ids.next<SubscriptionId>()},
                                {"petition", sent.id},
                                {"code", "GD-" + std::to_string(i)},
                                {"email", std::to_string(i) + "@vidu.vn"},
                                {"now", clock.now()}});
  });
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ").has_value());
  EXPECT_EQ(payloads().size(), 201u) << "the change waits for no more";
  std::set<std::string> reached;
  for (auto letters = delivered(); !letters.empty(); letters = delivered())
    for (const mail::Message& letter : letters)
      EXPECT_TRUE(reached.insert(letter.to.address.text()).second);
  EXPECT_EQ(reached.size(), 451u);
}

TEST_P(Letters, none_is_ever_written_about_a_denunciation) {
  Submitted sent = send_with_mail("denunciation");
  Submitted report = send_with_mail("report");
  confirm_address(report.code);
  RouteForm form{.body = unit("Bộ Nội vụ"), .kind = Kind::denunciation};
  must([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, report.id, form); });
  EXPECT_THAT(payloads(), IsEmpty());
  EXPECT_EQ(db().read([](db::Tx& tx) { return *tx.one<int>(subscriptions_in_all); }), 0);
}

TEST_P(Letters, one_that_waits_when_a_denunciation_is_recognised_is_not_sent) {
  Submitted report = send_with_mail("report");
  RouteForm form{.body = unit("Bộ Nội vụ"), .kind = Kind::denunciation};
  must([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, report.id, form); });
  EXPECT_EQ(payloads().size(), 1u);
  EXPECT_THAT(subjects(), IsEmpty());
}

TEST_P(Letters, those_about_a_complaint_say_that_there_is_news_and_no_more) {
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

TEST_P(Letters, more_time_for_a_complaint_and_its_ending_bring_news_without_their_reasons) {
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

TEST_P(Letters, what_came_as_a_complaint_is_not_told_though_it_is_found_to_be_a_report) {
  Submitted sent = send_with_mail("complaint", "en");
  confirm_address(sent.code);
  RouteForm form{.body = unit("Bộ Nội vụ"), .kind = Kind::report};
  must([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, sent.id, form); });
  auto letters = delivered();
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].subject, "News on the matter " + sent.code);
  EXPECT_THAT(letters[0].text, Not(HasSubstr("cầu treo")));
}

TEST_P(Letters, no_more_come_once_they_were_stopped_not_even_one_that_waits) {
  Submitted sent = send_with_mail();
  confirm_address(sent.code);
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ").has_value());
  db().write(
      [&](db::Tx& tx) { return stop_letters(tx, clock, subscription_of_in(tx, sent.code)); });
  EXPECT_THAT(subjects(), IsEmpty());
  answer_it(sent.id, "Đã xem.");
  EXPECT_THAT(payloads(), IsEmpty());
}

TEST_P(Letters, an_address_that_is_refused_for_good_is_not_written_to_again) {
  Submitted sent = send_with_mail();
  confirm_address(sent.code);
  postbox().failure = mail::SendError{.permanent = true, .reason = "550"};
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ").has_value());
  run_jobs();
  EXPECT_EQ(state_of_code(sent.code), SubscriptionState::undeliverable);
  answer_it(sent.id, "Đã xem.");
  EXPECT_THAT(payloads(), IsEmpty());
}

TEST_P(Letters, what_the_server_cannot_take_now_is_tried_again_as_the_same_message) {
  Submitted sent = send_with_mail();
  postbox().failure = mail::SendError{.permanent = false, .reason = "421"};
  run_jobs();
  EXPECT_EQ(state_of_code(sent.code), SubscriptionState::unconfirmed);
  postbox().failure.reset();
  clock.advance(std::chrono::minutes(1));
  auto letters = delivered();
  ASSERT_EQ(letters.size(), 1u);
  ASSERT_EQ(postbox().refused.size(), 1u);
  EXPECT_EQ(letters[0].id, postbox().refused[0].id);
}

TEST_P(Letters, an_address_that_never_confirms_is_not_asked_without_end) {
  for (int i = 0; i < 10; ++i)
    send_with_mail("proposal", "vi", i % 2 == 0 ? "mau@vidu.vn" : "Mau@ViDu.vn");
  EXPECT_EQ(delivered().size(), 5u);
  clock.advance(std::chrono::hours(25));
  Submitted later = send_with_mail();
  EXPECT_EQ(delivered().size(), 1u);
  confirm_address(later.code);
  send_with_mail();
  EXPECT_EQ(delivered().size(), 1u);
}

TEST_P(Letters, nothing_is_kept_or_queued_where_none_can_leave) {
  by_mail = false;
  Submitted sent = send_with_mail();
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ").has_value());
  EXPECT_THAT(payloads(), IsEmpty());
  EXPECT_EQ(db().read([](db::Tx& tx) { return *tx.one<int>(subscriptions_in_all); }), 0);
}

TEST_P(Letters, neither_the_outbox_nor_the_journal_holds_an_address) {
  Submitted sent = send_with_mail();
  auto waiting = payloads();
  confirm_address(sent.code);
  auto details = db().read([](db::Tx& tx) { return tx.all<std::string>(details_in_all); });
  waiting.insert(waiting.end(), details.begin(), details.end());
  for (const std::string& text : waiting) EXPECT_THAT(text, Not(HasSubstr("vidu")));
}

TEST_P(Letters, a_link_changes_something_only_when_its_button_is_pressed) {
  Submitted sent = send_with_mail();
  http::TestClient client(app());
  client.with_cookie("lang", "en");
  const std::string link = link_of(sent.code);
  EXPECT_TRUE(client.get(link).contains("Yes, write to me"));
  EXPECT_TRUE(client.get(link + "/stop").contains("Stop the letters"));
  EXPECT_EQ(state_of_code(sent.code), SubscriptionState::unconfirmed);
  EXPECT_TRUE(client.post_form(link, {}).contains("The address is confirmed"));
  EXPECT_EQ(state_of_code(sent.code), SubscriptionState::confirmed);
  // As a mail program does it, by one click: no cookie, no browser's headers.
  http::TestClient program(app());
  http::Headers headers;
  headers.set("Content-Type", "application/x-www-form-urlencoded");
  auto stopped =
      program.send(http::Method::post, link + "/stop", headers, "List-Unsubscribe=One-Click");
  EXPECT_EQ(stopped.status, 200);
  EXPECT_EQ(state_of_code(sent.code), SubscriptionState::stopped);
  EXPECT_TRUE(client.get(link).contains("Write to me again"));
}

TEST_P(Letters, nobody_can_make_the_link_of_another) {
  Submitted first = send_with_mail(), second = send_with_mail();
  http::TestClient client(app());
  std::string own = link_of(first.code), other = link_of(second.code);
  ASSERT_EQ(own.size(), other.size());
  std::size_t half = own.size() - 16;
  EXPECT_EQ(client.get(other.substr(0, half) + own.substr(half)).status, 404);
  EXPECT_EQ(client.get("/letters/abc").status, 404);
  EXPECT_EQ(client.get(own).status, 200);
}

}  // namespace
}  // namespace gandan::petitions
