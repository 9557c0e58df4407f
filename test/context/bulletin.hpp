// A bulletin that a body has read over its loudspeakers (bản tin truyền thanh): its course, and
// what can be done with it. doc/context.md walks through this context.
#pragma once
#include "kernel/nouns/noun.hpp"
#include "kernel/states/course.hpp"

namespace gandan::bulletins {

using acts::Act, acts::Env, nouns::Done, nouns::Record, people::Role;

/// The numbers are stored.
enum class State : std::uint8_t { draft = 1, published = 2, repeated = 3 };
/// The names are stored. All but the first are buttons of the desk.
enum class Verb : std::uint8_t { write, publish, repeat };
[[nodiscard]] std::string_view name(State state);
[[nodiscard]] std::string_view name(Verb verb);
/// All that may happen to what is written.
using Step = states::Step<State, Verb>;
inline constexpr Step course[] = {{State::draft, Verb::publish, State::published},
                                  {State::published, Verb::repeat, State::repeated}};
[[nodiscard]] bool fits(std::int64_t state, std::string_view verb);

/// Whoever reads it out gets letters about it at `email`, where it is not empty.
[[nodiscard]] Done write(db::Tx& tx, const Env& env, const Act& act, Record draft,
                         std::string_view email);
/// Any other verb, by its name. Who publishes it undertakes to have it read again within a week.
[[nodiscard]] Done take(db::Tx& tx, const Env& env, const Act& act, std::string_view code,
                        std::string_view verb);
/// `write`, of what an officer typed.
[[nodiscard]] desk::Made enter(const desk::Desk& desk, db::Tx& tx, const Env& env);

}  // namespace gandan::bulletins
