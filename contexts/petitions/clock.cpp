#include "contexts/petitions/clock.hpp"

#include "contexts/petitions/sealed_words.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {
namespace {

const db::Sql insert_pause{R"(
  insert into petition_pauses (petition_id, stopped_at, resumed_at, question, reply)
  values (:id, :at, null, :question, ''))"};
const db::Sql close_pause{R"(
  update petition_pauses set resumed_at = :at, reply = :reply
  where petition_id = :id and resumed_at is null)"};

}  // namespace

bool is_remote(db::Tx& tx, const Petition& petition) {
  return petition.place && units::is_remote(tx, *petition.place, civil_date(petition.received_at));
}

std::optional<rules::DueDate> due_of(db::Tx& tx, const Env& env, const Petition& petition) {
  if (!petition.clock_started_at) return std::nullopt;
  rules::Circumstances circumstances{.remote = is_remote(tx, petition),
                                     .body = petition.body.value_or(UnitId{})};
  for (const PauseRow& row : pauses_of(tx, petition.id))
    if (row.stopped_at >= *petition.clock_started_at)
      circumstances.pauses.push_back({row.stopped_at, row.resumed_at});
  for (const ExtensionRow& row : extensions_of_clock(tx, petition))
    circumstances.extensions.push_back(
        {row.value, static_cast<rules::LimitUnit>(row.unit), row.reason});
  auto due = env.rules.due(petition.clock_rule, *petition.clock_started_at, circumstances);
  return due ? std::optional(*due) : std::nullopt;
}

std::vector<ExtensionRow> extensions_of_clock(db::Tx& tx, const Petition& petition) {
  auto extensions = extensions_of(tx, petition.id);
  std::erase_if(extensions, [&](const ExtensionRow& row) {
    return row.granted_at < petition.clock_started_at;
  });
  return extensions;
}

bool start_clock(db::Tx& tx, const Env& env, Petition& petition, std::string_view rule) {
  petition.clock_started_at = env.clock.now();
  return change_rule(tx, env, petition, rule);
}

bool change_rule(db::Tx& tx, const Env& env, Petition& petition, std::string_view rule) {
  petition.clock_rule = rule;
  auto due = due_of(tx, env, petition);
  if (due) petition.due_at = due->at;
  return due.has_value();
}

void stop_clock(db::Tx& tx, const Env& env, Petition& petition, std::string_view question) {
  const Instant at = env.clock.now();
  petition.stopped_at = at;
  tx.run(insert_pause,
         {{"id", petition.id},
          {"at", at},
          {"question", keep_words(tx, env, owner_of(petition), question_part(at), question)}});
}

bool resume_clock(db::Tx& tx, const Env& env, Petition& petition, std::string_view reply) {
  if (petition.stopped_at)
    reply = keep_words(tx, env, owner_of(petition), reply_part(*petition.stopped_at), reply);
  tx.run(close_pause, {{"id", petition.id}, {"at", env.clock.now()}, {"reply", reply}});
  petition.stopped_at.reset();
  auto due = due_of(tx, env, petition);
  if (due) petition.due_at = due->at;
  return due.has_value();
}

}  // namespace gandan::petitions
