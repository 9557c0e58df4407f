// Bookings for programs: POST /api/v1/receptions/bookings, PUT and DELETE …/bookings/CODE.
#pragma once
#include "kernel/api/api.hpp"
#include "kernel/module/services.hpp"
#include "lib/http/app.hpp"

namespace gandan::receptions {

[[nodiscard]] api::Part api_of_bookings();
void add_booking_api(http::App& app, Services& services);

}  // namespace gandan::receptions
