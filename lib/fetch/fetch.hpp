// Asks another server over HTTP: for commands and jobs, since it blocks.
#pragma once
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "lib/base/result.hpp"

namespace gandan::fetch {

struct Limits {
  std::chrono::seconds time{20};    ///< for the whole of it
  std::size_t bytes = 1024 * 1024;  ///< of the answer's body
};

/// Whatever the other server said, 404 and 302 too.
struct Answer {
  int status = 0;
  std::string content_type;
  std::string body;
};

/// Why there is no answer, in a sentence for the operator.
struct NoAnswer {
  std::string reason;
};

/// Whether it begins as what get() and post() ask: "https://…" or "http://…".
[[nodiscard]] bool is_address(std::string_view text);

[[nodiscard]] Result<Answer, NoAnswer> get(const std::string& address, Limits limits = {});
[[nodiscard]] Result<Answer, NoAnswer> post(const std::string& address, std::string_view body,
                                            std::string_view content_type, Limits limits = {});

}  // namespace gandan::fetch
