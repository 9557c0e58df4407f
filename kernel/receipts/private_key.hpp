// The private key on a receipt: what tells who sent a record from everybody who can read its code,
// since the codes of public records are public. And the proof that stands for it in a cookie.
#pragma once
#include <string>
#include <string_view>

#include "lib/base/time.hpp"
#include "lib/crypto/sealed.hpp"

namespace gandan::receipts {

/// What a receipt is of. Both enter its key: neither may ever be named otherwise.
struct Receipt {
  std::string_view kind;  ///< of the record, as its context names it in the journal: "petition"
  std::string_view code;  ///< normalised
};

/// Ten digits, "4821-937-205": derived by the server's key file, and stored nowhere.
[[nodiscard]] std::string private_key(const crypto::KeyFile& keys, const Receipt& receipt);
/// Takes it with or without dashes and spaces; compares in constant time. Asked only where guesses
/// are counted (rate class `sign-in`).
[[nodiscard]] bool is_private_key(const crypto::KeyFile& keys, const Receipt& receipt,
                                  std::string_view typed);
/// Whether it is written as a key is, whosever: ten digits, with or without dashes and spaces.
[[nodiscard]] bool looks_like_private_key(std::string_view typed);

/// What a cookie carries in place of the key, so that no key can be tried by it: until when it is
/// good, and a MAC over that and what is `said`, which begins with the code of a record.
[[nodiscard]] std::string proof_of(const crypto::KeyFile& keys, std::string_view said,
                                   Instant until);
/// Whether it was made for this and has not ended.
[[nodiscard]] bool proves(const crypto::KeyFile& keys, std::string_view said,
                          std::string_view proof, Instant now);

}  // namespace gandan::receipts
