#include "contexts/receptions/booking/holds.hpp"

#include "contexts/receptions/booking/seats.hpp"
#include "lib/http/address.hpp"

namespace gandan::receptions {

bool Holds::admit(std::string_view client, const std::string& form, Instant now) {
  const auto network = http::Address::parse(client).value_or(http::Address()).subscriber();
  const std::lock_guard lock(mutex_);
  for (auto at = until_.begin(); at != until_.end();) {
    std::erase_if(at->second, [&](const auto& hold) { return hold.second <= now; });
    at = at->second.empty() ? until_.erase(at) : std::next(at);
  }
  auto& holds = until_[network];
  if (holds.size() >= most && !holds.contains(form)) return false;
  holds[form] = now + held_for;
  return true;
}

}  // namespace gandan::receptions
