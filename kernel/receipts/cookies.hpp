// Cookies that tell one page, for some minutes, what this browser and nobody else did: in its
// address a key or a deed would stay in the history of a computer that others use too, and whoever
// is sent the address would be told the same.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "kernel/receipts/private_key.hpp"
#include "lib/http/request.hpp"
#include "lib/http/response.hpp"

namespace gandan::receipts {

struct ProofCookie {
  const char* name;
  std::chrono::minutes good_for;
};
/// Who has just sent something: its receipt shows the private key.
inline constexpr ProofCookie sent_cookie{"receipt", std::chrono::minutes(10)};
/// An officer who has just entered something for its sender: the next page shows the private key,
/// and takes the cookie back.
inline constexpr ProofCookie entered_cookie{"entered", std::chrono::minutes(1)};

/// Proves to the page at `path`, and to what lies below it, that this browser holds the receipt of
/// this code.
[[nodiscard]] http::Cookie show_key(const crypto::KeyFile& keys, const Clock& clock,
                                    const ProofCookie& cookie, std::string_view code,
                                    std::string path);
[[nodiscard]] bool shows_key(const crypto::KeyFile& keys, const Clock& clock,
                             const ProofCookie& cookie, std::string_view code,
                             const http::Request& request);
/// Takes it back.
[[nodiscard]] http::Cookie ended(const ProofCookie& cookie, std::string path);

/// To the page of a record, at `href` ("/petitions/GD-…"), which tells this browser for a minute
/// what was done. `done`: a name that just_done gives back.
[[nodiscard]] http::Response to_done(const crypto::KeyFile& keys, const Clock& clock,
                                     std::string_view code, std::string_view href,
                                     std::string_view done);
/// What this browser did to the record within the last minute, where the address says it; empty
/// where it says nothing, or is only a link that somebody follows.
[[nodiscard]] std::string_view just_done(const crypto::KeyFile& keys, const Clock& clock,
                                         std::string_view code, const http::Request& request);

/// The same for every page that staff alone read, whatever it says: where the answer to a form
/// leads to an address with `done=`, it takes along what proves to that address that this officer
/// was led there.
void prove_deed(const crypto::KeyFile& keys, const Clock& clock, std::int64_t officer,
                http::Response& answer);
/// Whether a deed of this officer led this browser to the address within the last minute.
[[nodiscard]] bool was_led_here(const crypto::KeyFile& keys, const Clock& clock,
                                std::int64_t officer, const http::Request& request);

}  // namespace gandan::receipts
