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
  bool left_out = false;     ///< something secret is not among them
  std::vector<Field> words;  ///< long enough to have been written by hand: shown
  std::vector<http::Field> rest;
};

/// Whether the words of this form are given back: sent from a page of ours, to where people write
/// (Site::written_at).
[[nodiscard]] bool keeps_words(const http::Request& request);
/// Passwords and codes are given back to nobody: who finds the page open must not have them.
[[nodiscard]] bool is_secret(std::string_view field);

struct Refusal {
  int status = 0;
  std::string_view sign_in_href = {};  ///< the session has ended: the words lead back to their form
  std::string_view detail = {};        ///< what happened, in the reader's language
};
/// The page for such a request. Without an ended session they are sent once more as they are; where
/// nothing may be given back, it leads to the form's own page.
[[nodiscard]] http::Response kept_page(const http::Request& request, const Refusal& refusal);

}  // namespace gandan::pages
