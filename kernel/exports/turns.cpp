#include "kernel/exports/turns.hpp"

#include <map>
#include <mutex>

namespace gandan::exports {

struct Turns::Taken {
  std::mutex mutex;
  int all = 0;
  std::map<Subscriber, int> by;

  bool add(const Subscriber& who, int most, int most_of_one) {
    const std::lock_guard lock(mutex);
    const auto theirs = by.find(who);
    if (all >= most || (theirs != by.end() && theirs->second >= most_of_one)) return false;
    ++by[who];
    ++all;
    return true;
  }
  void give_back(const Subscriber& who) {
    const std::lock_guard lock(mutex);
    --all;
    if (const auto theirs = by.find(who); --theirs->second == 0) by.erase(theirs);
  }
};

Turns::Turns(int most, int most_of_one)
    : most_(most), most_of_one_(most_of_one), taken_(std::make_shared<Taken>()) {}

std::shared_ptr<void> Turns::take(const Subscriber& who) {
  if (!taken_->add(who, most_, most_of_one_)) return nullptr;
  return {taken_.get(), [taken = taken_, who](void*) { taken->give_back(who); }};
}

}  // namespace gandan::exports
