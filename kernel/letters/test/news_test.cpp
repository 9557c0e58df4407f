// Letters about what is new in a list of notes, a kind of record that has no more than its entries
// in the journal: who asks for them, what they tell, and what is left when they end.
#include "kernel/letters/news.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <stdexcept>

#include "kernel/acts/record.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/letters/kinds.hpp"
#include "kernel/letters/links.hpp"
#include "kernel/letters/module.hpp"
#include "kernel/testing/site.hpp"

namespace gandan::letters {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view verbs_of_notes[] = {"note.open", "note.answer"};
constexpr std::string_view narrows_notes[] = {"q", "field"};

/// The numbers of notes that everybody may read.
std::vector<std::int64_t>& open_notes() {
  static std::vector<std::int64_t> open;
  return open;
}

std::string title_of_notes(db::Tx&, const Services&, const Watched& watched) {
  if (watched.asked.get("field") == "none") return {};
  std::string title = "Notes";
  for (const http::Field& field : watched.asked) title += ", " + field.value;
  return title;
}

std::vector<NewsItem> read_notes(db::Tx& tx, const Services&, const Watched& watched,
                                 const db::Query& among, int most) {
  std::vector<NewsItem> items;
  auto ids = among.all<std::int64_t>(tx);
  std::ranges::sort(ids);
  for (std::int64_t id : ids) {
    const std::string number = std::to_string(id);
    const bool is_open = std::ranges::find(open_notes(), id) != open_notes().end();
    const bool is_asked = watched.asked.get("q").empty() || watched.asked.get("q") == number;
    const bool is_told =
        std::ranges::find(items, "/notes/" + number, &NewsItem::href) != items.end();
    if (is_open && is_asked && !is_told && std::ssize(items) < most)
      items.push_back(
          {"Note " + number, watched.place ? watched.place->name : "Open", "/notes/" + number});
  }
  return items;
}

News news_of_notes() {
  return {.list = "notes",
          .record = "note",
          .verbs = verbs_of_notes,
          .page = "/notes",
          .section = "notes",
          .narrows = narrows_notes,
          .title = title_of_notes,
          .read = read_notes};
}
Module notes_with_news(std::vector<News> news) {
  return {.name = "notes", .migrations = {}, .news = std::move(news)};
}

const db::Sql watches_kept{"select count(*) from watches"};

class NewsLetters : public gandan::test::Site {
 protected:
  NewsLetters() : Site({module(), notes_with_news({news_of_notes()})}, {.mail = true}) {
    open_notes().clear();
  }

  /// The link in the one letter that came.
  std::string link_in_letter() {
    const auto letters = delivered();
    EXPECT_EQ(letters.size(), 1u);
    if (letters.empty()) return {};
    const std::string& stop = letters[0].unsubscribe;
    const std::size_t from = stop.find("/news/");
    return stop.substr(from, stop.size() - from - std::string_view("/stop").size());
  }
  std::string watch_now(const std::string& asked = "", const std::string& list = "notes") {
    const auto book = rules->book();
    const acts::Env env = acts::Env::of(services(), *book);
    db().write([&](db::Tx& tx) {
      watch(tx, env, {.list = list, .asked = asked, .email = "mau@vidu.vn", .language = "en"});
    });
    const std::string link = link_in_letter();
    run({.post = link});
    return link;
  }
  void tell(std::int64_t note, std::string_view verb = "note.open") {
    db().write([&](db::Tx& tx) {
      acts::record_named(tx, acts::Act::by_system(), {"note", note}, clock.now(), verb, {});
    });
  }
  void open(std::int64_t note) {
    open_notes().push_back(note);
    tell(note);
  }
  /// What the morning brings.
  std::vector<mail::Message> next_morning() {
    clock.advance(std::chrono::hours(24));
    journal::seal_all(db(), clock);
    run_periodic(std::string(news_round));
    return delivered();
  }
  int kept() {
    return db().read([](db::Tx& tx) { return tx.one<int>(watches_kept).value(); });
  }
};
GANDAN_EACH_ENGINE(NewsLetters);

TEST_P(NewsLetters, TellOnceADayOfWhatIsNewSinceTheLastAndSayNothingWhereNothingIs) {
  open(1);
  journal::seal_all(db(), clock);
  const std::string link = watch_now();
  EXPECT_THAT(next_morning(), IsEmpty()) << "what was there before is not new";
  open(2);
  open(3);
  const auto letters = next_morning();
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].subject, "New: Notes");
  EXPECT_EQ(letters[0].text,
            "Hello,\n\n"
            "This is new since our last look: Notes\n\n"
            "Note 2\nOpen\nhttps://gandan.example/notes/2\n\n"
            "Note 3\nOpen\nhttps://gandan.example/notes/3\n\n"
            "All that is there:\nhttps://gandan.example/notes\n\n"
            "You get this letter, once a day at most, because you asked for it. To get no more of "
            "them, and to have your address forgotten:\nhttps://gandan.example" +
                link + "/stop\n");
  EXPECT_EQ(letters[0].unsubscribe, "https://gandan.example" + link + "/stop");
  open(4);
  journal::seal_all(db(), clock);
  run_periodic(std::string(news_round));
  EXPECT_THAT(delivered(), IsEmpty()) << "a second letter on one day";
  EXPECT_EQ(next_morning().size(), 1u);
  EXPECT_THAT(next_morning(), IsEmpty());
}

TEST_P(NewsLetters, TellOnlyOfWhatIsPublicWhenTheyAreWrittenAndOfWhatIsAskedFor) {
  watch_now("q=7");
  tell(7);  // held: nobody may read it
  open(8);
  tell(7, "note.close");
  EXPECT_THAT(next_morning(), IsEmpty());
  open(7);
  journal::seal_all(db(), clock);
  clock.advance(std::chrono::hours(24));
  run_periodic(std::string(news_round));  // one waits
  open_notes().clear();                   // hidden, before it is sent
  EXPECT_THAT(delivered(), IsEmpty());
  open_notes().push_back(7);
  tell(7, "note.answer");
  const auto letters = next_morning();
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].subject, "New: Notes, 7");
  EXPECT_THAT(letters[0].text, Not(HasSubstr("Note 8")));
}

TEST_P(NewsLetters, OfAPlaceTellWhatIsNewInTheListsOfAllModules) {
  const std::string code = "id" + std::to_string(unit("Xã Đồng Đăng").value);
  watch_now("code=" + code, "place");
  open(5);
  const auto letters = next_morning();
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].subject, "New: Xã Đồng Đăng");
  EXPECT_THAT(letters[0].text, HasSubstr("Note 5\nXã Đồng Đăng\n"));
}

TEST_P(NewsLetters, AreAskedForByAFormThatTellsNobodyWhoGetsThemAndEntersNothingInTheJournal) {
  run({.get = "/news?list=notes&q=7&page=2",
       .shows = {"Notes, 7", "name=\"asked\" value=\"q=7\"", "href=\"/notes?q=7\""}});
  const http::Fields form{{"list", "notes"}, {"asked", "q=7"}, {"email", "mau@vidu.vn"}};
  const std::string subject = "Letters about what is new here";
  const std::string after(
      run({.post = "/news", .form = form, .status = 303, .letters = {subject}}).location());
  run({.get = after, .shows = {"Look into your mailbox"}});
  const std::string link = watch_now("q=7");
  run({.get = link, .shows = {"We write to you", "Notes, 7"}});
  EXPECT_EQ(run({.post = "/news", .form = form, .status = 303}).location(), after)
      << "whoever gets them already is not asked again, and nobody is told";
  run({.post = "/news",
       .form = {{"list", "notes"}, {"asked", "q=7"}, {"email", "mau"}},
       .status = 422,
       .shows = {"Write the e-mail address in full", "value=\"mau\""}});
  run({.get = "/news?list=songs", .status = 404});
  run({.get = "/news?list=notes&field=none", .status = 404});
  run({.get = "/news", .status = 303});
  services().post = nullptr;
  run({.get = "/news?list=notes", .status = 404});
}

TEST_P(NewsLetters, LeaveNoAddressBehindWhereTheyAreStoppedRefusedOrNeverConfirmed) {
  const std::string link = watch_now();
  run({.get = link + "/stop", .shows = {"Your address is forgotten then."}});
  EXPECT_EQ(kept(), 1) << "opening a link changes nothing";
  run({.post = link + "/stop", .shows = {"The address is forgotten."}});
  EXPECT_EQ(kept(), 0);
  run({.get = link,
       .shows = {"The address is forgotten."},
       .hides = {"<form method=\"post\" action=\"/news/"}});
  run({.post = link, .shows = {"The address is forgotten."}});
  open(1);
  EXPECT_THAT(next_morning(), IsEmpty());

  run({.post = "/news",
       .form = {{"list", "notes"}, {"email", "hoa@vidu.vn"}},
       .status = 303,
       .letters = {"Letters about what is new here"}});
  EXPECT_EQ(kept(), 1);
  for (int day = 0; day < 8; ++day) EXPECT_THAT(next_morning(), IsEmpty());
  EXPECT_EQ(kept(), 0);

  watch_now();
  postbox().failure = mail::SendError{.permanent = true, .reason = "550"};
  open(2);
  (void)next_morning();
  EXPECT_EQ(kept(), 0);
}

TEST_P(NewsLetters, AreNotMadeByAnotherLink) {
  const std::string own = watch_now(), other = watch_now("q=7");
  ASSERT_EQ(own.size(), other.size());
  const std::size_t half = own.size() - 16;
  EXPECT_EQ(get(other.substr(0, half) + own.substr(half)).status, 404);
  EXPECT_EQ(get("/letters/" + own.substr(own.rfind('/') + 1)).status, 404);
  EXPECT_EQ(get(own).status, 200);
}

TEST(NewsOfModules, AreRefusedWhereAListIsNotWholeOrThereTwice) {
  const auto of = [](std::vector<News> news) {
    const Module modules[] = {notes_with_news(std::move(news))};
    return news_of(modules);
  };
  EXPECT_EQ(of({news_of_notes()}).size(), 1u);
  EXPECT_THROW((void)of({news_of_notes(), news_of_notes()}), std::logic_error);
  News news = news_of_notes();
  news.list = "place";
  EXPECT_THROW((void)of({news}), std::logic_error);
  news = news_of_notes();
  news.read = nullptr;
  EXPECT_THROW((void)of({news}), std::logic_error);
  news = news_of_notes();
  news.verbs = {};
  EXPECT_THROW((void)of({news}), std::logic_error);
}

}  // namespace
}  // namespace gandan::letters
