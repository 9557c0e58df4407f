// The pages behind the links of letters: one button that confirms the address, one that stops them.
// Opening a page changes nothing, since mail programs open links of their own accord.
#pragma once
#include <string>

#include "kernel/module/services.hpp"
#include "kernel/pages/frame.hpp"
#include "lib/http/app.hpp"

namespace gandan::letters {

struct LetterPage {
  pages::PageFrame frame;
  std::string code, title, text;
  std::string action, button;  ///< the one thing to do here
  std::string href;            ///< of the record
  bool is_done = false;        ///< nothing is left to do here: the record comes first
};

void add_pages(http::App& app, Services& services);

}  // namespace gandan::letters
