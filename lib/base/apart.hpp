// Work on bytes of strangers, in a process of its own: what breaks there, eats memory or never ends
// takes nothing of the server with it.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/result.hpp"

namespace gandan {

struct ApartLimits {
  std::chrono::seconds time{20};  ///< of the clock on the wall, and of the processor
  std::uint64_t memory = std::uint64_t{1} << 30;  ///< bytes, above what the process is born with
  std::size_t longest_answer = std::size_t{64} << 20;  ///< bytes
};

enum class ApartError {
  broke,  ///< it threw, crashed, or wanted more memory than it may have
  too_slow,
  too_long,  ///< its answer
};

/// What `work` answers, run in a child that has no file of this process open but those that it
/// opens itself, no terminal, and nothing to gain. It must not touch what other threads of this
/// process may hold locked: libraries that keep threads or locks of their own are started in it,
/// never before it. Throws std::system_error where no process can be made.
[[nodiscard]] Result<std::string, ApartError> run_apart(const ApartLimits& limits,
                                                        const std::function<std::string()>& work);

/// What the program `command` writes, which reads `input`: run alike, with no file of this process
/// but those two, what it says of faults unheard, nothing of this one's environment, and one
/// thread. `broke` also where there is no such program. Throws std::system_error where no process
/// can be made.
[[nodiscard]] Result<std::string, ApartError> run_program_apart(
    const ApartLimits& limits, const std::vector<std::string>& command, std::string_view input);

}  // namespace gandan
