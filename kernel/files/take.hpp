// What somebody sends is looked at before it is anything's: its type by its content, its size, its
// pictures made fit to be shown. What is taken lies in the folder, and belongs to a record once the
// transaction of that record stores it (files.hpp); what never does is swept away.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/files/file.hpp"
#include "kernel/files/folder.hpp"
#include "lib/base/result.hpp"
#include "lib/http/request.hpp"

namespace gandan::files {

struct Taken {
  Type type{};
  std::string name;  ///< cleaned
  std::string key;   ///< under which both are locked
  Stored content;
  std::optional<Stored> small;
  int width = 0, height = 0;  ///< pixels; 0: no picture
  std::string
      digest;  ///< SHA-256 of what was sent: sending the same twice counts once. Not stored.
};

enum class Refusal : std::uint8_t {
  empty,
  too_large,
  not_taken,  ///< its content is of no type that is taken
  picture_too_large,
  damaged,
  too_many,        ///< for one record
  too_much_today,  ///< from one address
};
/// What to do, a msgid with {name} and {size}.
[[nodiscard]] const char* message_of(Refusal refusal);

/// Bytes that an address may send a day: counted in memory, and in no table. Safe from any thread.
class Quota {
 public:
  /// Whether so many more are within `most`; they count only then.
  [[nodiscard]] bool take(std::string_view address, std::int64_t bytes, std::int64_t most,
                          Date day);

 private:
  std::mutex mutex_;
  Date day_;
  std::map<std::string, std::int64_t, std::less<>> bytes_;
};

struct Limits {
  std::int64_t largest = 0;     ///< bytes, of one
  std::size_t most = 0;         ///< files at once
  std::int64_t most_a_day = 0;  ///< bytes, of an address
};

/// Which one was refused, by the name that was given, and why.
struct NotTaken {
  std::string name;
  Refusal why{};
};

/// All that a form sent under `field`, or the first that is refused. Fields without a file are
/// none. Throws std::system_error where the folder takes none: the disk is full.
[[nodiscard]] Result<std::vector<Taken>, NotTaken> take(const Folder& folder, Quota& quota,
                                                        const Limits& limits,
                                                        const http::Request& request,
                                                        std::string_view field, Date day);

}  // namespace gandan::files
