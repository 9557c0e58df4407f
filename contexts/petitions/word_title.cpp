#include "contexts/petitions/lists/searching.hpp"
#include "contexts/petitions/move.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

constexpr std::size_t longest_title = 200;  // code points
const db::Sql update_title{"update petitions set title = :title where id = :id"};

}  // namespace

Moved word_title(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
                 std::string_view typed) {
  const std::string title = text::clean(typed);
  if (auto wrong = check_reason(title, longest_title)) return fail(*wrong);
  auto petition = find(tx, id);
  if (!petition) return fail(MoveError::not_found);
  if (!may(tx, act, Actor::synthesis_officer, *petition)) return fail(MoveError::not_yours);
  if (is_sealed(*petition)) return fail(MoveError::not_allowed);
  if (petition->title == title) return std::move(*petition);
  const bool is_listed = petition->visibility == Visibility::open;
  if (is_listed) search_index.remove(tx, id.value, search_keys(petition->title, petition->text));
  petition->title = title;
  if (is_listed) search_index.put(tx, id.value, search_keys(petition->title, petition->text));
  tx.run(update_title, {{"title", title}, {"id", id}});
  record(tx, act, subject_of(id), env.clock.now(), Verb::title);
  return std::move(*petition);
}

}  // namespace gandan::petitions
