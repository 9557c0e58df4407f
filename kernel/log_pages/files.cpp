#include "kernel/log_pages/files.hpp"

#include "kernel/journal/cosignatures.hpp"
#include "kernel/log_pages/views/log.hpp"
#include "kernel/pages/site.hpp"

namespace gandan::log_pages {
namespace {

using http::Request;
using http::Response;

/// The page that checks receipts may ask from a disk, where it has no origin of its own.
constexpr const char* from_anywhere = "Access-Control-Allow-Origin";

Response checkpoint(Services& services) {
  const auto head = services.database.read(journal::cosigned_head);
  if (!head) return Response::not_found();
  return Response::text(head->note).header("Cache-Control", "no-cache").header(from_anywhere, "*");
}

/// A tile never changes: what is wider has another path.
Response tile(Services& services, std::string_view path) {
  const auto name = tlog::parse_tile_path("tile/" + std::string(path));
  auto bytes =
      name ? services.database.read([&](db::Tx& tx) { return journal::log_tile(tx, *name); })
           : std::nullopt;
  if (!bytes) return Response::not_found();
  return Response::text(std::move(*bytes))
      .header("Content-Type", "application/octet-stream")
      .header(from_anywhere, "*")
      .header("Cache-Control", "public, max-age=31536000, immutable");
}

/// The third line of a checkpoint (C2SP tlog-checkpoint): what all entries together come to.
std::string root_in(std::string_view note) {
  for (int line = 0; line < 2; ++line) note.remove_prefix(note.find('\n') + 1);
  return std::string(note.substr(0, note.find('\n')));
}

Response show_log(const Request& request, Services& services) {
  const i18n::Locale& locale = pages::locale_of(request);
  LogPage page{.frame = pages::frame_for(request, std::string(locale.tr(N_("The public log"))))};
  page.frame.section = "log";
  services.database.read([&](db::Tx& tx) {
    page.facts.clear();
    const auto head = journal::log_head(tx);
    if (!head) return;
    auto fact = [&](const char* label, std::string value) {
      page.facts.push_back({std::string(locale.tr(label)), std::move(value)});
    };
    fact(N_("Its name"), journal::log_origin(tx).value_or(""));
    fact(N_("Entries"), locale.number(head->size));
    fact(N_("Fingerprint of all entries"), root_in(head->note));
    fact(N_("Signed at"), locale.date_time(head->at));
    for (std::string& key : journal::log_keys(tx)) fact(N_("Key"), std::move(key));
  });
  return pages::render(request, views::log_page, page);
}

}  // namespace

void add_log_files(http::App& app, Services& services) {
  const http::RouteOptions of_everybody{.rate_class = http::unlimited};
  app.router.get("/log", http::everyone(),
                 [&](Request& request) { return show_log(request, services); });
  app.router.get(
      "/log/checkpoint", http::everyone(), [&](Request&) { return checkpoint(services); },
      of_everybody);
  app.router.get(
      "/log/tile/{path...}", http::everyone(),
      [&](Request&, std::string_view path) { return tile(services, path); }, of_everybody);
}

}  // namespace gandan::log_pages
