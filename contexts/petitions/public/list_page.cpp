#include "contexts/petitions/public/list_page.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>

#include "contexts/petitions/figures/totals.hpp"
#include "contexts/petitions/lists/address.hpp"
#include "contexts/petitions/record/record.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/views/list.hpp"
#include "kernel/letters/watched.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/pages/views.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/records/follow_page.hpp"
#include "kernel/turn/href.hpp"
#include "kernel/turn/turn.hpp"
#include "kernel/turn/unit_href.hpp"
#include "kernel/turn/units_named.hpp"

namespace gandan::petitions {
namespace {

const char* verdict_words(Verdict verdict) {
  switch (verdict) {
    case Verdict::answered:
      return N_("Answered");
    case Verdict::pending:
      return N_("Not yet answered");
    case Verdict::on_time:
      return N_("Within the limit");
    case Verdict::overdue:
      return N_("Overdue");
    case Verdict::open:
      return N_("Being handled");
    case Verdict::late:
      return N_("Past its limit, not yet answered");
    case Verdict::kept:
      return N_("Answered in time");
    case Verdict::answered_late:
      return N_("Answered late");
    case Verdict::not_due:
      return N_("Not due yet");
  }
  return "";
}

constexpr int petitions_on_a_page = 25;
constexpr int most_counted = 2000;       // matches of a narrowed list that its facets count
constexpr std::size_t most_values = 10;  // of a facet

/// One kind of narrowing: its parameter, its heading, and how a value becomes a code and a label.
struct Dimension {
  const char* parameter;
  const char* title;
  std::function<std::pair<std::string, std::string>(std::int64_t)> name;  // code, label
};

std::vector<Dimension> dimensions(const Wording& words) {
  auto unit = [&words](std::int64_t id) {
    return std::pair(std::string(words.directory.code(UnitId{id})), words.unit(UnitId{id}));
  };
  return {
      {"state", N_("State"),
       [&words](std::int64_t n) {
         auto state = static_cast<State>(n);
         return std::pair(std::string(name(state)), words.tr(label(state)));
       }},
      {"field", N_("Field"),
       [&words](std::int64_t id) {
         std::string code;
         for (const units::Field& field : words.directory.fields())
           if (field.id.value == id) code = field.code;
         return std::pair(code, words.field(FieldId{id}));
       }},
      {"body", N_("Body"), unit},
      {"place", N_("Province"), unit},
      {"year", N_("Year"),
       [](std::int64_t year) { return std::pair(std::to_string(year), std::to_string(year)); }},
  };
}

/// Said in the address of whoever is choosing, on a telephone: there the facets stay open.
constexpr const char* narrowing_parameter = "filters";

std::string narrowing(const http::Request& request, std::string_view name, std::string_view value) {
  const std::string href = href_with(request, name, value);
  if (request.query.has(narrowing_parameter)) return href;  // it is kept
  return href + (href.find('?') == std::string::npos ? "?" : "&") + narrowing_parameter + "=open";
}

/// What words found, in either order.
std::vector<pages::Tab> orders_of(const http::Request& request, const Wording& words,
                                  const Filter& filter) {
  auto tab = [&](const char* label, std::string_view sort, bool current) {
    return pages::Tab{words.tr(label), href_with(request, "sort", sort), {}, current};
  };
  return {tab(N_("The most alike first"), "", filter.best_first),
          tab(N_("The newest first"), "newest", !filter.best_first)};
}

pages::Facet facet_of(const http::Request& request, const Wording& words,
                      const Dimension& dimension, const std::vector<Totals::Count>& counts) {
  pages::Facet facet{.title = words.tr(dimension.title)};
  std::string_view chosen = request.query.get(dimension.parameter);
  for (const Totals::Count& count : counts) {
    if (count.value == 0) continue;
    auto [code, label] = dimension.name(count.value);
    if (code.empty() || label.empty()) continue;
    bool is_chosen = code == chosen;
    if (facet.values.size() >= most_values && !is_chosen) continue;
    facet.values.push_back({.label = std::move(label),
                            .count = count.n,
                            .href = narrowing(request, dimension.parameter, is_chosen ? "" : code),
                            .chosen = is_chosen});
  }
  return facet;
}

using Counts = std::vector<Totals::Count>;
using CountsOf = std::function<Counts(std::string_view dimension)>;

std::vector<pages::Facet> facets_of(const http::Request& request, const Wording& words,
                                    const CountsOf& counts_of) {
  std::vector<pages::Facet> facets;
  for (const Dimension& dimension : dimensions(words))
    facets.push_back(facet_of(request, words, dimension, counts_of(dimension.parameter)));
  return facets;
}

std::int64_t value_of(const Match& match, std::string_view dimension) {
  if (dimension == "state") return static_cast<std::int64_t>(match.state);
  if (dimension == "field") return match.field ? match.field->value : 0;
  if (dimension == "body") return match.body ? match.body->value : 0;
  if (dimension == "place") return match.province ? match.province->value : 0;
  return civil_date(match.received_at).year();
}

/// The values of a dimension among these matches, the most frequent first.
Counts count_by(const std::vector<Match>& matches, std::string_view dimension) {
  std::map<std::int64_t, std::int64_t> by_value;
  for (const Match& match : matches) ++by_value[value_of(match, dimension)];
  Counts counts;
  for (const auto& [value, n] : by_value) counts.push_back({value, n});
  std::stable_sort(counts.begin(), counts.end(),
                   [](const auto& a, const auto& b) { return a.n > b.n; });
  return counts;
}

/// The filters in force, each with the address that takes it away. `unit_name` is that of the
/// filter's unit.
std::vector<pages::Link> chosen_of(const http::Request& request, const Wording& words,
                                   const Filter& filter, const std::string& unit_name) {
  std::vector<pages::Link> chosen;
  auto add = [&](std::string label, std::string_view parameter) {
    if (label.empty()) label = request.query.get(parameter);  // a code that nobody knows
    if (!label.empty()) chosen.push_back({std::move(label), href_with(request, parameter, "")});
  };
  if (filter.kind) add(words.tr(label(*filter.kind)), "kind");
  if (filter.state) add(words.tr(label(*filter.state)), "state");
  if (filter.outcome) add(words.tr(label(*filter.outcome)), "outcome");
  auto unit = [&](UnitId first, const char* none) {
    return first == no_unit ? words.tr(none) : words.unit(first);
  };
  if (filter.field)
    add(filter.field == no_field ? words.tr(N_("Field not known")) : words.field(filter.field),
        "field");
  if (!filter.bodies.empty()) add(unit(filter.bodies.front(), N_("With no body yet")), "body");
  if (!filter.provinces.empty())
    add(unit(filter.provinces.front(), N_("Place not known")), "place");
  add(unit_name, "unit");
  if (!request.query.get("year").empty()) {
    add(filter.from ? std::to_string(filter.from->year()) : "", "year");
  } else {
    if (filter.from)
      add(words.locale.tr(N_("from {date}"), {{"date", words.locale.date(*filter.from)}}), "from");
    if (filter.to)
      add(words.locale.tr(N_("to {date}"), {{"date", words.locale.date(*filter.to)}}), "to");
  }
  if (filter.verdict) {
    add(words.tr(verdict_words(*filter.verdict)), "is");
  }
  if (filter.as_of && *filter.as_of != words.today)
    add(words.locale.tr(N_("as of {date}"), {{"date", words.locale.date(*filter.as_of)}}), "as_of");
  return chosen;
}

bool is_plain(const Filter& filter, const std::vector<pages::Link>& chosen) {
  return filter.words.empty() && chosen.empty();
}

std::string found_of(const Wording& words, std::int64_t n, bool more, const std::string& query) {
  std::string count = more
                          ? words.locale.ntr("more than {n} result", "more than {n} results", n, {})
                          : words.locale.ntr("{n} result", "{n} results", n, {});
  if (query.empty()) return count;
  return words.locale.tr(N_("{count} for {query}"),
                         {{"count", count}, {"query", "“" + query + "”"}});
}

/// How many records the figure counts that led here; it stands in the address, and is nothing where
/// it cannot be true. What is not public is counted in figures, and listed nowhere; the list itself
/// may not count it, or few confidential records could be told apart by narrowing it.
std::optional<std::int64_t> figure_of(const http::Request& request, const Totals& totals) {
  std::string_view typed = request.query.get("of");
  std::int64_t counted = 0;
  std::from_chars(typed.data(), typed.data() + typed.size(), counted);
  // An officer's figure may count what the totals do not.
  const bool may_be_more = people::find_principal(request) != nullptr;
  if (counted < 1 || (counted > totals.get("received") && !may_be_more)) return std::nullopt;
  return counted;
}

/// More are not counted than can be there in public, nor than tell that some are not shown.
int most_public(std::int64_t figure, const Totals& totals) {
  return static_cast<int>(std::min(figure, totals.get("received"))) + 1;
}

struct Found {
  Page page;
  std::vector<RowDetail> details;
  std::vector<ListRow> alike;  ///< where words found nothing
  bool is_narrowed = false;
  Matches matches;         ///< of a narrowed list, for its facets
  std::int64_t count = 0;  ///< of a list that is not narrowed, or that a figure led to
  std::optional<std::int64_t> figure;
  pages::Link place;               ///< to which it is narrowed
  std::vector<pages::Link> named;  ///< places and bodies of the name that was typed
};

/// The page of the one place that the list is narrowed to: its unit, or a province.
pages::Link place_of(const Wording& words, const Filter& filter,
                     const std::optional<units::Unit>& unit) {
  if (unit && unit->kind == units::UnitKind::area && unit->level != units::Level::nation)
    return {unit->name, place_href(*unit, words.today)};
  if (unit || filter.provinces.size() != 1) return {};
  const units::Unit* province = words.directory.find(filter.provinces.front());
  return province ? pages::Link{province->name, place_href(words.directory, province->id)}
                  : pages::Link{};
}

std::string not_public_of(const Wording& words, const Found& found) {
  if (!found.figure || *found.figure <= found.count) return {};
  auto number = [&](std::int64_t n) { return words.locale.number(n); };
  return words.locale.tr(
      N_("{n} of {m} are not public: they are counted, not listed."),
      {{"n", number(*found.figure - found.count)}, {"m", number(*found.figure)}});
}

/// `older_href` leads to what was not looked at; `is_hidden`: the figure that led here counts
/// records, none of which is public.
pages::EmptyState empty_of(const Wording& words, const Filter& filter, const Page& page,
                           const std::string& older_href, bool is_hidden) {
  if (filter.kind && is_confidential(*filter.kind))
    return {.title = words.tr(N_("These are counted, not listed")),
            .text = words.tr(N_("The law protects whoever complains or denounces. Who sent such a "
                                "matter reads it with its tracking code and private key.")),
            .actions = {{.label = words.tr(N_("See the figures")),
                         .href = "/reports/petitions?by=kind",
                         .weight = pages::Weight::main}}};
  if (is_hidden)
    return {.title = words.tr(N_("These are counted, not listed")),
            .text = words.tr(N_("They are confidential by law, their senders did not agree to "
                                "publication, or an officer has yet to look at them.")),
            .actions = {{.label = words.tr(N_("See the figures")),
                         .href = "/reports/petitions",
                         .weight = pages::Weight::main}}};
  if (page.cut)
    return {.title = words.locale.tr(N_("Nothing among the newest {n}"),
                                     {{"n", words.locale.number(most_looked_at)}}),
            .text = words.tr(N_("Older ones may match.")),
            .actions = {{.label = words.tr(N_("Look further back")),
                         .href = older_href,
                         .weight = pages::Weight::main}}};
  return {
      .title = words.tr(N_("Nothing was found")),
      .text = words.tr(N_("Try fewer or other words, or take a filter away. If nobody has asked "
                          "yet, you can be the first.")),
      .actions = {{.label = words.tr(N_("Send a petition")),
                   .href = "/send",
                   .weight = pages::Weight::main}}};
}

/// A sentence is asked in words that no one else wrote: then what resembles it.
std::vector<ListRow> alike_to(db::Tx& tx, const Advisor& advisor, std::string_view sentence) {
  constexpr int most_alike = 5;
  std::vector<ListRow> rows;
  for (SimilarPetition& each : advisor.similar(tx, sentence, most_alike, false))
    rows.push_back(std::move(each.row));
  return rows;
}

ListPage make_page(const http::Request& request, const Wording& words, const Filter& filter,
                   const Found& found, const Totals& totals, std::vector<pages::Link> chosen) {
  std::string heading = words.tr(N_("Answers"));
  ListPage page{.frame = pages::frame_for(request, heading), .heading = heading};
  page.frame.section = "petitions";
  page.frame.searches = false;
  page.box = {.action = "/petitions",
              .label = words.tr(N_("Words to look for")),
              .value = filter.words,
              .label_hidden = true};
  if (!found.page.rows.empty() || !found.page.cut)
    page.found = found.is_narrowed && !found.figure
                     ? found_of(words, static_cast<std::int64_t>(found.matches.rows.size()),
                                found.matches.more, filter.words)
                     : found_of(words, found.count, false, filter.words);
  page.facets = facets_of(request, words, [&](std::string_view dimension) {
    return found.is_narrowed ? count_by(found.matches.rows, dimension) : totals.of(dimension);
  });
  std::erase_if(page.facets, [](const pages::Facet& facet) { return facet.values.empty(); });
  page.not_public = not_public_of(words, found);
  if (found.matches.more)
    page.facets_note = words.locale.tr(
        N_("The numbers beside the filters count the newest {n}."),
        {{"n", words.locale.number(static_cast<std::int64_t>(found.matches.rows.size()))}});
  page.chosen = std::move(chosen);
  page.place = found.place;
  page.named = found.named;
  page.is_narrowed = found.is_narrowed;
  page.narrows = request.query.has(narrowing_parameter);
  page.cards = cards_of(words, found.page.rows, found.details, filter.words);
  page.alike = cards_of(words, found.alike);
  page.in_which_order = words.tr(N_("In which order"));
  if (!filter.words.empty() && !page.cards.empty()) page.orders = orders_of(request, words, filter);
  if (!request.query.get("after").empty()) page.pager.newer_href = href_with(request, "after", "");
  if (found.page.next) page.pager.older_href = href_with(request, "after", found.page.next->text());
  page.empty = empty_of(words, filter, found.page, page.pager.older_href, !page.not_public.empty());
  return page;
}

/// A list of no day: what was chosen can be taken away one by one.
http::Response refuse(const http::Request& request, const Wording& words, const Filter& asked,
                      std::vector<pages::FieldError> errors) {
  Found none;
  none.is_narrowed = true;
  ListPage page =
      make_page(request, words, asked, none, Totals(), chosen_of(request, words, asked, ""));
  page.frame.has_errors = true;
  page.errors = std::move(errors);
  return pages::render(request, views::list_page, page, 422);
}

/// Where a code was typed instead of words.
std::optional<std::string> address_of_code(Services& services, const http::Request& request) {
  const std::string_view typed = request.query.get("q");
  if (typed.empty() || request.is_fragment()) return std::nullopt;
  return records::address_of(services.database, services.records, typed);
}

}  // namespace

void add_list_page(http::App& app, Services& services, TotalsHolder& totals,
                   const Advisor& advisor) {
  app.router.get(
      "/petitions", http::everyone(),
      [&](http::Request& request) {
        if (auto address = address_of_code(services, request))
          return http::Response::redirect(*address);
        const Turn turn(request, services);
        const Wording& words = turn.words;
        const Filter asked = filter_of(request.query, words.directory);
        if (auto errors = errors_of(request, asked, words); !errors.empty())
          return refuse(request, words, asked, std::move(errors));
        auto after = Cursor::parse(request.query.get("after"));
        auto now = totals.get();
        std::vector<pages::Link> chosen;
        Found found = services.database.read([&](db::Tx& tx) {
          const Filter filter = within_unit(tx, services.clock, asked);
          auto unit = filter.unit ? units::find_unit(tx, *filter.unit) : std::nullopt;
          chosen = chosen_of(request, words, asked, unit ? unit->name : "");
          Found read{.page = list(tx, services.clock, filter, petitions_on_a_page, after),
                     .place = place_of(words, asked, unit)};
          read.details =
              details_of(tx, read.page.rows, !filter.words.empty() && !request.is_fragment());
          if (is_plain(filter, chosen)) {
            for (const Totals::Count& count : now->of("state")) read.count += count.n;
            return read;
          }
          read.is_narrowed = true;
          if (request.is_fragment()) return read;
          if (!after) read.named = units_named(tx, words, filter.words);
          if (read.page.rows.empty() && !after && chosen.empty())
            read.alike = alike_to(tx, advisor, filter.words);
          read.figure = figure_of(request, *now);
          if (read.figure)
            read.count = count(tx, services.clock, filter, most_public(*read.figure, *now));
          read.matches = newest_matches(tx, services.clock, filter, most_counted);
          return read;
        });
        if (request.is_fragment()) {
          html::Out out(words.locale);
          pages::views::search_offers(out,
                                      cards_of(words, found.page.rows, found.details, asked.words));
          return http::Response::html(out.take());
        }
        ListPage page = make_page(request, words, asked, found, *now, std::move(chosen));
        if (!asked.kind || !is_confidential(*asked.kind))
          page.news_href = letters::watch_href(services, "petitions", request.query);
        return pages::render(request, views::list_page, page);
      },
      {.is_slow = reads_much, .may_be_kept = true});
}

SearchPart search_part(Services& services) {
  return {N_("Answers"),
          [&services](const http::Request& request, std::string_view words, int most) {
            const Turn turn(request, services);
            return services.database.read([&](db::Tx& tx) {
              const auto rows = list(tx, services.clock, {.words = std::string(words)}, most).rows;
              return cards_of(turn.words, rows, details_of(tx, rows, true), words);
            });
          }};
}

}  // namespace gandan::petitions
