// A tiny kind of record for tests of the desk: a notice that is closed, with words, or stamped, by
// a press.
#pragma once
#include "kernel/acts/record.hpp"
#include "kernel/desk/desk.hpp"
#include "kernel/desk/tasks.hpp"
#include "kernel/desk/views/desk.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/testing/site.hpp"

namespace gandan::desk::test {

using people::Permission, people::Role;

struct Notice {
  std::int64_t id = 0;
  std::string code, text;
  std::int64_t stamps = 0, closed = 0;
};
inline const db::Sql insert_notice{"insert into notices values (:id, :code, :text, 0, 0)"};
inline const db::Sql notice_by_code{
    "select id, code, text, stamps, closed from notices where code = :code"};
inline const db::Sql open_notices{
    "select id, code, text, stamps, closed from notices where closed = 0 and id > :after order by "
    "id limit :most"};
inline const db::Sql update_notice{
    "update notices set stamps = :stamps, closed = :closed where id = :id"};

inline constexpr EmbeddedFile notice_files[] = {
    {"001_notices.sql",
     "create table notices (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, text TEXT NOT NULL, "
     "stamps INTEGER NOT NULL, closed INTEGER NOT NULL) STRICT;"}};

inline Refused stamp(const At<Desk, Notice>& at, const acts::Env& env) {
  at.tx.run(update_notice, {{"stamps", at.record.stamps + 1}, {"closed", 0}, {"id", at.record.id}});
  acts::record_named(at.tx, at.desk.act(), {"notice", at.record.id}, env.clock.now(),
                     "notice.stamp", {});
  return {};
}
inline Refused close(const At<Desk, Notice>& at, const acts::Env& env) {
  if (at.desk.typed("words").empty()) return {{"words", "Say why."}};
  at.tx.run(update_notice, {{"stamps", at.record.stamps}, {"closed", 1}, {"id", at.record.id}});
  acts::record_named(at.tx, at.desk.act(), {"notice", at.record.id}, env.clock.now(),
                     "notice.close", {});
  return {};
}
inline void ask_why(const At<Desk, Notice>&, const http::Fields& typed, WorkForm& form) {
  form.heading = "Why is it closed?";
  form.words =
      pages::Field{.name = "words", .label = "Reason", .value = std::string(typed.get("words"))};
}
inline bool is_open(const Notice& notice, std::string_view) {
  return notice.closed == 0;
}
inline bool is_for_all(const At<Desk, Notice>&) {
  return true;
}
/// One notice is opened by itself.
inline bool is_for_several(const Notice& notice) {
  return notice.text != "Of great weight";
}
inline Way by_press(const Notice&) {
  return Way::press;
}

inline constexpr Task<Desk, Notice> notice_tasks[] = {{.name = "stamp",
                                                       .key = "s",
                                                       .label = "Stamp",
                                                       .done = "Stamped.",
                                                       .fits = is_open,
                                                       .is_offered = is_for_all,
                                                       .way = by_press,
                                                       .perform = stamp,
                                                       .for_many = is_for_several},
                                                      {.name = "close",
                                                       .key = "c",
                                                       .label = "Close",
                                                       .done = "Closed.",
                                                       .goes_on = true,
                                                       .fits = is_open,
                                                       .is_offered = is_for_all,
                                                       .fill = ask_why,
                                                       .perform = close,
                                                       .for_many = is_for_several}};

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

inline constexpr const char* base = "/desk/notices/";

inline Cards list_notices(db::Tx& tx, const Desk& desk, int most) {
  const std::int64_t after = desk.after ? desk.after->id : 0;
  auto rows = tx.all<Notice>(open_notices, {{"after", after}, {"most", most + 1}});
  Cards listed;
  if (db::cut(rows, most)) listed.next = db::Cursor{.id = rows.back().id};
  for (const Notice& row : rows)
    listed.cards.push_back(
        {.code = row.code, .href = base + row.code, .title = row.text, .date = desk.words.today});
  return listed;
}

inline Box open_box() {
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

inline Module notices() {
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
          .desk = {.boxes = {open_box()},
                   .deeds = {deeds_of_tasks<Notices>(base)},
                   .said = said_of_task<Notices>}};
}

class NoticesSite : public gandan::test::Site {
 protected:
  NoticesSite() : Site({notices()}, {.units = false}) {}

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

}  // namespace gandan::desk::test
