// Booking as people do it: a form of one question a page, and the page of a booking, which its
// private key opens, to change or cancel it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contexts/receptions/booking/booking.hpp"
#include "kernel/module/module.hpp"
#include "kernel/pages/fields.hpp"
#include "kernel/pages/step_page.hpp"
#include "kernel/turn/wording.hpp"
#include "lib/qr/qr.hpp"

namespace gandan::receptions {

struct BookPage : pages::StepPage {
  std::string place, place_href;
  pages::Field question;
  std::vector<pages::Option> options;
  std::vector<pages::Field> fields;
  struct Tick {
    pages::Field field;
    std::vector<pages::Option> options;
  };
  std::vector<Tick> ticks;
  std::vector<pages::CheckRow> rows;
  std::vector<pages::Link> similar;  ///< petitions on the same matter, to be read
  std::string next;                  ///< the step to which the button leads
  std::string notice;                ///< beside it; may be empty
};

/// What who booked may see.
struct ToldBooking {
  std::vector<pages::Fact> facts;
  pages::Badge state;
  bool may_change = false, may_cancel = false;
  std::string typed_key;  ///< carried by the buttons
  pages::Field to;        ///< of the slots to which it may be moved
  std::vector<pages::Option> slots;
};
struct BookingPage {
  pages::PageFrame frame;
  std::string action, code, done;
  pages::Field key;
  std::vector<pages::FieldError> errors;
  std::string shown_key;  ///< once, right after it was booked
  std::optional<qr::Code> code_as_qr;
  std::string url;               ///< absolute, where the site knows its own
  bool asks_to_confirm = false;  ///< the address for letters
  std::optional<ToldBooking> told;
};

void add_book_pages(http::App& app, Services& services);
void add_booking_page(http::App& app, Services& services);
void add_booking_jobs(jobs::Registry& jobs, Services& services);
[[nodiscard]] records::Kind kind_of_bookings();
[[nodiscard]] letters::Kind letters_about_bookings();
/// "08:00 Wednesday 02/12/2026"; of the waiting list its day.
[[nodiscard]] std::string time_of_booking(const Wording& words, const Booking& booking);
/// "An interpreter; Sign language: Tày"; empty where nothing is needed.
[[nodiscard]] std::string needs_of_booking(const Wording& words, const Booking& booking);

}  // namespace gandan::receptions
