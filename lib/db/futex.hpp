// Waiting on a number: one system call wakes everybody who waits for it (Linux futex).
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

namespace gandan::db {

/// Sleeps while `word` is `seen`, at most `timeout`; may return earlier.
void futex_wait(const std::atomic<std::uint32_t>& word, std::uint32_t seen,
                std::optional<std::chrono::milliseconds> timeout = std::nullopt);
void futex_wake_all(const std::atomic<std::uint32_t>& word);

}  // namespace gandan::db
