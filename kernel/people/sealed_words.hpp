// The words of a sealed case: what a denunciation says, what is asked and answered about it. Each
// part is a sealed box to the key of the body that handles the case; their columns stay empty.
#pragma once
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/people/principal.hpp"
#include "kernel/people/seal_keys.hpp"
#include "kernel/people/sealed_identities.hpp"
#include "lib/base/result.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"

namespace gandan::people {

/// Opened words by their part, as the case's context names it ("text", "answer 17").
using Words = std::map<std::string, std::string, std::less<>>;

/// Seals a part, or seals it anew. `body` is who handles the case: none as long as nobody does.
void seal_words(db::Tx& tx, const crypto::KeyFile& keys, UnitId body, Ref subject,
                std::string_view part, std::string_view words);
/// The parts that this key file opens. For who sent it, and for use cases; an officer reads by
/// read_words().
[[nodiscard]] Words open_words(db::Tx& tx, const crypto::KeyFile& keys, Ref subject);
/// Likewise why it was opened, by the parts of sealed_reasons.hpp.
[[nodiscard]] Words open_reasons(db::Tx& tx, const crypto::KeyFile& keys, Ref subject);

/// Whether anything of it is under the seal.
[[nodiscard]] bool has_words(db::Tx& tx, Ref subject);

/// An officer who reads a case, and by what right.
struct Reader {
  const Principal& officer;
  Permission permission{};        ///< what reading this case asks for
  UnitId unit;                    ///< the body that handles it, or the place it is about
  std::span<const UnitId> above;  ///< what stands above that unit
};
enum class ReadWordsError {
  forbidden,
  reason_missing,  ///< fewer than 10 characters, and not opened by them today
};
/// Opens them for an officer, who says why; for the rest of that day they are open to them. The
/// first reading of a day is journaled in the same transaction ("who read what on which day"), and
/// so is every refusal. The reason goes under the seal (sealed_reasons.hpp).
[[nodiscard]] Result<Words, ReadWordsError> read_words(db::Tx& tx, const Clock& clock,
                                                       const crypto::KeyFile& keys,
                                                       const Reader& reader, Ref subject,
                                                       std::string_view reason = {});

/// Who opened the words of a case, once a day and officer; newest last.
struct WordsReading {
  UserId user;
  Date day;
  Instant at;          ///< 0 where only the day is known
  std::string reason;  ///< empty likewise, and where this key file does not open it
};
[[nodiscard]] std::vector<WordsReading> readings_of(db::Tx& tx, const crypto::KeyFile& keys,
                                                    Ref subject);

/// Seals the identity and the words of a case to the key of the body that handles it from now on.
/// What this key file cannot open stays as it is.
void seal_anew(db::Tx& tx, const crypto::KeyFile& keys, UnitId body, Ref subject);

}  // namespace gandan::people
