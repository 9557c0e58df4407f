#include "kernel/turn/steps.hpp"

#include "kernel/pages/site.hpp"

namespace gandan {

void begin_step(const Turn& turn, const StepForm& form, pages::StepPage& page) {
  page.frame = pages::frame_for(turn.request, turn.tr(form.title));
  // Where it began, whatever was sent to show it.
  page.frame.path = form.action;
  page.frame.query.clear();
  page.frame.has_errors = !turn.errors.empty();
  page.frame.form = pages::PageForm{.id = form.id, .name = "to", .value = std::string(form.next)};
  page.action = form.action;
  page.errors = turn.errors;
}

}  // namespace gandan
