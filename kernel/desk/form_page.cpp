#include "kernel/desk/form_page.hpp"

#include "kernel/desk/forms.hpp"
#include "kernel/desk/views/desk.hpp"
#include "kernel/pages/site.hpp"

namespace gandan::desk {

http::Response answer_form(Desk desk, const char* title, WorkForm form) {
  form.errors = desk.errors;
  put_at_fields(desk.errors, form);
  const std::string heading = desk.tr(title);
  const Pane pane{.code = {},
                  .title = heading,
                  .form = pages::PageForm{.id = "work"},
                  .print = [&](html::Out& out) {
                    out.literal("<h2>");
                    out.text(heading);
                    out.literal("</h2>");
                    views::work_form(out, form);
                  }};
  DeskPage page = desk.services.database.read([&](db::Tx& tx) {
    desk.settle(tx);
    return desk.page(tx, pane, true);
  });
  page.frame.has_errors = !desk.errors.empty();
  return pages::render(desk.request, views::desk_page, page, desk.status());
}

}  // namespace gandan::desk
