// /log/check: a receipt is checked in its holder's own browser, here or on the same page saved to a
// disk. The server takes no part in it but for the log's files.
#pragma once
#include <string>

#include "kernel/module/services.hpp"
#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "lib/http/app.hpp"

namespace gandan::log_pages {

struct CheckPage {
  pages::PageFrame frame;
  pages::FileField receipt;
  pages::Field log;    ///< where its files are asked for
  pages::Field keys;   ///< of the log, one a line: whoever saves the page has them from then on
  std::string script;  ///< its address; empty where it stands in the page
};

/// /log/check, and /log/check/file, which is the page to be saved.
void add_check_page(http::App& app, Services& services);

}  // namespace gandan::log_pages
