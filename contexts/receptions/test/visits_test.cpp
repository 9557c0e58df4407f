// The book: what the law asks for before something enters it, and what becomes of it.
#include <gmock/gmock.h>

#include "contexts/receptions/test/support.hpp"

namespace gandan::receptions {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class Visits : public test::ReceptionsDatabase {
 protected:
  EnterForm refusal(Ground ground, Kind kind) {
    EnterForm it = form(kind);
    it.outcome = Outcome::refused;
    it.ground = ground;
    it.explained = "Đã giải thích căn cứ và quyền khiếu nại.";
    return it;
  }
  /// People who came together, `speak` of whom speak for them.
  EnterForm group(int present, int speak) {
    EnterForm it = form();
    it.present = it.number = present;
    it.people.clear();
    for (int i = 0; i < speak; ++i)
      it.people.push_back({.role = PersonRole::representative,
                           .name = "Người đại diện " + std::to_string(i + 1),
                           .address = "Bản Mẫu"});
    return it;
  }
};
GANDAN_EACH_ENGINE(Visits);

TEST_P(Visits, AreNumberedByPlaceAndYearAndToldWithinTheLimitOfTheLaw) {
  const Visit first = enter_as_is(form());
  const Visit second = enter_as_is(form(Kind::proposal));
  EXPECT_EQ(first.book_number, 1);
  EXPECT_EQ(second.book_number, 2);
  EXPECT_EQ(first.book_year, 2026);
  EXPECT_EQ(first.state, State::open);
  const auto due = book->due("reception.inform_result", first.received_at);
  ASSERT_TRUE(due.has_value());
  EXPECT_EQ(load(first.id).due_at, due->at);
  EXPECT_THAT(verbs_of(first.id), ElementsAre("visit.enter"));
  EXPECT_EQ(enter_as_is([&] {
              EnterForm elsewhere = form();
              elsewhere.place = open_place("Ủy ban nhân dân tỉnh Lạng Sơn");
              return elsewhere;
            }())
                .book_number,
            1);
}

TEST_P(Visits, LackNothingThatTheBookAsksFor) {
  EXPECT_THAT(wrong_in(form()), IsEmpty());
  const auto without = [&](auto change) {
    EnterForm it = form();
    change(it);
    return wrong_in(it);
  };
  EXPECT_THAT(without([](EnterForm& it) { it.place.reset(); }), ElementsAre("place"));
  EXPECT_THAT(without([](EnterForm& it) { it.kind.reset(); }), ElementsAre("kind"));
  EXPECT_THAT(without([](EnterForm& it) { it.matter = "đất"; }), ElementsAre("matter"));
  EXPECT_THAT(without([](EnterForm& it) { it.outcome.reset(); }), ElementsAre("outcome"));
  EXPECT_THAT(without([](EnterForm& it) { it.people.clear(); }), ElementsAre("name", "address"));
  EXPECT_THAT(without([](EnterForm& it) { it.people.front().name.clear(); }), ElementsAre("name"));
  EXPECT_THAT(without([](EnterForm& it) { it.outcome = Outcome::guided; }),
              ElementsAre("directed_to"));
  EXPECT_THAT(without([](EnterForm& it) { it.cannot_write = true; }), ElementsAre("read_back"));
  EXPECT_THAT(without([](EnterForm& it) {
                it.outcome = Outcome::answered_at_once;
                it.explained = "Đã trả lời.";
              }),
              ElementsAre("heard_by"))
      << "the head answers at once";
  EXPECT_THAT(without([&](EnterForm& it) { it.received_at = clock.now() + std::chrono::hours(1); }),
              ElementsAre("received_at"));
}

TEST_P(Visits, OfAGroupAreSpokenForByAsManyAsTheLawSays) {
  EXPECT_THAT(wrong_in(group(4, 0)), ElementsAre("name", "address")) << "four are no group";
  EXPECT_THAT(wrong_in(group(5, 1)), IsEmpty());
  EXPECT_THAT(wrong_in(group(10, 2)), IsEmpty());
  EXPECT_THAT(wrong_in(group(10, 3)), ElementsAre("representatives"));
  EXPECT_THAT(wrong_in(group(11, 5)), IsEmpty());
  EXPECT_THAT(wrong_in(group(11, 6)), ElementsAre("representatives"));
  EnterForm silent = group(6, 1);
  silent.people.front().role = PersonRole::own_matter;
  EXPECT_THAT(wrong_in(silent), ElementsAre("representatives"));
}

TEST_P(Visits, AreRefusedOnAGroundOfTheLawAloneAndNeverWithoutAWord) {
  EnterForm bare = form();
  bare.outcome = Outcome::refused;
  EXPECT_THAT(wrong_in(bare), ElementsAre("ground", "explained"));
  EXPECT_THAT(wrong_in(refusal(Ground::settled_before, Kind::proposal)), ElementsAre("ground"));
  EXPECT_THAT(wrong_in(refusal(Ground::nothing_new, Kind::complaint)), ElementsAre("ground"));
  EnterForm followed = refusal(Ground::threatens, Kind::complaint);
  followed.follows = Follows::petition;
  EXPECT_THAT(wrong_in(followed), ElementsAre("follows"));
}

TEST_P(Visits, RefusedOnTwoOfTheGroundsOweANoticeWithinItsWorkingDays) {
  for (int i = 1; i <= static_cast<int>(ground_count); ++i) {
    const auto ground = static_cast<Ground>(i);
    const Kind kind = ground == Ground::nothing_new ? Kind::report : Kind::complaint;
    const Visit visit = enter_as_is(refusal(ground, kind));
    const bool is_owed = ground == Ground::settled_before || ground == Ground::nothing_new;
    EXPECT_EQ(visit.state, is_owed ? State::notice_owed : State::told) << name(ground);
    EXPECT_EQ(visit.due_at.has_value(), is_owed);
    if (!is_owed) continue;
    EXPECT_EQ(civil_date(*visit.due_at).iso(), "2026-10-06") << "three working days";
    EXPECT_EQ(act([&](db::Tx& tx, const Act& by) {
                return give_notice(tx, env(), by, visit.id, "");
              }).error(),
              VisitError::number_missing);
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
      return give_notice(tx, env(), by, visit.id, "12/TB-UBND");
    }));
    EXPECT_EQ(load(visit.id).state, State::told);
    EXPECT_EQ(load(visit.id).document, "12/TB-UBND");
    EXPECT_THAT(verbs_of(visit.id), ElementsAre("visit.enter", "visit.give_notice"));
  }
}

TEST_P(Visits, ThatAreToldAreToldOnceAndDecidedAnewOnlyWithAReason) {
  const Visit visit = enter_as_is(form());
  const auto tell_them = [&](std::string_view words) {
    return act([&](db::Tx& tx, const Act& by) { return tell(tx, env(), by, visit.id, words); });
  };
  EXPECT_EQ(tell_them("").error(), VisitError::words_missing);
  ASSERT_TRUE(tell_them("Đã thụ lý để giải quyết."));
  EXPECT_EQ(tell_them("Lần nữa.").error(), VisitError::unfit);
  const auto decide_it = [&](Decided decided) {
    return act([&](db::Tx& tx, const Act& by) { return decide(tx, env(), by, visit.id, decided); });
  };
  EXPECT_EQ(decide_it({.outcome = Outcome::forwarded, .directed_to = "Tòa án"}).error(),
            VisitError::words_missing);
  EXPECT_EQ(decide_it({.outcome = Outcome::forwarded, .words = "Không thuộc thẩm quyền."}).error(),
            VisitError::outcome_missing);
  ASSERT_TRUE(decide_it({.outcome = Outcome::forwarded,
                         .directed_to = "Tòa án",
                         .words = "Không thuộc thẩm quyền."}));
  EXPECT_EQ(load(visit.id).state, State::open) << "who came is to be told of it";
  EXPECT_THAT(verbs_of(visit.id), ElementsAre("visit.enter", "visit.tell", "visit.decide"));
}

TEST_P(Visits, GetReceiptsForPapersThatAreNumberedByPlaceAndYear) {
  const Visit one = enter_as_is(form()), other = enter_as_is(form());
  const auto give = [&](VisitId id, std::string_view papers) {
    return act([&](db::Tx& tx, const Act& by) {
      return give_receipt(tx, env(), by, id, parse_papers(papers));
    });
  };
  EXPECT_EQ(give(one.id, "").error(), VisitError::paper_missing);
  EXPECT_EQ(
      give(one.id, "Đơn khiếu nại; 3; bản chính\nSổ đỏ; 2; bản sao chứng thực\nẢnh").value().number,
      1);
  EXPECT_EQ(give(other.id, "Đơn").value().number, 2);
  const auto papers =
      db().read([&](db::Tx& tx) { return papers_of(tx, receipts_of(tx, one.id).front().id); });
  ASSERT_EQ(papers.size(), 3U);
  EXPECT_EQ(papers[0].pages, 3);
  EXPECT_EQ(papers[0].condition, PaperCondition::original);
  EXPECT_EQ(papers[1].name, "Sổ đỏ");
  EXPECT_EQ(papers[1].condition, PaperCondition::certified_copy);
  EXPECT_FALSE(papers[2].pages);
}

TEST_P(Visits, OnOneMatterAreCountedAndFoundByWordsCodeAndPaper) {
  const Visit first = enter_as_is(form());
  EnterForm again = form();
  again.before = first;
  again.matter = "Lại về giấy chứng nhận cấp sai.";
  const Visit second = enter_as_is(again);
  again.before = second;
  const Visit third = enter_as_is(again);
  EXPECT_EQ(third.turn, 3);
  EXPECT_EQ(third.matter_id, first.id);
  EXPECT_EQ(enter_as_is(form(Kind::report)).turn, 1);

  const people::Principal officer{.user = people::UserId{1},
                                  .grants = {{people::Role::reception_officer, UnitId{}}}};
  const people::Principal stranger{.user = people::UserId{2},
                                   .grants = {{people::Role::reception_officer, unit("Bộ Y tế")}}};
  const auto found = [&](const people::Principal& who, std::string_view typed) {
    return db()
        .read([&](db::Tx& tx) { return came_before(tx, keys->get(), who, typed, 9); })
        .size();
  };
  EXPECT_EQ(found(officer, "giay chung nhan"), 4U);
  EXPECT_EQ(found(officer, first.code), 1U);
  EXPECT_EQ(found(officer, "001199000001"), 4U);
  EXPECT_EQ(found(officer, "001199000002"), 0U);
  for (const std::string& typed :
       {std::string("giay chung nhan"), first.code, std::string("001199000001")})
    EXPECT_EQ(found(stranger, typed), 0U) << typed;
}

TEST_P(Visits, KeepTheNumberOfAPaperUnderTheSeal) {
  const Visit visit = enter_as_is(form());
  const auto stored = db().read([&](db::Tx& tx) {
    return tx.one<db::Blob>(std::string("select identity from visit_people"), {});
  });
  ASSERT_TRUE(stored.has_value());
  EXPECT_EQ(stored->data.find("001"), std::string::npos);
  const auto people = db().read([&](db::Tx& tx) { return people_of(tx, keys->get(), visit); });
  ASSERT_EQ(people.size(), 1U);
  EXPECT_EQ(people.front().identity, "001 199 000 001");
}

TEST_P(Visits, OfOneSittingAreRowsOfWhichTheFirstHasThePeople) {
  const Visit first = enter_as_is(form());
  EnterForm further = form(Kind::proposal);
  further.sitting = first;
  further.people.clear();
  const Visit second = enter_as_is(further);
  EXPECT_EQ(second.sitting, first.id);
  EXPECT_EQ(second.received_at, first.received_at);
  EXPECT_EQ(db().read([&](db::Tx& tx) { return people_of(tx, keys->get(), second).size(); }), 1U);
  further.kind = Kind::denunciation;
  EXPECT_THAT(wrong_in(further), ElementsAre("kind")) << "it is tied to nothing that others read";
}

TEST_P(Visits, EnteredTwiceByOneFormAreOne) {
  EnterForm sent = form();
  sent.once = "k";
  const auto one = try_to_enter(sent).value(), again = try_to_enter(sent).value();
  EXPECT_EQ(one.visit.id, again.visit.id);
  EXPECT_TRUE(again.is_repeated);
  sent.matter += " Có thêm.";
  EXPECT_NE(try_to_enter(sent).value().visit.id, one.visit.id);
}

// ---- the head's conclusion ---------------------------------------------------------------------

TEST_P(Visits, OweWhatWasConcludedUntilItsBodyReportsIt) {
  const Visit visit = enter_as_is(form());
  const UnitId body = unit("Ủy ban nhân dân tỉnh Lạng Sơn");
  const auto conclude_it = [&](const NewConclusion& concluded, VisitId id) {
    return act([&](db::Tx& tx, const Act& by) { return conclude(tx, env(), by, id, concluded); });
  };
  NewConclusion concluded{.number = "3/TB",
                          .concluded_on = clock.today(),
                          .concluded_by = "Chủ tịch Nguyễn Văn Mẫu",
                          .text = "Giao kiểm tra lại diện tích.",
                          .items = {{body, "Đo đạc lại thửa đất", clock.today() + 10}}};
  concluded.items.front().due_on = clock.today() + -1;
  EXPECT_EQ(conclude_it(concluded, visit.id).error(), VisitError::day_unfit);
  concluded.items.front().due_on = clock.today() + 10;
  ASSERT_TRUE(conclude_it(concluded, visit.id));
  const auto item = db().read([&](db::Tx& tx) { return items_of(tx, visit.id); }).front();
  const auto report = [&](const Act& by, std::string_view words) {
    return db().write([&](db::Tx& tx) { return report_item(tx, env(), by, item.id, words); });
  };
  const people::Principal other{.user = people::UserId{1},
                                .grants = {{people::Role::answering_officer, unit("Bộ Y tế")}}};
  EXPECT_EQ(report(Act::by(other), "Xong.").error(), VisitError::not_allowed);
  const people::Principal theirs{.user = people::UserId{1},
                                 .grants = {{people::Role::answering_officer, body}}};
  EXPECT_TRUE(db().read([&](db::Tx& tx) { return may_read(tx, theirs, visit); }))
      << "who owes it must tell who came";
  EXPECT_FALSE(db().read([&](db::Tx& tx) { return may_read(tx, other, visit); }));
  EXPECT_EQ(report(Act::by(theirs), " ").error(), VisitError::words_missing);
  ASSERT_TRUE(report(Act::by(theirs), "Đã đo đạc, biên bản số 5."));
  EXPECT_EQ(report(Act::by(theirs), "Lần nữa.").error(), VisitError::unfit);
  EXPECT_THAT(verbs_of(visit.id), ElementsAre("visit.enter", "visit.conclude", "visit.report"));
  EXPECT_EQ(conclude_it(concluded, enter_as_is(form(Kind::denunciation)).id).error(),
            VisitError::denunciation);
}

}  // namespace
}  // namespace gandan::receptions
