// The head of a request as it stood on the wire: what two programs could read in two ways is
// refused before it is parsed.
#pragma once
#include <optional>
#include <string_view>

#include "lib/http/decode.hpp"

namespace gandan::http {

/// What is wrong with a head, or with as much of one as has come; nothing where all is well.
/// Stricter than RFC 9112 lets a server be: every line ends with CRLF, none is folded (5.2), no
/// space stands before a colon (5.1), no control character in any; `Content-Length` stands once, as
/// digits, `Transfer-Encoding` once, as "chunked" and in HTTP/1.1, and never both (6.1 to 6.3). A
/// proxy that reads such a head otherwise takes the body of one request for another: smuggling.
[[nodiscard]] std::optional<Refusal> check_head(std::string_view bytes);

}  // namespace gandan::http
