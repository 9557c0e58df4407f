#include "kernel/log_pages/module.hpp"

#include "kernel/log_pages/check_page.hpp"
#include "kernel/log_pages/files.hpp"

namespace gandan::log_pages {

Module module() {
  return {.name = "log_pages",
          .migrations = {},
          .add_routes =
              [](http::App& app, Services& services) {
                add_log_files(app, services);
                add_check_page(app, services);
              },
          .ways = {{Intent::figures,
                    90,
                    {N_("The public log"), "/log", "log"},
                    N_("What shows that nothing here is changed or deleted in secret.")}},
          .unread_by_robots = {"/log/tile/"}};
}

}  // namespace gandan::log_pages
