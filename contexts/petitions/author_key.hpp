// The private key on a receipt: what tells who sent a petition from everybody who can read its
// code, since the codes of public petitions are public.
#pragma once
#include <string>
#include <string_view>

#include "lib/crypto/sealed.hpp"

namespace gandan::petitions {

/// Ten digits, "4821-937-205": derived from the code by the server's key file, and stored nowhere.
[[nodiscard]] std::string author_key(const crypto::KeyFile& keys, std::string_view code);
/// Takes it with or without dashes and spaces; compares in constant time.
[[nodiscard]] bool is_author(const crypto::KeyFile& keys, std::string_view code,
                             std::string_view typed);

}  // namespace gandan::petitions
