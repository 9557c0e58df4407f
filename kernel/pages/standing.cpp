#include "kernel/pages/standing.hpp"

#include "kernel/pages/about.hpp"
#include "kernel/pages/views.hpp"
#include "lib/html/markdown.hpp"

namespace gandan::pages {
namespace {

/// Empty where there is none; in English where the language has none.
std::string_view text_of(std::span<const EmbeddedFile> files, std::string_view name,
                         std::string_view language) {
  for (std::string_view tag : {language, std::string_view("en")})
    for (const EmbeddedFile& file : files)
      if (file.name == std::string(name) + "." + std::string(tag) + ".md") return file.bytes;
  return {};
}

}  // namespace

std::optional<std::string> about_page(const i18n::Locale& locale, PageFrame frame,
                                      std::string_view name, std::span<const AboutFiles> more) {
  std::string source(text_of(about::files(), name, locale.tag()));
  if (source.empty()) return std::nullopt;
  for (AboutFiles files : more) {
    source += '\n';
    source += text_of(files, name, locale.tag());
  }
  // The first line is the heading: "# Help".
  const auto end = source.find('\n');
  frame.title = source.substr(2, end - 2);
  html::Out out(locale);
  views::about(out, frame, html::markdown(std::string_view(source).substr(end + 1), 2));
  return out.take();
}

std::string keys_page(const i18n::Locale& locale, PageFrame frame) {
  frame.title = locale.tr("Keyboard shortcuts");
  html::Out out(locale);
  views::keys(out, frame);
  return out.take();
}

ErrorWords error_words(int status) {
  switch (status) {
    case 400:
      return {N_("We could not read this request"),
              N_("Go back and try once more. If you typed the address, check it.")};
    case 401:
      return {N_("Please sign in"), N_("This page is for members of staff.")};
    case 403:
      return {N_("This is not open to you"),
              N_("Your account has no right to this page. Ask whoever manages accounts at your "
                 "office.")};
    case 404:
      return {
          N_("There is nothing here"),
          N_("The address may be mistyped, or the page was withdrawn. Go to the search to look for "
             "it, or to enter your tracking code.")};
    case 405:
      return {N_("This cannot be done here"), N_("Go back to the page you came from.")};
    case 408:
      return {N_("It took too long to arrive"),
              N_("The network may be weak. Nothing was saved: please send it once more.")};
    case 409:
      return {N_("Somebody else was first"),
              N_("This record changed while you worked on it. Go back, reload and look again.")};
    case 413:
      return {N_("This is too large"), N_("Choose smaller files, or send them one by one.")};
    case 429:
      return {N_("Too many at once"), N_("Please wait a minute, then try again.")};
    case 503:
      return {N_("We cannot answer just now"),
              N_("What you sent may not be saved. Do not close this page: reload it in a few "
                 "seconds, and choose to send again if your browser asks. Everything that we "
                 "confirmed is kept.")};
    case 507:
      return {N_("Our disk is full just now"),
              N_("What you sent was not saved. Do not close this page: reload it later, and choose "
                 "to send again if your browser asks. Everything that we confirmed is kept.")};
    default:
      if (status >= 500) {
        return {N_("Something broke on our side"),
                N_("It has been recorded. Please try again later; what you were told is saved is "
                   "saved.")};
      }
      return {N_("This did not work"), N_("Go back to the page you came from, and try again.")};
  }
}

ErrorWords words_for_staff(int status) {
  if (status == 403)
    return {N_("This is not open to you"),
            N_("None of your roles counts here. Your account page lists your roles and where they "
               "count. If this is your work, ask whoever manages accounts at your office for the "
               "role.")};
  if (status == 404)
    return {N_("There is nothing here for you"),
            N_("The address may be mistyped, or what it names lies outside of where your roles "
               "count, or was sent on to another body. Begin at your desk.")};
  return error_words(status);
}

std::string error_page(const i18n::Locale& locale, PageFrame frame, int status,
                       std::string_view detail, std::string_view request_id) {
  const auto words = frame.officer ? words_for_staff(status) : error_words(status);
  frame.title = locale.tr(words.title);
  html::Out out(locale);
  views::error(out, frame, detail.empty() ? locale.tr(words.text) : detail,
               status >= 500 ? request_id : std::string_view());
  return out.take();
}

}  // namespace gandan::pages
