// One request of the form for sending: what its pages are made from, and share.
#pragma once
#include <optional>

#include "contexts/petitions/intake/send_form.hpp"
#include "contexts/petitions/intake/similar.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/turn/turn.hpp"

namespace gandan::petitions {

inline constexpr int steps = 5;

/// What each page of the form is made from.
struct Sending : Turn {
  const Advisor& advisor;
  SendForm form;

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
