#include "test/context/bulletin.hpp"

#include "kernel/acts/record.hpp"
#include "kernel/letters/outbox.hpp"
#include "kernel/tasks/record.hpp"
#include "lib/text/utf8.hpp"
#include "test/context/noun.hpp"

namespace gandan::bulletins {
namespace {

constexpr int days_to_repeat = 7;

bool may(db::Tx& tx, const Act& act, const Record& it) {
  return acts::holds(tx, act, noun.works, std::array{std::optional(it.body_id)});
}

void begin_to_owe(db::Tx& tx, const Env& env, const Act& act, const Record& it) {
  const tasks::NewUndertaking wanted{it.ref(noun), it.body_id, it.day + days_to_repeat, true};
  (void)tasks::undertake(tx, env, act, wanted).value();  // the day lies ahead
}
void end_to_owe(db::Tx& tx, const Env& env, const Act& act, const Record& it) {
  for (const tasks::Undertaking& owed : tasks::of_source(tx, it.ref(noun)))
    (void)tasks::fulfil(tx, env, act, owed.id, it.ref(noun)).value();
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

bool fits(std::int64_t state, std::string_view verb) {
  return states::find_named<Step>(course, State(state), verb) != nullptr;
}

Done write(db::Tx& tx, const Env& env, const Act& act, Record draft, std::string_view email) {
  if (!may(tx, act, draft)) return fail(nouns::Refusal::not_allowed);
  draft.state = std::int64_t(State::draft);
  const Record it = nouns::add(tx, noun, env, std::move(draft));
  acts::record(tx, act, it.ref(noun), env.clock.now(), Verb::write);
  letters::follow(tx, env, {it.ref(noun), it.code, email, "vi"});
  return it;
}

Done take(db::Tx& tx, const Env& env, const Act& act, std::string_view code,
          std::string_view verb) {
  auto it = nouns::find(tx, noun, code);
  const Step* step = it ? states::find_named<Step>(course, State(it->state), verb) : nullptr;
  if (step == nullptr || !may(tx, act, *it)) return fail(nouns::Refusal::not_allowed);
  it->state = std::int64_t(step->to);
  if (step->verb == Verb::publish) it->day = env.clock.today();
  nouns::save(tx, noun, *it);
  acts::record(tx, act, it->ref(noun), env.clock.now(), step->verb);
  if (step->verb == Verb::publish) begin_to_owe(tx, env, act, *it);
  if (step->verb == Verb::repeat) end_to_owe(tx, env, act, *it);
  if (env.by_mail) letters::queue(tx, it->ref(noun), verb, env.clock.now());
  return *it;
}

desk::Made enter(const desk::Desk& desk, db::Tx& tx, const Env& env) {
  const Record draft{.body_id = people::unit_of_work(desk.officer, noun.works).value(),
                     .title = text::clean(desk.typed("title")),
                     .text = text::clean(desk.typed("text"))};
  const Done it = write(tx, env, desk.act(), draft, text::clean(desk.typed("email")));
  if (!it)
    return fail(std::vector{pages::FieldError{"title", desk.tr(N_("This cannot be done here"))}});
  return it->code;
}

}  // namespace gandan::bulletins
