#include "contexts/petitions/public/page_parts.hpp"
#include "contexts/petitions/record/answers.hpp"
#include "contexts/petitions/routes.hpp"
#include "kernel/pages/site.hpp"
#include "lib/html/escape.hpp"
#include "lib/html/markdown.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

constexpr int feed_length = 30;

void element(std::string& xml, std::string_view name, std::string_view text) {
  xml += '<';
  xml += name;
  xml += '>';
  html::escape(xml, text::clean(text));  // XML has no way to write a noncharacter
  xml += "</";
  xml += name.substr(0, name.find(' '));
  xml += ">\n";
}

/// What tells an entry from any other for ever. Where the site has no public address, a tag: URI
/// (RFC 4151); the Host header says nothing of it.
std::string id_of(const http::Request& request, const std::string& path) {
  return request.site.empty() ? "tag:gandan,2026:" + path : request.link(path);
}

/// RFC 4287: what was answered newest.
std::string feed_of(const http::Request& request, const Wording& words,
                    const std::vector<AnsweredPetition>& rows) {
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
  element(xml, "title", words.tr(N_("Answered in public")));
  element(xml, "id", id_of(request, "/petitions.atom"));
  element(xml, "updated", to_attribute(rows.empty() ? Instant{} : rows.front().answered_at));
  xml += "<author><name>Gần Dân</name></author>\n<link rel=\"self\" href=\"";
  html::escape(xml, request.link("/petitions.atom"));
  xml += "\"/>\n";
  for (const AnsweredPetition& row : rows) {
    const std::string path = "/petitions/" + row.code;
    xml += "<entry>\n";
    element(xml, "title", row.title);
    element(xml, "id", id_of(request, path));
    xml += "<link href=\"";
    html::escape(xml, request.link(path));
    xml += "\"/>\n";
    element(xml, "updated", to_attribute(row.answered_at));
    if (std::string body = words.unit(row.body); !body.empty()) {
      xml += "<author>";
      element(xml, "name", body);
      xml += "</author>\n";
    }
    element(xml, "summary", words.tr(label(row.outcome)));
    element(xml, "content type=\"html\"", html::markdown(row.text).markup());
    xml += "</entry>\n";
  }
  return xml + "</feed>\n";
}

}  // namespace

void add_feed_pages(http::App& app, Services& services) {
  app.router.get("/petitions.atom", http::everyone(), [&services](http::Request& request) {
    auto directory = services.directory.get();
    Wording words{pages::locale_of(request), *directory, services.clock.today()};
    auto rows = services.database.read([](db::Tx& tx) { return newest_answered(tx, feed_length); });
    auto response = http::Response::text(feed_of(request, words, rows));
    response.headers.set("Content-Type", "application/atom+xml; charset=utf-8");
    return response;
  });
}

}  // namespace gandan::petitions
