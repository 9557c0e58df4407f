#include "kernel/desk/forms.hpp"

#include <algorithm>

#include "lib/text/dates.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::desk {

std::optional<Date> parse_day(std::string_view typed, Date today) {
  if (auto date = text::parse_date(typed)) return date;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (typed.empty() || !is_digit(typed.front()) || !is_digit(typed.back())) return std::nullopt;
  return text::parse_date(std::string(typed) + "/" + std::to_string(today.year()));
}

std::string typed_day(Date day) {
  return std::to_string(day.day()) + "/" + std::to_string(day.month()) + "/" +
         std::to_string(day.year());
}

void add_day(const Turn& turn, const char* label, const http::Fields& typed, WorkForm& form) {
  form.lines.push_back(
      {.name = "on",
       .label = turn.tr(label),
       .hint = turn.tr(N_("Like 5/12/2026.")),
       .value = typed.has("on") ? std::string(typed.get("on")) : typed_day(turn.words.today),
       .required = true,
       .short_input = true,
       .max_length = 20});
}

Date typed_on(const Turn& turn) {
  return parse_day(text::clean(turn.request.form.get("on")), turn.words.today)
      .value_or(turn.words.today + 1);
}

bool is_ticked(const http::Fields& typed, std::string_view name, std::string_view value) {
  const auto all = typed.all(name);
  return std::find(all.begin(), all.end(), value) != all.end();
}

Choice one_tick(const Turn& turn, const char* name, const char* label, const char* what,
                const http::Fields& typed) {
  return {.field = {.name = name, .label = turn.tr(label)},
          .options = {{"yes", turn.tr(what), "", is_ticked(typed, name, "yes")}}};
}

void put_at_fields(const std::vector<pages::FieldError>& errors, WorkForm& form) {
  auto put = [&](pages::Field& field) {
    for (const pages::FieldError& error : errors)
      if (error.field == field.name && field.error.empty()) field.error = error.message;
  };
  for (std::optional<Choice>* choice : {&form.presses, &form.choice, &form.ticks})
    if (*choice) put((*choice)->field);
  for (std::vector<Choice>* choices : {&form.questions, &form.selects, &form.checks})
    for (Choice& choice : *choices) put(choice.field);
  for (pages::Field& line : form.lines) put(line);
  if (form.finder) put(form.finder->field);
  if (form.words) put(*form.words);
}

}  // namespace gandan::desk
