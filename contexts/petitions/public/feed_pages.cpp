#include "contexts/petitions/record/answers.hpp"
#include "contexts/petitions/routes.hpp"
#include "kernel/turn/turn.hpp"
#include "lib/feed/atom.hpp"
#include "lib/html/markdown.hpp"

namespace gandan::petitions {
namespace {

constexpr int feed_length = 30;

/// What tells an entry from any other for ever. Where the site has no public address, a tag: URI;
/// the Host header says nothing of it.
std::string id_of(const http::Request& request, const std::string& path) {
  return request.site.empty() ? feed::tag_uri("gandan", 2026, path) : request.link(path);
}

feed::Entry entry_of(const Turn& turn, const AnsweredPetition& row) {
  const std::string path = "/petitions/" + row.code;
  return {.title = row.title,
          .id = id_of(turn.request, path),
          .href = turn.request.link(path),
          .updated = row.answered_at,
          .author = turn.words.unit(row.body),
          .summary = turn.tr(label(row.outcome)),
          .html = std::string(html::markdown(row.text).markup())};
}

/// What was answered newest.
feed::Feed feed_of(const Turn& turn, const std::vector<AnsweredPetition>& rows) {
  const std::string path = "/petitions.atom";
  feed::Feed feed{.title = turn.tr(N_("Answered in public")),
                  .id = id_of(turn.request, path),
                  .href = turn.request.link(path),
                  .author = "Gần Dân"};
  for (const AnsweredPetition& row : rows) feed.entries.push_back(entry_of(turn, row));
  return feed;
}

}  // namespace

void add_feed_pages(http::App& app, Services& services) {
  app.router.get("/petitions.atom", http::everyone(), [&services](http::Request& request) {
    const Turn turn(request, services);
    auto rows = services.database.read([](db::Tx& tx) { return newest_answered(tx, feed_length); });
    auto response = http::Response::text(feed::atom(feed_of(turn, rows)));
    response.headers.set("Content-Type", feed::media_type);
    return response;
  });
}

}  // namespace gandan::petitions
