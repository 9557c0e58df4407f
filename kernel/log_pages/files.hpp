// The log as files, in the layout of C2SP tlog-tiles: /log/checkpoint and /log/tile/…; and /log,
// which says in words what it is.
#pragma once
#include <vector>

#include "kernel/module/services.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "lib/http/app.hpp"

namespace gandan::log_pages {

struct LogPage {
  pages::PageFrame frame;
  std::vector<pages::Fact> facts;  ///< none: it has not begun
};

void add_log_files(http::App& app, Services& services);

}  // namespace gandan::log_pages
