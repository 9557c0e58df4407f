// One-time codes of an authenticator application: RFC 6238 (TOTP) over RFC 4226 (HOTP), HMAC-SHA-1,
// six digits, steps of 30 seconds: what every such application understands.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lib/base/time.hpp"

namespace gandan::crypto {

inline constexpr std::size_t totp_secret_size = 20;  ///< bytes: 160 bits, RFC 4226 §4

[[nodiscard]] std::string make_totp_secret();
/// The step in which an instant lies.
[[nodiscard]] std::int64_t totp_step(Instant at);
/// The code of a step; `digits` from 6 to 8.
[[nodiscard]] std::string totp_code(std::string_view secret, std::int64_t step, int digits = 6);
/// The step whose code was typed: the present one or a neighbour, later than `after`, so that a
/// code counts once. Nothing where the code is wrong or was used. Spaces in it are skipped.
[[nodiscard]] std::optional<std::int64_t> verify_totp(std::string_view secret,
                                                      std::string_view code, Instant now,
                                                      std::int64_t after);
/// "otpauth://totp/Gần Dân:lan?secret=…": what the application reads from a QR code.
[[nodiscard]] std::string totp_uri(std::string_view secret, std::string_view issuer,
                                   std::string_view account);

}  // namespace gandan::crypto
