#include "contexts/petitions/intake/send_form.hpp"

#include "lib/crypto/random.hpp"

namespace gandan::petitions {
namespace {

constexpr std::string_view step_names[] = {"kind",    "text",  "place", "similar",
                                           "contact", "title", "check"};

}  // namespace

std::string_view name(SendStep step) {
  return step_names[static_cast<std::size_t>(step)];
}

std::optional<SendStep> parse_send_step(std::string_view text) {
  for (std::size_t i = 0; i < std::size(step_names); ++i)
    if (step_names[i] == text) return static_cast<SendStep>(i);
  return std::nullopt;
}

SendForm read_send_form(const http::Fields& fields) {
  auto get = [&](std::string_view name) { return std::string(fields.get(name)); };
  SendForm form{
      .kind = get("kind"),
      .text = get("text"),
      .title = get("title"),
      .place = get("place"),
      .unit = get("commune"),  // chosen from the list: after what was offered for the words
      .name = get("name"),
      .address = get("address"),
      .phone = get("phone"),
      .email = get("email")};
  if (form.unit.empty()) form.unit = get("unit");
  form.publish = get("publish");
  form.anonymous = fields.get("anonymous") == "yes";
  form.key = get("key");
  if (form.key.empty()) form.key = crypto::random_token();
  return form;
}

SendForm begin_send_form(std::string_view kind) {
  http::Fields fields;
  fields.add("kind", std::string(kind));
  return read_send_form(fields);
}

std::vector<Hidden> hidden_fields(const SendForm& form, SendStep shown) {
  std::vector<Hidden> all;
  auto keep = [&](SendStep asked_on, const char* name, const std::string& value) {
    if (asked_on != shown && !value.empty()) all.push_back({name, value});
  };
  keep(SendStep::kind, "kind", form.kind);
  keep(SendStep::text, "text", form.text);
  keep(SendStep::title, "title", form.title);
  keep(SendStep::place, "place", form.place);
  keep(SendStep::place, "unit", form.unit);
  keep(SendStep::contact, "name", form.name);
  keep(SendStep::contact, "address", form.address);
  keep(SendStep::contact, "phone", form.phone);
  keep(SendStep::contact, "email", form.email);
  keep(SendStep::contact, "publish", form.publish);
  keep(SendStep::contact, "anonymous", form.anonymous ? "yes" : "");
  all.push_back({"key", form.key});
  return all;
}

SubmitForm to_submit_form(const SendForm& form) {
  return {.kind = form.kind,
          .title = form.title,
          .text = form.text,
          .place_text = form.place,
          .contact = {form.name, form.address, form.phone, form.email},
          .anonymous = form.anonymous,
          .may_publish = form.may_publish(),
          .channel = Channel::web,
          .idempotency_key = form.key};
}

}  // namespace gandan::petitions
