// Many go together, or one goes alone; who wants to go alone goes first. It saves retries and is
// no lock: past `patience` everybody goes on, since whoever has the turn may be stalled.
#pragma once
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace gandan::db {

class Turns {
 public:
  enum class Way { together, alone };

  /// Holds a turn while it lives.
  class Turn {
   public:
    Turn(Turns& turns, Way way) : turns_(turns), way_(way) { turns_.enter(way); }
    ~Turn() { turns_.leave(way_); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    Turns& turns_;
    Way way_;
  };

 private:
  static constexpr std::chrono::milliseconds patience{250};

  void enter(Way way) {
    std::unique_lock lock(mutex_);
    if (way == Way::together) {
      changed_.wait_for(lock, patience, [&] { return alone_ == 0 && want_alone_ == 0; });
      ++together_;
    } else {
      ++want_alone_;
      changed_.wait_for(lock, patience, [&] { return alone_ == 0 && together_ == 0; });
      --want_alone_;
      ++alone_;
    }
  }
  void leave(Way way) {
    bool wake = false;
    {
      std::lock_guard lock(mutex_);
      if (way == Way::together) {
        wake = --together_ == 0 && want_alone_ > 0;
      } else {
        --alone_;
        wake = true;
      }
    }
    if (wake) changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  int together_ = 0;
  int want_alone_ = 0;
  int alone_ = 0;
};

}  // namespace gandan::db
