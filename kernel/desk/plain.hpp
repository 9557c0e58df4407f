// What a small kind of record need not say itself: all of it is read at once, who may read it may
// act on it, and the pane shows what every record has.
#pragma once
#include "kernel/acts/record.hpp"
#include "kernel/desk/tasks.hpp"
#include "kernel/desk/views/desk.hpp"

namespace gandan::desk {

/// The rest of a Kind, for a K that derives from it: of records R, which say their code. K gives
/// `prefix`, `tasks`, `find`, `ref`, `may_read`, `describe` (the record in words, to which its
/// tasks and what has happened are added here), and where its pages stand: `base`
/// ("/desk/notices/"), `page` (that with "{code}") and `task_page` (with "{code}/{task}").
template <class K, class R>
struct PlainKind {
  using Desk = desk::Desk;
  using Record = R;
  using Read = R;
  using Open = OpenRecord;
  static constexpr std::span<const std::string_view> written = {};

  /// An entry is told as its task is once it was done; what is no task changes nothing.
  static Past past(const Desk& desk, const R& record) {
    return {K::ref(record), [&desk](const journal::Recorded& entry) {
              const auto* task = find_task<K>(acts::verb_name(entry));
              return task == nullptr ? std::string() : desk.tr(task->done);
            }};
  }
  static bool may_act(db::Tx& tx, const people::Principal& officer, const R& record) {
    return K::may_read(tx, officer, record);
  }
  static std::string taken_away(const Desk&, db::Tx&, const R&) { return {}; }
  static std::optional<R> read(const Desk& desk, std::string_view code) {
    return desk.services.database.read([&](db::Tx& tx) {
      auto record = K::find(tx, code);
      return record && K::may_read(tx, desk.officer, *record) ? record : std::nullopt;
    });
  }
  static const R& record(const R& read) { return read; }
  static OpenRecord open(const Desk& desk, db::Tx& tx, const R& record) {
    OpenRecord open = K::describe(desk, tx, record);
    add_tasks<K>(desk, tx, record, open);
    const Past happened = K::past(desk, record);
    for (const journal::Recorded& entry : journal::entries_of(tx, happened.subject))
      if (std::string words = happened.in_words(entry); !words.empty())
        open.timeline.push_back(
            {.label = std::move(words), .when = desk.words.locale.date_time(entry.at)});
    return open;
  }
  static Pane pane(std::shared_ptr<const OpenRecord> open) {
    return pane_of(*open, open->form ? &*open->form : nullptr,
                   [open](html::Out& out) { views::record(out, *open); });
  }
  static http::Response elsewhere(const Desk&, std::string_view) {
    return http::Response::not_found();
  }

  /// For Box::open: of a list that holds only what the officer may read.
  static std::optional<Pane> open_in_box(db::Tx& tx, const Desk& desk, std::string_view code) {
    Desk ours(desk);
    ours.base = K::base;
    const auto record = K::find(tx, code);
    if (!record) return std::nullopt;
    return pane(std::make_shared<const OpenRecord>(open(ours, tx, *record)));
  }
};

/// The page of a record, and the forms of its tasks.
template <class K>
void add_record_pages(http::App& app, Services& services, const http::Policy& policy) {
  app.router.get(
      K::page, policy,
      [&services](http::Request& request, std::string_view code) {
        return show_record<K>(Desk(request, services, K::base), code);
      },
      route);
  app.router.post(
      K::task_page, policy,
      [&services](http::Request& request, std::string_view code, std::string_view task) {
        return do_task<K>(Desk(request, services, K::base), code, task);
      },
      route);
}

}  // namespace gandan::desk
