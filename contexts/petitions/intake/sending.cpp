#include "contexts/petitions/intake/sending.hpp"

namespace gandan::petitions {

SendPage frame_page(const Sending& s, SendStep step, const char* title, int number,
                    const char* next) {
  SendPage page;
  begin_step(s, {.id = "send", .action = "/send", .title = title, .next = next}, page);
  page.frame.section = "send";
  page.frame.live = step == SendStep::place || step == SendStep::text;
  page.step = send_steps.name(step);
  page.number = number;
  page.count = steps;
  page.hidden = hidden_fields(s.form, step);
  return page;
}

http::Response show(const Sending& s, void (*view)(html::Out&, const SendPage&),
                    const SendPage& page) {
  return pages::render(s.request, view, page, s.status());
}

}  // namespace gandan::petitions
