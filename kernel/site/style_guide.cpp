#include "kernel/site/style_guide.hpp"

#include "kernel/desk/declarations.hpp"
#include "kernel/desk/examples.hpp"
#include "kernel/files/declarations.hpp"
#include "kernel/files/examples.hpp"
#include "kernel/pages/declarations.hpp"
#include "kernel/pages/examples.hpp"
#include "kernel/pages/site.hpp"

namespace gandan::site {

const std::vector<pages::ComponentFile>& components() {
  static const std::vector<pages::ComponentFile> all = [] {
    const pages::Kit kits[] = {{pages::views::examples, pages::declarations::files()},
                               {desk::views::examples, desk::declarations::files()},
                               {files::views::examples, files::declarations::files()}};
    return pages::components_of(kits);
  }();
  return all;
}

void add_style_guide(http::Router& router) {
  router.get("/styleguide", http::everyone(), [](http::Request& request) {
    return http::Response::html(
        pages::style_guide(pages::locale_of(request), pages::frame_for(request, ""), components()));
  });
  router.get("/styleguide/{file}", http::everyone(),
             [](http::Request& request, std::string_view file) {
               auto page = pages::style_guide_page(
                   pages::locale_of(request), pages::frame_for(request, ""), components(), file);
               return page ? http::Response::html(std::move(*page)) : http::Response::not_found();
             });
}

}  // namespace gandan::site
