#include "kernel/nouns/pages.hpp"

#include "kernel/nouns/views/nouns.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/records/follow_page.hpp"
#include "kernel/turn/href.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::nouns {
namespace {

constexpr int on_a_page = 25, on_home = 3;

std::string address_of(const Noun& noun) {
  return "/" + std::string(noun.name);
}

pages::PageFrame frame_of(const Turn& turn, const Noun& noun, std::string title) {
  pages::PageFrame frame = pages::frame_for(turn.request, std::move(title));
  frame.section = noun.name;
  return frame;
}

pages::EmptyState nothing(const Turn& turn, const Noun& noun, bool is_narrowed) {
  if (!is_narrowed)
    return {.title = turn.tr(N_("Nothing here yet")),
            .text = turn.tr(N_("What is published is listed here."))};
  return {.title = turn.tr(N_("Nothing found")),
          .text = turn.tr(N_("Try other words, or look at all of them.")),
          .actions = {{turn.tr(noun.title), address_of(noun)}}};
}

}  // namespace

std::vector<pages::Card> cards_of(const Turn& turn, const Noun& noun,
                                  const std::vector<Record>& records, std::string_view base) {
  std::vector<pages::Card> cards;
  for (const Record& each : records)
    cards.push_back({.code = each.code,
                     .href = std::string(base) + each.code,
                     .title = each.title,
                     .date = each.day,
                     .body = turn.words.unit(each.body_id),
                     .status = {turn.tr(noun.state_of(each).label)}});
  return cards;
}

http::Response show_list(const Turn& turn, const Noun& noun) {
  const auto& query = turn.request.query;
  const Services& services = turn.services;
  if (auto named = records::address_of(services.database, services.records, query.get("q")))
    return http::Response::redirect(*named);
  const Asked asked{.from = Date::parse(query.get("from")),
                    .to = Date::parse(query.get("to")),
                    .words = std::string(query.get("q"))};
  const auto after = db::Cursor::parse(query.get("after"));
  const auto found =
      services.database.read([&](db::Tx& tx) { return list(tx, noun, asked, on_a_page, after); });
  Href here(address_of(noun));
  for (const char* name : {"from", "to", "q"}) here.with(name, query.get(name));
  ListPage page{.frame = frame_of(turn, noun, turn.tr(noun.title)),
                .cards = cards_of(turn, noun, found.rows, address_of(noun) + "/"),
                .empty = nothing(turn, noun, here.text() != address_of(noun))};
  if (after) page.pager.newer_href = here.text();
  if (found.next) page.pager.older_href = here.with("after", found.next->text()).text();
  for (const LinkBeneath& link : noun.links) page.links.push_back({turn.tr(link.label), link.href});
  return pages::render(turn.request, views::list_page, page);
}

http::Response show_record(const Turn& turn, const Noun& noun, std::string_view typed) {
  const std::string code = text::parse_tracking_code(typed, noun.prefix).value_or("");
  const auto it = turn.services.database.read([&](db::Tx& tx) { return find(tx, noun, code); });
  if (!it) return http::Response::not_found();
  RecordPage page{.frame = frame_of(turn, noun, it->title),
                  .code = it->code,
                  .paragraphs = {it->text},
                  .status = {turn.tr(noun.state_of(*it).label)},
                  .facts = {{turn.tr(N_("Public body")), turn.words.unit(it->body_id)},
                            {turn.tr(N_("Day")), turn.words.locale.date(it->day)}}};
  page.frame.trail = {{turn.tr(noun.title), address_of(noun)}};
  return pages::render(turn.request, views::record_page, page);
}

HomePart newest_on_home(Services& services, const Noun& noun) {
  return {.order = noun.order,
          .print = [&services, &noun](const http::Request& request, html::Out& out) {
            const Turn turn(request, services);
            const auto newest =
                services.database.read([&](db::Tx& tx) { return list(tx, noun, {}, on_home); });
            views::newest(out, {.title = turn.tr(noun.title),
                                .cards = cards_of(turn, noun, newest.rows, address_of(noun) + "/"),
                                .empty = nothing(turn, noun, false)});
          }};
}

SearchPart search_part(Services& services, const Noun& noun) {
  return {noun.title,
          [&services, &noun](const http::Request& request, std::string_view words, int most) {
            const Turn turn(request, services);
            const auto found = services.database.read(
                [&](db::Tx& tx) { return list(tx, noun, {.words = std::string(words)}, most); });
            return cards_of(turn, noun, found.rows, address_of(noun) + "/");
          }};
}

}  // namespace gandan::nouns
