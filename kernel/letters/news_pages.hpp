// The form that asks for letters about what is new in a list or a place, and the pages behind the
// links of these letters.
#pragma once
#include <string>
#include <vector>

#include "kernel/module/services.hpp"
#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "lib/http/app.hpp"

namespace gandan::letters {

struct NewsForm {
  pages::PageFrame frame;
  std::vector<pages::FieldError> errors;
  pages::Link where;
  std::string list, asked;
  pages::Field email;
};

/// One thing to do, or none.
struct NewsPage {
  pages::PageFrame frame;
  pages::Link where;  ///< empty where it is not known any more
  std::string title, text;
  std::string action, button;
};

void add_news_pages(http::App& app, Services& services);

}  // namespace gandan::letters
