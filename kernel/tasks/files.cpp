#include "kernel/tasks/files.hpp"

#include <algorithm>
#include <functional>
#include <sstream>

#include "kernel/tasks/asked.hpp"
#include "kernel/tasks/cards.hpp"
#include "lib/csv/csv.hpp"
#include "lib/feed/atom.hpp"

namespace gandan::tasks {
namespace {

constexpr int in_a_feed = 30, in_a_file = 1000;

/// What an address lists.
struct Listed {
  std::vector<Undertaking> rows;
  std::string address;  ///< of the feed or file itself
};

feed::Entry entry_of(const Turn& turn, const Undertaking& row, const pages::Card& card) {
  const State state = state_of(row, turn.words.today);
  const Instant updated = row.ended_at.value_or(row.undertaken_at);
  return {.title = card.title,
          .id = feed::tag_uri("gandan", 2026, "/undertakings/" + std::to_string(row.id.value)),
          .href = turn.request.link(card.href),
          .updated = updated,
          .author = turn.words.unit(row.body),
          .summary =
              turn.tr(label(state)) + ". " +
              turn.locale().tr(N_("Last day: {date}"), {{"date", turn.locale().date(row.due_on)}})};
}

http::Response as_feed(const Turn& turn, const Services& services, db::Tx& tx,
                       const Listed& listed) {
  const std::string& path = listed.address;
  feed::Feed feed{.title = turn.tr(N_("What public bodies have promised to do")),
                  .id = turn.request.site.empty() ? feed::tag_uri("gandan", 2026, path)
                                                  : turn.request.link(path),
                  .href = turn.request.link(path),
                  .author = "Gần Dân"};
  for (const Undertaking& row : listed.rows)
    for (const pages::Card& card : cards_of(tx, services, turn.words, {row}))
      feed.entries.push_back(entry_of(turn, row, card));
  std::ranges::stable_sort(feed.entries, std::ranges::greater(), &feed::Entry::updated);
  auto response = http::Response::text(feed::atom(feed));
  response.headers.set("Content-Type", feed::media_type);
  return response;
}

http::Response as_file(const Turn& turn, const Services& services, db::Tx& tx,
                       const Listed& listed) {
  std::ostringstream out;
  csv::Writer writer(out, {.byte_order_mark = true});
  writer.row({"code", "body_code", "body", "what", "undertaken_on", "first_due_on", "due_on",
              "state", "ended_on", "who_asked_says"});
  for (const Undertaking& row : listed.rows)
    for (const pages::Card& card : cards_of(tx, services, turn.words, {row})) {
      const std::string said = !row.word ? "" : *row.word == Word::done ? "done" : "not_done";
      writer.row(csv::Row{card.code, std::string(turn.directory->code(row.body)),
                          turn.words.unit(row.body), card.title,
                          civil_date(row.undertaken_at).iso(), row.first_due_on.iso(),
                          row.due_on.iso(), std::string(name(state_of(row, turn.words.today))),
                          row.ended_at ? civil_date(*row.ended_at).iso() : std::string(), said});
    }
  auto response = http::Response::text(std::move(out).str());
  response.headers.set("Content-Type", "text/csv; charset=utf-8");
  return response;
}

using Tell = http::Response (*)(const Turn&, const Services&, db::Tx&, const Listed&);

/// What the page of the same address lists, up to `most`; more is behind the link "next".
http::Response tell_list(const http::Request& request, Services& services, int most,
                         std::string_view kind, Tell tell) {
  Turn turn(request, services);
  const auto after = db::Cursor::parse(request.query.get("after"));
  return services.database.read([&](db::Tx& tx) {
    turn.errors.clear();
    const Asked asked = read_address(tx, turn);
    if (!turn.errors.empty() || asked.is_open()) return http::Response::not_found();
    Page found = list(tx, asked.filter, turn.words.today, most, after);
    Href here = address_of(turn, asked, asked.filter.show, asked.body,
                           asked.place ? &*asked.place : nullptr, kind);
    auto response = tell(turn, services, tx, {std::move(found.rows), here.text()});
    if (found.next) {
      response.header("Link",
                      "<" + here.with("after", found.next->text()).text() + ">; rel=\"next\"");
    }
    return response;
  });
}

}  // namespace

http::Response feed_of(const http::Request& request, Services& services) {
  return tell_list(request, services, in_a_feed, ".atom", as_feed);
}

http::Response file_of(const http::Request& request, Services& services) {
  return tell_list(request, services, in_a_file, ".csv", as_file);
}

}  // namespace gandan::tasks
