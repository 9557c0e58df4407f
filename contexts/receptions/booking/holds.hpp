// How many times one network may hold for itself at once. Kept in memory: a hold lasts ten minutes.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "lib/base/time.hpp"

namespace gandan::receptions {

class Holds {
 public:
  static constexpr std::size_t most = 10;  ///< those who fill in the form behind one address

  /// Whether the form of that name may hold a time now; counted as one that does. `client` is an
  /// address as Request::client gives it, counted as rate limits count.
  [[nodiscard]] bool admit(std::string_view client, const std::string& form, Instant now);

 private:
  std::mutex mutex_;
  std::map<std::array<std::uint8_t, 16>, std::map<std::string, Instant>> until_;
};

}  // namespace gandan::receptions
