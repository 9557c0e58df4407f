#include "kernel/pages/kept.hpp"

#include <algorithm>

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

}  // namespace

bool keeps_words(const http::Request& request) {
  return request.method == http::Method::post &&
         std::ranges::any_of(site_of(request).written_at,
                             [&](const auto& place) { return request.path.starts_with(place); }) &&
         !request.form.empty() && !request.wants_json() && !http::is_forged(request);
}

http::Response kept_page(const http::Request& request, int status, std::string_view sign_in_href) {
  const i18n::Locale& locale = locale_of(request);
  const ErrorWords words = words_of(status);
  const bool ended = !sign_in_href.empty();
  KeptPage page{
      .frame = frame_for(
          request, std::string(locale.tr(ended ? N_("Your session has ended") : words.title))),
      .text = std::string(locale.tr(
          ended
              ? N_("Nothing was done, and what you wrote is here. Sign in in a new tab, come back "
                   "to this one, and go on with it.")
              : words.text)),
      .sign_in_href = std::string(sign_in_href),
      .action = request.target};
  page.frame.searches = false;
  for (const http::Field& field : request.form) {
    if (field.name == "again" || field.name == "look" || field.name == "preview") continue;
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
  auto response = render(request, views::kept_page, page, status);
  response.headers.set("Cache-Control", "no-store");
  return response;
}

}  // namespace gandan::pages
