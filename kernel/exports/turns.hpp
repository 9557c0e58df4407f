// Who takes a file now: so many at once, and of one subscriber fewer, so that nobody who reads
// slowly keeps it from all others.
#pragma once
#include <array>
#include <cstdint>
#include <memory>

namespace gandan::exports {

class Turns {
 public:
  using Subscriber = std::array<std::uint8_t, 16>;  ///< http::Address::subscriber()

  Turns(int most, int most_of_one);

  /// Held while a file is written; none where too many are.
  [[nodiscard]] std::shared_ptr<void> take(const Subscriber& who);

 private:
  struct Taken;

  int most_, most_of_one_;
  std::shared_ptr<Taken> taken_;
};

}  // namespace gandan::exports
