// How a waiting room stands now, told to whoever listens: numbers and counters, nothing else.
#pragma once
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/receptions/waiting/waiting.hpp"
#include "lib/http/response.hpp"

namespace gandan {
struct Services;
}

namespace gandan::receptions {

struct RoomNow {
  ReceptionPlace place;
  std::vector<Ticket> called, waiting;  ///< the last call first; in the order of their turns
};
/// Of a place that is open today.
[[nodiscard]] std::optional<RoomNow> room_now(const Services& services, std::string_view code);

/// How many listen at once: of one address (a waiting room has one to the outside), and in all.
struct ListenerLimits {
  int in_all = 600, of_one_address = 150;
};

/// Places for listeners. One is had for as long as what `take` gave is kept.
class ListenerSeats {
 public:
  explicit ListenerSeats(ListenerLimits limits) : limits_(limits) {}
  /// Nothing where all are taken.
  [[nodiscard]] static std::shared_ptr<void> take(const std::shared_ptr<ListenerSeats>& seats,
                                                  const std::string& address);

 private:
  void give_back(const std::string& address);
  const ListenerLimits limits_;
  std::mutex mutex_;
  int taken_ = 0;
  std::map<std::string, int> by_address_;
};

/// What is said of each room, made at most once a second however many listen.
class LiveRooms {
 public:
  explicit LiveRooms(ListenerLimits limits = {})
      : seats_(std::make_shared<ListenerSeats>(limits)) {}
  /// A stream that says how the room stands at once, and then whenever it changes; 404 where there
  /// is no such place, 503 where no listener more has room.
  [[nodiscard]] static http::Response listen(const std::shared_ptr<LiveRooms>& rooms,
                                             const Services& services, const http::Request& request,
                                             std::string_view code);

 private:
  struct Said {
    std::shared_ptr<const std::string> state;
    std::int64_t read_at = 0;  ///< milliseconds of the machine's steady clock
    bool is_being_read = false;
  };
  /// As of at most a second ago; nullptr where the place is there no more.
  [[nodiscard]] std::shared_ptr<const std::string> state_of(const Services& services,
                                                            const std::string& code);
  [[nodiscard]] std::shared_ptr<const std::string> read(const Services& services,
                                                        const std::string& code);
  std::shared_ptr<ListenerSeats> seats_;
  std::mutex mutex_;
  std::map<std::string, Said> said_;  ///< by code of the place
};

}  // namespace gandan::receptions
