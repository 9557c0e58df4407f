// A row of a file that is imported: its fields by the names of the declared columns.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace gandan::imports {

/// Whether its words are those that somebody wrote.
enum class Reading : std::uint8_t {
  as_written,
  converted,  ///< surely from an old encoding
  doubtful,   ///< probably in an old encoding, and left as it came: somebody should look
};

struct Row {
  std::int64_t line = 0;  ///< from 1
  std::map<std::string, std::string, std::less<>> fields;
  std::string error;   ///< why the row could not be read at all
  std::string source;  ///< tells its id from the same of another file; for who takes the row
  Reading reading = Reading::as_written;

  /// The value, empty where the row has no such field.
  [[nodiscard]] std::string_view get(std::string_view field) const {
    auto at = fields.find(field);
    return at == fields.end() ? std::string_view() : std::string_view(at->second);
  }
  [[nodiscard]] bool has(std::string_view field) const { return fields.contains(field); }
};

/// Why a row is not taken, and the value that is wrong, which may be anything.
struct Refusal {
  std::string reason;
  std::string value = {};
};

}  // namespace gandan::imports
