// Wrong passwords and codes are counted, and who guesses is slowed: the longer the more often.
// Nobody is locked out: a device that signed in before is counted by itself. README.md has the
// figures. Only for this module's .cpp files.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/people/people.hpp"

namespace gandan::people {

/// What guesses are counted by. Stored by number: never renumber.
enum class CountedBy : std::int64_t {
  name_and_network = 1,  ///< a name that was typed, whether or not an account has it
  name = 2,              ///< that name over all networks; stands behind the one before
  device = 3,            ///< one that signed in before
  code = 4,              ///< codes of an account, from devices that are not known
  code_from_device = 5,
  inside = 6,  ///< passwords and codes typed by somebody who is signed in
};

struct Counter {
  CountedBy by{};
  std::string subject;  ///< HMAC under the key file: 32 bytes
};
/// Throws where the key file cannot be opened; not from inside a transaction the first time.
[[nodiscard]] Counter counter(const KeyHolder& keys, CountedBy by, std::string_view subject);

/// Until when the slowest of them makes one wait; nothing where none does. The wait of a name over
/// all networks is for those that have failed under it themselves: whoever comes from elsewhere is
/// held up by nobody else's guesses.
[[nodiscard]] std::optional<Instant> wait_of(db::Tx& tx, const std::vector<Counter>& counters,
                                             Instant now);
/// Counts one more failure with each; returns until when one waits now.
std::optional<Instant> count_failure(db::Tx& tx, const Settings& settings,
                                     const std::vector<Counter>& counters, Instant now);
/// Forgets their failures. Those of a name over all networks stay until they are a day old: they
/// are others'.
void forgive(db::Tx& tx, const std::vector<Counter>& counters);

}  // namespace gandan::people
