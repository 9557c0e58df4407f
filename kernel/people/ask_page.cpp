#include "kernel/people/ask_page.hpp"

#include "kernel/pages/site.hpp"
#include "kernel/people/page_words.hpp"
#include "kernel/people/views/ask.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/random.hpp"

namespace gandan::people {
namespace {

pages::Field reason_field(const http::Request& request) {
  const i18n::Locale& locale = pages::locale_of(request);
  return {.name = "reason",
          .label = std::string(locale.tr("Why")),
          .hint = std::string(locale.tr(
              "At least ten characters. A second person reads it and decides within three days.")),
          .value = std::string(request.form.get("reason")),
          .required = true,
          .max_length = 500};
}

}  // namespace

bool is_sure(const http::Request& request) {
  return request.form.get("sure") == "yes" && !pages::only_shows(request);
}

bool only_shows_form(const http::Request& request) {
  return pages::only_shows(request) && !request.form.has("sure");
}

std::string_view once_of(const http::Request& request) {
  return request.form.get("once");
}

http::Response ask(const http::Request& request, pages::PageFrame frame, Question question,
                   std::string action, std::string cancel,
                   std::initializer_list<std::string_view> kept,
                   std::vector<pages::FieldError> errors) {
  frame.title = question.title;
  frame.has_errors = !errors.empty();
  frame.form = pages::PageForm{.id = "ask"};
  AskPage page{.frame = std::move(frame),
               .errors = std::move(errors),
               .says = std::move(question.says),
               .facts = std::move(question.facts),
               .action = std::move(action),
               .verb = std::move(question.verb),
               .grave = question.grave,
               .cancel = std::move(cancel)};
  for (std::string_view name : kept)
    for (std::string_view value : request.form.all(name))
      page.kept.push_back({std::string(name), std::string(value)});
  page.kept.push_back({"once", crypto::random_token()});
  if (question.wants_reason) {
    page.why = {reason_field(request)};
    show_errors(page.why, page.errors);
  }
  return pages::render(request, views::ask_page, page, page.errors.empty() ? 200 : 422);
}

std::string link_token(const crypto::KeyFile& keys, const http::Request& request,
                       const std::string& deed, std::string_view once) {
  if (once.empty()) return crypto::random_token();
  const std::string press = deed + " " + crypto::hex(token_hash_of(request)) + " ";
  return crypto::base64url(
      crypto::derive(keys.current(), "one-time link " + press + std::string(once)));
}

}  // namespace gandan::people
