#include "contexts/petitions/record/clock.hpp"

#include "contexts/petitions/record/sealed_words.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {
namespace {

const clocks::Clocks petition_clocks{"petition"};

/// As it stands under `rule`. The reception's clock may run on since before a body was granted
/// more time.
clocks::Case case_of(db::Tx& tx, const Env& env, const Petition& petition, std::string_view rule) {
  return {.id = petition.id.value,
          .rules = env.rules,
          .remote = is_remote(tx, petition),
          .body = petition.body.value_or(UnitId{}),
          .takes_more_time = stage_of(rule) != Stage::reception};
}
clocks::Case case_of(db::Tx& tx, const Env& env, const Petition& petition) {
  return case_of(tx, env, petition, petition.clock.rule);
}

}  // namespace

bool is_remote(db::Tx& tx, const Petition& petition) {
  return petition.place && units::is_remote(tx, *petition.place, civil_date(petition.received_at));
}

std::optional<rules::DueDate> due_of(db::Tx& tx, const Env& env, const Petition& petition) {
  return petition_clocks.due_of(tx, case_of(tx, env, petition), petition.clock);
}

bool change_rule(db::Tx& tx, const Env& env, Petition& petition, std::string_view rule) {
  return petition_clocks.change_rule(tx, case_of(tx, env, petition, rule), petition.clock, rule);
}

bool start_clock(db::Tx& tx, const Env& env, Petition& petition, std::string_view rule,
                 Instant at) {
  return petition_clocks.start(tx, case_of(tx, env, petition, rule), petition.clock, rule, at);
}

bool extend_clock(db::Tx& tx, const Env& env, Petition& petition, std::string_view rule,
                  ExtensionRow more) {
  more.reason =
      keep_words(tx, env, owner_of(petition), extension_part(more.granted_at), more.reason);
  return petition_clocks.extend(tx, case_of(tx, env, petition, rule), petition.clock, rule, more);
}

void end_clock(db::Tx& tx, const Env& env, Petition& petition, Instant entered_at, Instant at) {
  petition_clocks.end_pauses(tx, case_of(tx, env, petition), petition.clock, at);
  petition_clocks.close(tx, petition.id.value, petition.clock, entered_at, at);
}

void open_pause(db::Tx& tx, const Env& env, Petition& petition, Instant at, PauseKind kind,
                std::string_view question) {
  const auto words = keep_words(tx, env, owner_of(petition), question_part(at), question);
  petition_clocks.stop(tx, petition.id.value, petition.clock,
                       {.stopped_at = at, .question = std::string(words), .kind = kind});
}

bool close_pause(db::Tx& tx, const Env& env, Petition& petition, const PauseRow& pause, Instant at,
                 std::string_view reply) {
  const auto words = keep_words(tx, env, owner_of(petition), reply_part(pause.stopped_at), reply);
  return petition_clocks.resume(tx, case_of(tx, env, petition), petition.clock, pause, at, words);
}

std::vector<ExtensionRow> extensions_of_clock(db::Tx& tx, const Petition& petition) {
  if (stage_of(petition.clock.rule) == Stage::reception) return {};
  return clocks::granted_since(petition.clock, extensions_of(tx, petition.id));
}

std::vector<PauseRow> pauses_of(db::Tx& tx, PetitionId id) {
  return petition_clocks.pauses(tx, id.value);
}

std::vector<ExtensionRow> extensions_of(db::Tx& tx, PetitionId id) {
  return petition_clocks.extensions(tx, id.value);
}

std::vector<ClockRow> clocks_of(db::Tx& tx, PetitionId id) {
  return petition_clocks.ended(tx, id.value);
}

}  // namespace gandan::petitions
