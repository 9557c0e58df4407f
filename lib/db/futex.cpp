#include "lib/db/futex.hpp"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <climits>
#include <ctime>

namespace gandan::db {

void futex_wait(const std::atomic<std::uint32_t>& word, std::uint32_t seen,
                std::optional<std::chrono::milliseconds> timeout) {
  timespec wait{};
  if (timeout) {
    wait.tv_sec = timeout->count() / 1000;
    wait.tv_nsec = timeout->count() % 1000 * 1'000'000;
  }
  syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, seen, timeout ? &wait : nullptr, nullptr, 0);
}

void futex_wake_all(const std::atomic<std::uint32_t>& word) {
  syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, INT_MAX, nullptr, nullptr, 0);
}

}  // namespace gandan::db
