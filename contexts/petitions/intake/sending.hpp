// One request of the form for sending: what its pages are made from, and share.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "contexts/petitions/intake/send_pages.hpp"
#include "contexts/petitions/intake/similar.hpp"
#include "kernel/module/services.hpp"
#include "kernel/pages/site.hpp"

namespace gandan::petitions {

inline constexpr int steps = 5;

/// What each page of the form is made from.
struct Sending {
  const http::Request& request;
  Services& services;
  const Advisor& advisor;
  SendForm form;
  FieldErrors errors = {};

  [[nodiscard]] const i18n::Locale& locale() const { return pages::locale_of(request); }
  [[nodiscard]] std::string tr(const char* message) const {
    return std::string(locale().tr(message));
  }
  [[nodiscard]] std::string error_of(std::string_view field) const {
    for (const FieldError& error : errors)
      if (error.field == field) return tr(error.message);
    return {};
  }
  [[nodiscard]] Kind kind() const { return parse_kind(form.kind).value_or(Kind::report); }
};

/// `next` is where Enter leads.
[[nodiscard]] SendPage frame_page(const Sending& s, SendStep step, const char* title, int number,
                                  const char* next);
[[nodiscard]] http::Response show(const Sending& s, void (*view)(html::Out&, const SendPage&),
                                  const SendPage& page);
[[nodiscard]] http::Response show_place(const Sending& s);
/// Settles the place that was typed or chosen; the page again where it is still open.
/// (send_place.cpp)
[[nodiscard]] std::optional<http::Response> settle_place(Sending& s);

}  // namespace gandan::petitions
