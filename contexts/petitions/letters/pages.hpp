// The pages behind the links of letters: one button that confirms the address, one that stops them.
// Opening a page changes nothing, since mail programs open links of their own accord.
#pragma once
#include <string>

#include "contexts/petitions/letters/subscriptions.hpp"
#include "kernel/pages/frame.hpp"

namespace gandan::petitions {

struct LetterPage {
  pages::PageFrame frame;
  std::string code, title, text;
  std::string action, button;  ///< the one thing to do here
  std::string href;            ///< of the petition
  bool is_done = false;        ///< nothing is left to do here: the petition comes first
};

/// "/letters/…": confirms, and with "/stop" after it stops.
[[nodiscard]] std::string letters_path(const crypto::KeyFile& keys, SubscriptionId id);

}  // namespace gandan::petitions
