// What an officer decides of complaints and denunciations at their desk, and the signed papers that
// are entered there.
#include <gmock/gmock.h>

#include "contexts/petitions/test/desk_site.hpp"
#include "kernel/journal/journal.hpp"

namespace gandan::petitions {
namespace {

using people::Role;

class DeskDecisions : public test::DeskSite {};
GANDAN_EACH_ENGINE(DeskDecisions);

TEST_P(DeskDecisions, AComplaintIsAcceptedSuspendedAndEndedByDecisionsWithNumberDayAndGround) {
  auto complaint = send("Khiếu nại quyết định thu hồi đất của gia đình tôi.", "complaint");
  ASSERT_TRUE(route_to(complaint.id, "Bộ Nội vụ"));
  auto body = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  EXPECT_TRUE(body.get(path(complaint, "?do=accept")).contains("It is signed"));
  EXPECT_FALSE(
      body.get(path(complaint)).contains("class=\"button\" href=\"" + path(complaint, "/answer")));
  http::Fields form{{"number", "12/TB-BNV"}, {"on", "1/10/2026"}};
  auto unsigned_one = body.post_form(path(complaint, "/accept"), form);
  EXPECT_EQ(unsigned_one.status, 422);
  EXPECT_TRUE(unsigned_one.contains("Without a signature or fingerprint"));
  EXPECT_TRUE(unsigned_one.contains("12/TB-BNV")) << "what was typed stays";
  form.add("signed", "yes");
  EXPECT_EQ(body.post_form(path(complaint, "/accept"), form).status, 303);
  EXPECT_EQ(load(complaint.id).state, State::in_progress);
  EXPECT_TRUE(body.get(path(complaint)).contains("settle it by"));

  clock.advance(std::chrono::minutes(5));
  auto asks = body.get(path(complaint, "?do=suspend"));
  EXPECT_TRUE(asks.contains("Force majeure"));
  EXPECT_FALSE(asks.contains("expertise")) << "a ground of denunciations";
  http::Fields decision{{"number", "13/QĐ-BNV"}, {"on", "1/10/2026"}, {"words", "Nằm viện"}};
  EXPECT_TRUE(body.post_form(path(complaint, "/suspend"), decision).contains("Choose the ground."));
  decision.add("ground", "obstacle");
  EXPECT_EQ(body.post_form(path(complaint, "/suspend"), decision).status, 303);
  EXPECT_EQ(load(complaint.id).state, State::suspended);
  EXPECT_TRUE(body.get("/desk?in=mine").contains(complaint.code));

  clock.advance(std::chrono::minutes(5));
  http::Fields ending{
      {"number", "14/QĐ-BNV"}, {"on", "1/10/2026"}, {"words", "Đã rút"}, {"ground", "withdrawn"}};
  EXPECT_TRUE(body.post_form(path(complaint, "/end"), ending).contains("No signed withdrawal"));
  auto reception = officer(Role::reception_officer, "");
  http::Fields withdrawal{{"seen", seen_in(reception.get(path(complaint, "?do=withdraw")))},
                          {"signed", "yes"}};
  EXPECT_EQ(reception.post_form(path(complaint, "/withdraw"), withdrawal).status, 303);
  EXPECT_EQ(load(complaint.id).state, State::suspended);
  ending.add("seen", seen_in(body.get(path(complaint, "?do=end"))));
  EXPECT_EQ(body.post_form(path(complaint, "/end"), ending).status, 303);
  EXPECT_EQ(load(complaint.id).state, State::ended);
  const auto ended = reception.get(path(complaint));
  EXPECT_TRUE(ended.contains("14/QĐ-BNV"));
  EXPECT_TRUE(ended.contains("Decision to be sent by"));
  EXPECT_TRUE(ended.contains("6 Oct 2026, Nghị định 124/2020/NĐ-CP, Điều 28b khoản 1"))
      << "three working days";
}

TEST_P(DeskDecisions, ADecisionSFormTellsAllThatItLacksAtOnceEachAtItsField) {
  auto complaint = send("Khiếu nại quyết định thu hồi đất của gia đình tôi.", "complaint");
  ASSERT_TRUE(route_to(complaint.id, "Bộ Nội vụ"));
  clock.advance(std::chrono::minutes(5));
  auto body = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  auto lacks = [&](const std::string& task, const std::vector<std::string>& fields) {
    const http::Fields form{{"seen", seen_in(body.get(path(complaint, "?do=" + task)))}};
    auto page = body.post_form(path(complaint, "/" + task), form);
    EXPECT_EQ(page.status, 422);
    for (const std::string& field : fields)
      EXPECT_TRUE(page.contains("id=\"" + field + "-error\"")) << task << ": " << field;
  };
  lacks("accept", {"signed", "number", "on"});
  lacks("decline", {"number", "on", "words"});
  ASSERT_TRUE(accept_signed(complaint.id));
  clock.advance(std::chrono::minutes(5));
  lacks("suspend", {"ground", "number", "on", "words"});
  lacks("end", {"ground", "number", "on", "words"});
  lacks("extend", {"criteria", "number", "on", "words"});
  EXPECT_EQ(load(complaint.id).state, State::in_progress);
}

TEST_P(DeskDecisions, ASettlementIsADecisionWithItsNumberAndNoPromise) {
  auto complaint = send("Khiếu nại quyết định thu hồi đất của gia đình tôi.", "complaint");
  ASSERT_TRUE(route_to(complaint.id, "Bộ Nội vụ"));
  clock.advance(std::chrono::minutes(5));
  ASSERT_TRUE(accept_signed(complaint.id));
  clock.advance(std::chrono::minutes(5));
  auto body = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  const auto blank = body.get(path(complaint, "/answer"));
  EXPECT_TRUE(blank.contains("value=\"settled\""));
  EXPECT_FALSE(blank.contains("value=\"scheduled\""));
  EXPECT_FALSE(blank.contains("value=\"in_progress\""));
  EXPECT_FALSE(blank.contains("name=\"promised\""));
  EXPECT_TRUE(blank.contains("Number of the settlement decision"));
  http::Fields form{{"text", "Giữ nguyên."}, {"outcome", "settled"}, {"seen", seen_in(blank)}};
  auto again = body.post_form(path(complaint, "/answer"), form);
  EXPECT_EQ(again.status, 422);
  EXPECT_TRUE(again.contains("id=\"document-error\""));
  form.add("document", "9/QĐ-BNV");
  EXPECT_EQ(body.post_form(path(complaint, "/answer"), form).status, 303);
  EXPECT_EQ(load(complaint.id).state, State::answered);
  auto report = send("Đèn đường ở đầu ngõ đã tắt hai tuần nay.", "report");
  ASSERT_TRUE(route_to(report.id, "Bộ Nội vụ"));
  EXPECT_TRUE(body.get(path(report, "/answer")).contains("value=\"scheduled\""));
}

TEST_P(DeskDecisions, ASecondComplaintIsASignedPaperWithItsDayAndItsWordsAndGoesAbove) {
  auto complaint = send("Khiếu nại quyết định thu hồi đất của gia đình tôi.", "complaint");
  ASSERT_TRUE(route_to(complaint.id, "Bộ Nội vụ"));
  clock.advance(std::chrono::minutes(5));
  ASSERT_TRUE(accept_signed(complaint.id));
  clock.advance(std::chrono::minutes(5));
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return answer(tx, env(), by, complaint.id, {.text = "Giữ nguyên.", .document = "9/QĐ-BNV"});
  }));
  clock.advance(std::chrono::hours(48));
  auto reception = officer(Role::reception_officer, "");
  const auto blank = reception.get(path(complaint, "?do=complain_again"));
  EXPECT_TRUE(blank.contains("value=\"3/10/2026\"")) << "today";
  http::Fields form{{"seen", seen_in(blank)}};
  auto lacking = reception.post_form(path(complaint, "/complain_again"), form);
  EXPECT_EQ(lacking.status, 422);
  for (const char* field : {"signed-error", "on-error", "words-error"})
    EXPECT_TRUE(lacking.contains(field)) << field;
  EXPECT_EQ(load(complaint.id).round, 1);
  form.add("signed", "yes");
  form.add("on", "2/10/2026");
  form.add("words", "Diện tích đo vẫn thiếu hai mươi mét.");
  EXPECT_EQ(reception.post_form(path(complaint, "/complain_again"), form).status, 303);
  EXPECT_EQ(load(complaint.id).round, 2);
  EXPECT_EQ(civil_date(*load(complaint.id).clock.started_at), Date::of(2026, 10, 2));
  EXPECT_TRUE(reception.get(path(complaint)).contains("Diện tích đo vẫn thiếu"));

  const auto route_form = reception.get(path(complaint, "?do=route"));
  auto to = [&](const char* body) {
    return reception.post_form(path(complaint, "/route"),
                               {{"body", std::to_string(unit(body).value)},
                                {"kind", "complaint"},
                                {"seen", seen_in(route_form)}});
  };
  auto refused = to("Bộ Nội vụ");
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.contains("A second one goes to the body above it."));
  EXPECT_EQ(to("Bộ Y tế").status, 303);
}

TEST_P(DeskDecisions, MoreTimeIsNamedWithItsLastDayAndNotOfferedOnceItIsUsedUp) {
  auto report = send("Đèn đường ở đầu ngõ đã tắt hai tuần nay.", "report");
  ASSERT_TRUE(route_to(report.id, "Bộ Nội vụ"));
  clock.advance(std::chrono::minutes(5));
  auto body = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  const auto form = body.get(path(report, "?do=extend"));
  EXPECT_TRUE(form.contains(path(report, "/extend")));
  EXPECT_EQ(body.post_form(path(report, "/extend"),
                           {{"words", "Phải khảo sát."}, {"seen", seen_in(form)}})
                .status,
            303);
  EXPECT_EQ(civil_date(*load(report.id).clock.due_at), Date::of(2026, 11, 12));
  const auto page = body.get(path(report));
  EXPECT_TRUE(page.contains("15 working days, and 15 working days more"));
  EXPECT_TRUE(page.contains("More time was granted: until 12 Nov 2026"));
  EXPECT_FALSE(page.contains("do=extend"));
  clock.advance(std::chrono::minutes(5));
  const auto again = body.post_form(path(report, "/extend"),
                                    {{"words", "Vẫn phải khảo sát."}, {"seen", seen_in(page)}});
  EXPECT_EQ(again.status, 422);
  EXPECT_TRUE(again.contains("It was extended as often as is allowed."));
}

TEST_P(DeskDecisions, AReplyOnPaperIsEnteredByWhoListensOrByTheBodyThatAsked) {
  auto report = send("Đèn đường ở đầu ngõ đã tắt hai tuần nay.", "report");
  auto reception = officer(Role::reception_officer, "");
  EXPECT_FALSE(reception.get(path(report)).contains("do=supplement")) << "nothing was asked";
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return ask(tx, env(), by, report.id, "Ngõ nào?"); }));
  clock.advance(std::chrono::hours(1));
  EXPECT_TRUE(reception.get(path(report)).contains("do=supplement"));
  auto enter = [&](http::TestClient& client, const Submitted& it, const char* words) {
    const auto form = client.get(path(it, "?do=supplement"));
    return client.post_form(path(it, "/supplement"), {{"words", words}, {"seen", seen_in(form)}})
        .status;
  };
  EXPECT_EQ(enter(reception, report, " "), 422);
  EXPECT_EQ(enter(reception, report, "Ngõ số năm."), 303);
  EXPECT_EQ(load(report.id).state, State::received);
  EXPECT_TRUE(reception.get(path(report)).contains("Ngõ số năm."));
  auto entries = db().read([&](db::Tx& tx) {
    return journal::entries_of(tx, {"petition", report.id.value});
  });
  EXPECT_EQ(entries.back().verb, "petition.supplement");
  EXPECT_EQ(entries.back().actor_kind, journal::ActorKind::officer);

  auto complaint = send("Khiếu nại quyết định thu hồi đất của gia đình tôi.", "complaint");
  ASSERT_TRUE(route_to(complaint.id, "Bộ Nội vụ"));
  auto body = officer(Role::answering_officer, "Bộ Nội vụ", people::Reach::body);
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return ask(tx, env(), by, complaint.id, "Quyết định số mấy?");
  }));
  clock.advance(std::chrono::hours(1));
  EXPECT_EQ(enter(body, complaint, "Số 12."), 303);
  EXPECT_TRUE(body.get(path(complaint)).contains("Số 12."));
}

TEST_P(DeskDecisions, APaperWithoutASignatureTakesNothingBackAndWhatWasWrittenStays) {
  for (const char* kind : {"complaint", "denunciation"}) {
    SCOPED_TRACE(kind);
    auto sent = send("Việc này xảy ra ở cơ quan tôi từ năm ngoái.", kind);
    ASSERT_TRUE(route_to(sent.id, "Bộ Nội vụ"));
    auto reception = officer(std::string_view(kind) == "complaint" ? Role::reception_officer
                                                                   : Role::denunciation_officer,
                             "");
    const auto blank = reception.get(path(sent, "?do=withdraw"));
    EXPECT_TRUE(blank.contains("It is signed, or has a fingerprint"));
    EXPECT_TRUE(blank.contains("without one nothing ends"));
    http::Fields form{{"words", "Tôi xin rút đơn vì đã được giải thích."},
                      {"seen", seen_in(blank)}};
    const auto refused = reception.post_form(path(sent, "/withdraw"), form);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.contains("id=\"signed-error\""));
    EXPECT_TRUE(refused.contains("takes nothing back"));
    EXPECT_TRUE(refused.contains("Tôi xin rút đơn vì đã được giải thích."));
    EXPECT_FALSE(load(sent.id).withdrawal_at);
    form.add("signed", "yes");
    EXPECT_EQ(reception.post_form(path(sent, "/withdraw"), form).status, 303);
    EXPECT_TRUE(load(sent.id).withdrawal_at);
    EXPECT_EQ(load(sent.id).state, State::routed) << "the body decides what follows";
  }
}

class DenunciationTakenBack : public test::DeskSite {
 protected:
  /// One that a body has accepted, taken back by a signed paper.
  Submitted taken_back() {
    auto sent = send("Việc này xảy ra ở cơ quan tôi từ năm ngoái.", "denunciation");
    EXPECT_TRUE(route_to(sent.id, "Bộ Nội vụ"));
    clock.advance(std::chrono::minutes(5));
    EXPECT_TRUE(accept_signed(sent.id));
    clock.advance(std::chrono::minutes(5));
    EXPECT_TRUE(act([&](db::Tx& tx, const Act& by) {
      return withdraw(tx, env(), by, sent.id, {.is_signed = true});
    }));
    clock.advance(std::chrono::minutes(5));
    return sent;
  }
  http::TestClient settling() { return officer(Role::denunciation_officer, ""); }
  journal::Recorded last_entry(const Submitted& sent) {
    return db().read([&](db::Tx& tx) {
      return journal::entries_of(tx, {"petition", sent.id.value}).back();
    });
  }
};
GANDAN_EACH_ENGINE(DenunciationTakenBack);

TEST_P(DenunciationTakenBack, EndsOnlyWhereEachOfThreeSignsWasLookedForAndNotFound) {
  auto sent = taken_back();
  auto body = settling();
  const auto blank = body.get(path(sent, "?do=end"));
  for (const char* question : {"breaks the law?", "under a threat", "to slander"})
    EXPECT_TRUE(blank.contains(question)) << question;
  const http::Fields decision{{"number", "14/QĐ-BNV"},
                              {"on", "1/10/2026"},
                              {"words", "Đã rút toàn bộ"},
                              {"ground", "withdrawn"},
                              {"seen", seen_in(blank)}};
  auto answered = [&](const char* violation, const char* coercion, const char* slander) {
    http::Fields form = decision;
    form.add("violation", violation);
    form.add("coercion", coercion);
    form.add("slander", slander);
    return body.post_form(path(sent, "/end"), form);
  };
  const auto silent = body.post_form(path(sent, "/end"), decision);
  EXPECT_EQ(silent.status, 422);
  for (const char* field : {"violation-error", "coercion-error", "slander-error"})
    EXPECT_TRUE(silent.contains(field)) << field;
  EXPECT_EQ(answered("yes", "no", "no").status, 422);
  EXPECT_EQ(answered("no", "yes", "no").status, 422);
  const auto slander = answered("no", "no", "yes");
  EXPECT_EQ(slander.status, 422);
  EXPECT_TRUE(slander.contains("slander-error"));
  EXPECT_FALSE(slander.contains("violation-error")) << "what was answered with no stands";
  EXPECT_TRUE(slander.contains("settled all the same"));
  EXPECT_EQ(load(sent.id).state, State::in_progress);
  EXPECT_EQ(answered("no", "no", "no").status, 303);
  EXPECT_EQ(load(sent.id).state, State::ended);
  EXPECT_THAT(last_entry(sent).detail, testing::HasSubstr(R"("denied":7)"));
}

TEST_P(DenunciationTakenBack, IsToldOnItsPageWithWhatIsToBeDecidedUntilItIs) {
  auto sent = taken_back();
  auto body = settling();
  const char* notice = "Taken back by a signed paper on 1 Oct 2026.";
  const auto told = body.get(path(sent));
  EXPECT_TRUE(told.contains(notice));
  EXPECT_TRUE(told.contains("Luật Tố cáo 25/2018/QH14, Điều 33"));
  const http::Fields key{{"author_key", receipts::private_key(keys->get(), receipt_of(sent.code))}};
  const std::string own = "/petitions/" + sent.code + "/private";
  EXPECT_TRUE(stranger().post_form(own, key).contains("It was taken back on 1 Oct 2026."));
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return go_on(tx, env(), by, sent.id, 1, "Có dấu hiệu vi phạm.");
  }));
  EXPECT_FALSE(body.get(path(sent)).contains(notice));
  EXPECT_FALSE(stranger().post_form(own, key).contains("It was taken back on 1 Oct 2026."));
}

TEST_P(DenunciationTakenBack, IsAskedOfTheThreeSignsWithThatGroundAloneAndAnotherKeepsNoneOfThem) {
  auto sent = taken_back();
  auto body = settling();
  const auto blank = body.get(path(sent, "?do=end"));
  EXPECT_TRUE(blank.contains("value=\"withdrawn\" id=\"ground\" data-asks=\"more\""));
  EXPECT_TRUE(blank.contains("<div class=\"asked-of-it\">"));
  EXPECT_FALSE(blank.contains("value=\"died\" data-asks"));
  EXPECT_EQ(body.post_form(path(sent, "/end"), {{"number", "14/QĐ-BNV"},
                                                {"on", "1/10/2026"},
                                                {"words", "Người bị tố cáo đã mất"},
                                                {"ground", "died"},
                                                {"violation", "no"},
                                                {"seen", seen_in(blank)}})
                .status,
            303);
  EXPECT_THAT(last_entry(sent).detail, testing::HasSubstr(R"("denied":0)"));
}

TEST_P(DenunciationTakenBack, GoesOnForAnyOneOfThemAndTheJournalSaysForWhich) {
  const std::pair<const char*, const char*> marks[] = {
      {"violation", R"("signs":1)"}, {"coercion", R"("signs":2)"}, {"slander", R"("signs":4)"}};
  auto body = settling();
  for (const auto& [sign, mark] : marks) {
    SCOPED_TRACE(sign);
    auto sent = taken_back();
    const auto due = load(sent.id).clock.due_at;
    const auto blank = body.get(path(sent, "?do=go_on"));
    http::Fields form{{"words", "Có phiếu thu không ghi tên."}, {"seen", seen_in(blank)}};
    EXPECT_EQ(body.post_form(path(sent, "/go_on"), form).status, 422) << "none was found";
    form.add(sign, "yes");
    EXPECT_EQ(body.post_form(path(sent, "/go_on"), form).status, 303);
    const auto entry = last_entry(sent);
    EXPECT_EQ(entry.verb, "petition.go_on");
    EXPECT_THAT(entry.detail, testing::HasSubstr(mark));
    EXPECT_EQ(load(sent.id).state, State::in_progress);
    EXPECT_EQ(load(sent.id).clock.due_at, due) << "its clock ran on";
    EXPECT_FALSE(body.get(path(sent)).contains("do=go_on")) << "it was decided upon";
  }
}

TEST_P(DenunciationTakenBack, ItsOfficersReadWhatWasFoundAndWhoHasTheKeyDoesNot) {
  auto sent = taken_back();
  auto body = settling();
  const auto blank = body.get(path(sent, "?do=go_on"));
  EXPECT_EQ(body.post_form(path(sent, "/go_on"), {{"words", "Người tố cáo bị đe dọa."},
                                                  {"coercion", "yes"},
                                                  {"seen", seen_in(blank)}})
                .status,
            303);
  EXPECT_TRUE(body.get(path(sent)).contains("a threat, force or a bribe"));
  const auto own = stranger().post_form(
      "/petitions/" + sent.code + "/private",
      {{"author_key", receipts::private_key(keys->get(), receipt_of(sent.code))}});
  EXPECT_TRUE(own.contains("settled all the same, though it was taken back"));
  EXPECT_FALSE(own.contains("a threat, force or a bribe")) << "who forced them may hold the key";
  EXPECT_FALSE(own.contains("bị đe dọa"));
}

TEST_P(DeskDecisions, AnEndedComplaintIsGoneOnWithByASignedPaperWithinItsDays) {
  auto complaint = send("Khiếu nại quyết định thu hồi đất của gia đình tôi.", "complaint");
  ASSERT_TRUE(route_to(complaint.id, "Bộ Nội vụ"));
  clock.advance(std::chrono::minutes(5));
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return end(tx, env(), by, complaint.id,
               {.number = "14/QĐ-BNV", .on = {}, .reason = "Đã mất", .ground = Ground::died});
  }));
  auto reception = officer(Role::reception_officer, "");
  const auto blank = reception.get(path(complaint, "?do=pursue"));
  EXPECT_TRUE(blank.contains("On a signed paper that came by 31 Oct 2026"));
  EXPECT_TRUE(blank.contains("02/2011/QH13, Điều 11 khoản 8"));
  auto came = [&](const char* day) {
    return http::Fields{{"on", day},
                        {"words", "Người thừa kế xin tiếp tục khiếu nại."},
                        {"signed", "yes"},
                        {"seen", seen_in(blank)}};
  };
  clock.set(start_of(Date::of(2026, 11, 1)) + std::chrono::hours(9));
  auto later = officer(Role::reception_officer, "");
  const auto refused = later.post_form(path(complaint, "/pursue"), came("1/11/2026"));
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.contains("id=\"on-error\""));
  EXPECT_TRUE(refused.contains("it is not accepted any more"));
  EXPECT_EQ(load(complaint.id).state, State::ended);
  EXPECT_EQ(later.post_form(path(complaint, "/pursue"), came("30/10/2026")).status, 303);
  const Petition p = load(complaint.id);
  EXPECT_EQ(p.state, State::routed);
  EXPECT_EQ(p.body, unit("Bộ Nội vụ"));
  EXPECT_EQ(civil_date(*p.clock.started_at), Date::of(2026, 10, 30));
  EXPECT_TRUE(later.get(path(complaint)).contains("Người thừa kế xin tiếp tục"));
}

}  // namespace
}  // namespace gandan::petitions
