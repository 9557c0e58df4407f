// Many go together, or one goes alone; who wants to go alone goes first.
#pragma once
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
  void enter(Way way) {
    std::unique_lock lock(mutex_);
    if (way == Way::together) {
      changed_.wait(lock, [&] { return !one_alone_ && want_alone_ == 0; });
      ++together_;
    } else {
      ++want_alone_;
      changed_.wait(lock, [&] { return !one_alone_ && together_ == 0; });
      --want_alone_;
      one_alone_ = true;
    }
  }
  void leave(Way way) {
    bool wake = false;
    {
      std::lock_guard lock(mutex_);
      if (way == Way::together) {
        wake = --together_ == 0 && want_alone_ > 0;
      } else {
        one_alone_ = false;
        wake = true;
      }
    }
    if (wake) changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  int together_ = 0;
  int want_alone_ = 0;
  bool one_alone_ = false;
};

}  // namespace gandan::db
