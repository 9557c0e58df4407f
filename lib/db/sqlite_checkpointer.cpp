#include "lib/db/sqlite_checkpointer.hpp"

#include <sqlite3.h>

#include "lib/db/futex.hpp"

namespace gandan::db::sqlite {
namespace {

/// 16 MB of pages: copied in some tens of milliseconds, and few enough for readers to search fast.
constexpr int pages_between_copies = 4096;
/// How long the writer may wait for those readers who still read from the log. Reads take less than
/// a millisecond; a long report does not hold up the writer, the log then grows until its next
/// turn.
/// When it has grown four times too long, the writer has more patience.
constexpr int wait_for_readers_ms = 20;
constexpr int wait_longer_for_readers_ms = 500;
constexpr int too_long_pages = 4 * pages_between_copies;
constexpr int wait_for_processes_ms = 10'000;

}  // namespace

Checkpointer::Checkpointer(const std::string& file, Connection& writer)
    : writer_(writer), helper_(file, Access::read_write), copy_at_(pages_between_copies) {
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
  if (state == copied) {
    finish();
  } else if (state == resting && log_pages_ >= copy_at_) {
    state_.store(copying, std::memory_order_release);
    futex_wake_all(state_);
  }
}

/// RESTART copies the rest and lets the next commit begin the log anew.
void Checkpointer::finish() {
  sqlite3_busy_timeout(writer_.handle(), log_pages_ < too_long_pages ? wait_for_readers_ms
                                                                     : wait_longer_for_readers_ms);
  int code = sqlite3_wal_checkpoint_v2(writer_.handle(), nullptr, SQLITE_CHECKPOINT_RESTART,
                                       nullptr, nullptr);
  sqlite3_busy_timeout(writer_.handle(), wait_for_processes_ms);
  // Where it did not succeed nothing is lost: the log is longer for a while, and it is tried again.
  copy_at_ = code == SQLITE_OK ? pages_between_copies : log_pages_ + pages_between_copies;
  if (code == SQLITE_OK) times_.fetch_add(1, std::memory_order_relaxed);
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
  }
}

}  // namespace gandan::db::sqlite
