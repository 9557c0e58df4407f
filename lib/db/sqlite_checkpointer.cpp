#include "lib/db/sqlite_checkpointer.hpp"

#include <sqlite3.h>

#include <utility>

#include "lib/db/futex.hpp"

namespace gandan::db::sqlite {
namespace {

using namespace std::chrono_literals;

/// 16 MB of pages: copied in some tens of milliseconds, and few enough for readers to search fast.
constexpr int pages_between_copies = 4096;
/// 40 MB of pages: from here on the writer waits until the log has begun anew. What is left up to
/// 64 MB is for the commit that passes it.
constexpr int pages_at_most = 10'240;

/// How long the writer may wait, between two commits, for those who still read from the log. Reads
/// take less than a millisecond; what takes longer does not hold it up while there is room.
constexpr std::chrono::milliseconds patience{20};
constexpr std::chrono::milliseconds patience_with_processes = 1s;
/// A read of this process that is older is ended, where the log has no room left.
constexpr std::chrono::milliseconds longest_read = 5s;
constexpr std::chrono::milliseconds patience_of_all = 2 * longest_read;
constexpr int wait_for_processes_ms = 10'000;

}  // namespace

Checkpointer::Checkpointer(const std::string& file, Connection& writer, Readers& readers)
    : writer_(writer),
      readers_(readers),
      helper_(file, Access::read_write),
      copy_at_(pages_between_copies),
      insist_at_(pages_at_most) {
  sqlite3_wal_hook(
      writer_.handle(),
      [](void* self, sqlite3*, const char*, int pages) {
        static_cast<Checkpointer*>(self)->log_pages_ = pages;
        return SQLITE_OK;
      },
      this);
  thread_ = std::thread([this] { run(); });
}

Checkpointer::~Checkpointer() {
  state_.store(stopping);
  futex_wake_all(state_);
  thread_.join();
  sqlite3_wal_hook(writer_.handle(), nullptr, nullptr);
}

void Checkpointer::after_commit() {
  std::uint32_t state = state_.load(std::memory_order_acquire);
  if (log_pages_ >= insist_at_) {
    // Where even that did not succeed another process reads, a backup: the log is longer for so
    // long, and nothing is lost.
    insist_at_ = insist(SQLITE_CHECKPOINT_RESTART) ? pages_at_most : log_pages_ + pages_at_most;
  } else if (state == copied) {
    (void)begin_anew(SQLITE_CHECKPOINT_RESTART, patience);
    copy_at_ = log_pages_ + pages_between_copies;  // of no pages, where it began anew
    state_.store(resting, std::memory_order_release);
  } else if (state == resting && log_pages_ >= copy_at_) {
    state_.store(copying, std::memory_order_release);
    futex_wake_all(state_);
  }
}

/// RESTART copies the rest and lets the next commit begin the log anew; TRUNCATE cuts it as well.
Checkpointer::Attempt Checkpointer::begin_anew(int mode, std::chrono::milliseconds wait) {
  int pages = 0, pages_copied = -1;
  sqlite3_busy_timeout(writer_.handle(), static_cast<int>(wait.count()));
  int code = sqlite3_wal_checkpoint_v2(writer_.handle(), nullptr, mode, &pages, &pages_copied);
  sqlite3_busy_timeout(writer_.handle(), wait_for_processes_ms);
  if (code != SQLITE_OK) return pages == pages_copied ? Attempt::copied_all : Attempt::copied_some;
  log_pages_ = 0;
  times_.fetch_add(1, std::memory_order_relaxed);
  return Attempt::begun_anew;
}

/// Waits for whoever reads from the log, and ends the reads of this process that take too long. Who
/// begins once all is copied reads from the file alone, and is in nobody's way.
bool Checkpointer::insist(int mode) {
  wait_for_helper();
  const auto begun = Clock::now();
  auto since = begun;
  for (bool all_copied = false;;) {
    const Attempt attempt = begin_anew(mode, 5 * patience);
    if (attempt == Attempt::begun_anew) {
      copy_at_ = pages_between_copies;
      return true;
    }
    const auto now = Clock::now();
    if (attempt == Attempt::copied_all && !std::exchange(all_copied, true)) since = now;
    const bool ours = readers_.reading_since_before(since);
    if (now - (ours ? begun : since) > (ours ? patience_of_all : patience_with_processes))
      return false;
    readers_.interrupt(longest_read);
  }
}

/// Two who copy at once would refuse each other.
void Checkpointer::wait_for_helper() {
  while (state_.load(std::memory_order_acquire) == copying) futex_wait(state_, copying);
  state_.store(resting, std::memory_order_release);
}

void Checkpointer::run() {
  for (;;) {
    std::uint32_t state = state_.load(std::memory_order_acquire);
    if (state == stopping) return;
    if (state != copying) {
      futex_wait(state_, state);
      continue;
    }
    sqlite3_wal_checkpoint_v2(helper_.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                              nullptr);
    state_.compare_exchange_strong(state, copied);
    futex_wake_all(state_);
  }
}

}  // namespace gandan::db::sqlite
