#include "lib/db/sqlite_readers.hpp"

#include <sqlite3.h>

#include <algorithm>

#include "lib/db/error_mapping.hpp"

namespace gandan::db::sqlite {
namespace {

/// Who is interrupted earlier was meant for the read before it on the same connection.
constexpr std::chrono::seconds young{1};

}  // namespace

class Readers::Lease {
 public:
  explicit Lease(Readers& readers) : readers_(readers), slot_(readers.take()) {
    if (slot_.connection) return;
    try {
      slot_.connection.emplace(readers_.file_, Access::read_only);
      if (readers_.check_opened) readers_.check_opened();
    } catch (...) {
      slot_.connection.reset();
      readers_.give_back(slot_);
      throw;
    }
  }
  ~Lease() {
    slot_.reading_since.store(0, std::memory_order_relaxed);
    readers_.give_back(slot_);
  }
  void begin_reading() {
    slot_.reading_since.store(Clock::now().time_since_epoch().count(), std::memory_order_release);
  }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  Connection& operator*() const { return *slot_.connection; }

 private:
  Readers& readers_;
  Slot& slot_;
};

Readers::Readers(std::string file, int count)
    : file_(std::move(file)),
      count_(static_cast<unsigned>(std::max(count, 1))),
      slots_(std::make_unique<Slot[]>(count_)) {}

void Readers::read(const std::function<void(db::Tx&)>& fn) {
  for (;;) {
    const auto begun = Clock::now();
    try {
      return read_once(fn);
    } catch (const Interrupted&) {
      if (Clock::now() - begun >= young) throw;
    }
  }
}

void Readers::read_once(const std::function<void(db::Tx&)>& fn) {
  Lease lease(*this);
  Connection& connection = *lease;
  lease.begin_reading();
  connection.begin();
  Tx tx(connection);
  try {
    fn(tx);
    connection.commit();
  } catch (...) {
    connection.rollback();
    throw;
  }
}

bool Readers::reading_since_before(Clock::time_point then) const {
  for (unsigned i = 0; i < count_; ++i) {
    Clock::rep since = slots_[i].reading_since.load(std::memory_order_acquire);
    if (since != 0 && since < then.time_since_epoch().count()) return true;
  }
  return false;
}

void Readers::interrupt(std::chrono::milliseconds age) {
  const auto then = (Clock::now() - age).time_since_epoch().count();
  for (unsigned i = 0; i < count_; ++i) {
    Clock::rep since = slots_[i].reading_since.load(std::memory_order_acquire);
    if (since != 0 && since < then) sqlite3_interrupt(slots_[i].connection->handle());
  }
}

void Readers::close() {
  for (unsigned i = 0; i < count_; ++i) slots_[i].connection.reset();
}

void Readers::alone(const std::function<void(Connection&)>& fn) {
  Lease lease(*this);
  fn(*lease);
}

Readers::Slot* Readers::try_take() {
  static std::atomic<unsigned> threads{0};
  thread_local unsigned last = threads.fetch_add(1, std::memory_order_relaxed);
  for (unsigned i = 0; i < count_; ++i) {
    Slot& slot = slots_[(last + i) % count_];
    if (slot.busy.load(std::memory_order_relaxed) || slot.busy.exchange(true)) continue;
    last += i;
    return &slot;
  }
  return nullptr;
}

Readers::Slot& Readers::take() {
  if (Slot* slot = try_take()) return *slot;
  std::unique_lock lock(mutex_);
  // Counted before the last look, so that whoever gives back after that look wakes us.
  waiting_.fetch_add(1);
  Slot* slot = nullptr;
  free_.wait(lock, [&] { return (slot = try_take()) != nullptr; });
  waiting_.fetch_sub(1);
  return *slot;
}

void Readers::give_back(Slot& slot) noexcept {
  slot.busy.store(false);
  if (waiting_.load() == 0) return;
  std::lock_guard lock(mutex_);
  free_.notify_one();
}

}  // namespace gandan::db::sqlite
