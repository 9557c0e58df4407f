#include "contexts/petitions/intake/sending.hpp"

#include "contexts/petitions/intake/send_form.hpp"

namespace gandan::petitions {

SendPage frame_page(const Sending& s, SendStep step, const char* title, int number,
                    const char* next) {
  SendPage page{.frame = pages::frame_for(s.request, s.tr(title))};
  page.frame.section = "send";
  page.frame.path = "/send";
  page.frame.query.clear();
  page.frame.has_errors = !s.errors.empty();
  page.frame.live = step == SendStep::place || step == SendStep::text;
  page.frame.form = pages::PageForm{.id = "send", .name = "to", .value = next};
  page.step = name(step);
  page.number = number;
  page.count = steps;
  page.hidden = hidden_fields(s.form, step);
  for (const FieldError& error : s.errors)
    page.errors.push_back({error.field, s.tr(error.message)});
  return page;
}

http::Response show(const Sending& s, void (*view)(html::Out&, const SendPage&),
                    const SendPage& page) {
  return pages::render(s.request, view, page, s.errors.empty() ? 200 : 422);
}

}  // namespace gandan::petitions
