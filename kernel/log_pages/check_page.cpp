#include "kernel/log_pages/check_page.hpp"

#include "kernel/journal/log.hpp"
#include "kernel/log_pages/views/check.hpp"
#include "kernel/pages/assets.hpp"
#include "kernel/pages/site.hpp"

namespace gandan::log_pages {
namespace {

using http::Request;
using http::Response;

constexpr const char* script_name = "check_receipt.js";

/// Of the page to be saved, which loads nothing, and asks nobody but the log.
constexpr std::string_view policy_and_style = R"(
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src http: https:">
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem }
.input { display: block; width: 100%; box-sizing: border-box; font: inherit }
.hint { display: block; color: #555 }
.flash { border-left: .3rem solid #276749; padding-left: .6rem }
.flash.warn { border-color: #9b2c2c; font-weight: 600 }
dd { margin: 0 0 .6rem; white-space: pre-wrap }
@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } .hint { color: #bbb } }
</style>
)";

CheckPage page_of(const Request& request, Services& services) {
  const i18n::Locale& locale = pages::locale_of(request);
  auto tr = [&](const char* message) { return std::string(locale.tr(message)); };
  std::string keys;
  for (const std::string& key : services.database.read(journal::log_keys)) keys += key + '\n';
  return {.frame = pages::frame_for(request, tr(N_("Check a receipt"))),
          .receipt = {.field = {.name = "receipt",
                                .label = tr(N_("The file of your receipt")),
                                .hint = tr(N_("Its name ends in .tlog-proof; the page of your "
                                              "receipt gives it. It stays on your device: this "
                                              "page sends it to nobody."))}},
          .log = {.name = "log",
                  .label = tr(N_("Where the log is")),
                  .hint = tr(N_("Empty: nobody is asked, and the proof in the file stands alone.")),
                  .value = request.link("/log")},
          .keys = {.name = "key",
                   .label = tr(N_("Whose signature you believe")),
                   .hint = tr(N_("The keys of this log, one a line. Compare them with a newspaper, "
                                 "an earlier printout, or what somebody else was shown.")),
                   .value = std::move(keys),
                   .rows = 3}};
}

Response show(const Request& request, Services& services) {
  CheckPage page = page_of(request, services);
  page.frame.section = "log";
  page.script = pages::asset(script_name);
  return pages::render(request, views::check_page, page);
}

Response file(const Request& request, Services& services) {
  CheckPage page = page_of(request, services);
  // A server that knows no address of its own: on a disk "/log" would be a folder there.
  if (page.log.value.starts_with('/')) page.log.value.clear();
  html::Out out(pages::locale_of(request));
  views::check_file(out, page);
  std::string html = out.take();
  const std::string script = "<script>" + std::string(pages::asset_text(script_name)) + "</script>";
  html.insert(html.rfind("</body>"), script);
  html.insert(html.find("</head>"), policy_and_style);
  return Response::html(std::move(html)).download_as("gan-dan-kiem-tra-bien-nhan.html");
}

}  // namespace

void add_check_page(http::App& app, Services& services) {
  app.router.get("/log/check", http::everyone(),
                 [&](Request& request) { return show(request, services); });
  app.router.get("/log/check/file", http::everyone(),
                 [&](Request& request) { return file(request, services); });
}

}  // namespace gandan::log_pages
