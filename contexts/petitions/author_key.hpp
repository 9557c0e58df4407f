// The private key on a receipt: what tells who sent a petition from everybody who can read its
// code, since the codes of public petitions are public.
#pragma once
#include <string>
#include <string_view>

#include "lib/base/time.hpp"
#include "lib/crypto/sealed.hpp"

namespace gandan::petitions {

/// Ten digits, "4821-937-205": derived from the code by the server's key file, and stored nowhere.
[[nodiscard]] std::string author_key(const crypto::KeyFile& keys, std::string_view code);
/// Takes it with or without dashes and spaces; compares in constant time.
[[nodiscard]] bool is_author(const crypto::KeyFile& keys, std::string_view code,
                             std::string_view typed);

/// What a cookie carries in place of the key, so that no key can be tried by it: until when it is
/// good, and a MAC over that and the code.
[[nodiscard]] std::string author_proof(const crypto::KeyFile& keys, std::string_view code,
                                       Instant until);
/// Whether it was made for this code and has not ended.
[[nodiscard]] bool proves_author(const crypto::KeyFile& keys, std::string_view code,
                                 std::string_view proof, Instant now);

}  // namespace gandan::petitions
