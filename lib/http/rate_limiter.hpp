// Token buckets by subscriber and class, in a fixed amount of memory.
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "lib/http/address.hpp"
#include "lib/http/app.hpp"

namespace gandan::http {

class RateLimiter {
 public:
  explicit RateLimiter(std::vector<RateLimit> limits);

  /// Takes one token. Nothing: admitted. Otherwise how long until there is one.
  [[nodiscard]] std::optional<std::chrono::seconds> take(const Address& client,
                                                         std::string_view rate_class, Instant now);

 private:
  struct Bucket {
    std::uint64_t key = 0;
    std::int64_t at = 0;  ///< microseconds of the last taking
    double tokens = 0;
  };
  /// A key has eight places. Where all are taken, the one untouched for longest gives way: the
  /// newcomer starts with a full bucket, so that crowding errs on the side of letting people in.
  struct Set {
    std::array<Bucket, 8> buckets;
  };
  static constexpr std::size_t sets = 8192;  // 1.5 MiB in all
  static constexpr std::size_t locks = 64;

  std::vector<RateLimit> limits_;
  std::uint64_t seed_;
  std::unique_ptr<std::array<Set, sets>> sets_;
  std::array<std::mutex, locks> locks_;
};

}  // namespace gandan::http
