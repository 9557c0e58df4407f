// Letters about notes, a kind of record that has no more than its letters: who gets them, how they
// are confirmed and stopped, and what becomes of one that cannot be sent.
#include <gmock/gmock.h>

#include <set>
#include <stdexcept>

#include "kernel/letters/kinds.hpp"
#include "kernel/letters/links.hpp"
#include "kernel/letters/module.hpp"
#include "kernel/letters/outbox.hpp"
#include "kernel/testing/site.hpp"

namespace gandan::letters {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

constexpr std::string_view letters_of_notes[] = {received, "changed"};

/// What changed is the number `about`; of 0 nobody is to be told any more.
std::optional<Words> write_of_note(db::Tx&, const Services&, const Errand& errand,
                                   const i18n::Locale&) {
  if (errand.letter == "changed" && errand.about == 0) return std::nullopt;
  return Words{
      std::string(errand.letter) + " " + std::string(errand.code),
      "Note " + std::to_string(errand.record.id) + ": " + std::to_string(errand.about) + "\n"};
}

Kind about_notes() {
  return {.record = "note",
          .letters = letters_of_notes,
          .pages = "/notes/",
          .section = "notes",
          .promise = "You get a letter when the note changes.",
          .write = write_of_note};
}
Module notes_with(std::vector<Kind> kinds) {
  return {.name = "notes", .migrations = {}, .letters = std::move(kinds)};
}

const db::Sql payloads_of_letters{"select payload from jobs order by id"};
const db::Sql details_of_journal{"select detail from journal"};
const db::Sql subscriptions_kept{"select count(*) from subscriptions where email <> ''"};

constexpr Ref note{"note", 5};

class LettersAbout : public gandan::test::Site {
 protected:
  LettersAbout() : Site({module(), notes_with({about_notes()})}, {.units = false, .mail = true}) {}

  void subscribe_to(const Ref& record, const std::string& code,
                    const std::string& email = "mau@vidu.vn") {
    const auto book = rules->book();
    db().write([&](db::Tx& tx) {
      subscribe(tx, acts::Env::of(services(), *book),
                {.record = record, .code = code, .email = email, .language = "en"});
    });
  }
  SubscriptionId id_of(const std::string& code) {
    return db().read([&](db::Tx& tx) { return find_subscription(tx, code).value().id; });
  }
  SubscriptionState state_of_code(const std::string& code) {
    return db().read([&](db::Tx& tx) { return state_of(find_subscription(tx, code).value()); });
  }
  void confirm(const std::string& code) {
    const SubscriptionId id = id_of(code);
    ASSERT_TRUE(db().write([&](db::Tx& tx) { return confirm_letters(tx, clock, id); }));
  }
  /// One whose address is confirmed, with the first letter out of the way.
  void follow(const std::string& code, const std::string& email = "mau@vidu.vn",
              const Ref& record = note) {
    subscribe_to(record, code, email);
    confirm(code);
    delivered();
  }
  void change(std::int64_t about, const Ref& record = note) {
    db().write([&](db::Tx& tx) { queue(tx, record, "changed", clock.now(), about); });
  }
  std::vector<std::string> subjects() {
    std::vector<std::string> all;
    for (mail::Message& message : delivered()) all.push_back(std::move(message.subject));
    return all;
  }
  std::vector<std::string> payloads() {
    return db().read([](db::Tx& tx) { return tx.all<std::string>(payloads_of_letters); });
  }
  int kept() {
    return db().read([](db::Tx& tx) { return tx.one<int>(subscriptions_kept).value(); });
  }
  std::string link_of(const std::string& code) { return path_of(keys->get(), id_of(code)); }
};
GANDAN_EACH_ENGINE(LettersAbout);

TEST_P(LettersAbout, ANoteBeginWithOneThatAsksAndIsTheOnlyOneUntilItIsConfirmed) {
  subscribe_to(note, "GC-1");
  auto first = delivered();
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(first[0].to.address.text(), "mau@vidu.vn");
  const std::string site = "https://gandan.example";
  EXPECT_EQ(first[0].text,
            "Hello,\n\n"
            "Note 5: 0\n\n"
            "See how it stands, at any time:\n" +
                site + "/notes/GC-1\n\n" +
                "Shall we write to you when something happens? Then confirm this address here:\n" +
                site + link_of("GC-1") + "\n\n" +
                "If you do not confirm it, this letter is the only one.\n\n"
                "You get this letter because this address was given with GC-1. To get no more of "
                "them:\n" +
                site + link_of("GC-1") + "/stop\n");
  EXPECT_EQ(first[0].unsubscribe, site + link_of("GC-1") + "/stop");
  change(7);
  EXPECT_THAT(payloads(), IsEmpty());
  confirm("GC-1");
  change(7);
  auto second = delivered();
  ASSERT_EQ(second.size(), 1u);
  EXPECT_THAT(second[0].text, HasSubstr("Note 5: 7\n"));
  EXPECT_THAT(second[0].text, Not(HasSubstr("confirm")));
}

TEST_P(LettersAbout, OneNoteReachWhoFollowsThatAndNoOtherRecord) {
  follow("GC-1");
  follow("GC-2", "hoa@vidu.vn");
  follow("GC-3", "lan@vidu.vn", {"note", 6});
  follow("GC-4", "nam@vidu.vn", {"song", 5});
  change(1);
  EXPECT_THAT(subjects(), UnorderedElementsAre("changed GC-1", "changed GC-2"));
  db().write([&](db::Tx& tx) { queue_to(tx, "GC-2", "changed", clock.now(), 1); });
  EXPECT_THAT(subjects(), ElementsAre("changed GC-2"));
}

TEST_P(LettersAbout, ANoteReachAsManyAsFollowItByItsOneCode) {
  const auto book = rules->book();
  const acts::Env env = acts::Env::of(services(), *book);
  const auto follow_note = [&](const char* email) {
    db().write([&](db::Tx& tx) {
      letters::follow(tx, env, {.record = note, .code = "GC-1", .email = email, .language = "en"});
    });
    for (const mail::Message& asks : delivered()) {
      EXPECT_THAT(asks.text, HasSubstr("https://gandan.example/notes/GC-1\n"));
      const std::string stop = asks.unsubscribe.substr(asks.unsubscribe.find("/letters/"));
      run({.get = stop, .shows = {"/notes/GC-1\""}});
      run({.post = stop.substr(0, stop.rfind('/')), .journal = {"note.confirm_letters"}});
    }
  };
  follow("GC-1", "owner@vidu.vn");
  for (const char* email : {"hoa@vidu.vn", "lan@vidu.vn", "LAN@vidu.vn"}) follow_note(email);
  EXPECT_EQ(kept(), 3) << "whoever follows it already is not asked again";
  change(1);
  EXPECT_THAT(subjects(), ElementsAre("changed GC-1", "changed GC-1", "changed GC-1"));
  db().write([&](db::Tx& tx) { queue_to(tx, "GC-1", "changed", clock.now(), 1); });
  EXPECT_THAT(subjects(), ElementsAre("changed GC-1")) << "its code is that of who sent it";
  db().write([&](db::Tx& tx) { forget_others(tx, note, "GC-1"); });
  EXPECT_EQ(kept(), 1);
}

TEST_P(LettersAbout, WhatHasPassedOrWhatNoModuleWordsAreNotSent) {
  follow("GC-1");
  follow("GC-4", "nam@vidu.vn", {"song", 5});
  change(0);
  change(1, {"song", 5});
  EXPECT_THAT(subjects(), IsEmpty());
  EXPECT_THAT(payloads(), IsEmpty());
}

TEST_P(LettersAbout, ANoteThatItsKindDoesNotNameWaitForAnAdministrator) {
  follow("GC-1");
  db().write([&](db::Tx& tx) { queue(tx, note, "chnaged", clock.now(), 1); });
  EXPECT_THAT(subjects(), IsEmpty());
  EXPECT_EQ(payloads().size(), 1u);
}

TEST_P(LettersAbout, ManyAreWrittenSomeHundredsAtATime) {
  for (int i = 0; i < 451; ++i)
    subscribe_to(note, "GC-" + std::to_string(i), std::to_string(i) + "@vidu.vn");
  for (int i = 0; i < 451; ++i) confirm("GC-" + std::to_string(i));
  while (!delivered().empty()) continue;
  change(1);
  EXPECT_EQ(payloads().size(), 201u) << "the change waits for no more";
  std::set<std::string> reached;
  for (auto arrived = delivered(); !arrived.empty(); arrived = delivered())
    for (const mail::Message& letter : arrived)
      EXPECT_TRUE(reached.insert(letter.to.address.text()).second);
  EXPECT_EQ(reached.size(), 451u);
}

TEST_P(LettersAbout, ANoteEndOnceTheyWereStoppedAlsoOneThatWaits) {
  follow("GC-1");
  change(1);
  const SubscriptionId id = id_of("GC-1");
  db().write([&](db::Tx& tx) { return stop_letters(tx, clock, id); });
  EXPECT_THAT(subjects(), IsEmpty());
  change(2);
  EXPECT_THAT(payloads(), IsEmpty());
  EXPECT_THAT(verbs_of(note), ElementsAre("note.confirm_letters", "note.stop_letters"));
}

TEST_P(LettersAbout, AnAddressThatIsRefusedForGoodIsNotWrittenToAgain) {
  follow("GC-1");
  postbox().failure = mail::SendError{.permanent = true, .reason = "550"};
  change(1);
  run_jobs();
  EXPECT_EQ(state_of_code("GC-1"), SubscriptionState::undeliverable);
  EXPECT_THAT(verbs_of(note), ElementsAre("note.confirm_letters", "note.letter_undeliverable"));
  change(2);
  EXPECT_THAT(payloads(), IsEmpty());
}

TEST_P(LettersAbout, WhatTheServerCannotTakeNowIsTriedAgainAsTheSameMessage) {
  subscribe_to(note, "GC-1");
  postbox().failure = mail::SendError{.permanent = false, .reason = "421"};
  run_jobs();
  EXPECT_EQ(state_of_code("GC-1"), SubscriptionState::unconfirmed);
  postbox().failure.reset();
  clock.advance(std::chrono::minutes(1));
  auto letters = delivered();
  ASSERT_EQ(letters.size(), 1u);
  ASSERT_EQ(postbox().refused.size(), 1u);
  EXPECT_EQ(letters[0].id, postbox().refused[0].id);
}

TEST_P(LettersAbout, AnAddressThatNeverConfirmsIsNotAskedWithoutEnd) {
  for (int i = 0; i < 10; ++i)
    subscribe_to(note, "GC-" + std::to_string(i), i % 2 == 0 ? "mau@vidu.vn" : "Mau@ViDu.vn");
  EXPECT_EQ(delivered().size(), 5u);
  clock.advance(std::chrono::hours(25));
  subscribe_to(note, "GC-10");
  EXPECT_EQ(delivered().size(), 1u);
  confirm("GC-10");
  subscribe_to(note, "GC-11");
  EXPECT_EQ(delivered().size(), 1u);
}

TEST_P(LettersAbout, WhatMustNotBeToldAnyMoreHaveNoAddressLeft) {
  for (const char* code : {"GC-1", "GC-2", "GC-3"}) follow(code, std::string(code) + "@vidu.vn");
  change(1);
  db().write([&](db::Tx& tx) { forget_others(tx, note, "GC-2"); });
  EXPECT_THAT(subjects(), ElementsAre("changed GC-2"));
  change(1);
  db().write([&](db::Tx& tx) { forget(tx, note, "GC-2"); });
  EXPECT_THAT(subjects(), IsEmpty());
  EXPECT_EQ(kept(), 0);
}

TEST_P(LettersAbout, NothingIsKeptOrQueuedWhereNoneCanLeave) {
  services().post = nullptr;
  subscribe_to(note, "GC-1");
  EXPECT_EQ(kept(), 0);
  EXPECT_THAT(payloads(), IsEmpty());
}

TEST_P(LettersAbout, NeitherTheOutboxNorTheJournalHoldsAnAddress) {
  subscribe_to(note, "GC-1");
  auto texts = payloads();
  EXPECT_THAT(texts, Not(IsEmpty()));
  confirm("GC-1");
  auto details = db().read([](db::Tx& tx) { return tx.all<std::string>(details_of_journal); });
  EXPECT_THAT(details, Not(IsEmpty()));
  texts.insert(texts.end(), details.begin(), details.end());
  for (const std::string& text : texts) EXPECT_THAT(text, Not(HasSubstr("vidu")));
}

TEST_P(LettersAbout, ALinkChangesSomethingOnlyWhenItsButtonIsPressed) {
  subscribe_to(note, "GC-1");
  delivered();
  const std::string link = link_of("GC-1");
  run({.get = link,
       .shows = {"Yes, write to me", "You get a letter when the note changes.", "/notes/GC-1"}});
  run({.get = link + "/stop", .shows = {"Stop the letters"}});
  EXPECT_EQ(state_of_code("GC-1"), SubscriptionState::unconfirmed);
  run({.post = link, .shows = {"The address is confirmed"}, .journal = {"note.confirm_letters"}});
  EXPECT_EQ(state_of_code("GC-1"), SubscriptionState::confirmed);
  // As a mail program does it, by one click: no cookie, no browser's headers.
  http::TestClient program(app());
  http::Headers headers;
  headers.set("Content-Type", "application/x-www-form-urlencoded");
  auto stopped =
      program.send(http::Method::post, link + "/stop", headers, "List-Unsubscribe=One-Click");
  EXPECT_EQ(stopped.status, 200);
  EXPECT_EQ(state_of_code("GC-1"), SubscriptionState::stopped);
  run({.get = link, .shows = {"Write to me again"}});
}

TEST_P(LettersAbout, NobodyCanMakeTheLinkOfAnother) {
  subscribe_to(note, "GC-1");
  subscribe_to(note, "GC-2");
  const std::string own = link_of("GC-1"), other = link_of("GC-2");
  ASSERT_EQ(own.size(), other.size());
  const std::size_t half = own.size() - 16;
  EXPECT_EQ(get(other.substr(0, half) + own.substr(half)).status, 404);
  EXPECT_EQ(get("/letters/abc").status, 404);
  EXPECT_EQ(get(own).status, 200);
}

TEST(Outbox, GivesBackWhatWasPutThere) {
  const Waiting waiting{{42}, "changed", {1'700'000'000'000'001}, 7};
  const Round back = parse_round(to_payload(Round{"note", 5, waiting}));
  EXPECT_EQ(back.kind, "note");
  EXPECT_EQ(back.record, 5);
  for (const Waiting& each : {parse_waiting(to_payload(waiting)), back.next}) {
    EXPECT_EQ(each.subscription, waiting.subscription);
    EXPECT_EQ(each.letter, waiting.letter);
    EXPECT_EQ(each.at, waiting.at);
    EXPECT_EQ(each.about, waiting.about);
  }
  EXPECT_THROW((void)parse_waiting("[]"), std::exception);
}

TEST(LetterKinds, AreRefusedWhereOneIsNotWholeOrThereTwice) {
  static constexpr std::string_view without_first[] = {"changed"};
  static constexpr std::string_view twice[] = {received, "changed", "changed"};
  const auto of = [](std::vector<Kind> kinds) {
    const Module modules[] = {notes_with(std::move(kinds))};
    return kinds_of(modules);
  };
  EXPECT_EQ(of({about_notes()}).size(), 1u);
  EXPECT_THROW((void)of({about_notes(), about_notes()}), std::logic_error);
  Kind kind = about_notes();
  kind.letters = without_first;
  EXPECT_THROW((void)of({kind}), std::logic_error);
  kind.letters = twice;
  EXPECT_THROW((void)of({kind}), std::logic_error);
  kind = about_notes();
  kind.write = nullptr;
  EXPECT_THROW((void)of({kind}), std::logic_error);
}

}  // namespace
}  // namespace gandan::letters
