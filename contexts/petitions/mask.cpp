#include <algorithm>

#include "contexts/petitions/move.hpp"
#include "contexts/petitions/sealed_words.hpp"
#include "contexts/petitions/traces.hpp"
#include "contexts/petitions/visibility.hpp"
#include "lib/text/personal_data.hpp"

namespace gandan::petitions {
namespace {

const db::Sql update_words{R"(
  update petitions set title = :title, text = :text, asked_by = :asked_by, place_text = :place
  where id = :id)"};

/// Every occurrence of the words, as they stand.
std::string without(std::string text, const std::vector<std::string>& words) {
  for (const std::string& each : words)
    for (std::size_t at = text.find(each); at != std::string::npos;
         at = text.find(each, at + text::mask.size()))
      text.replace(at, each.size(), text::mask);
  return text;
}

/// The longest first, so that a name is not left where a part of it was masked.
std::vector<std::string> in_order(std::vector<std::string> words) {
  words.erase(std::remove(words.begin(), words.end(), std::string()), words.end());
  std::stable_sort(words.begin(), words.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return words;
}

}  // namespace

Moved mask(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
           const std::vector<std::string>& words) {
  auto petition = find(tx, id);
  if (!petition) return fail(MoveError::not_found);
  if (!may(tx, act, Actor::synthesis_officer, *petition)) return fail(MoveError::not_yours);
  if (is_sealed(*petition)) return fail(MoveError::not_allowed);
  if (petition->publication_refused) return fail(MoveError::not_agreed);
  const std::vector<std::string> masked = in_order(words);
  if (masked.empty()) return fail(MoveError::nothing_to_mask);
  struct Shown {
    std::string_view part;
    std::string& words;
  };
  const Shown shown[] = {{title_part, petition->title},
                         {text_part, petition->text},
                         {asker_part, petition->asked_by},
                         {place_part, petition->place_text}};
  for (const std::string& each : masked)
    if (std::none_of(std::begin(shown), std::end(shown),
                     [&](const Shown& it) { return it.words.find(each) != std::string::npos; }))
      return fail(MoveError::not_in_it);
  set_visibility(tx, *petition, Visibility::held);  // it leaves the index by the words it went in
  const auto sealed = people::open_words(tx, env.keys, subject_of(id));
  for (const Shown& it : shown) {
    std::string now = without(it.words, masked);
    // What was masked before is sealed already, and stands in the column no more.
    if (now != it.words && !sealed.contains(it.part))
      people::seal_words(tx, env.keys, petition->body.value_or(UnitId{}), subject_of(id), it.part,
                         it.words);
    it.words = std::move(now);
  }
  tx.run(update_words, {{"title", petition->title},
                        {"text", petition->text},
                        {"asked_by", petition->asked_by},
                        {"place", petition->place_text},
                        {"id", id}});
  set_visibility(tx, *petition, Visibility::open);
  save(tx, *petition);
  leave_trace(tx, env);
  record(tx, act,
         Entry{id, env.clock.now(), "mask", {{"parts", static_cast<std::int64_t>(masked.size())}}});
  return *petition;
}

}  // namespace gandan::petitions
