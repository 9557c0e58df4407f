// What somebody sends is looked at before it is anything's: its type by its content, its size, its
// pictures made fit to be shown. What is taken lies in the folder, and belongs to a record once the
// transaction of that record stores it (files.hpp); what never does is swept away.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/files/file.hpp"
#include "kernel/files/folder.hpp"
#include "lib/base/result.hpp"
#include "lib/http/request.hpp"

namespace gandan::i18n {
class Locale;
}

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
  picture_too_slow,  ///< it takes longer to read than is given to one
  damaged,
  too_many,        ///< for one record
  too_much_today,  ///< from one address
  busy,            ///< too many are looked at just now: it may be sent again in a while
};
/// Of an answer to a program, or of the form again.
[[nodiscard]] int status_of(Refusal refusal);

/// Bytes that an address may send a day: counted in memory, and in no table. Safe from any thread.
class Quota {
 public:
  /// Whether so many more are within `most`; they count only then.
  [[nodiscard]] bool take(std::string_view address, std::int64_t bytes, std::int64_t most,
                          Date day);
  /// The same, and nothing counts yet.
  [[nodiscard]] bool has_left(std::string_view address, std::int64_t bytes, std::int64_t most,
                              Date day) const;

 private:
  mutable std::mutex mutex_;
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
/// Whom the day's sum is counted for: an IPv6 customer has addresses without end.
[[nodiscard]] std::string source_of(const http::Request& request);
/// What is wrong and what to do, in a reader's language.
[[nodiscard]] std::string words_of(const i18n::Locale& locale, const Limits& limits,
                                   const NotTaken& refused);

/// How many files are held in memory and looked at, at a time: a picture unpacked is some hundred
/// megabytes. Who comes then waits, but neither long nor with many: they are told to come again.
class Turns {
 public:
  struct Options {
    int at_once = 4;
    int most_waiting = 16;
    std::chrono::milliseconds patience{10'000};
  };
  class Held {
   public:
    explicit Held(Turns& turns) : turns_(&turns) {}
    Held(Held&& other) noexcept : turns_(std::exchange(other.turns_, nullptr)) {}
    ~Held();
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;
    Held& operator=(Held&&) = delete;

   private:
    Turns* turns_;
  };

  Turns() : Turns(Options()) {}
  explicit Turns(const Options& options) : options_(options), left_(options.at_once) {}
  /// Nothing where it would take too long.
  [[nodiscard]] std::optional<Held> take();

 private:
  const Options options_;
  std::mutex mutex_;
  std::condition_variable freed_;
  int left_;
  int waiting_ = 0;
};

/// A file that came whole, under a name. `read` gives it once its turn has come; nothing where it
/// is not as it came. Throws as take() does.
[[nodiscard]] Result<Taken, Refusal> take_content(
    const Folder& folder, std::string_view name,
    const std::function<std::optional<std::string>()>& read);

/// All that a form sent under `field`, or the first that is refused. Fields without a file are
/// none. Throws std::system_error where the folder takes none: the disk is full.
[[nodiscard]] Result<std::vector<Taken>, NotTaken> take(const Folder& folder, Quota& quota,
                                                        const Limits& limits,
                                                        const http::Request& request,
                                                        std::string_view field, Date day);

}  // namespace gandan::files
