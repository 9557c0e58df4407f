#include "contexts/petitions/public/open_data.hpp"

#include <array>
#include <limits>

#include "contexts/petitions/petition.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::petitions {
namespace {

/// In the order of `select_open_data`.
struct OpenRow {
  PetitionId id;
  std::string code;
  Kind kind = Kind::proposal;
  State state = State::received;
  Channel channel = Channel::web;
  Instant received_at;
  std::optional<Instant> due_at, answered_at;
  std::optional<Outcome> outcome;
  std::optional<Date> promised_on;
  std::optional<FieldId> field;
  std::optional<UnitId> province, body;
  std::string place, asked_by, title, text;
  std::optional<std::string> answer, document;
};

// Walks petitions_public. That a matter is of no single person is said once more: whatever goes
// wrong elsewhere, no complaint and no denunciation is given away by the thousand.
const db::Sql select_open_data{
    "select p.id, p.code, p.kind, p.state, p.channel, p.received_at, p.due_at, p.answered_at, "
    "p.outcome, p.promised_on, p.field_id, p.province_id, p.body_id, p.place_text, p.asked_by, "
    "p.title, p.text, a.text, a.document "
    "from petitions p left join petition_answers a on a.id = p.answer_id "
    "where ",
    sql::is_public, " and +", sql::is_for_all,
    " and (p.received_at, p.id) > (:position, :id) order by p.received_at, p.id limit :limit"};

template <class Values>
std::vector<exports::Name> names_of_values(const Values& values) {
  std::vector<exports::Name> names;
  for (auto value : values) names.push_back({name(value), label(value)});
  return names;
}

std::vector<exports::Column> open_columns() {
  using exports::Form;
  return {
      {"code", N_("The tracking code: its page is at /petitions/CODE")},
      {"kind", N_("Its kind by law"), Form::name, false,
       names_of_values(std::array{Kind::proposal, Kind::report})},
      {"state", N_("How it stands"), Form::name, false, names_of_values(states)},
      {"channel", N_("By which way it came"), Form::name, false, names_of_values(channels)},
      {"received_at", N_("When it was received"), Form::moment},
      {"due_at", N_("By when the body must do what comes next"), Form::moment},
      {"answered_at", N_("When it was answered last"), Form::moment},
      {"outcome", N_("How the answer leaves the matter"), Form::name, false,
       names_of_values(outcomes)},
      {"promised_on", N_("By which day the answer promises what is still to be done"), Form::day},
      {"field", N_("The field that it is about, in Vietnamese")},
      {"province_code", N_("The code of the province that it comes from")},
      {"province", N_("The name of that province")},
      {"body_code", N_("The code of the body that has it")},
      {"body", N_("The name of that body")},
      {"place", N_("Where it comes from, as it was written"), Form::text, true},
      {"asked_by", N_("Whose voice it is, where an officer entered it"), Form::text, true},
      {"title", N_("Its heading"), Form::text, true},
      {"text", N_("What is asked, as everybody may read it"), Form::text, true},
      {"answer", N_("The newest answer"), Form::markdown, true},
      {"document", N_("The number of the letter with the answer")},
  };
}

exports::Row cells_of(const OpenRow& row, const units::Directory& directory) {
  auto moment = [](const std::optional<Instant>& at) { return at ? rfc3339(*at) : std::string(); };
  return {row.code,
          std::string(name(row.kind)),
          std::string(name(row.state)),
          std::string(name(row.channel)),
          rfc3339(row.received_at),
          moment(row.due_at),
          moment(row.answered_at),
          row.outcome ? std::string(name(*row.outcome)) : std::string(),
          row.promised_on ? row.promised_on->iso() : std::string(),
          std::string(directory.field_name(row.field, "vi")),
          std::string(directory.code(row.province)),
          std::string(directory.name(row.province)),
          std::string(directory.code(row.body)),
          std::string(directory.name(row.body)),
          row.place,
          row.asked_by,
          row.title,
          row.text,
          row.answer.value_or(""),
          row.document.value_or("")};
}

exports::Batch read_open_data(db::Tx& tx, const units::Directory& directory,
                              const std::optional<db::Cursor>& after, int limit) {
  constexpr std::int64_t before_all = std::numeric_limits<std::int64_t>::min();
  auto rows = tx.all<OpenRow>(select_open_data, {{"position", after ? after->position : before_all},
                                                 {"id", after ? after->id : before_all},
                                                 {"limit", limit + 1}});
  exports::Batch batch;
  if (db::cut(rows, limit))
    batch.next = db::Cursor{0, rows.back().received_at.micros, rows.back().id.value};
  for (const OpenRow& row : rows) batch.rows.push_back(cells_of(row, directory));
  return batch;
}

}  // namespace

exports::Export open_data() {
  return {.name = "petitions",
          .title = N_("Open data: questions and answers"),
          .about = N_("Every proposal and report that everybody may read on this site, with its "
                      "newest answer. What waits for an officer's look, what its sender does not "
                      "want published, complaints and denunciations are not in it."),
          .columns = open_columns(),
          .read = read_open_data};
}

}  // namespace gandan::petitions
