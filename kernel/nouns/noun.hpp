// A small kind of record, said once: what it is called, its states, what is done with it. Its table
// is read and written here; what the house knows of it follows from the same (module.hpp).
#pragma once
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kernel/acts/act.hpp"
#include "kernel/acts/env.hpp"
#include "kernel/desk/form_page.hpp"
#include "kernel/ids/ref.hpp"
#include "kernel/people/within.hpp"
#include "lib/db/query.hpp"

namespace gandan::nouns {

struct Noun;
using RecordId = Id<struct NounTag>;

/// A row of a noun's table, which has these columns and whatever else its context keeps beside
/// them; and `folded`, in which a search looks.
struct Record {
  RecordId id;
  std::string code;
  UnitId body_id;          ///< whose it is
  std::int64_t state = 0;  ///< by its number
  std::string title, text;
  Date day;  ///< by which it is listed, the newest first

  [[nodiscard]] Ref ref(const Noun& noun) const;
};

/// The record as it is then.
enum class Refusal : std::uint8_t { not_allowed };
using Done = Result<Record, Refusal>;

/// A state, as everybody is told it.
struct State {
  std::int64_t number = 0;
  const char* label = "";  ///< a msgid
  bool is_public = false;  ///< else nobody reads the words but who works on it or holds its code
};

/// A verb that asks nothing: a button of the desk, and what a letter tells of. Texts are msgids.
struct Button {
  std::string_view verb;  ///< in addresses, in the journal, of its letter
  const char *key, *label, *done;
};

/// Beneath the list that everybody reads. `label` is a msgid.
struct LinkBeneath {
  const char *label, *href;
};

/// Of constants: a context says it as one `constexpr`. Texts are msgids.
struct Noun {
  std::string_view kind;     ///< Ref::kind, a word that never changes: "bulletin"
  std::string_view name;     ///< of its module, table, list on the desk, addresses: "bulletins"
  std::string_view prefix;   ///< of its tracking codes: "BT"
  std::string_view begins;   ///< the entry of the journal by which each begins: "bulletin.write"
  int order;                 ///< its place among the ways of a place, on the home page, on the desk
  const char* title;         ///< many of them
  const char* about;         ///< what one reads in their list, in a sentence
  const char* search;        ///< "Search bulletins"
  const char* promise;       ///< what who confirms letters agrees to
  people::Permission works;  ///< who holds it at a record's body reads and changes it on the desk
  std::span<const State> states;
  std::span<const Button> buttons;
  std::span<const LinkBeneath> links;
  /// Whether its course has this verb in that state.
  bool (*fits)(std::int64_t state, std::string_view verb);
  Done (*take)(db::Tx& tx, const acts::Env& env, const acts::Act& act, std::string_view code,
               std::string_view verb);
  desk::NewRecord form;  ///< what a new one asks and makes, at /desk/NAME/new

  [[nodiscard]] const State& state_of(const Record& record) const;
};

// --- its table -----------------------------------------------------------------------------------

[[nodiscard]] std::optional<Record> find(db::Tx& tx, const Noun& noun, std::string_view code);
[[nodiscard]] std::optional<Record> find(db::Tx& tx, const Noun& noun, RecordId id);
/// Stores a new record: its id, code and day are made here.
[[nodiscard]] Record add(db::Tx& tx, const Noun& noun, const acts::Env& env, Record record);
/// Stores its state and its day.
void save(db::Tx& tx, const Noun& noun, const Record& record);

/// In SQL: in a state in which everybody may read it. A partial index over it says the same words.
[[nodiscard]] std::string is_public(const Noun& noun);

/// What a list is asked for. Its index begins with `body_id` for officers, and is that of what is
/// public for everybody; both go on with `day, id`.
struct Asked {
  std::optional<people::Within> within = {};  ///< all of these bodies; none: what is public
  std::optional<Date> from = {}, to = {};
  std::string words = {};  ///< marks and case aside; looks through all that is left
};
[[nodiscard]] db::Page<Record> list(db::Tx& tx, const Noun& noun, const Asked& asked, int limit,
                                    const std::optional<db::Cursor>& after = {});

}  // namespace gandan::nouns
