// What was written into a form that was refused: the page that gives it back, and leads to where it
// can be sent again. Nothing of it is stored.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "lib/http/request.hpp"
#include "lib/http/response.hpp"

namespace gandan::pages {

struct KeptPage {
  PageFrame frame;
  std::string text;          ///< what happened, and what to do
  std::string sign_in_href;  ///< where that must be done first
  std::string action;        ///< where the words are sent again
  std::vector<Field> words;  ///< long enough to have been written by hand: shown
  std::vector<http::Field> rest;
};

/// Whether the words of this form are given back: sent from a page of ours, to the desk or
/// by a sender. Never a password's form.
[[nodiscard]] bool keeps_words(const http::Request& request);
/// The page for such a request. `sign_in_href`: the session has ended, and the words lead back to
/// their form; empty: they are sent once more as they are.
[[nodiscard]] http::Response kept_page(const http::Request& request, int status,
                                       std::string_view sign_in_href = {});

}  // namespace gandan::pages
