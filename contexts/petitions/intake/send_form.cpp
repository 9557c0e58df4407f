#include "contexts/petitions/intake/send_form.hpp"

#include "lib/crypto/random.hpp"

namespace gandan::petitions {
namespace {

/// What the web form asks besides the texts of a petition.
constexpr StepField<SendForm, SendStep> choices[] = {
    {"unit", &SendForm::unit, SendStep::place},
    {"addressed_to", &SendForm::addressed_to, SendStep::kind},
    {"publish", &SendForm::publish, SendStep::contact},
    {"anonymous", &SendForm::nameless, SendStep::contact},
};

template <class Fields>
std::optional<SendStep> step_in(const Fields& fields, std::string_view name) {
  for (const auto& field : fields)
    if (field.name == name) return field.asked_on;
  return std::nullopt;
}

}  // namespace

SendForm read_send_form(const http::Fields& fields) {
  SendForm form;
  read_answers(fields, form_fields, form);
  read_answers(fields, choices, form);
  // What was chosen from the list counts before what was offered for the words.
  if (auto listed = fields.get("commune"); !listed.empty()) form.unit = listed;
  form.may_publish = form.publish != "no";
  form.anonymous = form.nameless == "yes";
  form.idempotency_key = fields.get("key");
  if (form.idempotency_key.empty()) form.idempotency_key = crypto::random_token();
  return form;
}

SendForm begin_send_form(std::string_view kind) {
  return read_send_form({{"kind", std::string(kind)}});
}

std::vector<http::Field> hidden_fields(const SendForm& form, SendStep shown) {
  std::vector<http::Field> hidden;
  keep_answers(form_fields, form, shown, hidden);
  keep_answers(choices, form, shown, hidden);
  hidden.push_back({"key", form.idempotency_key});
  return hidden;
}

std::optional<SendStep> step_asking(std::string_view field) {
  auto step = step_in(form_fields, field);
  return step ? step : step_in(choices, field);
}

}  // namespace gandan::petitions
