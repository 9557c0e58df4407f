#include "kernel/site/place_files.hpp"

#include <ranges>

#include "kernel/turn/unit_href.hpp"
#include "lib/feed/atom.hpp"
#include "lib/ical/ical.hpp"

namespace gandan::site {
namespace {

std::string title_of_days(const Turn& turn, const units::Unit& area) {
  return turn.locale().tr(N_("{place}: what happens when"), {{"place", area.name}});
}

/// What tells it from any other for ever; the Host header says nothing of it.
std::string tag_of(std::string_view path) {
  return feed::tag_uri("gandan", 2026, path);
}

http::Response file_of(std::string text, std::string_view media_type) {
  auto response = http::Response::text(std::move(text));
  response.headers.set("Content-Type", media_type);
  return response;
}

}  // namespace

http::Response calendar_of(const Turn& turn, const units::Unit& area,
                           const std::vector<DatedMatter>& matters) {
  ical::Calendar calendar{.name = title_of_days(turn, area), .stamped = start_of(turn.words.today)};
  for (const DatedMatter& matter : matters)
    calendar.events.push_back({.uid = matter.uid + "@gandan",
                               .day = matter.day,
                               .summary = matter.what + ": " + matter.title,
                               .description = matter.body,
                               .href = turn.request.link(matter.href)});
  return file_of(ical::write(calendar), ical::media_type);
}

http::Response feed_of(const Turn& turn, const units::Unit& area,
                       const std::vector<DatedMatter>& matters) {
  const std::string path = place_href(area, turn.words.today) + ".atom";
  feed::Feed feed{.title = title_of_days(turn, area),
                  .id = tag_of(path),
                  .href = turn.request.link(path),
                  .author = "Gần Dân"};
  for (const DatedMatter& matter : matters | std::views::reverse) {
    if (matter.day > turn.words.today) continue;
    feed.entries.push_back({.title = matter.what + ": " + matter.title,
                            .id = tag_of(matter.href + "#" + matter.uid),
                            .href = turn.request.link(matter.href),
                            .updated = start_of(matter.day),
                            .author = matter.body,
                            .summary = matter.what});
  }
  return file_of(feed::atom(feed), feed::media_type);
}

}  // namespace gandan::site
