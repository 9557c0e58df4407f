// What keeps text from becoming markup: escaping, percent-encoding, and which URLs are safe.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace gandan::html {

/// Appends `text` with & < > " ' as entities: safe as an element's text and in a quoted attribute.
void escape(std::string& to, std::string_view text);
/// Appends `text` with everything but A-Z a-z 0-9 - . _ ~ percent-encoded (RFC 3986 §2.3).
void percent_encode(std::string& to, std::string_view text);
/// True for relative URLs and for http, https, mailto, tel and otpauth, as a browser reads them:
/// leading control characters and spaces, and tabs and line breaks anywhere, do not hide a scheme.
[[nodiscard]] bool is_safe_url(std::string_view url);
void append_digits(std::string& to, std::int64_t value);
/// The shortest digits that read back as the same number; never an exponent that SVG cannot read.
void append_digits(std::string& to, double value);

}  // namespace gandan::html
