#include <algorithm>

#include "contexts/petitions/move.hpp"
#include "contexts/petitions/record/answers.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "contexts/petitions/record/traces.hpp"
#include "contexts/petitions/record/visibility.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "kernel/journal/log.hpp"
#include "lib/text/personal_data.hpp"
#include "lib/text/replace_words.hpp"

namespace gandan::petitions {
namespace {

const db::Sql update_words{R"(
  update petitions set title = :title, text = :text, asked_by = :asked_by, place_text = :place
  where id = :id)"};

// It quotes the words that spoke for it.
const db::Sql clear_reasons{"update topic_members set reason = '{}' where petition_id = :id"};

std::string without(std::string text, const std::vector<std::string>& words) {
  for (const std::string& each : words) text = text::replace_words(text, each, text::mask);
  return text;
}

/// The longest first, so that a name is not left where a part of it was masked.
std::vector<std::string> in_order(std::vector<std::string> words) {
  words.erase(std::remove(words.begin(), words.end(), std::string()), words.end());
  std::stable_sort(words.begin(), words.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return words;
}

/// Whether an answer, a note to its sender or the title of a topic of it, which all will read, says
/// one of the words.
bool is_said_elsewhere(db::Tx& tx, PetitionId id, const std::vector<std::string>& words) {
  auto says = [&](const std::string& text) { return without(text, words) != text; };
  const auto answers = answers_to(tx, id);
  const auto notes = notes_of(tx, id);
  const auto topics = topics_of(tx, id);
  return std::any_of(answers.begin(), answers.end(),
                     [&](const StoredAnswer& answer) { return says(answer.text); }) ||
         std::any_of(notes.begin(), notes.end(),
                     [&](const NoteRow& note) {
                       return note.readers == acts::Readers::resident && says(note.text);
                     }) ||
         std::any_of(topics.begin(), topics.end(),
                     [&](const TopicOfPetition& topic) { return says(topic.title); });
}

}  // namespace

Moved mask(db::Tx& tx, const Env& env, const Act& act, PetitionId id,
           const std::vector<std::string>& words) {
  auto petition = find(tx, id);
  if (!petition) return fail(MoveError::not_found);
  if (!may(tx, act, Actor::synthesis_officer, *petition)) return fail(MoveError::not_yours);
  if (petition->visibility != Visibility::held) return fail(MoveError::not_allowed);
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
                     [&](const Shown& it) { return without(it.words, {each}) != it.words; }))
      return fail(MoveError::not_in_it);
  if (is_said_elsewhere(tx, id, masked)) return fail(MoveError::said_elsewhere);
  // A title that was made of the text may end within what is masked: it is made again.
  const bool is_made = petition->title == title_of(petition->text);
  const Instant at = env.clock.now();
  set_visibility(tx, *petition, Visibility::held, at);  // it leaves the index by its old words
  const auto sealed = people::open_words(tx, env.keys, subject_of(id));
  for (const Shown& it : shown) {
    const bool is_title = it.part == title_part;
    std::string now =
        without(is_title && is_made ? title_of(without(petition->text, masked)) : it.words, masked);
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
  tx.run(clear_reasons, {{"id", id}});
  set_visibility(tx, *petition, Visibility::open, at);
  save(tx, *petition);
  leave_trace(tx, env);
  journal::erase_salt(tx, subject_of(id), words_went_under_seal);
  record(tx, act, subject_of(id), at, Verb::mask,
         {{"parts", static_cast<std::int64_t>(masked.size())}});
  return *petition;
}

}  // namespace gandan::petitions
