#include "app/site/site_pages.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "app/site/views.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/pages/style_guide.hpp"

namespace gandan::site {
namespace {

using Messages = std::initializer_list<const char*>;

struct SectionText {
  const char* title;
  Messages paragraphs;
};

TextPage text_page(const http::Request& request, const char* title, const char* lead,
                   std::initializer_list<SectionText> sections) {
  const i18n::Locale& locale = pages::locale_of(request);
  auto tr = [&](const char* message) { return std::string(locale.tr(message)); };
  TextPage page{.frame = pages::frame_for(request, tr(title)), .heading = tr(title), .lead = tr(lead)};
  for (const SectionText& section : sections) {
    auto& made = page.sections.emplace_back();
    made.title = tr(section.title);
    for (const char* paragraph : section.paragraphs) made.paragraphs.push_back(tr(paragraph));
  }
  return page;
}

http::Response help(http::Request& request) {
  return pages::render(
      request, views::text_page,
      text_page(
          request, N_("Help"), N_("How to ask, how to follow what you asked, and what happens in between."),
          {{N_("How to send something"),
            {N_("Choose “Send”, say what it is about in your own words, and where. You need no account, and "
                "you need not know which body is responsible: an officer sends it to the right one."),
             N_("Your phone number or e-mail is only needed if you want to be told when there is an answer.")}},
           {N_("How to follow it"),
            {N_("Keep the tracking code on the receipt. Type it into the search, and you see who has your "
                "matter, what was done, and by when there must be an answer."),
             N_("The private key on the receipt shows that you are the sender: with it you can reply to a "
                "question or take your matter back. Do not give it to anybody.")}},
           {N_("What the limits mean"),
            {N_("Every matter has a last day, counted by the law that is named beside it. If a body needs more "
                "time, it must say why. What is late is shown as late.")}},
           {N_("Other ways"),
            {N_("You can also come to the reception office of any People's Committee, write a letter, or speak "
                "at a meeting with voters. Officers enter it here, and you get the same code.")}}}));
}

http::Response privacy(http::Request& request) {
  return pages::render(
      request, views::text_page,
      text_page(
          request, N_("Your data"), N_("We ask for as little as the law needs, and nobody is profiled."),
          {{N_("What is public"),
            {N_("The text of a proposal or report, its place, its course and its answer are public if you "
                "agree. Names, telephone numbers and addresses are looked for first, and an officer removes "
                "them.")}},
           {N_("What is not"),
            {N_("How to reach you is seen only by officers who handle your matter. Complaints and denunciations "
                "are never public."),
             N_("The name of whoever denounces is sealed with a key of its own at the moment of sending. Only "
                "named officers can open it, with a reason, and each opening is recorded.")}},
           {N_("Your rights"),
            {N_("You can ask what is kept about you, have it corrected or deleted, and withdraw your consent "
                "(Law on the Protection of Personal Data 91/2025/QH15).")}},
           {N_("Cookies"),
            {N_("One cookie keeps your language; staff have one for their session. Nothing is loaded from other "
                "sites, and nobody counts your visits.")}}}));
}

http::Response accessibility(http::Request& request) {
  return pages::render(
      request, views::text_page,
      text_page(request, N_("Accessibility"), N_("Everybody must be able to ask and to read the answer."),
                {{N_("What we keep to"),
                  {N_("Pages work without scripts, on a small telephone, by keyboard and with a screen reader. "
                      "They are made to meet WCAG 2.2, level AA, and are checked by machine at every change."),
                   N_("Colour never says anything alone; texts can be enlarged; every chart has a table.")}},
                 {N_("If something does not work"),
                  {N_("Tell us by “Send”, choosing “Report”: name the page and what you use. It has a last day "
                      "like every other matter.")}}}));
}

struct Said {
  const char* title;
  const char* text;
};
Said said_of(int status) {
  switch (status) {
    case 400: return {N_("We could not read this request"), N_("Go back and try again.")};
    case 401: return {N_("Please sign in"), N_("This page is for members of staff.")};
    case 403: return {N_("This is not open to you"), N_("Your role does not include this. If it should, ask your administrator.")};
    case 404: return {N_("There is nothing here"), N_("The address may be mistyped, or a tracking code misread. Search by words, or check the code on your receipt.")};
    case 405: return {N_("This cannot be done here"), N_("Go back and try again.")};
    case 408: return {N_("The request took too long"), N_("Your connection may be slow. What you typed is still in your browser: go back and send it again.")};
    case 413: return {N_("This is too large"), N_("Shorten the text or send fewer files.")};
    case 429: return {N_("Too many requests"), N_("Wait a minute, then try again. Nothing you sent before is lost.")};
    case 503:
    case 507: return {N_("We are busy for a moment"), N_("What you typed was not sent yet: go back and send it again in a minute.")};
    default: return {N_("Something went wrong on our side"), N_("It was noted. What you typed is still in your browser: go back and try again.")};
  }
}

http::Response json_error(const i18n::Locale& locale, int status, std::string_view detail) {
  std::string_view message = detail.empty() ? locale.tr(said_of(status).title) : detail;
  boost::json::object error{{"message", boost::json::string_view(message.data(), message.size())}};
  return http::Response::json(
      boost::json::serialize(boost::json::object{{"errors", boost::json::array{error}}}), status);
}

}  // namespace

void add_pages(http::App& app, bool demonstration) {
  app.router.get("/help", http::everyone(), help);
  app.router.get("/privacy", http::everyone(), privacy);
  app.router.get("/accessibility", http::everyone(), accessibility);
  app.router.get("/keys", http::everyone(), [](http::Request& request) {
    const char* title = N_("Keyboard shortcuts");
    return pages::render(request, views::keys_page,
                         pages::frame_for(request, std::string(pages::locale_of(request).tr(title))));
  });
  if (demonstration)
    app.router.get("/styleguide", http::everyone(), [](http::Request& request) {
      return http::Response::html(
          pages::style_guide(pages::locale_of(request), pages::frame_for(request, "")));
    });
}

http::Response error_page(http::Request& request, int status, std::string_view detail) {
  const i18n::Locale& locale = pages::locale_of(request);
  if (request.wants_json()) return json_error(locale, status, detail);
  Said said = said_of(status);
  ErrorPage page{.frame = pages::frame_for(request, std::string(locale.tr(said.title)))};
  page.state = {.title = std::string(locale.tr(said.title)),
                .text = detail.empty() ? std::string(locale.tr(said.text)) : std::string(detail),
                .actions = {{.label = std::string(locale.tr(N_("Home"))), .href = "/"},
                            {.label = std::string(locale.tr(N_("Search"))), .href = "/petitions"}}};
  if (status >= 500) page.request_id = request.id;
  return pages::render(request, views::error_page, page, status);
}

}  // namespace gandan::site
