// Work on a range of numbers by several threads. What is computed must not depend on their timing:
// each number writes only what is its own.
#pragma once
#include <algorithm>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace gandan::grouping {

/// Calls `work(begin, end)` on blocks that cover [0, count). An exception of any block is thrown
/// again here once all threads are done.
template <class Work>
void parallel_blocks(std::size_t count, unsigned threads, const Work& work) {
  constexpr std::size_t kWorthAThread = 64;
  const std::size_t n = std::clamp<std::size_t>(count / kWorthAThread, 1, std::max(1U, threads));
  if (n == 1) return work(std::size_t{0}, count);
  std::exception_ptr error;
  std::mutex mutex;
  {
    std::vector<std::jthread> pool;
    for (std::size_t t = 0; t < n; ++t) {
      pool.emplace_back([&, t] {
        try {
          work(count * t / n, count * (t + 1) / n);
        } catch (...) {
          const std::lock_guard lock(mutex);
          if (!error) error = std::current_exception();
        }
      });
    }
  }
  if (error) std::rethrow_exception(error);
}

}  // namespace gandan::grouping
