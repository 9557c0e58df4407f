#include "contexts/petitions/use_cases.hpp"

#include <gmock/gmock.h>

#include "contexts/petitions/group.hpp"
#include "contexts/petitions/listing.hpp"
#include "contexts/petitions/similar.hpp"
#include "contexts/petitions/test/support.hpp"
#include "contexts/petitions/topics.hpp"
#include "contexts/petitions/totals.hpp"
#include "kernel/journal/journal.hpp"
#include "lib/grouping/group.hpp"

namespace gandan::petitions {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Petitions : public test::PetitionsDatabase {
 protected:
  std::vector<std::string> found(const std::string& words) {
    return db().read([&](db::Tx& tx) {
      std::vector<std::string> codes;
      for (const ListRow& row : list(tx, clock, {.words = words}, 25).rows)
        codes.push_back(row.code);
      return codes;
    });
  }
  std::vector<std::string> verbs_of(PetitionId id) {
    return db().read([&](db::Tx& tx) {
      std::vector<std::string> verbs;
      for (const auto& entry : journal::entries_of(tx, {"petition", id.value}))
        verbs.push_back(entry.verb);
      return verbs;
    });
  }
};
GANDAN_EACH_ENGINE(Petitions);

TEST_P(Petitions, a_proposal_is_public_at_once_found_without_marks_and_in_the_journal) {
  Submitted sent = send("Đề nghị sửa đường liên xã từ chợ đến trường học");
  EXPECT_THAT(found("duong lien xa"), ElementsAre(sent.code));
  EXPECT_THAT(verbs_of(sent.id), ElementsAre("petition.submit"));
  EXPECT_EQ(load(sent.id).due_at, end_of(Date::of(2026, 10, 12)));  // ten days end on a Sunday
}

TEST_P(Petitions, what_names_a_telephone_waits_for_an_officer) {
  Submitted sent = send("Đèn đường hỏng đã lâu, ai biết xin gọi 0912 345 678 để báo giúp");
  EXPECT_EQ(load(sent.id).visibility, Visibility::held);
  EXPECT_THAT(found("den duong"), IsEmpty());
  auto shown = act([&](db::Tx& tx, const Act& by) {
    return publish(tx, env(), by, sent.id, true, "Người gửi đồng ý");
  });
  ASSERT_TRUE(shown.has_value());
  EXPECT_EQ(db().read([&](db::Tx& tx) { return notes_of(tx, sent.id); }).at(0).verb, "publish");
  EXPECT_THAT(found("den duong"), ElementsAre(sent.code));
  auto hidden = act([&](db::Tx& tx, const Act& by) {
    return publish(tx, env(), by, sent.id, false, "Có số điện thoại");
  });
  ASSERT_TRUE(hidden.has_value());
  EXPECT_THAT(found("den duong"), IsEmpty());
}

TEST_P(Petitions, what_its_sender_does_not_want_published_stays_held_and_is_counted) {
  Submitted sent =
      send({.kind = "report", .text = "Rác ứ đọng ở đầu ngõ đã lâu", .may_publish = false});
  auto shown =
      act([&](db::Tx& tx, const Act& by) { return publish(tx, env(), by, sent.id, true, ""); });
  EXPECT_EQ(shown.error(), MoveError::not_agreed);
  EXPECT_EQ(load(sent.id).visibility, Visibility::held);
  auto entries = db().read([&](db::Tx& tx) {
    return journal::entries_of(tx, {"petition", sent.id.value});
  });
  EXPECT_EQ(entries.at(0).detail, R"({"kind":2,"publication_refused":1})");
  journal::seal_all(db(), clock);
  fold_all(db(), clock);
  EXPECT_EQ(db().read([&](db::Tx& tx) { return Totals::load(tx); })->get("received"), 1);
}

TEST_P(Petitions, the_same_idempotency_key_counts_once) {
  SubmitForm form{.kind = "report", .text = "Rác ứ đọng ở đầu ngõ", .idempotency_key = "k-1"};
  Submitted first = send(form), second = send(form);
  EXPECT_EQ(first.code, second.code);
  EXPECT_TRUE(second.repeated);
  form.text = "Đèn đường đầu ngõ đã tắt";
  Submitted other = send(form);
  EXPECT_FALSE(other.repeated);
  EXPECT_NE(other.code, first.code) << "another text under the same key is another petition";
}

TEST_P(Petitions, every_wrong_field_is_named_and_nothing_is_stored) {
  auto checked =
      check(env(), {.kind = "complaint", .text = "ngắn", .contact = {.email = "không phải thư"}});
  ASSERT_FALSE(checked.has_value());
  std::vector<std::string> fields;
  for (const FieldError& error : checked.error()) fields.push_back(error.field);
  EXPECT_THAT(fields, ElementsAre("text", "email", "name", "address"));
}

TEST_P(Petitions, blanks_are_no_text) {
  for (const char* text :
       {"                    ", "\n\n\n\n\n\n\n\n\n\n\n", "a                    b",
        "\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0",
        "\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B"})
    EXPECT_FALSE(check(env(), {.kind = "report", .text = text})) << '"' << text << '"';
  EXPECT_TRUE(check(env(), {.kind = "report", .text = "Mất nước ạ"}));
}

TEST_P(Petitions, a_denouncer_is_sealed_and_stands_nowhere_in_clear) {
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

TEST_P(Petitions, what_turns_out_to_be_a_denunciation_is_sealed_with_who_sent_it) {
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

TEST_P(Petitions, what_came_as_a_denunciation_is_in_no_topic_though_it_is_found_to_be_a_report) {
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

TEST_P(Petitions, whose_voice_a_denunciation_is_goes_under_the_seal) {
  Submitted sent = send({.kind = "denunciation",
                         .text = "Tố cáo việc thu tiền sai quy định tại một trường học",
                         .asked_by = "Lò Văn Mẫu",
                         .contact = {"Lò Văn Mẫu", "Bản Mẫu", "", ""}});
  EXPECT_EQ(load(sent.id).asked_by, "");
}

TEST_P(Petitions, go_their_way_from_the_sender_to_the_answer) {
  Submitted sent = send("Đề nghị nâng phụ cấp cho cán bộ thôn, bản vùng cao");
  clock.advance(std::chrono::hours(24));
  auto routed = route_to(sent.id, "Bộ Nội vụ");
  ASSERT_TRUE(routed.has_value());
  EXPECT_EQ(routed->state, State::routed);
  EXPECT_EQ(civil_date(*routed->due_at), Date::of(2026, 12, 1));  // sixty days from 2 October
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return accept(tx, env(), by, sent.id); }).has_value());
  AnswerForm form{.outcome = Outcome::scheduled,
                  .text = "Bộ sẽ trình trong quý I.",
                  .promised_on = Date::of(2027, 3, 31)};
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
                return answer(tx, env(), by, sent.id, form);
              }).has_value());
  Petition answered = load(sent.id);
  EXPECT_EQ(answered.state, State::answered);
  EXPECT_EQ(answered.promised_on, Date::of(2027, 3, 31));
  EXPECT_THAT(verbs_of(sent.id), ElementsAre("petition.submit", "petition.route", "petition.accept",
                                             "petition.answer"));
}

TEST_P(Petitions, more_time_is_granted_before_the_limit_has_passed_and_not_after) {
  Submitted sent = send("Phản ánh rác ứ đọng ở đầu ngõ đã lâu", "report");
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ").has_value());
  auto more = [&] {
    return act([&](db::Tx& tx, const Act& by) { return extend(tx, env(), by, sent.id, "Xa"); });
  };
  Instant due = *load(sent.id).due_at;
  clock.set(due + std::chrono::microseconds(1));
  EXPECT_EQ(more().error(), MoveError::lapsed);
  EXPECT_EQ(load(sent.id).due_at, due);
  clock.set(due);
  ASSERT_TRUE(more().has_value());
  EXPECT_GT(load(sent.id).due_at, due);
  EXPECT_EQ(more().error(), MoveError::too_often);
}

TEST_P(Petitions, the_next_body_s_clock_may_be_extended_though_the_one_before_was) {
  Submitted sent = send("Phản ánh rác ứ đọng ở đầu ngõ đã lâu", "report");
  for (const char* body : {"Bộ Nội vụ", "Bộ Y tế"}) {
    clock.advance(std::chrono::hours(1));
    ASSERT_TRUE(route_to(sent.id, body).has_value());
    EXPECT_TRUE(act([&](db::Tx& tx, const Act& by) {
      return extend(tx, env(), by, sent.id, "Phải khảo sát");
    })) << body;
  }
}

TEST_P(Petitions, the_body_that_has_it_gains_no_time_by_being_sent_it_again) {
  Submitted sent = send("Phản ánh rác ứ đọng ở đầu ngõ đã lâu", "report");
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ").has_value());
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return accept(tx, env(), by, sent.id); }));
  Petition before = load(sent.id);
  clock.advance(std::chrono::hours(24 * 5));
  EXPECT_EQ(route_to(sent.id, "Bộ Nội vụ").error(), MoveError::is_there);
  auto correct = [&](const RouteForm& form) {
    return act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, sent.id, form); });
  };
  FieldId field = act([&](db::Tx& tx, const Act&) { return units::ensure_field(tx, ids, "Rác"); });
  auto moved = correct({.body = *before.body, .field = field});
  ASSERT_TRUE(moved.has_value());
  EXPECT_EQ(moved->due_at, before.due_at);
  EXPECT_EQ(moved->state, State::in_progress);
  moved = correct({.body = *before.body, .kind = Kind::proposal});
  ASSERT_TRUE(moved.has_value());
  EXPECT_EQ(moved->clock_started_at, before.clock_started_at);
  auto entries = db().read([&](db::Tx& tx) {
    return journal::entries_of(tx, {"petition", sent.id.value});
  });
  EXPECT_THAT(entries.back().detail,
              testing::HasSubstr(R"("kind":1,"field":)" + std::to_string(field.value) + ","));
  EXPECT_EQ(civil_date(*moved->due_at), Date::of(2026, 11, 30));  // sixty days from 1 October
}

TEST_P(Petitions, the_clock_stands_while_the_sender_is_asked) {
  Submitted sent = send("Đề nghị xem lại mức thu của trường");
  ASSERT_TRUE(route_to(sent.id, "Bộ Giáo dục và Đào tạo").has_value());
  Date due = civil_date(*load(sent.id).due_at);
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
                return ask(tx, env(), by, sent.id, "Trường nào?");
              }).has_value());
  clock.advance(std::chrono::hours(24 * 7));
  auto back = act(
      [&](db::Tx& tx, const Act& by) { return supplement(tx, env(), by, sent.id, "Trường ở xã"); });
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->state, State::routed);
  EXPECT_GE(civil_date(*back->due_at), due + 7);
}

TEST_P(Petitions, a_reply_that_finds_no_due_date_leaves_the_question_open) {
  Submitted sent = send("Đề nghị xem lại mức thu của trường");
  ASSERT_TRUE(route_to(sent.id, "Bộ Giáo dục và Đào tạo").has_value());
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
                return ask(tx, env(), by, sent.id, "Trường nào?");
              }).has_value());
  clock.advance(std::chrono::hours(24) * 365 * 300);  // past what the calendar holds
  auto reply = act(
      [&](db::Tx& tx, const Act& by) { return supplement(tx, env(), by, sent.id, "Trường ở xã"); });
  EXPECT_EQ(reply.error(), MoveError::no_due_date);
  auto pauses = db().read([&](db::Tx& tx) { return pauses_of(tx, sent.id); });
  ASSERT_EQ(pauses.size(), 1u);
  EXPECT_FALSE(pauses[0].resumed_at);
  EXPECT_EQ(load(sent.id).state, State::needs_information);
}

TEST_P(Petitions, is_withdrawn_though_the_question_that_stands_left_it_without_a_due_date) {
  Submitted sent = send("Đề nghị xem lại mức thu của trường");
  ASSERT_TRUE(route_to(sent.id, "Bộ Giáo dục và Đào tạo").has_value());
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
                return ask(tx, env(), by, sent.id, "Trường nào?");
              }).has_value());
  auto due = load(sent.id).due_at;
  clock.advance(std::chrono::hours(24) * 365 * 300);  // past what the calendar holds
  auto withdrawn =
      db().write([&](db::Tx& tx) { return withdraw(tx, env(), Act::by_petitioner(), sent.id); });
  ASSERT_TRUE(withdrawn.has_value());
  EXPECT_EQ(withdrawn->state, State::withdrawn);
  EXPECT_EQ(load(sent.id).due_at, due);
}

TEST_P(Petitions, is_given_back_in_time_though_its_question_stood_past_the_limit) {
  Submitted sent = send("Đề nghị xem lại mức thu của trường");
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return ask(tx, env(), by, sent.id, "Trường nào?"); }));
  clock.advance(std::chrono::hours(24 * 90));
  auto returned = act([&](db::Tx& tx, const Act& by) {
    return give_back(tx, env(), by, sent.id, "Không ai trả lời câu hỏi");
  });
  ASSERT_TRUE(returned.has_value());
  EXPECT_LE(*returned->answered_at, *returned->due_at);
  EXPECT_FALSE(returned->stopped_at);
}

TEST_P(Petitions, is_given_back_though_the_question_that_stands_left_it_without_a_due_date) {
  Submitted sent = send("Đề nghị xem lại mức thu của trường");
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return ask(tx, env(), by, sent.id, "Trường nào?"); }));
  auto due = load(sent.id).due_at;
  clock.advance(std::chrono::hours(24) * 365 * 300);  // past what the calendar holds
  auto returned = act([&](db::Tx& tx, const Act& by) {
    return give_back(tx, env(), by, sent.id, "Không ai trả lời câu hỏi");
  });
  ASSERT_TRUE(returned.has_value());
  EXPECT_EQ(returned->due_at, due);
}

TEST_P(Petitions, an_answer_sent_twice_is_given_once_and_only_a_promise_is_followed_by_another) {
  Submitted sent = send("Đề nghị nâng phụ cấp cho cán bộ thôn, bản vùng cao");
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ").has_value());
  auto give = [&](AnswerForm form) {
    return act([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, sent.id, form); });
  };
  ASSERT_TRUE(give({.outcome = Outcome::scheduled,
                    .text = "Bộ sẽ trình.",
                    .promised_on = Date::of(2027, 3, 31)}));
  ASSERT_TRUE(give({.outcome = Outcome::settled, .text = "Đã ban hành."}));
  EXPECT_EQ(give({.outcome = Outcome::settled, .text = "Đã ban hành."}).error(),
            AnswerError::not_allowed);
}

TEST_P(Petitions, what_is_hidden_or_sealed_is_at_once_no_longer_offered_as_similar) {
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

TEST_P(Petitions, the_advisor_unlearns_what_is_sealed_since) {
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
  refresh(advisor);
  EXPECT_FALSE(advisor.fields(words, 5).empty());
  const double learned = confidence(advisor);
  ASSERT_TRUE(send_on(Kind::denunciation, "Bộ Nội vụ"));
  refresh(advisor);
  refresh(fresh);
  EXPECT_TRUE(advisor.fields(words, 5).empty());
  EXPECT_NEAR(confidence(advisor), confidence(fresh), 0.001);
  EXPECT_GT(learned, confidence(fresh) + 0.1);
}

TEST_P(Petitions, the_advisor_holds_no_more_than_it_may_and_forgets_what_was_touched_longest_ago) {
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

TEST_P(Petitions, nothing_happens_that_the_table_of_transitions_does_not_know) {
  Submitted sent = send("Đề nghị làm thêm một cây cầu qua suối");
  AnswerForm form{.outcome = Outcome::settled, .text = "Đã làm."};
  EXPECT_EQ(
      act([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, sent.id, form); }).error(),
      AnswerError::not_allowed);
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return withdraw(tx, env(), by, sent.id); }).has_value());
  EXPECT_EQ(route_to(sent.id, "Bộ Nội vụ").error(), MoveError::not_allowed);
}

TEST_P(Petitions, a_resident_can_do_what_a_petitioner_may_and_no_more) {
  Submitted sent = send("Đề nghị mở lại lớp học ở điểm trường");
  auto routed = db().write([&](db::Tx& tx) {
    return route(tx, env(), Act::by_petitioner(), sent.id, {.body = unit("Bộ Nội vụ")});
  });
  EXPECT_EQ(routed.error(), MoveError::not_yours);
}

TEST_P(Petitions, a_topic_is_answered_once_for_everyone_in_it_and_keeps_its_askers) {
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

TEST_P(Petitions, a_proposed_topic_is_never_named_in_words_that_are_not_public) {
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

TEST_P(Petitions, totals_are_folded_from_the_journal_and_folding_again_changes_nothing) {
  Submitted sent = send("Đề nghị lắp đèn đường trong bản");
  send("Khiếu nại quyết định thu hồi đất của gia đình tôi", "complaint");
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ").has_value());
  auto totals = [&] {
    journal::seal_all(db(), clock);
    fold_all(db(), clock);
    return db().read([&](db::Tx& tx) { return Totals::load(tx); });
  };
  auto first = totals();
  EXPECT_EQ(first->get("received"), 2);
  EXPECT_EQ(first->get("open"), 1);  // the complaint is not public
  EXPECT_EQ(first->get("kind", static_cast<int>(Kind::proposal)), 1);
  EXPECT_EQ(first->get("kind", static_cast<int>(Kind::complaint)), 0);  // not public
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return withdraw(tx, env(), by, sent.id); }).has_value());
  auto second = totals();
  EXPECT_EQ(second->get("open"), 0);
  EXPECT_EQ(totals()->get("open"), 0);
}

TEST_P(Petitions, lists_page_by_key_without_gap_or_repetition) {
  std::vector<std::string> codes;
  for (int i = 0; i < 7; ++i)
    codes.push_back(send("Đề nghị số " + std::to_string(i) + " về nước sạch").code);
  for (const char* words : {"", "nuoc sach"}) {
    std::vector<std::string> seen;
    std::optional<Cursor> after;
    do {
      Page page =
          db().read([&](db::Tx& tx) { return list(tx, clock, {.words = words}, 3, after); });
      for (const ListRow& row : page.rows) seen.push_back(row.code);
      after = page.next ? Cursor::parse(page.next->text()) : std::nullopt;
    } while (after);
    EXPECT_THAT(seen, testing::UnorderedElementsAreArray(codes)) << words;
  }
}

TEST_P(Petitions, a_narrowed_list_looks_at_so_many_rows_and_goes_on_where_it_stopped) {
  std::vector<std::string> reports;
  for (int i = 0; i < 12; ++i) {
    clock.advance(std::chrono::minutes(1));
    Submitted sent = send("Ý kiến thứ " + std::to_string(i), i % 5 == 0 ? "report" : "proposal");
    if (i % 5 == 0) reports.insert(reports.begin(), sent.code);
  }
  Filter filter{.kind = Kind::report, .look = 4};
  std::vector<std::string> seen;
  std::optional<Cursor> after;
  int pages = 0, cut = 0;
  do {
    Page page = db().read([&](db::Tx& tx) { return list(tx, clock, filter, 2, after); });
    for (const ListRow& row : page.rows) seen.push_back(row.code);
    cut += page.cut;
    after = page.next;
  } while (after && ++pages < 20);
  EXPECT_EQ(seen, reports);
  EXPECT_GT(cut, 0);
  Matches matches = db().read([&](db::Tx& tx) { return newest_matches(tx, clock, filter, 100); });
  EXPECT_EQ(matches.rows.size(), 1u);
  EXPECT_TRUE(matches.more);
}

TEST_P(Petitions, time_alone_makes_late_and_an_answer_ends_it) {
  Submitted sent = send("Đề nghị lắp đèn đường trong bản");
  ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ").has_value());
  auto late = [&] {
    journal::seal_all(db(), clock);
    fold_all(db(), clock);
    auto totals = db().read([&](db::Tx& tx) { return Totals::load(tx); });
    return std::pair(totals->get("late"), totals->get("body_late", unit("Bộ Nội vụ").value));
  };
  using Late = std::pair<std::int64_t, std::int64_t>;
  EXPECT_EQ(late(), Late(0, 0));
  clock.advance(std::chrono::hours(24 * 100));
  EXPECT_EQ(late(), Late(1, 1));
  EXPECT_EQ(late(), Late(1, 1));
  AnswerForm form{.text = "Đã lắp xong."};
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
                return answer(tx, env(), by, sent.id, form);
              }).has_value());
  EXPECT_EQ(late(), Late(0, 0));
  auto months =
      db().read([&](db::Tx& tx) { return months_of(tx, unit("Bộ Nội vụ"), Date::of(2026, 1, 1)); });
  ASSERT_EQ(months.size(), 1u);
  EXPECT_EQ(months[0].month, 202610);
  EXPECT_EQ(std::tuple(months[0].received, months[0].answered, months[0].on_time),
            std::tuple(1, 1, 0));
}

}  // namespace
}  // namespace gandan::petitions
