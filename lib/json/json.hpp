// JSON as it comes from and goes to others: strict in what is read, plain in what is written.
#pragma once
#include <boost/json/value.hpp>
#include <string>
#include <string_view>

#include "lib/base/result.hpp"

namespace gandan::json {

/// Why a text is not taken, in a sentence for whoever wrote it.
struct ParseError {
  std::string reason;
  bool is_repeated_key = false;  ///< well-formed, but an object has a key twice
};

/// Reads one value, nested at most 32 deep, in which no object has a key twice.
[[nodiscard]] Result<boost::json::value, ParseError> parse(std::string_view text);

/// UTF-8 on one line. Numbers have no exponent, but beyond 10^21 and below 10^-7; they read back as
/// the same number.
[[nodiscard]] std::string serialize(const boost::json::value& value);

}  // namespace gandan::json
