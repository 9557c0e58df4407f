#include "kernel/clocks/clocks.hpp"

namespace gandan::clocks {

std::string columns(std::string_view row) {
  return db::joined(
      {row, ".clock_rule, ", row, ".clock_started_at, ", row, ".due_at, ", row, ".stopped_at"});
}

const PauseRow* open_question(const std::vector<PauseRow>& pauses) {
  for (const PauseRow& pause : pauses)
    if (!pause.resumed_at && pause.kind != PauseKind::suspension) return &pause;
  return nullptr;
}

std::vector<ExtensionRow> granted_since(const Clock& clock, std::vector<ExtensionRow> extensions) {
  std::erase_if(extensions,
                [&](const ExtensionRow& row) { return row.granted_at < clock.started_at; });
  return extensions;
}

Clocks::Clocks(std::string_view noun)
    : select_pauses_{"select stopped_at, resumed_at, question, reply, kind from ", noun,
                     "_pauses where ", noun, "_id = :id order by stopped_at"},
      insert_pause_{"insert into ", noun, "_pauses (", noun,
                    "_id, stopped_at, resumed_at, question, reply, kind) "
                    "values (:id, :at, null, :question, '', :kind)"},
      end_pause_{"update ", noun, "_pauses set resumed_at = :at, reply = :reply where ", noun,
                 "_id = :id and stopped_at = :stopped_at"},
      select_extensions_{"select granted_at, value, unit, reason, criteria from ", noun,
                         "_extensions where ", noun, "_id = :id order by granted_at"},
      insert_extension_{"insert into ", noun, "_extensions (", noun,
                        "_id, granted_at, value, unit, reason, criteria) "
                        "values (:id, :at, :value, :unit, :reason, :criteria)"},
      select_ended_{"select rule, started_at, ended_at, entered_at, due_at from ", noun,
                    "_clocks where ", noun, "_id = :id order by entered_at"},
      insert_ended_{"insert into ",
                    noun,
                    "_clocks (",
                    noun,
                    "_id, entered_at, ended_at, started_at, rule, due_at) "
                    "values (:id, :entered_at, :ended_at, :started_at, :rule, :due_at) "
                    "on conflict (",
                    noun,
                    "_id, entered_at, rule) do nothing"} {}

std::optional<rules::DueDate> Clocks::due_of(db::Tx& tx, const Case& of, const Clock& clock) const {
  if (!clock.started_at || clock.rule.empty()) return std::nullopt;
  rules::Circumstances circumstances{.remote = of.remote, .body = of.body};
  for (const PauseRow& row : pauses(tx, of.id))
    if (row.stands() && row.stopped_at >= *clock.started_at)
      circumstances.pauses.push_back({row.stopped_at, row.resumed_at});
  if (of.takes_more_time)
    for (ExtensionRow& row : granted_since(clock, extensions(tx, of.id)))
      circumstances.extensions.push_back({row.value, row.unit, std::move(row.reason)});
  auto due = of.rules.due(clock.rule, *clock.started_at, circumstances);
  return due ? std::optional(*due) : std::nullopt;
}

bool Clocks::change_rule(db::Tx& tx, const Case& of, Clock& clock, std::string_view rule) const {
  clock.rule = rule;
  auto due = due_of(tx, of, clock);
  if (due) clock.due_at = due->at;
  return due.has_value();
}

bool Clocks::start(db::Tx& tx, const Case& of, Clock& clock, std::string_view rule,
                   Instant at) const {
  clock.started_at = at;
  clock.due_at.reset();
  clock.rule = rule;
  return rule.empty() || change_rule(tx, of, clock, rule);
}

void Clocks::stop(db::Tx& tx, std::int64_t id, Clock& clock, const PauseRow& pause) const {
  if (pause.stands()) clock.stopped_at = pause.stopped_at;
  tx.run(
      insert_pause_,
      {{"id", id}, {"at", pause.stopped_at}, {"question", pause.question}, {"kind", pause.kind}});
}

bool Clocks::resume(db::Tx& tx, const Case& of, Clock& clock, const PauseRow& pause, Instant at,
                    std::string_view reply) const {
  tx.run(end_pause_,
         {{"id", of.id}, {"stopped_at", pause.stopped_at}, {"at", at}, {"reply", reply}});
  if (!pause.stands()) return true;
  clock.stopped_at.reset();
  auto due = due_of(tx, of, clock);
  if (due) clock.due_at = due->at;
  return due.has_value();
}

void Clocks::end_pauses(db::Tx& tx, const Case& of, Clock& clock, Instant at) const {
  for (const PauseRow& pause : pauses(tx, of.id))
    if (!pause.resumed_at) (void)resume(tx, of, clock, pause, at);
}

bool Clocks::extend(db::Tx& tx, const Case& of, Clock& clock, std::string_view rule,
                    const ExtensionRow& more) const {
  tx.run(insert_extension_, {{"id", of.id},
                             {"at", more.granted_at},
                             {"value", more.value},
                             {"unit", more.unit},
                             {"reason", more.reason},
                             {"criteria", more.criteria}});
  return change_rule(tx, of, clock, rule);
}

void Clocks::close(db::Tx& tx, std::int64_t id, const Clock& clock, Instant entered_at,
                   Instant at) const {
  if (!clock.started_at || clock.rule.empty()) return;
  tx.run(insert_ended_, {{"id", id},
                         {"entered_at", entered_at},
                         {"ended_at", at},
                         {"started_at", *clock.started_at},
                         {"rule", clock.rule},
                         {"due_at", clock.due_at}});
}

std::vector<PauseRow> Clocks::pauses(db::Tx& tx, std::int64_t id) const {
  return tx.all<PauseRow>(select_pauses_, {{"id", id}});
}

std::vector<ExtensionRow> Clocks::extensions(db::Tx& tx, std::int64_t id) const {
  return tx.all<ExtensionRow>(select_extensions_, {{"id", id}});
}

std::vector<ClockRow> Clocks::ended(db::Tx& tx, std::int64_t id) const {
  return tx.all<ClockRow>(select_ended_, {{"id", id}});
}

}  // namespace gandan::clocks
