#include "kernel/nouns/noun.hpp"

#include <algorithm>

#include "kernel/records/codes.hpp"
#include "lib/text/fold.hpp"

namespace gandan::nouns {
namespace {

constexpr std::string_view columns = "id, code, body_id, state, title, text, day";

db::Query select_from(const Noun& noun) {
  db::Query query;
  return query.add({"select ", columns, " from ", noun.name, " where "});
}

}  // namespace

Ref Record::ref(const Noun& noun) const {
  return {noun.kind, id.value};
}

const State& Noun::state_of(const Record& record) const {
  static constexpr State unknown;
  const auto found = std::ranges::find(states, record.state, &State::number);
  return found == states.end() ? unknown : *found;
}

std::optional<Record> find(db::Tx& tx, const Noun& noun, std::string_view code) {
  return select_from(noun).add("code = :code").bind("code", code).one<Record>(tx);
}

std::optional<Record> find(db::Tx& tx, const Noun& noun, RecordId id) {
  return select_from(noun).add("id = :id").bind("id", id).one<Record>(tx);
}

Record add(db::Tx& tx, const Noun& noun, const acts::Env& env, Record record) {
  record.id = env.ids.next<RecordId>();
  record.code = records::new_code(noun.prefix);
  record.day = env.clock.today();
  db::Query insert;
  insert.add({"insert into ", noun.name, " (", columns,
              ", folded) values (:id, :code, :body, :state, :title, :text, :day, :folded)"});
  insert.bind("id", record.id).bind("code", record.code).bind("body", record.body_id);
  insert.bind("state", record.state).bind("title", record.title).bind("text", record.text);
  insert.bind("day", record.day).bind("folded", text::fold(record.title + " " + record.text));
  insert.run(tx);
  return record;
}

void save(db::Tx& tx, const Noun& noun, const Record& record) {
  db::Query update;
  update.add({"update ", noun.name, " set state = :state, day = :day where id = :id"});
  update.bind("state", record.state).bind("day", record.day).bind("id", record.id).run(tx);
}

std::string is_public(const Noun& noun) {
  std::string numbers;
  for (const State& state : noun.states)
    if (state.is_public)
      numbers.append(numbers.empty() ? "" : ", ").append(std::to_string(state.number));
  return "state in (" + numbers + ")";
}

db::Page<Record> list(db::Tx& tx, const Noun& noun, const Asked& asked, int limit,
                      const std::optional<db::Cursor>& after) {
  static const db::Order newest{"day", "id", true};
  db::Query query = select_from(noun);
  if (asked.within)
    people::add_bodies(query, *asked.within, "body_id");
  else
    query.add(is_public(noun));
  if (asked.from) query.add(" and day >= :from").bind("from", *asked.from);
  if (asked.to) query.add(" and day <= :to").bind("to", *asked.to);
  if (!asked.words.empty())
    query.add(" and folded like :words").bind("words", "%" + text::fold(asked.words) + "%");
  return query.page_of<Record>(tx, newest, after, limit, [](const Record& last) {
    return db::Cursor{0, last.day.days, last.id.value};
  });
}

}  // namespace gandan::nouns
