#include "contexts/petitions/public/news.hpp"

#include <algorithm>

#include "contexts/petitions/lists/address.hpp"
#include "contexts/petitions/lists/listing_query.hpp"
#include "contexts/petitions/public/page_parts.hpp"
#include "kernel/module/services.hpp"

namespace gandan::petitions {
namespace {

/// Days are left out: what is new is of no other day.
constexpr std::string_view narrows[] = {"q",     "kind", "state", "outcome",
                                        "field", "body", "place", "unit"};
/// After these a petition may be public that was not, or has an answer that it had not.
constexpr std::string_view verbs_of_news[] = {
    "petition.submit", "petition.import", "petition.publish", "petition.mask", "petition.answer"};

Filter filter_of_watched(const letters::Watched& watched, const units::Directory& directory) {
  Filter filter = filter_of(watched.asked, directory);
  if (watched.place) filter.unit = watched.place->id;
  return filter;
}

/// Names what nobody knows, or what is never public.
bool is_in_vain(const Filter& filter, const http::Fields& asked) {
  const auto is_unread = [&](std::string_view name, bool is_read) {
    return asked.has(name) && !is_read;
  };
  return is_unread("kind", filter.kind.has_value()) ||
         is_unread("state", filter.state.has_value()) ||
         is_unread("outcome", filter.outcome.has_value()) ||
         is_unread("unit", filter.unit && *filter.unit != unknown_unit) ||
         filter.field == unknown_field ||
         std::ranges::find(filter.bodies, unknown_unit) != filter.bodies.end() ||
         std::ranges::find(filter.provinces, unknown_unit) != filter.provinces.end() ||
         (filter.kind && is_confidential(*filter.kind));
}

/// What narrows the list, each in words.
std::vector<std::string> narrowed_to(db::Tx& tx, const Wording& words, const Filter& filter) {
  std::vector<std::string> all;
  const auto unit = [&](UnitId id, const char* none) {
    return id == no_unit ? words.tr(none) : words.unit(id);
  };
  if (filter.kind) all.push_back(words.tr(label(*filter.kind)));
  if (filter.state) all.push_back(words.tr(label(*filter.state)));
  if (filter.outcome) all.push_back(words.tr(label(*filter.outcome)));
  if (filter.field)
    all.push_back(filter.field == no_field ? words.tr(N_("Field not known"))
                                           : words.field(filter.field));
  if (!filter.bodies.empty()) all.push_back(unit(filter.bodies.front(), N_("With no body yet")));
  if (!filter.provinces.empty())
    all.push_back(unit(filter.provinces.front(), N_("Place not known")));
  if (filter.unit)
    if (const auto found = units::find_unit(tx, *filter.unit)) all.push_back(found->name);
  if (has_words(filter)) all.push_back("“" + filter.words + "”");
  return all;
}

std::string title_of_list(db::Tx& tx, const Services& services, const letters::Watched& watched) {
  const auto directory = services.directory.get();
  const Wording words{watched.locale, *directory, services.clock.today()};
  const Filter filter = filter_of_watched(watched, *directory);
  if (is_in_vain(filter, watched.asked)) return {};
  std::string title = words.tr(N_("Answers"));
  const char* before = ": ";
  for (const std::string& each : narrowed_to(tx, words, filter)) {
    title.append(before).append(each);
    before = ", ";
  }
  return title;
}

letters::NewsItem item_of(const Wording& words, const ListRow& row) {
  std::string what = badge_of(words, row.state, row.outcome).word;
  if (const std::string body = words.unit(row.body); !body.empty()) what += ", " + body;
  return {.title = row.title.empty() ? words.tr(label(row.kind)) : row.title,
          .what = std::move(what),
          .href = "/petitions/" + row.code};
}

std::vector<letters::NewsItem> read_news(db::Tx& tx, const Services& services,
                                         const letters::Watched& watched, const db::Query& among,
                                         int most) {
  const auto directory = services.directory.get();
  const Wording words{watched.locale, *directory, services.clock.today()};
  Filter filter = within_unit(tx, services.clock, filter_of_watched(watched, *directory));
  filter.among = among;
  std::vector<letters::NewsItem> items;
  for (const ListRow& row : newest_among(tx, services.clock, filter, most))
    items.push_back(item_of(words, row));
  return items;
}

}  // namespace

letters::News news() {
  return {.list = "petitions",
          .record = "petition",
          .verbs = verbs_of_news,
          .page = "/petitions",
          .section = "petitions",
          .narrows = narrows,
          .title = title_of_list,
          .read = read_news};
}

}  // namespace gandan::petitions
