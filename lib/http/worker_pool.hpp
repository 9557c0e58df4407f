// Threads for handlers that block. The queue is bounded: when it is full the caller says 503.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace gandan::http {

class WorkerPool {
 public:
  /// Each thread calls `begin`, if there is one, before its first job.
  WorkerPool(int threads, std::size_t queue_limit, std::function<void()> begin = nullptr);
  /// Finishes what is queued.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False where the queue is full; the job is then not run.
  [[nodiscard]] bool submit(std::function<void()> job);

 private:
  void run();

  const std::size_t queue_limit_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace gandan::http
