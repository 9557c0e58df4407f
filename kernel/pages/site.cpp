#include "kernel/pages/site.hpp"

#include <algorithm>

namespace gandan::pages {
namespace {

constexpr const char* language_cookie = "lang";

/// The request's query without ?lang=, as it was encoded, so that the other language keeps the
/// rest.
std::string query_without_language(std::string_view target) {
  std::size_t mark = target.find('?');
  std::string out;
  while (mark != std::string_view::npos && mark < target.size()) {
    std::size_t end = target.find('&', mark + 1);
    std::string_view pair = target.substr(mark + 1, end - mark - 1);
    if (!pair.empty() && !pair.starts_with("lang=")) {
      if (!out.empty()) out += '&';
      out += pair;
    }
    mark = end;
  }
  return out;
}

/// By the address, or by a form's button that changes the language and nothing else.
std::string_view asked_language(const http::Request& request) {
  std::string_view asked = request.query.get("lang");
  return asked.empty() ? request.form.get("lang") : asked;
}

const Reader& reader_of(const http::Request& request) {
  static const Site nowhere;
  static const Reader nobody{i18n::find_locale("vi"), &nowhere};
  const Reader* reader = request.attached<Reader>();
  return reader ? *reader : nobody;
}

}  // namespace

const i18n::Locale& choose_locale(const http::Request& request) {
  if (const auto* asked = i18n::find_locale(asked_language(request))) return *asked;
  if (const auto* kept = i18n::find_locale(request.cookie(language_cookie))) return *kept;
  return i18n::negotiate(request.headers.get("Accept-Language"), *i18n::find_locale("vi"));
}

void keep_locale(const http::Request& request, http::Response& response) {
  std::string_view asked = asked_language(request);
  if (!i18n::find_locale(asked) || asked == request.cookie(language_cookie)) return;
  response.set_cookie({.name = language_cookie,
                       .value = std::string(asked),
                       .max_age = std::chrono::hours(24 * 365)});
}

bool only_shows(const http::Request& request) {
  return request.form.has("lang") || request.form.has("back");
}

http::Response switch_keys(const http::Request& request) {
  const bool are_off = request.form.get("keys") == "off";
  auto response = http::Response::redirect("/keys");
  response.set_cookie({.name = std::string(keys_cookie),
                       .value = are_off ? "off" : "on",
                       .max_age = std::chrono::hours(24 * 365)});
  return response;
}

const i18n::Locale& locale_of(const http::Request& request) {
  return *reader_of(request).locale;
}

const Site& site_of(const http::Request& request) {
  return *reader_of(request).site;
}

const YourPlace* your_place(const http::Request& request) {
  return request.attached<YourPlace>();
}

std::optional<std::string> shown_alike(const http::Request& request) {
  constexpr std::size_t longest = 128;
  const std::string_view all = request.headers.get("Cookie");
  if (all.size() > longest || request.headers.all("Cookie").size() > 1) return std::nullopt;
  for (const std::string_view name : request.cookie_names())
    if (name != language_cookie && name != keys_cookie && name != place_cookie) return std::nullopt;
  std::string made_from(locale_of(request).tag());
  made_from.append(request.cookie(keys_cookie) == "off" ? " off " : " on ");
  return made_from.append(request.cookie(place_cookie));
}

PageFrame frame_for(const http::Request& request, std::string title) {
  const Site& site = site_of(request);
  PageFrame frame{.title = std::move(title)};
  std::size_t end = std::min(request.target.find('?'), request.target.size());
  frame.path = request.target.substr(0, end);
  frame.query = query_without_language(request.target);
  frame.keys_off = request.cookie(keys_cookie) == "off";
  frame.place = reader_of(request).place;
  frame.owner = reader_of(request).owner;
  if (const YourPlace* here = your_place(request)) frame.here = {here->name, here->href};
  if (site.search) frame.search = &*site.search;
  if (const auto* officer = request.attached<SignedIn>()) frame.officer = *officer;
  if (!frame.officer)
    for (const Ways& each : site.ways) frame.menu.push_back(&each.item);
  else
    for (const MenuItem& item : site.officer_menu)
      if (item.policy.is_everyone() || frame.officer->admits(item.policy))
        frame.menu.push_back(&item);
  return frame;
}

std::string_view current(const MenuItem& item, const PageFrame& frame) {
  if (item.href == frame.path) return "page";
  const bool is_own = !frame.section.empty() && item.section == frame.section;
  return is_own || std::ranges::find(item.sections, frame.section) != item.sections.end() ? "true"
                                                                                          : "";
}

}  // namespace gandan::pages
