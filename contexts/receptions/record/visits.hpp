// The book as it is stored: reading it, changing a row, who came, what is sealed.
#pragma once
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/receptions/permissions.hpp"
#include "contexts/receptions/record/rows.hpp"
#include "kernel/acts/act.hpp"
#include "kernel/acts/env.hpp"
#include "kernel/people/sealed_words.hpp"
#include "lib/db/db.hpp"
#include "lib/search/index.hpp"

namespace gandan::receptions {

using acts::Act, acts::Env;

inline const search::Index visit_index{"visit_search"};

[[nodiscard]] std::optional<Visit> find_visit(db::Tx& tx, VisitId id);
/// By its code as it was normalised.
[[nodiscard]] std::optional<Visit> find_visit(db::Tx& tx, std::string_view code);
/// All rows of a sitting, the first first.
[[nodiscard]] std::vector<Visit> rows_of_sitting(db::Tx& tx, VisitId sitting);
/// All visits on a matter, the first first.
[[nodiscard]] std::vector<Visit> visits_on_matter(db::Tx& tx, VisitId matter);

/// Whether `act` may read the row: of a denunciation only who also handles those, and its words lie
/// under the seal even then.
[[nodiscard]] bool may_read(db::Tx& tx, const Act& act, const Visit& visit);
[[nodiscard]] bool may_read(db::Tx& tx, const people::Principal& officer, const Visit& visit);
/// Whether `act` may do what wants this permission with the row.
[[nodiscard]] bool may_do(db::Tx& tx, const Act& act, people::Permission permission,
                          const Visit& visit);

[[nodiscard]] constexpr bool is_sealed(const Visit& visit) {
  return visit.kind == Kind::denunciation;
}

/// What enters the book with a row. The number of the book is given here, unless the row has one.
struct NewVisit {
  Visit row;
  std::vector<Person> people;  ///< of the first row of a sitting; sealed of a denunciation
  std::optional<std::string> source = {}, source_id = {}, idempotency_key = {};
};
/// Stores it with its people, seals what is to be sealed, and indexes the words. No journal.
Visit insert_visit(db::Tx& tx, const Env& env, NewVisit fresh);
/// Stores what a use case changed: all but who came, the matter and the number.
void save_visit(db::Tx& tx, const Env& env, const Visit& visit);

/// What may stand in a column: the words, or nothing where they go under the seal, as `part`.
[[nodiscard]] std::string_view keep_words(db::Tx& tx, const Env& env, const Visit& visit,
                                          std::string_view part, std::string_view words);
/// The parts of a row.
inline constexpr std::string_view matter_part = "matter", before_part = "handled_before",
                                  directed_part = "directed_to", document_part = "document",
                                  followed_part = "followed", note_part = "note";
/// Puts opened words where they belong.
void fill_in(Visit& visit, const people::Words& words);

/// Who came with a sitting: of a denunciation nobody (people::open_identity). The numbers of papers
/// are opened where the key file holds the key.
[[nodiscard]] std::vector<Person> people_of(db::Tx& tx, const crypto::KeyFile& keys,
                                            const Visit& visit);
/// What is stored of an identity number, to find who comes again; empty where there is none.
[[nodiscard]] std::string identity_key(const crypto::KeyFile& keys, std::string_view number);

/// Words that went with a change.
struct VisitNote {
  Instant at;
  std::string verb;
  acts::Readers readers = acts::Readers::officers;
  std::string text;
};
void keep_note(db::Tx& tx, const Env& env, const Visit& visit, Verb verb, const acts::Words& words);
[[nodiscard]] std::vector<VisitNote> notes_of(db::Tx& tx, VisitId visit);

}  // namespace gandan::receptions
