#include "kernel/site/your_place.hpp"

#include <algorithm>
#include <chrono>

#include "kernel/turn/unit_href.hpp"
#include "kernel/units/areas.hpp"

namespace gandan::site {
namespace {

constexpr std::string_view before_code = "/places/";
constexpr std::size_t longest_code = 24;

/// Whether a cookie can be ours: "06184", "id123". Anybody can send any other.
bool is_place_code(std::string_view code) {
  return !code.empty() && code.size() <= longest_code && std::ranges::all_of(code, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
  });
}

}  // namespace

void attach_your_place(http::Request& request, const Services& services) {
  const std::string_view code = request.cookie(pages::place_cookie);
  if (!is_place_code(code) || request.path.starts_with("/assets/")) return;
  const Date today = services.clock.today();
  const auto area =
      services.database.read([&](db::Tx& tx) { return units::area_of_address(tx, code, today); });
  if (!area || (area->valid_to && *area->valid_to < today)) return;
  request.attach(pages::YourPlace{area->id, area->name, place_href(*area, today)});
}

void keep_your_place(http::Response& response, const units::Unit& area, Date today) {
  response.set_cookie({.name = std::string(pages::place_cookie),
                       .value = place_href(area, today).substr(before_code.size()),
                       .max_age = std::chrono::hours(24 * 365)});
}

void forget_your_place(http::Response& response) {
  response.set_cookie(
      {.name = std::string(pages::place_cookie), .value = "", .max_age = std::chrono::seconds(0)});
}

}  // namespace gandan::site
