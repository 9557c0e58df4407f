// Undertakings that come from notes, a kind of record that has no more than its card: what can be
// done with them, what everybody may read of them, and by which day.
#include <gmock/gmock.h>

#include "kernel/tasks/ledger.hpp"
#include "kernel/tasks/lists.hpp"
#include "kernel/tasks/module.hpp"
#include "kernel/tasks/pages.hpp"
#include "kernel/tasks/record.hpp"
#include "kernel/testing/site.hpp"

namespace gandan::tasks {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Ref paid_note{"note", 7}, sealed_note{"note", 98}, gone_note{"note", 99};
constexpr Ref proof{"letter", 3};

/// Of one nobody may read the words, of another not even that it is there.
std::optional<records::Card> card_of_note(db::Tx&, std::int64_t id) {
  if (id == gone_note.id) return std::nullopt;
  return records::Card{"/notes/" + std::to_string(id),
                       id == sealed_note.id ? "" : "Note " + std::to_string(id),
                       "GC-" + std::to_string(id)};
}
std::string promised_in_note(db::Tx&, std::int64_t id, Instant) {
  return id == paid_note.id ? "The pay rises in spring." : "Secret words.";
}
/// Their part of the home page says nothing, and makes that there is one.
Module notes() {
  return {
      .name = "notes",
      .migrations = {},
      .home =
          [](Services&) {
            return std::vector<HomePart>{{.print = [](const http::Request&, html::Out&) {}}};
          },
      .records = {
          {.name = "note", .prefix = "GC", .card = card_of_note, .promised = promised_in_note}}};
}

class Undertakings : public gandan::test::Site {
 protected:
  Undertakings() : Site({module(), notes()}) {}

  template <class Fn>
  auto act(Fn&& use_case) {
    const auto book = rules->book();
    const Env env = Env::of(services(), *book);
    return db().write([&](db::Tx& tx) { return use_case(tx, env, Act::by_system()); });
  }
  UndertakingId owe(std::string_view body, int days, const std::string& what = "",
                    const Ref& source = paid_note, bool shown = true) {
    const NewUndertaking wanted{.source = source,
                                .body = unit(body),
                                .due_on = clock.today() + days,
                                .shown = shown,
                                .what = what};
    return act([&](db::Tx& tx, const Env& env, const Act& by) {
             return undertake(tx, env, by, wanted);
           })
        .value();
  }
  Result<Undertaking, TaskError> do_it(UndertakingId id) {
    return act(
        [&](db::Tx& tx, const Env& env, const Act& by) { return fulfil(tx, env, by, id, proof); });
  }
  Result<Undertaking, TaskError> move_to(UndertakingId id, Date due_on) {
    return act([&](db::Tx& tx, const Env& env, const Act& by) {
      return extend(tx, env, by, id, due_on, proof);
    });
  }
  Result<Undertaking, TaskError> give_up(UndertakingId id) {
    return act([&](db::Tx& tx, const Env& env, const Act& by) {
      return withdraw(tx, env, by, id, proof);
    });
  }
  Undertaking load(UndertakingId id) {
    return db().read([&](db::Tx& tx) { return find(tx, id).value(); });
  }
  void who_asked_says(UndertakingId id, Word word) {
    db().write([&](db::Tx& tx) { tell(tx, id, word); });
  }
  Tally tally_of(const std::vector<UnitId>& bodies = {}) {
    const Date today = clock.today();
    return db().read(
        [&](db::Tx& tx) { return tally(tx, bodies, Date::of(today.year(), 1, 1), today); });
  }
  State state(UndertakingId id) { return state_of(load(id), clock.today()); }
  std::vector<UndertakingId> listed(const Filter& filter) {
    std::vector<UndertakingId> found;
    const Page page = db().read([&](db::Tx& tx) { return list(tx, filter, clock.today(), 100); });
    for (const Undertaking& row : page.rows) found.push_back(row.id);
    return found;
  }
};
GANDAN_EACH_ENGINE(Undertakings);

constexpr const char* lang_son = "Ủy ban nhân dân tỉnh Lạng Sơn";
constexpr const char* dong_dang = "Ủy ban nhân dân xã Đồng Đăng";
constexpr const char* home_affairs = "Bộ Nội vụ";
constexpr const char* health = "Bộ Y tế";

// --- what happens to one -------------------------------------------------------------------------

TEST_P(Undertakings, AreDoneWithEvidenceAndTheFirstDayIsNeverForgotten) {
  const UndertakingId id = owe(home_affairs, 30);
  EXPECT_EQ(state(id), State::not_due);
  clock.set(start_of(Date::of(2026, 10, 26)));
  EXPECT_EQ(state(id), State::due_soon);
  ASSERT_TRUE(move_to(id, Date::of(2026, 11, 30)));
  EXPECT_EQ(state(id), State::not_due);
  clock.set(start_of(Date::of(2026, 12, 1)));
  EXPECT_EQ(state(id), State::overdue);
  ASSERT_TRUE(do_it(id));
  const Undertaking done = load(id);
  EXPECT_EQ(state(id), State::done_late);
  EXPECT_EQ(done.first_due_on, Date::of(2026, 10, 31));
  EXPECT_EQ(done.due_on, Date::of(2026, 11, 30));
  EXPECT_EQ(done.source(), paid_note);
  EXPECT_EQ(done.evidence_kind, "letter");
  EXPECT_EQ(done.evidence_id, 3);
  EXPECT_THAT(verbs_of(subject_of(id)),
              ElementsAre("undertaking.undertake", "undertaking.extend", "undertaking.fulfil"));
}

TEST_P(Undertakings, AreInTimeOnTheirLastDayToItsEnd) {
  const UndertakingId id = owe(home_affairs, 10), other = owe(home_affairs, 10);
  clock.set(end_of(Date::of(2026, 10, 11)));
  EXPECT_EQ(state(id), State::due_soon);
  ASSERT_TRUE(do_it(id));
  ASSERT_TRUE(give_up(other));
  clock.advance(std::chrono::hours(48));
  EXPECT_EQ(state(id), State::done);
  EXPECT_EQ(state(other), State::given_up);
}

TEST_P(Undertakings, ThatAreGivenUpAfterTheirDayWereNotDone) {
  const UndertakingId id = owe(home_affairs, 1);
  clock.advance(std::chrono::hours(48));
  ASSERT_TRUE(give_up(id));
  EXPECT_EQ(state(id), State::not_done);
  EXPECT_THAT(verbs_of(subject_of(id)),
              ElementsAre("undertaking.undertake", "undertaking.withdraw"));
}

TEST_P(Undertakings, ThatHaveEndedAreNotChangedAndADayLiesAhead) {
  const UndertakingId id = owe(home_affairs, 10);
  EXPECT_EQ(move_to(id, clock.today() + 10).error(), TaskError::day_unfit) << "it is that already";
  EXPECT_EQ(move_to(id, clock.today() - 1).error(), TaskError::day_unfit);
  EXPECT_TRUE(move_to(id, clock.today())) << "today is still ahead";
  ASSERT_TRUE(do_it(id));
  EXPECT_EQ(do_it(id).error(), TaskError::ended);
  EXPECT_EQ(move_to(id, clock.today() + 20).error(), TaskError::ended);
  EXPECT_EQ(give_up(id).error(), TaskError::ended);
  EXPECT_EQ(do_it(UndertakingId{1}).error(), TaskError::not_found);
  const NewUndertaking past{
      .source = paid_note, .body = unit(health), .due_on = clock.today() - 1, .shown = true};
  EXPECT_EQ(act([&](db::Tx& tx, const Env& env, const Act& by) {
              return undertake(tx, env, by, past);
            }).error(),
            TaskError::day_unfit);
  EXPECT_THAT(verbs_of(subject_of(id)),
              ElementsAre("undertaking.undertake", "undertaking.extend", "undertaking.fulfil"))
      << "what is refused leaves no entry";
}

TEST_P(Undertakings, AreFoundByTheRecordThatTheyComeFrom) {
  const UndertakingId first = owe(home_affairs, 10), second = owe(health, 5);
  owe(health, 5, "", {"note", 8});
  owe(health, 5, "", {"song", 7});
  std::vector<UndertakingId> found;
  for (const Undertaking& row : db().read([](db::Tx& tx) { return of_source(tx, paid_note); }))
    found.push_back(row.id);
  EXPECT_THAT(found, ElementsAre(first, second));
}

// --- lists ---------------------------------------------------------------------------------------

TEST_P(Undertakings, AreListedByTheirLastDayAndWhatHasEndedTheLastFirst) {
  const UndertakingId later = owe(home_affairs, 40), soon = owe(health, 2),
                      late = owe(home_affairs, 1), done = owe(health, 20), last = owe(health, 20),
                      given = owe(home_affairs, 20);
  ASSERT_TRUE(do_it(done));
  clock.advance(std::chrono::hours(48));
  ASSERT_TRUE(do_it(last));
  ASSERT_TRUE(give_up(given));
  EXPECT_THAT(listed({}), ElementsAre(late, soon, later));
  EXPECT_THAT(listed({.show = Show::overdue}), ElementsAre(late));
  EXPECT_THAT(listed({.show = Show::ahead}), ElementsAre(soon, later));
  EXPECT_THAT(listed({.show = Show::done}), ElementsAre(last, done));
  EXPECT_THAT(listed({.show = Show::not_done}), ElementsAre(given));
  EXPECT_THAT(listed({.bodies = {unit(home_affairs)}}), ElementsAre(late, later));
  EXPECT_THAT(
      listed({.bodies = {unit(home_affairs), unit(health)}, .due_by = Date::of(2026, 10, 3)}),
      ElementsAre(late, soon));
  EXPECT_THAT(listed({.show = Show::done, .bodies = {unit(home_affairs)}}), IsEmpty());
}

TEST_P(Undertakings, AreListedPageByPageEachOnceWhateverIsAskedFor) {
  for (int i = 0; i < 7; ++i) {
    owe(home_affairs, 1 + i / 3);
    owe(home_affairs, 6 + i / 3);
    const UndertakingId done = owe(home_affairs, 9);
    ASSERT_TRUE(do_it(done));
    who_asked_says(done, Word::doubted);
    ASSERT_TRUE(give_up(owe(home_affairs, 9)));
  }
  clock.advance(std::chrono::hours(96));
  for (const std::vector<UnitId>& bodies : {std::vector<UnitId>{}, {unit(home_affairs)}})
    for (const auto& due_by : std::vector<std::optional<Date>>{std::nullopt, clock.today() + 9})
      for (Show each : shows) {
        const Filter filter{.show = each, .bodies = bodies, .due_by = due_by};
        std::vector<UndertakingId> seen;
        std::optional<db::Cursor> after;
        do {
          const Page page =
              db().read([&](db::Tx& tx) { return list(tx, filter, clock.today(), 3, after); });
          EXPECT_LE(page.rows.size(), 3U);
          for (const Undertaking& row : page.rows) seen.push_back(row.id);
          after = page.next;
        } while (after);
        EXPECT_EQ(seen, listed(filter)) << name(each);
        EXPECT_EQ(seen.size(), 7U) << name(each);
      }
}

TEST_P(Undertakings, OfWhatNobodyMayReadAreInNoListUntilItIsShown) {
  const UndertakingId hidden = owe(health, 3, "", paid_note, false);
  EXPECT_THAT(listed({}), IsEmpty());
  db().write([](db::Tx& tx) { tasks::show(tx, paid_note, true); });
  EXPECT_THAT(listed({}), ElementsAre(hidden));
  db().write([](db::Tx& tx) { tasks::show(tx, paid_note, false); });
  ASSERT_TRUE(do_it(hidden));
  EXPECT_THAT(listed({.show = Show::done}), IsEmpty());
}

// --- the ledger ----------------------------------------------------------------------------------

TEST_P(Undertakings, ThatAreDoneAreDoubtedByWhoAskedUntilTheySayOtherwise) {
  const UndertakingId done = owe(health, 2), owed = owe(health, 1), given = owe(health, 3);
  ASSERT_TRUE(do_it(done));
  EXPECT_THAT(listed({.show = Show::doubted}), IsEmpty());
  for (UndertakingId id : {done, owed}) who_asked_says(id, Word::doubted);
  EXPECT_EQ(state(done), State::doubted);
  EXPECT_EQ(state(owed), State::due_soon) << "nobody has said that it is done";
  EXPECT_THAT(listed({.show = Show::doubted}), ElementsAre(done, owed)) << "the last due first";
  who_asked_says(done, Word::done);
  EXPECT_EQ(state(done), State::done);
  EXPECT_THAT(listed({.show = Show::doubted}), ElementsAre(owed));
  EXPECT_EQ(state(given), State::due_soon);
}

TEST_P(Undertakings, AreCountedOnceTheirDayHasPassedByWhatCameOfThem) {
  const UndertakingId kept = owe(health, 2), late = owe(health, 2), doubted = owe(health, 2),
                      broken = owe(health, 2), undone = owe(home_affairs, 2),
                      given = owe(health, 2), ahead = owe(health, 90),
                      hidden = owe(health, 2, "", paid_note, false);
  for (UndertakingId id : {kept, doubted, ahead, hidden}) ASSERT_TRUE(do_it(id));
  ASSERT_TRUE(give_up(given));
  EXPECT_EQ(tally_of().came_due, 0) << "no day has passed";
  clock.set(end_of(Date::of(2026, 10, 3)));
  EXPECT_EQ(tally_of().came_due, 0) << "the last day is theirs to its end";
  clock.advance(std::chrono::microseconds(1));
  EXPECT_EQ(tally_of().broken, 3);
  ASSERT_TRUE(do_it(late));
  ASSERT_TRUE(give_up(undone));
  who_asked_says(doubted, Word::doubted);
  who_asked_says(kept, Word::done);
  const Tally all = tally_of();
  EXPECT_EQ(all.came_due, 5) << "what was given up before its day, or is ahead, did not come due";
  EXPECT_EQ(all.kept, 1);
  EXPECT_EQ(all.late, 1);
  EXPECT_EQ(all.doubted, 1);
  EXPECT_EQ(all.broken, 2);
  EXPECT_EQ(all.told, 2);
  EXPECT_EQ(all.told_done, 1);
  EXPECT_EQ(tally_of({unit(health)}).came_due, 4);
  clock.set(start_of(Date::of(2027, 2, 1)));
  EXPECT_EQ(tally_of().came_due, 0) << "of this year alone";
  EXPECT_EQ(state(broken), State::overdue);
}

TEST_P(Undertakings, AreToldInOneSentenceWithAShareOnlyOfFiveOrMore) {
  const auto names = db().read([](db::Tx& tx) { return units::Directory::load(tx); });
  const Wording words{*i18n::find_locale("vi"), *names, clock.today()};
  EXPECT_EQ(in_words(words, {}), "");
  EXPECT_EQ(in_words(words, {.came_due = 4, .kept = 3, .broken = 1}),
            "Trong năm nay 4 cam kết đã đến hạn: 3 đã giữ, 1 chưa làm.");
  EXPECT_EQ(in_words(words, {.came_due = 12, .kept = 9, .late = 2, .broken = 1}),
            "Trong năm nay 12 cam kết đã đến hạn: 9 đã giữ, 2 làm chậm, 1 chưa làm. 75% giữ đúng "
            "ngày.");
  EXPECT_EQ(in_words(words, {.came_due = 20, .kept = 15, .doubted = 5, .told = 14, .told_done = 9}),
            "Trong năm nay 20 cam kết đã đến hạn: 15 đã giữ, 5 báo xong mà người hỏi nói chưa "
            "xong. 75% giữ đúng ngày. Trong 14 người được hỏi lại, 9 người nói đã xong.");
  for (const Tally& few :
       {Tally{.came_due = 4, .kept = 4, .told = 4, .told_done = 4},
        Tally{.came_due = 9, .kept = 8, .doubted = 1, .told = 9, .told_done = 8},
        Tally{.came_due = 9, .kept = 2, .doubted = 7, .told = 9, .told_done = 2}})
    EXPECT_THAT(in_words(words, few), testing::Not(testing::HasSubstr("được hỏi lại")));
}

TEST_P(Undertakings, OfAPlaceAreThoseOfTheBodiesThatServeWithinIt) {
  owe(lang_son, 5);
  owe(dong_dang, 6);
  owe(health, 7);
  run({.get = "/undertakings?place=20",
       .shows = {"datetime=\"2026-10-06\"", "datetime=\"2026-10-07\"", "value=\"Tỉnh Lạng Sơn\""},
       .hides = {"datetime=\"2026-10-08\""}});
  run({.get = "/undertakings?place=x%C3%A3%20%C4%90%E1%BB%93ng%20%C4%90%C4%83ng%2C%20t%E1%BB%89nh%"
              "20L%E1%BA%A1ng%20S%C6%A1n",
       .shows = {"datetime=\"2026-10-07\""},
       .hides = {"datetime=\"2026-10-06\"", "datetime=\"2026-10-08\""}});
  run({.get = "/undertakings?place=20&body=BYT",
       .shows = {"Nothing is due from today on"},
       .hides = {"datetime=\"2026-10-0"}});
  run({.get = "/undertakings?place=zzzzqq",
       .status = 422,
       .shows = {"No place has this name.", "href=\"#place\""}});
}

TEST_P(Undertakings, AreAFeedAndAFileOfWhatThePageLists) {
  owe(home_affairs, 30, "Decree on village pay");
  const UndertakingId done = owe(health, 2);
  ASSERT_TRUE(do_it(done));
  run({.get = "/undertakings.atom",
       .shows = {"<feed", "Decree on village pay", home_affairs, "/notes/7"},
       .hides = {health}});
  run({.get = "/undertakings.csv",
       .shows = {"code,body_code,body,what,undertaken_on,first_due_on,due_on,state",
                 "GC-7,BNV,Bộ Nội vụ,Decree on village pay,2026-10-01,2026-10-31,2026-10-31,"
                 "not_due,,"},
       .hides = {"BYT"}});
  run({.get = "/undertakings.csv?show=done&body=BYT", .shows = {"2026-10-03,done,2026-10-01,"}});
  run({.get = "/undertakings.csv?body=zzzz", .status = 404});
  owe(health, 3, "Secret one", sealed_note);
  for (const char* file : {"/undertakings.csv", "/undertakings.atom"})
    run({.get = file, .hides = {"Secret"}});
}

TEST_P(Undertakings, StandFirstOnTheHomePageByWhatWasKept) {
  run({.get = "/", .hides = {"What was promised, and kept"}});
  ASSERT_TRUE(do_it(owe(health, 2)));
  owe(home_affairs, 30, "Decree on village pay");
  clock.advance(std::chrono::hours(24 * 4));
  for (const char* page : {"/", "/undertakings"})
    run({.get = page, .shows = {"This year 1 promise came due: 1 kept."}});
  run({.get = "/",
       .shows = {"What was promised, and kept", "Decree on village pay", "Done lately",
                 "Due next"}});
  run({.get = "/bodies/BYT", .shows = {"This year 1 promise came due: 1 kept."}});
  clock.advance(std::chrono::hours(24 * 30));
  run({.get = "/", .shows = {"What was promised, and kept"}, .hides = {"Done lately"}});
}

// --- the page ------------------------------------------------------------------------------------

TEST_P(Undertakings, AreReadWithTheirBodyAndDayAndLeadToWhereTheyComeFrom) {
  owe(home_affairs, 30, "Decree on village pay");
  owe(health, 2);
  run({.get = "/undertakings",
       .shows = {"href=\"/notes/7\"", "Decree on village pay", "Note 7", "class=\"code\">GC-7<",
                 "The pay rises in spring.", home_affairs, health, "datetime=\"2026-10-31\"",
                 "30 days left", "2 days left"},
       .hides = {"class=\"badge", "The day that was said first"}});
  run({.get = "/undertakings?body=BNV",
       .shows = {"What Bộ Nội vụ has promised to do", "Decree on village pay"},
       .hides = {"2 days left"}});
  run({.get = "/undertakings?by=5/10/2026", .shows = {health}, .hides = {"Decree"}});
  clock.advance(std::chrono::hours(24 * 5));
  run({.get = "/undertakings",
       .shows = {"Decree on village pay", "Overdue<span class=\"count\">1</span>"},
       .hides = {"overdue ·"}});
  run({.get = "/undertakings?show=overdue",
       .shows = {"Note 7", health, "3 days overdue"},
       .hides = {"Decree", "class=\"badge"}});
  run({.get = "/undertakings?show=done", .shows = {"Nothing is done yet"}});
  run({.get = "/undertakings?show=not_done", .shows = {"Nothing was given up"}});
  run({.get = "/undertakings?lang=vi", .shows = {"Việc các cơ quan đã cam kết", "Quá hạn"}});
}

TEST_P(Undertakings, AreCountedBehindEachTabUpToABound) {
  owe(health, 2);
  for (int i = 0; i < 100; ++i) owe(home_affairs, 30);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(do_it(owe(health, 9)));
  ASSERT_TRUE(give_up(owe(health, 9)));
  clock.advance(std::chrono::hours(24 * 5));
  auto count = [](const std::string& n) { return "<span class=\"count\">" + n + "</span>"; };
  run({.get = "/undertakings",
       .shows = {"Due next" + count("99+"), "Overdue" + count("1"), "Done" + count("3"),
                 "Not done" + count("1")}});
  run({.get = "/undertakings?body=BNV&lang=vi",
       .shows = {count("99+")},
       .hides = {count("1"), count("3")}});
}

TEST_P(Undertakings, TellHowTheyEndedAndWhichDayWasSaidFirst) {
  const UndertakingId id = owe(health, 2);
  ASSERT_TRUE(move_to(id, Date::of(2026, 10, 20)));
  run({.get = "/undertakings", .shows = {"The day that was said first: 3 Oct 2026"}});
  ASSERT_TRUE(do_it(id));
  run({.get = "/undertakings", .shows = {"Nothing is due from today on"}, .hides = {"Note 7"}});
  run({.get = "/undertakings?show=done",
       .shows = {"Note 7", "Done in time", "Last day: 20 Oct 2026"}});
}

TEST_P(Undertakings, WhoseRecordTellsNobodyItsWordsTellNobodyTheirs) {
  owe(health, 2, "Secret one", sealed_note);
  owe(health, 2, "Secret two", gone_note);
  owe(health, 2, "Secret three", {"song", 1});
  run({.get = "/undertakings",
       .shows = {"Nothing is due from today on"},
       .hides = {"Secret", "/notes/98", "/notes/99"}});
}

TEST_P(Undertakings, AreAskedForByWordsOfABodyAndByADayAsPeopleWriteThem) {
  owe(home_affairs, 30);
  run({.get = "/undertakings?body=b%E1%BB%99%20n%E1%BB%99i%20v%E1%BB%A5",
       .shows = {"What Bộ Nội vụ has promised to do", "Note 7"}});
  run({.get = "/undertakings?body=b%E1%BB%99&show=done",
       .shows = {"Which body is meant?", "/undertakings?show=done&amp;body=B"},
       .hides = {"Nothing is done yet"}});
  run({.get = "/undertakings?body=zzzz",
       .status = 422,
       .shows = {"No body has this name.", "value=\"zzzz\""},
       .hides = {"Note 7"}});
  run({.get = "/undertakings?by=tomorrow",
       .status = 422,
       .shows = {"Write the day as in 31/12/2026.", "href=\"#by\""},
       .hides = {"Note 7"}});
}

TEST_P(Undertakings, AreReadPageByPage) {
  for (int i = 0; i < 26; ++i) owe(health, 10 + i);
  const auto first = run({.get = "/undertakings?body=" + std::string("B%E1%BB%99%20Y%20t%E1%BA%BF"),
                          .shows = {"rel=\"next\""},
                          .hides = {"datetime=\"2026-11-05\"", "rel=\"prev\""}});
  const auto at = first.body.find("&amp;after=");
  ASSERT_NE(at, std::string::npos);
  const std::string after = first.body.substr(at + 11, first.body.find('"', at) - at - 11);
  run({.get = "/undertakings?after=" + after,
       .shows = {"datetime=\"2026-11-05\"", "rel=\"prev\""},
       .hides = {"rel=\"next\"", "datetime=\"2026-11-04\""}});
}

/// Whether the words stand in a page in this order.
bool stand_in_order(std::string_view page, std::initializer_list<std::string_view> words) {
  std::size_t at = 0;
  for (const std::string_view each : words)
    if ((at = page.find(each, at)) == std::string_view::npos) return false;
  return true;
}

TEST_P(Undertakings, StandOnThePageOfABodyTheFirstDueFirst) {
  for (int days : {9, 3, 5, 7}) owe(health, days);
  owe(home_affairs, 1);
  const auto page = run({.get = "/bodies/BYT",
                         .shows = {"What it has promised to do", "/notes/7",
                                   "href=\"/undertakings?body=BYT\">All that it promised"},
                         .hides = {"datetime=\"2026-10-02\"", "datetime=\"2026-10-10\""}});
  EXPECT_TRUE(stand_in_order(page.body, {"datetime=\"2026-10-04\"", "datetime=\"2026-10-06\"",
                                         "datetime=\"2026-10-08\""}));
}

TEST_P(Undertakings, StandOnThePageOfThePlaceThatTheirBodiesServe) {
  owe("Ủy ban nhân dân tỉnh Lạng Sơn", 3);
  owe(health, 1);
  owe("Ủy ban nhân dân tỉnh Lạng Sơn", 2, "", sealed_note);
  run({.get = "/places/20",
       .shows = {"What the bodies here have promised to do", "datetime=\"2026-10-04\""},
       .hides = {"datetime=\"2026-10-02\"", "datetime=\"2026-10-03\""}});
  run({.get = "/places/01", .hides = {"What the bodies here have promised to do"}});
}

TEST_P(Undertakings, LeaveNoGapOnThePageOfABodyThatOwesNone) {
  run({.get = "/bodies/BYT", .hides = {"What it has promised to do"}});
}

}  // namespace
}  // namespace gandan::tasks
