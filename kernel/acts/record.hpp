// How a change of a record enters the journal, and how its entry is read back: a verb, which is an
// enum of the record's context, and facts, which are numbers.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

#include "kernel/acts/act.hpp"
#include "kernel/ids/ref.hpp"
#include "kernel/journal/journal.hpp"
#include "lib/base/time.hpp"

namespace gandan::acts {

/// One fact of a change: a number, never words, so that no personal data enters the journal.
struct Fact {
  std::string_view name;
  std::int64_t value = 0;
};

/// Appends to the journal within the caller's transaction, a verb as it is stored: "note.accept".
void record_named(db::Tx& tx, const Act& act, Ref ref, Instant at, std::string_view verb,
                  std::initializer_list<Fact> facts);

/// `record(tx, act, subject_of(id), at, Verb::accept, {{"body", body.value}})` appends
/// "<kind>.accept": the context gives its enum a `name(Verb)`. It is stored, so it never changes.
template <class Verb>
requires std::is_enum_v<Verb>
void record(db::Tx& tx, const Act& act, Ref ref, Instant at, Verb verb,
            std::initializer_list<Fact> facts = {}) {
  record_named(tx, act, ref, at, std::string(ref.kind).append(1, '.').append(name(verb)), facts);
}

/// The verb of an entry without the kind of its record, to be parsed by the record's context; empty
/// where the verb is another module's, as of a seal that was opened.
[[nodiscard]] std::string_view verb_name(const journal::Recorded& entry);
/// A fact of an entry by its name; 0 where it has none.
[[nodiscard]] std::int64_t fact_of(const journal::Recorded& entry, std::string_view name);

}  // namespace gandan::acts
