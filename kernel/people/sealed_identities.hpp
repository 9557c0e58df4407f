// The identities of denouncers, sealed from the first moment: written with a public key, opened
// only by a named officer with the key file, a reason and an entry in the journal. Never in search,
// lists, logs, exports or notices (Law on Denunciations 25/2018/QH14, chapter VI).
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/ids/ref.hpp"
#include "kernel/people/principal.hpp"
#include "lib/base/result.hpp"
#include "lib/base/time.hpp"
#include "lib/crypto/sealed.hpp"
#include "lib/db/db.hpp"

namespace gandan::people {

/// Who denounced. Only what the law asks for.
struct Identity {
  std::string name;
  std::string address;
  std::string identity_number;
  std::string telephone;
  std::string email;
  std::string note;  ///< anything else that would identify them
  bool operator==(const Identity&) const = default;
};

/// Whether it says why something sealed is opened: at least ten characters (code points).
[[nodiscard]] bool is_reason(std::string_view typed);

enum class OpenIdentityError {
  forbidden,       ///< no role of the principal opens them at that unit, or no second factor
  reason_missing,  ///< fewer than 10 characters
  not_found,       ///< nothing is sealed for the subject
  key_missing,     ///< it was sealed to a key that this server's key file does not hold
};
/// For the officer who asked: a msgid.
[[nodiscard]] const char* in_words(OpenIdentityError error);

/// Seals to the key of the body that handles it (none as long as nobody does) and stores; replaces
/// what was sealed for the subject before. Throws std::logic_error where no key was published
/// (seal_keys.hpp).
void seal_identity(db::Tx& tx, const Clock& clock, const crypto::KeyFile& keys, UnitId body,
                   Ref subject, const Identity& identity);

/// Opens. `unit` is the body that handles the denunciation, `above` what stands above it. Journals
/// who, when, what and why, in the same transaction: no entry, no identity. A refusal is journaled
/// too.
[[nodiscard]] Result<Identity, OpenIdentityError> open_identity(
    db::Tx& tx, Ids& ids, const Clock& clock, const crypto::KeyFile& keys,
    const Principal& principal, UnitId unit, std::span<const UnitId> above, Ref subject,
    std::string_view reason);

/// Who opened the identity of a subject, newest last: for whoever may open it, too.
using OpeningId = Id<struct OpeningTag>;
struct Opening {
  OpeningId id;
  UserId user;
  UnitId unit;
  std::string reason;  ///< empty where this key file does not open it (sealed_reasons.hpp)
  Instant at;
};
[[nodiscard]] std::vector<Opening> openings_of(db::Tx& tx, const crypto::KeyFile& keys,
                                               Ref subject);

}  // namespace gandan::people
