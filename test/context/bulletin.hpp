// A bulletin that a body has read over its loudspeakers (bản tin truyền thanh): its course, its
// row, what can be done with it. doc/context.md walks through this context.
#pragma once
#include "kernel/acts/env.hpp"
#include "kernel/acts/record.hpp"
#include "lib/base/result.hpp"
#include "lib/db/query.hpp"

namespace gandan::bulletins {

using acts::Act, acts::Env;
using BulletinId = Id<struct BulletinTag>;
inline constexpr const char* prefix = "BT";                 // of its codes
inline constexpr auto writes = people::Permission::answer;  // at the body whose bulletin it is

/// The numbers are stored.
enum class State : std::uint8_t { draft = 1, published = 2, repeated = 3 };
namespace sql {  // of a bulletin `b`
inline constexpr std::string_view is_public = "b.state in (2, 3)", is_published = "b.state = 2";
static_assert(State{2} == State::published && State{3} == State::repeated);
}  // namespace sql
/// The names are stored. All but the first are tasks of the desk.
enum class Verb : std::uint8_t { write, publish, repeat };
[[nodiscard]] std::string_view name(State state);
[[nodiscard]] std::string_view name(Verb verb);
/// All that may happen to what is written.
struct Step {
  State from;
  Verb verb;
  State to;
};
inline constexpr Step course[] = {{State::draft, Verb::publish, State::published},
                                  {State::published, Verb::repeat, State::repeated}};
/// nullptr where it may not happen.
[[nodiscard]] const Step* step_of(State from, std::string_view verb);

/// A row of `bulletins`.
struct Bulletin {
  BulletinId id;
  std::string code;
  UnitId body;
  State state{};
  std::string title, text;
  Date day;  ///< on which it was published; of a draft, written

  [[nodiscard]] Ref ref() const { return {"bulletin", id.value}; }
};
[[nodiscard]] std::optional<Bulletin> find(db::Tx& tx, BulletinId id);
[[nodiscard]] std::optional<Bulletin> find(db::Tx& tx, std::string_view code);

struct Filter {
  std::optional<UnitId> body = {};  ///< all that it has, for its officers; none: what is public
  std::optional<Date> from = {}, to = {};
  std::string words = {};  ///< marks and case aside
};
struct Page {
  std::vector<Bulletin> rows;  ///< the newest first
  std::optional<db::Cursor> next;
};
[[nodiscard]] Page list(db::Tx& tx, const Filter& filter, int limit,
                        const std::optional<db::Cursor>& after = {});

enum class Refusal : std::uint8_t { not_allowed };
using Done = Result<Bulletin, Refusal>;
/// Whoever reads it out gets letters about it at `email`, where it is not empty.
[[nodiscard]] Done write(db::Tx& tx, const Env& env, const Act& act, Bulletin draft,
                         std::string_view email);
/// Any other verb, by its name. Who publishes it undertakes to have it read again within a week.
[[nodiscard]] Done take(db::Tx& tx, const Env& env, const Act& act, BulletinId id,
                        std::string_view verb);

}  // namespace gandan::bulletins
