// Reads numbers, telephone and identity numbers and e-mail addresses as people write them in
// Vietnamese. Days and times: dates.hpp.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace gandan::text {

/// Without white space at both ends, no-break and full-width spaces included.
[[nodiscard]] std::string_view trim(std::string_view text);

/// "1.234.567,89" is 1234567.89; "2,5" is 2.5; "1.234" is 1234; "1.5" is 1.5. Also a leading minus.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

/// A Vietnamese telephone number in its international form, "+84912345678"; nothing where it is
/// none. Mobile numbers begin with 03, 05, 07, 08, 09; landlines with 02. Takes spaces, dots,
/// dashes, brackets.
[[nodiscard]] std::optional<std::string> parse_telephone(std::string_view text);

/// A citizen's number in digits alone: CCCD (12 digits: province of registration 001 to 096,
/// century and sex, year of birth, serial; it has no check digit) or the old CMND (9 digits).
[[nodiscard]] std::optional<std::string> parse_identity_number(std::string_view text);

/// Whether the text has the form of an e-mail address that mail can be sent to.
[[nodiscard]] bool is_email(std::string_view text);

}  // namespace gandan::text
