// The tasks of a page: what an officer can do with a record, as a table that its context gives; and
// what happens to a form of one, whatever it does. README.md shows one.
#pragma once
#include <algorithm>
#include <array>
#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/acts/env.hpp"
#include "kernel/desk/deeds.hpp"
#include "kernel/desk/desk.hpp"
#include "kernel/desk/forms.hpp"
#include "kernel/desk/held.hpp"
#include "kernel/people/authority.hpp"
#include "lib/base/result.hpp"
#include "lib/http/response.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::desk {

/// What came of a task: nothing, or all that is wrong, each at its field of the form.
using Refused = std::vector<pages::FieldError>;

/// How one comes to do a task.
enum class Way : std::uint8_t {
  form,   ///< by a form in the pane: ?do=NAME
  press,  ///< by one button: it asks nothing
  page,   ///< on a page of its own, at its address
};

template <class D, class R>
struct Task;

/// A task that is looked at or done: at whose desk, to which record.
template <class D, class R>
struct At {
  const D& desk;
  db::Tx& tx;
  const R& record;
  const Task<D, R>& task;
};

/// Of records R, at a desk D. `fits` is asked before `is_offered`, and that before the task is
/// shown; who sends its form without having been shown it is refused by `perform`.
template <class D, class R>
struct Task {
  std::string_view name;   ///< in addresses, and of its verb in the journal
  const char* key;         ///< on the keyboard
  const char* label;       ///< the verb on its button, a msgid
  const char* done;        ///< said after it, a msgid
  bool goes_on = false;    ///< the next record of the list is opened after it
  bool is_grave = false;   ///< it cannot be undone, or is noted of who does it
  const char* group = "";  ///< where there are many it is folded under this heading, a msgid
  /// The record allows it as it stands, whoever would do it.
  bool (*fits)(const R&, std::string_view task) = nullptr;
  /// The officer may do it now; nullptr: a form of it stands elsewhere, no button leads to it.
  bool (*is_offered)(const At<D, R>&) = nullptr;
  /// It is what the record waits for: it is not folded, and the first of such is the main button.
  /// Where no task of a kind says so, the first of all.
  bool (*is_due)(const At<D, R>&) = nullptr;
  Way (*way)(const R&) = nullptr;  ///< nullptr: a form where it asks something, else a press
  /// Fills in what its form asks; what was typed stays.
  void (*fill)(const At<D, R>&, const http::Fields& typed, WorkForm& form) = nullptr;
  /// Does it, in the transaction in which the form was looked at; nullptr: at an address of its
  /// own.
  Refused (*perform)(const At<D, R>&, const acts::Env&) = nullptr;
  /// More than `done`, of what came of it; nullptr: "GD-…: Done."
  std::string (*said)(const Desk&, const R&) = nullptr;
  std::array<std::string_view, 2> also = {};  ///< other verbs by which the journal tells of it
  /// It may be done to this record together with others (kernel/desk/many); nullptr: to one alone.
  bool (*for_many)(const R&) = nullptr;
  /// What it asks of all of them; nullptr: what it asks of one, or nothing where `way` decides.
  void (*fill_many)(const D&, db::Tx&, const std::vector<R>&, const http::Fields& typed,
                    WorkForm& form) = nullptr;

  [[nodiscard]] Way way_of(const R& record) const {
    if (way != nullptr) return way(record);
    return fill != nullptr ? Way::form : Way::press;
  }
  [[nodiscard]] bool asks_many() const {
    return fill_many != nullptr || (way == nullptr && fill != nullptr);
  }
};

/// What a context says of its records. `prefix` begins their codes, `written` are the fields in
/// which one writes, `Desk` is its request, `Record` what is done something to, `Read` what the
/// pane is made of, and `Open` that in words.
template <class K>
concept Kind = std::derived_from<typename K::Desk, Desk> &&
    std::derived_from<typename K::Open, OpenRecord> &&
    requires(const typename K::Desk& desk, db::Tx& tx, const typename K::Record& record,
             const typename K::Read& read, const typename K::Open& open, std::string_view code) {
  { K::tasks() } -> std::same_as<std::span<const Task<typename K::Desk, typename K::Record>>>;
  { K::prefix } -> std::convertible_to<std::string_view>;
  { K::written } -> std::convertible_to<std::span<const std::string_view>>;
  /// By its code, whoever asks.
  { K::find(tx, code) } -> std::same_as<std::optional<typename K::Record>>;
  { K::past(desk, record) } -> std::same_as<Past>;
  /// A question to the gate, so it is asked before anything is told.
  { K::may_read(tx, desk.officer, record) } -> std::same_as<bool>;
  { K::may_act(tx, desk.officer, record) } -> std::same_as<bool>;
  /// Of who may read it no more: that it was taken from them while they wrote; else empty.
  { K::taken_away(desk, tx, record) } -> std::same_as<std::string>;
  /// As the officer may read it; nothing where it is not for them. Not inside a transaction.
  { K::read(desk, code) } -> std::same_as<std::optional<typename K::Read>>;
  { K::record(read) } -> std::same_as<const typename K::Record&>;
  /// With its tasks (add_tasks).
  { K::open(desk, tx, read) } -> std::same_as<typename K::Open>;
  { K::pane(std::shared_ptr<const typename K::Open>()) } -> std::same_as<Pane>;
  /// What who may not read it is answered.
  { K::elsewhere(desk, code) } -> std::same_as<http::Response>;
};

template <Kind K>
using AtOf = At<typename K::Desk, typename K::Record>;

/// nullptr where there is none of that name.
template <Kind K>
[[nodiscard]] const auto* find_task(std::string_view name) {
  const auto tasks = K::tasks();
  const auto found = std::ranges::find(tasks, name, [](const auto& each) { return each.name; });
  return found == tasks.end() ? nullptr : &*found;
}

template <class D, class R>
[[nodiscard]] bool is_offered(const At<D, R>& at) {
  return at.task.is_offered != nullptr && at.task.fits(at.record, at.task.name) &&
         at.task.is_offered(at);
}

/// The folded steps under a heading of which there is none yet, or under that which there is.
[[nodiscard]] std::vector<Step>& steps_under(const std::string& title, OpenRecord& open);

/// The form of a task, with what was typed and what is wrong with it.
template <Kind K>
[[nodiscard]] WorkForm form_of(const typename K::Desk& desk, db::Tx& tx,
                               const typename K::Record& record, std::string_view name,
                               const http::Fields& typed = {}, const Refused& errors = {}) {
  const auto& task = *find_task<K>(name);
  WorkForm form{.action = desk.action(record.code, task.name),
                .seen = state_seen(tx, K::past(desk, record)),
                .verb = desk.tr(task.label),
                .grave = task.is_grave,
                .cancel_href = desk.href(record.code),
                .errors = errors};
  task.fill({desk, tx, record, task}, typed, form);
  put_at_fields(errors, form);
  return form;
}

template <Kind K>
[[nodiscard]] Step step_of(const typename K::Desk& desk, db::Tx& tx,
                           const typename K::Record& record,
                           const Task<typename K::Desk, typename K::Record>& task) {
  const Way way = task.way_of(record);
  Step step{{.label = desk.tr(task.label),
             .href = way == Way::form ? desk.href(record.code, task.name)
                                      : desk.action(record.code, task.name),
             .key = task.key}};
  if (way == Way::press) step.seen = state_seen(tx, K::past(desk, record));
  return step;
}

/// Puts what the record waits for before all else that is offered; how many that are.
template <Kind K, class Offered>
[[nodiscard]] std::size_t put_due_first(const typename K::Desk& desk, db::Tx& tx,
                                        const typename K::Record& record, Offered& offered) {
  const bool is_told =
      std::ranges::any_of(K::tasks(), [](const auto& each) { return each.is_due != nullptr; });
  if (!is_told) return std::min<std::size_t>(offered.size(), 1);
  const auto others = std::ranges::stable_partition(offered, [&](const auto* each) {
    return each->is_due != nullptr && each->is_due(AtOf<K>{desk, tx, record, *each});
  });
  return offered.size() - others.size();
}

/// Adds the ways to what the officer may do with the record: what it waits for, then the others; of
/// more than three all that is not waited for is folded.
template <Kind K>
void add_tasks(const typename K::Desk& desk, db::Tx& tx, const typename K::Record& record,
               OpenRecord& open) {
  constexpr std::size_t shown_at_once = 3;
  std::vector<const Task<typename K::Desk, typename K::Record>*> offered;
  for (const auto& task : K::tasks())
    if (is_offered(AtOf<K>{desk, tx, record, task})) offered.push_back(&task);
  const std::size_t due = put_due_first<K>(desk, tx, record, offered);
  for (std::size_t i = 0; i < offered.size(); ++i) {
    Step step = step_of<K>(desk, tx, record, *offered[i]);
    if (i == 0 && due > 0) step.action.weight = pages::Weight::main;
    if (i < std::max(due, shown_at_once))
      open.steps.push_back(std::move(step));
    else
      steps_under(desk.tr(offered[i]->group), open).push_back(std::move(step));
  }
}

/// What `done` says of the record whose code was typed, for Parts::said; empty where it is no task
/// here. Who may not read the record is told no more than what they did.
template <Kind K>
[[nodiscard]] std::string said_of_task(db::Tx& tx, const Desk& desk, std::string_view done,
                                       std::string_view typed) {
  const auto* task = find_task<K>(done);
  if (task == nullptr || *task->done == '\0') return {};
  const auto code = text::parse_tracking_code(typed, K::prefix);
  if (!code && !typed.empty()) return {};  // of another module, whose task has the same name
  const auto record = code ? K::find(tx, *code) : std::nullopt;
  if (!record || !K::may_read(tx, desk.officer, *record)) return desk.tr(task->done);
  if (task->said != nullptr)
    if (std::string said = task->said(desk, *record); !said.empty()) return said;
  return desk.words.locale.tr(N_("{code}: {done}"),
                              {{"code", record->code}, {"done", desk.tr(task->done)}});
}

/// What was written into these fields, where the record has no form for it any more.
[[nodiscard]] std::vector<std::string> unsent(const Desk& desk,
                                              std::span<const std::string_view> written);
/// Where something of the officer waits on the record nothing else is offered until it is done:
/// what they would decide next depends on it. Whether that is so.
bool hide_steps_while_held(db::Tx& tx, const Desk& desk, OpenRecord& open);
/// A record in the pane, with the form that it shows; nullptr where it shows none.
[[nodiscard]] Pane pane_of(const OpenRecord& it, const WorkForm* form,
                           std::function<void(html::Out&)> print);
template <Kind K>
[[nodiscard]] DeskPage page_of(const typename K::Desk& desk, db::Tx& tx, typename K::Open open) {
  return desk.page(tx, K::pane(std::make_shared<const typename K::Open>(std::move(open))), true);
}
/// The page with the form that came back; its address is the record's: what was sent has no page.
[[nodiscard]] http::Response answer_again(const Desk& desk, DeskPage page, std::string_view code,
                                          const Again& again);
/// What who may not read the record is answered: nothing is there, or what was taken from them.
[[nodiscard]] http::Response answer_outside(const Desk& desk, const Again& again);
[[nodiscard]] http::Response answer_page(const Desk& desk, const DeskPage& page);

/// The form again, with what was typed and what is to be said of it.
template <Kind K>
[[nodiscard]] http::Response show_again(const typename K::Desk& desk, std::string_view code,
                                        std::string_view name, const Again& again) {
  const auto read = K::read(desk, code);
  if (!read || !desk.services.database.read(
                   [&](db::Tx& tx) { return K::may_act(tx, desk.officer, K::record(*read)); }))
    return answer_outside(desk, again);
  const auto& record = K::record(*read);
  return answer_again(desk, desk.services.database.read([&](db::Tx& tx) {
    auto open = K::open(desk, tx, *read);
    open.news = again.news;
    hide_steps_while_held(tx, desk, open);
    const auto& task = *find_task<K>(name);
    const bool has_form = task.way_of(record) == Way::form;
    const bool can_be_sent = is_offered(AtOf<K>{desk, tx, record, task}) || !again.wrong.empty();
    if (has_form && can_be_sent)
      open.form = form_of<K>(desk, tx, record, name, desk.request.form, again.wrong);
    else
      open.unsent = unsent(desk, K::written);
    return page_of<K>(desk, tx, std::move(open));
  }),
                      record.code, again);
}

/// GET of a record's page, with the form of a task where `?do=` asks for one that is offered.
template <Kind K>
[[nodiscard]] http::Response show_record(typename K::Desk desk, std::string_view typed) {
  const auto code = text::parse_tracking_code(typed, K::prefix);
  if (!code) return http::Response::not_found();
  const auto read = K::read(desk, *code);
  if (!read) return K::elsewhere(desk, *code);
  const auto& record = K::record(*read);
  return answer_page(desk, desk.services.database.read([&](db::Tx& tx) {
    desk.settle(tx);
    auto open = K::open(desk, tx, *read);
    const auto* task = find_task<K>(desk.request.query.get("do"));
    if (hide_steps_while_held(tx, desk, open)) task = nullptr;
    if (task != nullptr && task->way_of(record) == Way::form &&
        is_offered(AtOf<K>{desk, tx, record, *task}))
      open.form = form_of<K>(desk, tx, record, task->name);
    return page_of<K>(desk, tx, std::move(open));
  }));
}

/// Does what the form of a task asks, in the transaction in which it is looked at.
template <Kind K>
[[nodiscard]] Result<Tried, Again> attempt_task(const typename K::Desk& desk, db::Tx& tx,
                                                const acts::Env& env, std::string_view code,
                                                std::string_view name) {
  const auto* task = find_task<K>(name);
  // Nothing is to be said where there is no such record for this officer.
  const auto record = K::find(tx, code);
  if (!record || task == nullptr || task->perform == nullptr) return fail(Again{});
  LookedAt looked = look_at_form(desk, tx, env, K::past(desk, *record),
                                 {task->name, task->fits(*record, task->name), task->also});
  if (looked.state == FormState::again) {
    people::stand_aside(desk.officer);  // the first press may have sent it to others
    return Tried{.said = {}, .again = true};
  }
  if (!K::may_read(tx, desk.officer, *record) || !K::may_act(tx, desk.officer, *record))
    return fail(Again{{}, K::taken_away(desk, tx, *record)});
  if (looked.state == FormState::overtaken) return fail(Again{{}, std::move(looked.news)});
  if (Refused wrong = task->perform({desk, tx, *record, *task}, env); !wrong.empty())
    return fail(Again{std::move(wrong), {}});
  return Tried{.said = said_of_task<K>(tx, desk, name, code)};
}

/// POST of a task's form: it is done or held back, or comes back with all that was typed.
template <Kind K>
[[nodiscard]] http::Response do_task(const typename K::Desk& desk, std::string_view typed,
                                     std::string_view name) {
  const auto code = text::parse_tracking_code(typed, K::prefix);
  const auto* task = find_task<K>(name);
  if (!code || task == nullptr || task->perform == nullptr) return http::Response::not_found();
  if (only_looks(desk)) return show_again<K>(desk, *code, name, {});
  const std::string next = task->goes_on ? desk.next_after(*code) : desk.href(*code);
  const auto came = do_or_hold(desk, {*code, task->name}, [&](db::Tx& tx, const acts::Env& env) {
    return attempt_task<K>(desk, tx, env, *code, name);
  });
  if (came) return http::Response::redirect(desk.after_act(next, *came, task->name, *code));
  const Again& again = came.error();
  return again.status() == 200 ? http::Response::not_found()
                               : show_again<K>(desk, *code, name, again);
}

/// Those of several records that are there for the officer.
template <Kind K>
[[nodiscard]] std::vector<typename K::Record> find_each(const typename K::Desk& desk, db::Tx& tx,
                                                        const std::vector<std::string>& codes) {
  std::vector<typename K::Record> records;
  for (const std::string& code : codes)
    if (auto record = K::find(tx, code); record && K::may_read(tx, desk.officer, *record))
      records.push_back(std::move(*record));
  return records;
}

/// What can be done to several records at once. `desk_of` makes their desk of the plain one.
template <Kind K, class DeskOf>
[[nodiscard]] ForMany for_many_of(DeskOf desk_of) {
  ForMany for_many;
  for (const auto& task : K::tasks())
    if (task.for_many != nullptr)
      for_many.acts.push_back({task.name, task.label, task.key, task.asks_many()});
  for_many.look = [desk_of](const Desk& plain, db::Tx& tx,
                            std::string_view code) -> std::optional<OneOfMany> {
    const typename K::Desk desk = desk_of(plain);
    const auto record = K::find(tx, code);
    if (!record || !K::may_read(tx, desk.officer, *record)) return std::nullopt;
    OneOfMany one{.seen = state_seen(tx, K::past(desk, *record)), .taken = {}, .offered = {}};
    for (const auto& task : K::tasks()) {
      if (task.for_many == nullptr || !task.for_many(*record)) continue;
      one.taken.push_back(task.name);
      if (is_offered(AtOf<K>{desk, tx, *record, task})) one.offered.push_back(task.name);
    }
    return one;
  };
  for_many.fill = [desk_of](const Desk& plain, db::Tx& tx, const std::vector<std::string>& codes,
                            std::string_view act, WorkForm& form) {
    const typename K::Desk desk = desk_of(plain);
    const auto records = find_each<K>(desk, tx, codes);
    const auto* task = find_task<K>(act);
    if (records.empty() || task == nullptr) return;
    if (task->fill_many != nullptr)
      task->fill_many(desk, tx, records, desk.request.form, form);
    else if (task->fill != nullptr)
      task->fill({desk, tx, records.front(), *task}, desk.request.form, form);
  };
  return for_many;
}

/// What becomes of forms that were held back, of a kind whose desk is the plain one.
template <Kind K>
[[nodiscard]] Deeds deeds_of_tasks(std::string_view base) {
  return {.base = base,
          .attempt = attempt_task<K>,
          .show =
              [](const Desk& desk, std::string_view code, std::string_view act) {
                return find_task<K>(act) == nullptr ? http::Response::not_found()
                                                    : show_again<K>(desk, code, act, {});
              },
          .for_many = for_many_of<K>([base](const Desk& plain) {
            Desk desk(plain);
            desk.base = base;
            return desk;
          })};
}

}  // namespace gandan::desk
