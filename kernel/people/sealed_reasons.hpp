// Why something sealed was opened: the reason may tell of the case, so it lies under the same seal,
// as a part beside its words, and its column stays empty.
#pragma once
#include <string>
#include <string_view>

#include "kernel/ids/ref.hpp"
#include "kernel/people/sealed_identities.hpp"
#include "kernel/people/sealed_words.hpp"
#include "lib/base/time.hpp"
#include "lib/crypto/sealed.hpp"
#include "lib/db/db.hpp"

namespace gandan::people {

/// Where an earlier version kept reasons in clear: a context that erases traces names them too.
inline constexpr std::string_view openings_table = "identity_openings";
inline constexpr std::string_view readings_table = "words_readings";

[[nodiscard]] std::string reading_part(UserId reader, Date day);
[[nodiscard]] std::string opening_part(OpeningId opening);
/// Reasons are no words of the case: open_words() leaves them out.
[[nodiscard]] bool is_reason_part(std::string_view part);

/// Seals it to the key of the body under which the case lies.
void seal_reason(db::Tx& tx, const crypto::KeyFile& keys, Ref subject, std::string_view part,
                 std::string_view reason);

/// Seals what an earlier version stored in clear, some rows at a time; returns how many.
[[nodiscard]] int seal_reasons(db::Tx& tx, const crypto::KeyFile& keys);

}  // namespace gandan::people
