#include "test/context/bulletin.hpp"

#include <algorithm>
#include <array>

#include "kernel/letters/outbox.hpp"
#include "kernel/records/codes.hpp"
#include "kernel/tasks/record.hpp"
#include "lib/text/fold.hpp"

namespace gandan::bulletins {
namespace {

constexpr std::string_view select{
    "select b.id, b.code, b.body_id, b.state, b.title, b.text, b.day from bulletins b where "};
const db::Sql by_id{select, "b.id = :id"}, by_code{select, "b.code = :code"};
const db::Sql insert{
    "insert into bulletins (id, code, body_id, state, title, text, day, folded) values (:id, "
    ":code, :body, :state, :title, :text, :day, :folded)"};
const db::Sql update{"update bulletins set state = :state, day = :day where id = :id"};

constexpr int days_to_repeat = 7;

bool may(db::Tx& tx, const Act& act, UnitId body) {
  return acts::holds(tx, act, writes, std::array{std::optional(body)});
}

void begin_to_owe(db::Tx& tx, const Env& env, const Act& act, const Bulletin& it) {
  const tasks::NewUndertaking wanted{
      .source = it.ref(), .body = it.body, .due_on = it.day + days_to_repeat, .shown = true};
  (void)tasks::undertake(tx, env, act, wanted).value();  // the day lies ahead
}
void end_to_owe(db::Tx& tx, const Env& env, const Act& act, const Bulletin& it) {
  for (const tasks::Undertaking& owed : tasks::of_source(tx, it.ref()))
    (void)tasks::fulfil(tx, env, act, owed.id, it.ref()).value();
}

}  // namespace

std::string_view name(State state) {
  constexpr std::string_view names[] = {"", "draft", "published", "repeated"};
  return names[static_cast<std::size_t>(state)];
}
std::string_view name(Verb verb) {
  constexpr std::string_view names[] = {"write", "publish", "repeat"};
  return names[static_cast<std::size_t>(verb)];
}
const Step* step_of(State from, std::string_view verb) {
  const auto* step = std::ranges::find_if(
      course, [&](const Step& each) { return each.from == from && name(each.verb) == verb; });
  return step == std::end(course) ? nullptr : step;
}

std::optional<Bulletin> find(db::Tx& tx, BulletinId id) {
  return tx.one<Bulletin>(by_id, {{"id", id}});
}
std::optional<Bulletin> find(db::Tx& tx, std::string_view code) {
  return tx.one<Bulletin>(by_code, {{"code", code}});
}

Page list(db::Tx& tx, const Filter& filter, int limit, const std::optional<db::Cursor>& after) {
  static const db::Order newest{"b.day", "b.id", true};
  db::Query query(select);
  query.add(filter.body ? "b.body_id = :body" : sql::is_public);
  if (filter.body) query.bind("body", *filter.body);
  if (filter.from) query.add(" and b.day >= :from").bind("from", *filter.from);
  if (filter.to) query.add(" and b.day <= :to").bind("to", *filter.to);
  // Looks through all of them; what grows has an index of words (lib/search).
  if (!filter.words.empty())
    query.add(" and b.folded like :words").bind("words", "%" + text::fold(filter.words) + "%");
  Page page{query.behind(newest, after).page(newest, limit).all<Bulletin>(tx), {}};
  if (db::cut(page.rows, limit))
    page.next = db::Cursor{0, page.rows.back().day.days, page.rows.back().id.value};
  return page;
}

Done write(db::Tx& tx, const Env& env, const Act& act, Bulletin it, std::string_view email) {
  if (!may(tx, act, it.body)) return fail(Refusal::not_allowed);
  it.id = env.ids.next<BulletinId>();
  it.code = records::new_code(prefix);
  it.state = State::draft;
  it.day = env.clock.today();
  const std::string folded = text::fold(it.title + " " + it.text);
  tx.run(insert, {{"id", it.id},
                  {"code", it.code},
                  {"body", it.body},
                  {"state", it.state},
                  {"title", it.title},
                  {"text", it.text},
                  {"day", it.day},
                  {"folded", folded}});
  acts::record(tx, act, it.ref(), env.clock.now(), Verb::write);
  letters::subscribe(tx, env, {it.ref(), it.code, email, "vi"});
  return it;
}

Done take(db::Tx& tx, const Env& env, const Act& act, BulletinId id, std::string_view verb) {
  auto it = find(tx, id);
  const Step* step = it ? step_of(it->state, verb) : nullptr;
  if (step == nullptr || !may(tx, act, it->body)) return fail(Refusal::not_allowed);
  const Instant now = env.clock.now();
  it->state = step->to;
  if (step->verb == Verb::publish) it->day = civil_date(now);
  tx.run(update, {{"state", it->state}, {"day", it->day}, {"id", id}});
  acts::record(tx, act, it->ref(), now, step->verb);
  if (step->verb == Verb::publish) begin_to_owe(tx, env, act, *it);
  if (step->verb == Verb::repeat) end_to_owe(tx, env, act, *it);
  if (env.by_mail) letters::queue(tx, it->ref(), verb, now);
  return *it;
}

}  // namespace gandan::bulletins
