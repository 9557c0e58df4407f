// The desk over a tiny kind of record: a notice that is closed, with words, or stamped, by a press.
#include "kernel/desk/desk.hpp"

#include <gmock/gmock.h>

#include "kernel/acts/record.hpp"
#include "kernel/desk/tasks.hpp"
#include "kernel/desk/views/desk.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/testing/site.hpp"

namespace gandan::desk {
namespace {

using people::Permission, people::Role;

struct Notice {
  std::int64_t id = 0;
  std::string code, text;
  std::int64_t stamps = 0, closed = 0;
};
const db::Sql insert_notice{"insert into notices values (:id, :code, :text, 0, 0)"};
const db::Sql notice_by_code{
    "select id, code, text, stamps, closed from notices where code = :code"};
const db::Sql open_notices{
    "select id, code, text, stamps, closed from notices where closed = 0 and id > :after order by "
    "id limit :most"};
const db::Sql update_notice{"update notices set stamps = :stamps, closed = :closed where id = :id"};

constexpr EmbeddedFile notice_files[] = {
    {"001_notices.sql",
     "create table notices (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, text TEXT NOT NULL, "
     "stamps INTEGER NOT NULL, closed INTEGER NOT NULL) STRICT;"}};

Refused stamp(const At<Desk, Notice>& at, const acts::Env& env) {
  at.tx.run(update_notice, {{"stamps", at.record.stamps + 1}, {"closed", 0}, {"id", at.record.id}});
  acts::record_named(at.tx, at.desk.act(), {"notice", at.record.id}, env.clock.now(),
                     "notice.stamp", {});
  return {};
}
Refused close(const At<Desk, Notice>& at, const acts::Env& env) {
  if (at.desk.typed("words").empty()) return {{"words", "Say why."}};
  at.tx.run(update_notice, {{"stamps", at.record.stamps}, {"closed", 1}, {"id", at.record.id}});
  acts::record_named(at.tx, at.desk.act(), {"notice", at.record.id}, env.clock.now(),
                     "notice.close", {});
  return {};
}
void ask_why(const At<Desk, Notice>&, const http::Fields& typed, WorkForm& form) {
  form.heading = "Why is it closed?";
  form.words =
      pages::Field{.name = "words", .label = "Reason", .value = std::string(typed.get("words"))};
}
bool is_open(const Notice& notice, std::string_view) {
  return notice.closed == 0;
}
bool is_for_all(const At<Desk, Notice>&) {
  return true;
}
Way by_press(const Notice&) {
  return Way::press;
}

constexpr Task<Desk, Notice> notice_tasks[] = {{.name = "stamp",
                                                .key = "s",
                                                .label = "Stamp",
                                                .done = "Stamped.",
                                                .fits = is_open,
                                                .is_offered = is_for_all,
                                                .way = by_press,
                                                .perform = stamp},
                                               {.name = "close",
                                                .key = "c",
                                                .label = "Close",
                                                .done = "Closed.",
                                                .goes_on = true,
                                                .fits = is_open,
                                                .is_offered = is_for_all,
                                                .fill = ask_why,
                                                .perform = close}};

struct Notices {
  using Desk = desk::Desk;
  using Record = Notice;
  using Read = Notice;
  using Open = OpenRecord;
  static constexpr std::string_view prefix = "TB";
  static constexpr std::string_view written[] = {"words"};

  static std::span<const Task<Desk, Notice>> tasks() { return notice_tasks; }
  static std::optional<Notice> find(db::Tx& tx, std::string_view code) {
    return tx.one<Notice>(notice_by_code, {{"code", code}});
  }
  static Past past(const Desk&, const Notice& notice) {
    return {{"notice", notice.id}, [](const journal::Recorded& entry) {
              return entry.verb == "notice.close" ? std::string("It was closed") : std::string();
            }};
  }
  static bool may_read(db::Tx& tx, const people::Principal& officer, const Notice&) {
    return people::may_at(tx, officer, Permission::read_cases, {});
  }
  static bool may_act(db::Tx& tx, const people::Principal& officer, const Notice& notice) {
    return may_read(tx, officer, notice);
  }
  static std::string taken_away(const Desk&, db::Tx&, const Notice&) { return {}; }
  static std::optional<Notice> read(const Desk& desk, std::string_view code) {
    return desk.services.database.read([&](db::Tx& tx) {
      auto notice = find(tx, code);
      return notice && may_read(tx, desk.officer, *notice) ? notice : std::nullopt;
    });
  }
  static const Notice& record(const Notice& notice) { return notice; }
  static OpenRecord open(const Desk& desk, db::Tx& tx, const Notice& notice) {
    OpenRecord open{.code = notice.code,
                    .title = notice.text,
                    .received = desk.words.today,
                    .facts = {{"Stamps", std::to_string(notice.stamps)}}};
    add_tasks<Notices>(desk, tx, notice, open);
    return open;
  }
  static Pane pane(std::shared_ptr<const OpenRecord> open) {
    return pane_of(*open, open->form ? &*open->form : nullptr,
                   [open](html::Out& out) { views::record(out, *open); });
  }
  static http::Response elsewhere(const Desk&, std::string_view) {
    return http::Response::not_found();
  }
};

constexpr const char* base = "/desk/notices/";

Cards list_notices(db::Tx& tx, const Desk& desk, int most) {
  const std::int64_t after = desk.after ? desk.after->id : 0;
  auto rows = tx.all<Notice>(open_notices, {{"after", after}, {"most", most + 1}});
  Cards listed;
  if (db::cut(rows, most)) listed.next = db::Cursor{.id = rows.back().id};
  for (const Notice& row : rows)
    listed.cards.push_back(
        {.code = row.code, .href = base + row.code, .title = row.text, .date = desk.words.today});
  return listed;
}

Box open_box() {
  return {
      .name = "open_notices",
      .label = "Open notices",
      .icon = "inbox",
      .is_for =
          [](const people::Principal& officer) {
            return officer.may_somewhere(Permission::read_cases);
          },
      .count = [](db::Tx& tx, const Desk& desk,
                  int most) { return static_cast<int>(list_notices(tx, desk, most).cards.size()); },
      .list = list_notices,
      .open = [](db::Tx& tx, const Desk& desk, std::string_view code) -> std::optional<Pane> {
        Desk ours(desk);
        ours.base = base;
        const auto notice = Notices::find(tx, code);
        if (!notice) return std::nullopt;
        return Notices::pane(std::make_shared<const OpenRecord>(Notices::open(ours, tx, *notice)));
      }};
}

Module notices() {
  return {.name = "notices",
          .migrations = {"notices", notice_files},
          .add_routes =
              [](http::App& app, Services& services) {
                const auto reads =
                    people::permission(Permission::read_cases, people::Where::at_record);
                app.router.get(
                    "/desk/notices/{code}", reads,
                    [&](http::Request& request, std::string_view code) {
                      return show_record<Notices>(Desk(request, services, base), code);
                    },
                    route);
                app.router.post(
                    "/desk/notices/{code}/{task}", reads,
                    [&](http::Request& request, std::string_view code, std::string_view task) {
                      return do_task<Notices>(Desk(request, services, base), code, task);
                    },
                    route);
              },
          .desk = {.boxes = {open_box()}, .said = said_of_task<Notices>}};
}

class DeskOfNotices : public gandan::test::Site {
 protected:
  DeskOfNotices() : Site({notices()}, {.units = false}) {}

  std::string hang(const std::string& text) {
    const std::int64_t id = ++hung_;
    const std::string code = text::tracking_code(static_cast<std::uint64_t>(id) * 1'000'003, "TB");
    db().write([&](db::Tx& tx) {
      tx.run(insert_notice, {{"id", id}, {"code", code}, {"text", text}});
      acts::record_named(tx, acts::Act::by_system(), {"notice", id}, clock.now(), "notice.hang",
                         {});
    });
    return code;
  }
  static std::string path(const std::string& code, std::string_view rest = "") {
    return base + code + std::string(rest);
  }
  /// The form of closing, of a notice to which nothing has happened yet.
  static http::Fields because(const std::string& words) {
    return {{"words", words}, {"seen", "0"}};
  }

 private:
  std::int64_t hung_ = 0;
};
GANDAN_EACH_ENGINE(DeskOfNotices);

TEST_P(DeskOfNotices, OpensOnTheFirstOfItsListWithAllThatCanBeDone) {
  const std::string first = hang("The ferry does not run"), second = hang("The well is dry");
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan,
       .get = "/desk",
       .shows = {"href=\"/desk?in=open_notices\" data-key=\"1\"",
                 "data-row aria-current=\"true\">The ferry does not run</a>",
                 "<span class=\"count\">2</span>",
                 "href=\"" + path(first, "?in=open_notices") + "\"", "The well is dry",
                 "<button class=\"button\" data-key=\"s\">",
                 "button quiet\" href=\"" + path(first, "?in=open_notices&amp;do=close") +
                     "\" data-key=\"c\"",
                 "action=\"" + path(first, "/stamp?in=open_notices") + "\""}});
  run({.as = &lan, .get = path(second), .shows = {"<h2>The well is dry</h2>"}});
}

TEST_P(DeskOfNotices, ARecordThatCameByNoChannelHasItsDayAlone) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan,
       .get = path(code),
       .shows = {"<span><time datetime=\"2026-10-01\">"},
       .hides = {", <time"}});
}

TEST_P(DeskOfNotices, WhoHasNoListIsToldSoAndIsShownNoRecord) {
  const std::string code = hang("The ferry does not run");
  auto nobody = officer(Role::denunciation_officer);
  run({.as = &nobody,
       .get = "/desk?in=open_notices",
       .shows = {"Nothing comes to you"},
       .hides = {"The ferry"}});
  EXPECT_NE(nobody.get(path(code)).status, 200);
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan, .get = "/desk/notices/TB-1", .status = 404});
}

TEST_P(DeskOfNotices, AnEmptyListSaysSo) {
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan, .get = "/desk", .shows = {"This list is empty. Look at another."}});
}

TEST_P(DeskOfNotices, ATaskWithoutItsWordsComesBackAndWithThemTheNextRecordIsOpened) {
  const std::string first = hang("The ferry does not run"), second = hang("The well is dry");
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan,
       .get = path(first, "?in=open_notices&do=close"),
       .shows = {"Why is it closed?", "name=\"seen\" value=\"0\""}});
  const std::string action = path(first, "/close?in=open_notices");
  run({.as = &lan,
       .post = action,
       .form = because(""),
       .status = 422,
       .shows = {"Say why.", "Why is it closed?"}});
  const auto done = run({.as = &lan,
                         .post = action,
                         .form = because("It runs again."),
                         .status = 303,
                         .journal = {"notice.close"}});
  EXPECT_EQ(done.location(), path(second, "?in=open_notices&done=close&of=" + first));
  run({.as = &lan, .get = std::string(done.location()), .shows = {first + ": Closed."}});
}

TEST_P(DeskOfNotices, WhatAColleagueDidMeanwhileIsToldAndWhatWasWrittenStays) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer), hoa = officer(Role::synthesis_officer);
  run({.as = &lan,
       .post = path(code, "/close"),
       .form = because("It runs again."),
       .status = 303,
       .journal = {"notice.close"}});
  run({.as = &hoa,
       .post = path(code, "/close"),
       .form = because("It sank."),
       .status = 409,
       .shows = {"Meanwhile it was dealt with: It was closed (Nông Thị Thử", "It sank."}});
  run({.as = &hoa, .post = path(code, "/close"), .form = {{"words", "It sank."}}, .status = 409});
}

TEST_P(DeskOfNotices, AButtonPressedTwiceDoesOneDeed) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer);
  const http::Fields press{{"seen", "0"}};
  run({.as = &lan,
       .post = path(code, "/stamp"),
       .form = press,
       .status = 303,
       .journal = {"notice.stamp"}});
  const auto twice = run({.as = &lan, .post = path(code, "/stamp"), .form = press, .status = 303});
  EXPECT_EQ(twice.location(), path(code, "?done=stamp&of=" + code));
  EXPECT_TRUE(lan.get(path(code)).contains("<dd>1"));
}

TEST_P(DeskOfNotices, NothingIsSaidOfWhatWasDoneToARecordOfAnotherModule) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer);
  const std::string ours = path(code, "?done=close&of=" + code);
  const std::string theirs = path(code, "?done=close&of=GD-7K3M-92QX-5BT7");
  for (const std::string& address : {ours, theirs}) {
    lead(lan, "officer1", address);
    const bool is_ours = address == ours;
    EXPECT_EQ(lan.get(address).contains("Closed."), is_ours) << address;
  }
}

TEST_P(DeskOfNotices, WhatWasDoneIsToldForAMinuteToWhoDidItAndToNobodyWhoFollowsALink) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer), hoa = officer(Role::synthesis_officer);
  const std::string link = path(code, "?done=stamp&of=" + code);
  run({.as = &lan, .get = link, .hides = {"Stamped."}});
  const auto done = run({.as = &lan,
                         .post = path(code, "/stamp"),
                         .form = {{"seen", "0"}},
                         .status = 303,
                         .journal = {"notice.stamp"}});
  ASSERT_EQ(done.location(), link);
  run({.as = &hoa, .get = link, .hides = {"Stamped."}});
  hoa.with_cookie("led", lan.cookie("led"));
  run({.as = &hoa, .get = link, .hides = {"Stamped."}});
  run({.as = &lan, .get = path(code, "?done=close&of=" + code), .hides = {"Closed."}});
  run({.as = &lan, .get = link, .shows = {code + ": Stamped."}});
  clock.advance(std::chrono::minutes(1));
  run({.as = &lan, .get = link, .hides = {"Stamped."}});
}

TEST_P(DeskOfNotices, TheOtherLanguageAndALookDoNothing) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer);
  for (const char* only : {"lang", "look", "back"})
    run({.as = &lan,
         .post = path(code, "/close"),
         .form = {{"words", "It runs again."}, {only, "vi"}},
         .shows = {"It runs again.", "Why is it closed?"}});
}

}  // namespace
}  // namespace gandan::desk
