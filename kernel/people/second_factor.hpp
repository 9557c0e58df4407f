// The second factor: an authenticator application's codes (RFC 6238), its secret locked under the
// key file, and the recovery codes that stand in for it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "kernel/people/people.hpp"
#include "lib/crypto/sealed.hpp"

namespace gandan::people {

/// Takes a secret that its owner has proved to hold (crypto::verify_totp), and the step whose code
/// proved it: that code is used.
void set_totp_secret(db::Tx& tx, const Clock& clock, const crypto::KeyFile& keys, journal::Actor by,
                     UserId user, std::string_view secret, std::int64_t used_step = 0);
/// Takes it away, its recovery codes too, and ends sessions and devices.
[[nodiscard]] Result<void, AccountError> remove_second_factor(db::Tx& tx, const Clock& clock,
                                                              journal::Actor by, UserId user);
/// Whoever holds a role that opens what is sealed must have one.
[[nodiscard]] bool needs_second_factor(db::Tx& tx, UserId user);
[[nodiscard]] bool has_second_factor(db::Tx& tx, UserId user);
/// What the codes are made of: nothing where there is no second factor, or where its key is lost.
struct TotpSecret {
  std::string secret;
  std::int64_t used_step = 0;  ///< codes up to this step are used
};
[[nodiscard]] std::optional<TotpSecret> totp_secret_of(db::Tx& tx, const crypto::KeyFile& keys,
                                                       UserId user);
/// Whether it is a code that counts now, or a recovery code; either is used up by it.
[[nodiscard]] bool spend_code(db::Tx& tx, const Clock& clock, const crypto::KeyFile& keys,
                              UserId user, std::string_view typed);

/// Ten new ones in place of earlier ones, "K7M3-Q2XT-PWAN-4SGD" without symbols that look
/// alike: shown once, kept as hashes.
[[nodiscard]] std::vector<std::string> make_recovery_codes(db::Tx& tx, const Clock& clock,
                                                           journal::Actor by, UserId user);
/// "K7M3-Q2XT" of "K7M3Q2XT", for whoever copies it by hand.
[[nodiscard]] std::string in_fours(std::string_view symbols, char between);
[[nodiscard]] int recovery_codes_left(db::Tx& tx, UserId user);
/// So few that their owner should make new ones: two or none, with a second factor that is on.
[[nodiscard]] bool has_few_recovery_codes(db::Tx& tx, UserId user);

/// Locks every secret that lies in clear, or under an earlier key, under the file's present one. At
/// the start of a server. Returns how many.
int lock_totp_secrets(db::Database& database, const crypto::KeyFile& keys);

}  // namespace gandan::people
