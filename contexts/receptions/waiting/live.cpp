#include "contexts/receptions/waiting/live.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <chrono>

#include "kernel/module/services.hpp"
#include "lib/http/address.hpp"
#include "lib/json/json.hpp"

namespace gandan::receptions {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds asked_every{1000};
constexpr int quiet_pieces = 15;   ///< then a comment, by which who has vanished is found
constexpr int most_pieces = 1800;  ///< then the browser comes back, to whichever server there is
constexpr const char* come_back = "retry: 3000\n";

std::int64_t steady_milliseconds() {
  return std::chrono::duration_cast<milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

std::string as_event(const RoomNow& room) {
  boost::json::array called, waiting;
  for (const Ticket& ticket : room.called)
    called.push_back(boost::json::object{{"number", name_of(ticket)},
                                         {"counter", ticket.counter.value_or(1)},
                                         {"calls", ticket.calls}});
  for (const Ticket& ticket : room.waiting) waiting.emplace_back(name_of(ticket));
  return "data: " +
         json::serialize(
             boost::json::object{{"called", std::move(called)}, {"waiting", std::move(waiting)}}) +
         "\n\n";
}

}  // namespace

std::optional<RoomNow> room_now(const Services& services, std::string_view code) {
  const Instant now = services.clock.now();
  const Date today = civil_date(now);
  return services.database.read([&](db::Tx& tx) -> std::optional<RoomNow> {
    const auto place = find_place(tx, code);
    if (!place || place->opened_on > today || (place->closed_on && *place->closed_on <= today))
      return std::nullopt;
    return RoomNow{.place = *place,
                   .called = called_at(tx, place->id, today),
                   .waiting = waiting_at(tx, place->id, today, now)};
  });
}

std::shared_ptr<void> ListenerSeats::take(const std::shared_ptr<ListenerSeats>& seats,
                                          const std::string& address) {
  const std::lock_guard lock(seats->mutex_);
  int& of_address = seats->by_address_[address];
  if (seats->taken_ >= seats->limits_.in_all || of_address >= seats->limits_.of_one_address) {
    if (of_address == 0) seats->by_address_.erase(address);
    return nullptr;
  }
  ++seats->taken_;
  ++of_address;
  return {seats.get(), [seats, address](void*) { seats->give_back(address); }};
}

void ListenerSeats::give_back(const std::string& address) {
  const std::lock_guard lock(mutex_);
  --taken_;
  const auto of_address = by_address_.find(address);
  if (--of_address->second == 0) by_address_.erase(of_address);
}

std::shared_ptr<const std::string> LiveRooms::read(const Services& services,
                                                   const std::string& code) {
  const auto room = room_now(services, code);
  auto state = room ? std::make_shared<const std::string>(as_event(*room)) : nullptr;
  const std::lock_guard lock(mutex_);
  if (!state) {
    said_.erase(code);
  } else {
    said_[code] = {state, steady_milliseconds(), false};
  }
  return state;
}

std::shared_ptr<const std::string> LiveRooms::state_of(const Services& services,
                                                       const std::string& code) {
  {
    const std::lock_guard lock(mutex_);
    const auto said = said_.find(code);
    if (said != said_.end()) {
      const bool is_fresh = steady_milliseconds() - said->second.read_at < asked_every.count() ||
                            said->second.is_being_read;
      if (is_fresh) return said->second.state;
      said->second.is_being_read = true;  // by this one; the others say what was said
    }
  }
  try {
    return read(services, code);
  } catch (...) {
    const std::lock_guard lock(mutex_);
    if (const auto said = said_.find(code); said != said_.end()) said->second.is_being_read = false;
    throw;
  }
}

http::Response LiveRooms::listen(const std::shared_ptr<LiveRooms>& rooms, const Services& services,
                                 const http::Request& request, std::string_view code) {
  const auto room = room_now(services, code);
  if (!room) return http::Response::not_found();
  // Counted as rate limits count: the many addresses of one IPv6 subscriber are one.
  const auto network = http::Address::parse(request.client).value_or(http::Address()).subscriber();
  auto seat = ListenerSeats::take(rooms->seats_, std::string(network.begin(), network.end()));
  if (!seat) return http::Response::error(503).header("Retry-After", "15");
  struct Listener {
    std::shared_ptr<void> seat;
    std::string code, last;
    int pieces = 0, quiet = 0;
  };
  // As the place writes its code: however an address does, one room is read once.
  auto listener = std::make_shared<Listener>(Listener{std::move(seat), room->place.code, {}});
  return http::Response::events(
      asked_every, [rooms, &services, listener = std::move(listener)](std::string& piece) {
        Listener& it = *listener;
        const bool is_first = it.pieces++ == 0;
        const auto state =
            is_first ? rooms->read(services, it.code) : rooms->state_of(services, it.code);
        if (!state) return false;
        if (is_first) piece += come_back;
        if (*state != it.last) {
          piece += it.last = *state;
          it.quiet = 0;
        } else if (++it.quiet >= quiet_pieces) {
          piece += ":\n\n";
          it.quiet = 0;
        }
        return it.pieces < most_pieces;
      });
}

}  // namespace gandan::receptions
