#include "kernel/pages/kept.hpp"

#include <algorithm>
#include <array>

#include "kernel/pages/site.hpp"
#include "kernel/pages/standing.hpp"
#include "kernel/pages/views.hpp"
#include "lib/http/cross_site.hpp"

namespace gandan::pages {
namespace {

/// What is shorter was chosen or looked up, and goes along unseen.
constexpr std::size_t written_from = 30;  // bytes

bool is_written(const std::string& value) {
  return value.size() >= written_from && value.find(' ') != std::string::npos;
}

std::string what_happened(const i18n::Locale& locale, const Refusal& refusal, bool is_empty) {
  if (!refusal.detail.empty()) return std::string(refusal.detail);
  if (refusal.sign_in_href.empty()) return std::string(locale.tr(error_words(refusal.status).text));
  return std::string(locale.tr(
      is_empty ? N_("Nothing was done. Sign in, then fill in the form once more.")
               : N_("Nothing was done, and what you wrote is here. Sign in in a new tab, come back "
                    "to this one, and go on with it.")));
}

/// As it was sent, so that the button that was pressed is pressed anew.
void fill_words(const http::Request& request, KeptPage& page) {
  const i18n::Locale& locale = locale_of(request);
  for (const http::Field& field : request.form) {
    page.left_out = page.left_out || is_secret(field.name);
    if (is_secret(field.name)) continue;
    if (field.name == "lang") {  // what was only to be shown is not to be done
      page.rest.push_back({"back", "yes"});
      continue;
    }
    if (!is_written(field.value)) {
      page.rest.push_back(field);
      continue;
    }
    const std::string number = std::to_string(page.words.size() + 1);
    page.words.push_back({.name = field.name,
                          .label = std::string(locale.tr(N_("What you wrote"))) +
                                   (page.words.empty() ? "" : " (" + number + ")"),
                          .value = field.value});
  }
}

}  // namespace

bool is_secret(std::string_view field) {
  static constexpr std::array secrets{"password", "current", "again", "code", "old_code"};
  return std::ranges::find(secrets, field) != secrets.end();
}

bool keeps_words(const http::Request& request) {
  return request.method == http::Method::post &&
         std::ranges::any_of(site_of(request).written_at,
                             [&](const auto& place) { return request.path.starts_with(place); }) &&
         !request.form.empty() && !request.wants_json() && !http::is_forged(request);
}

http::Response kept_page(const http::Request& request, const Refusal& refusal) {
  const i18n::Locale& locale = locale_of(request);
  const char* title = refusal.sign_in_href.empty() ? error_words(refusal.status).title
                                                   : N_("Your session has ended");
  KeptPage page{.frame = frame_for(request, std::string(locale.tr(title))),
                .sign_in_href = std::string(refusal.sign_in_href),
                .action = request.target};
  page.frame.searches = false;
  fill_words(request, page);
  const bool is_empty = page.words.empty() && page.rest.empty();
  page.text = what_happened(locale, refusal, is_empty);
  if (!is_empty) page.frame.form = PageForm{.id = "kept"};
  if (!is_empty && !refusal.sign_in_href.empty()) page.frame.form->name = "back";
  auto response = render(request, views::kept_page, page, refusal.status);
  response.headers.set("Cache-Control", "no-store");
  return response;
}

}  // namespace gandan::pages
