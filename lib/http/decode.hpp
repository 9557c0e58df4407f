// The encodings of addresses and forms. Decoded text is UTF-8 without NUL, or it is refused.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "lib/base/result.hpp"
#include "lib/http/fields.hpp"

namespace gandan::http {

/// Why a request is answered before any handler saw it.
struct Refusal {
  int status = 400;
  std::string detail;  ///< one sentence for whoever wrote the client
};

/// The most fields that a query or a form may have.
inline constexpr std::size_t max_fields = 10'000;

/// "%C4%91" and, in forms, "+". A percent sign that begins no escape stands for itself, as in
/// browsers.
[[nodiscard]] std::string percent_decode(std::string_view text, bool plus_is_space);
/// Everything but letters, digits and -._~ as %XX.
[[nodiscard]] std::string percent_encode(std::string_view text);

/// Checks what a person typed: not UTF-8 is nothing. NUL becomes U+FFFD, as the HTML standard does
/// (no database of ours can hold it in text); line ends become "\n", so that a text counts the same
/// number of characters whichever way it came.
[[nodiscard]] std::optional<std::string> clean_text(std::string text);

/// The decoded path of a target, "/petitions/đường". Refuses what is not UTF-8, NUL, and an encoded
/// slash, which would mean another path to a proxy before us.
[[nodiscard]] Result<std::string, Refusal> decode_path(std::string_view encoded);

/// "a=1&b=%C4%91" (application/x-www-form-urlencoded).
[[nodiscard]] Result<Fields, Refusal> decode_fields(std::string_view encoded);

}  // namespace gandan::http
