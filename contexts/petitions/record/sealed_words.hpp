// The words of a denunciation: how each goes under the seal instead of into its column, how a story
// gets them back where it may be read, and how what lay in clear is sealed later.
#pragma once
#include <string>
#include <string_view>

#include "contexts/petitions/public/petition_story.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/people/sealed_words.hpp"
#include "lib/crypto/sealed.hpp"

namespace gandan::petitions {

/// Why nobody can try words any more against what the log committed to when they lay in clear.
inline constexpr std::string_view words_went_under_seal = "the words went under the seal";

/// Whether its words are under the seal: of every denunciation, and of what came as one though an
/// officer has found it to be something else. No other petition is without a text.
[[nodiscard]] bool has_sealed_words(const Petition& petition);

/// Whether something of it lies under the seal: all its words, or how it was before parts of it
/// were masked.
[[nodiscard]] bool has_sealed_parts(db::Tx& tx, const Petition& petition);

/// Whose words they are.
struct Owner {
  PetitionId petition;
  UnitId body;  ///< who handles it, none as long as nobody does
  bool sealed = false;
};
[[nodiscard]] Owner owner_of(const Petition& petition);
/// What may stand in a column: the words, or nothing where they go under the seal, as `part`.
std::string_view keep_words(db::Tx& tx, const Env& env, const Owner& owner, std::string_view part,
                            std::string_view words);

/// The parts, by what they belong to.
inline constexpr std::string_view title_part = "title";
inline constexpr std::string_view text_part = "text";
inline constexpr std::string_view addressee_part = "addressed_to";
inline constexpr std::string_view place_part = "place";
inline constexpr std::string_view asker_part = "asked_by";
[[nodiscard]] std::string question_part(Instant stopped_at);
[[nodiscard]] std::string reply_part(Instant stopped_at);
[[nodiscard]] std::string extension_part(Instant granted_at);
[[nodiscard]] std::string note_part(Instant at, std::string_view verb);
[[nodiscard]] std::string answer_part(AnswerId id);
[[nodiscard]] std::string document_part(AnswerId id);

/// Words that go with a change. They may name people, so they are kept beside the journal, not in
/// it.
struct Note {
  Instant at;
  Verb verb{};
  Words words;  ///< nothing is kept where they are empty
};
void keep_note(db::Tx& tx, const Env& env, const Petition& petition, const Note& note);

/// What stands for the id of an imported row that has none; or for one that may itself tell of a
/// denunciation: a digest under the key file. The same for an id that is stored so already.
[[nodiscard]] std::string sealed_source_id(const crypto::KeyFile& keys, std::string_view id);

/// Puts opened words where they belong.
void fill_in(Story& story, const people::Words& words);

/// Seals all that lies in clear of a petition, the identity too, to the key of its body, and
/// empties its columns. Leaves a trace (traces.hpp).
void seal_in_full(db::Tx& tx, const Env& env, Petition& petition);

}  // namespace gandan::petitions
