// Forms of one question a page. What was answered travels with the form, in hidden fields: nothing
// is kept of those who do not send, and going back, going on and the other language lose nothing.
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/pages/step_page.hpp"
#include "kernel/turn/turn.hpp"
#include "lib/http/request.hpp"

namespace gandan {

struct StepForm {
  const char* id;         ///< of the form element
  std::string action;     ///< an address
  const char* title;      ///< a msgid
  std::string_view next;  ///< the name of the step to which Enter leads
};
/// Fills the frame, the action and what is wrong.
void begin_step(const Turn& turn, const StepForm& form, pages::StepPage& page);

/// The names of a form's steps, in the order of their enumeration: the order in which they are
/// asked.
template <class Step, std::size_t n>
struct Steps {
  std::array<std::string_view, n> names;

  [[nodiscard]] constexpr std::string_view name(Step step) const {
    return names[static_cast<std::size_t>(step)];
  }
  [[nodiscard]] constexpr std::optional<Step> parse(std::string_view text) const {
    for (std::size_t i = 0; i < n; ++i)
      if (names[i] == text) return static_cast<Step>(i);
    return std::nullopt;
  }
  /// The step that was answered; the first where the form does not say.
  [[nodiscard]] Step from(const http::Request& request) const {
    return parse(request.form.get("step")).value_or(Step{});
  }
  /// Where the button leads; the same step again where it leads nowhere. What was answered is
  /// checked only where this is further on: going back keeps what was typed as it is.
  [[nodiscard]] Step to(const http::Request& request) const {
    return parse(request.form.get("to")).value_or(from(request));
  }
};

/// An answer of such a form. A form whose fields say more of themselves has a list of its own: it
/// needs `name`, `asked_on` and `of` alone.
template <class Form, class Step>
struct StepField {
  std::string_view name;
  std::string Form::*member;
  std::optional<Step> asked_on;  ///< none: on no page of the form

  template <class F>
  [[nodiscard]] constexpr auto& of(F& form) const {
    return form.*member;
  }
};

/// Reads the answers that the form asks for; of other fields nothing is taken.
template <class Fields, class Form>
void read_answers(const http::Fields& typed, const Fields& fields, Form& form) {
  for (const auto& field : fields)
    if (field.asked_on) field.of(form) = typed.get(field.name);
}

/// Adds every answer but those that the shown step asks for itself.
template <class Fields, class Form, class Step>
void keep_answers(const Fields& fields, const Form& form, Step shown,
                  std::vector<http::Field>& hidden) {
  for (const auto& field : fields)
    if (field.asked_on && *field.asked_on != shown && !field.of(form).empty())
      hidden.push_back({std::string(field.name), field.of(form)});
}

}  // namespace gandan
