#include "contexts/petitions/record/clock.hpp"

#include "contexts/petitions/record/sealed_words.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {
namespace {

const db::Sql insert_pause{R"(
  insert into petition_pauses (petition_id, stopped_at, resumed_at, question, reply, kind)
  values (:id, :at, null, :question, '', :kind))"};
const db::Sql resume_pause{R"(
  update petition_pauses set resumed_at = :at, reply = :reply
  where petition_id = :id and stopped_at = :stopped_at)"};
const db::Sql insert_clock{R"(
  insert into petition_clocks (petition_id, entered_at, ended_at, started_at, rule, due_at)
  values (:id, :entered_at, :ended_at, :started_at, :rule, :due_at)
  on conflict (petition_id, entered_at, rule) do nothing)"};

}  // namespace

bool is_remote(db::Tx& tx, const Petition& petition) {
  return petition.place && units::is_remote(tx, *petition.place, civil_date(petition.received_at));
}

std::optional<rules::DueDate> due_of(db::Tx& tx, const Env& env, const Petition& petition) {
  if (!petition.clock_started_at || petition.clock_rule.empty()) return std::nullopt;
  rules::Circumstances circumstances{.remote = is_remote(tx, petition),
                                     .body = petition.body.value_or(UnitId{})};
  for (const PauseRow& row : pauses_of(tx, petition.id))
    if (row.kind != PauseKind::request && row.stopped_at >= *petition.clock_started_at)
      circumstances.pauses.push_back({row.stopped_at, row.resumed_at});
  for (const ExtensionRow& row : extensions_of_clock(tx, petition))
    circumstances.extensions.push_back(
        {row.value, static_cast<rules::LimitUnit>(row.unit), row.reason});
  auto due = env.rules.due(petition.clock_rule, *petition.clock_started_at, circumstances);
  return due ? std::optional(*due) : std::nullopt;
}

std::vector<ExtensionRow> extensions_of_clock(db::Tx& tx, const Petition& petition) {
  // The reception's clock may run on since before a body was granted more time.
  if (stage_of(petition.clock_rule) == Stage::reception) return {};
  auto extensions = extensions_of(tx, petition.id);
  std::erase_if(extensions, [&](const ExtensionRow& row) {
    return row.granted_at < petition.clock_started_at;
  });
  return extensions;
}

bool change_rule(db::Tx& tx, const Env& env, Petition& petition, std::string_view rule) {
  petition.clock_rule = rule;
  auto due = due_of(tx, env, petition);
  if (due) petition.due_at = due->at;
  return due.has_value();
}

bool start_clock(db::Tx& tx, const Env& env, Petition& petition, std::string_view rule,
                 Instant at) {
  petition.clock_started_at = at;
  petition.due_at.reset();
  petition.clock_rule = rule;
  return rule.empty() || change_rule(tx, env, petition, rule);
}

void end_pauses(db::Tx& tx, const Env& env, Petition& petition, Instant at) {
  for (const PauseRow& pause : pauses_of(tx, petition.id))
    if (!pause.resumed_at) (void)close_pause(tx, env, petition, pause, at);
}

void close_clock(db::Tx& tx, const Petition& petition, Instant entered_at, Instant at) {
  if (!petition.clock_started_at || petition.clock_rule.empty()) return;
  tx.run(insert_clock, {{"id", petition.id},
                        {"entered_at", entered_at},
                        {"ended_at", at},
                        {"started_at", *petition.clock_started_at},
                        {"rule", petition.clock_rule},
                        {"due_at", petition.due_at}});
}

void open_pause(db::Tx& tx, const Env& env, Petition& petition, Instant at, PauseKind kind,
                std::string_view question) {
  if (kind != PauseKind::request) petition.stopped_at = at;
  tx.run(insert_pause,
         {{"id", petition.id},
          {"at", at},
          {"question", keep_words(tx, env, owner_of(petition), question_part(at), question)},
          {"kind", kind}});
}

bool close_pause(db::Tx& tx, const Env& env, Petition& petition, const PauseRow& pause, Instant at,
                 std::string_view reply) {
  tx.run(resume_pause,
         {{"id", petition.id},
          {"stopped_at", pause.stopped_at},
          {"at", at},
          {"reply", keep_words(tx, env, owner_of(petition), reply_part(pause.stopped_at), reply)}});
  if (pause.kind == PauseKind::request) return true;
  petition.stopped_at.reset();
  auto due = due_of(tx, env, petition);
  if (due) petition.due_at = due->at;
  return due.has_value();
}

}  // namespace gandan::petitions
