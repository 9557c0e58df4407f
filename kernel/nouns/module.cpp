#include "kernel/nouns/module.hpp"

#include <algorithm>

#include "kernel/indicators/report.hpp"
#include "kernel/letters/text.hpp"
#include "kernel/turn/href.hpp"
#include "lib/db/ids.hpp"

namespace gandan::nouns {
namespace {

struct OfDay {
  Date day;
  std::int64_t n = 0;
};

class Counted final : public indicators::Counting {
 public:
  explicit Counted(const Noun& noun) : noun_(noun) {}

  std::vector<indicators::Group> groups(db::Tx& tx, const indicators::Scope& scope,
                                        const indicators::Breakdown*) const override {
    db::Query query;
    query.add({"select day, count(*) from ", noun_.name, " where ", is_public(noun_),
               " and day between :from and :to"});
    query.bind("from", scope.from).bind("to", scope.to);
    if (scope.unit) query.any_of("body_id", units::become(tx, *scope.unit, scope.as_of, true));
    std::vector<indicators::Group> groups;
    for (const OfDay& each : query.add(" group by day").all<OfDay>(tx))
      groups.push_back({each.day.days, {each.n}});
    return groups;
  }
  std::string href(const indicators::Part& part, std::size_t, std::int64_t) const override {
    if (part.scope.unit) return {};  // the list is that of all bodies
    Href href("/" + std::string(noun_.name));
    return href.with("from", part.scope.from.iso()).with("to", part.scope.to.iso()).text();
  }

 private:
  const Noun& noun_;
};

}  // namespace

std::optional<letters::Words> write_letter(db::Tx& tx, const Noun& noun,
                                           const letters::Errand& errand,
                                           const i18n::Locale& locale) {
  const auto it = find(tx, noun, RecordId{errand.record.id});
  if (!it) return std::nullopt;
  letters::Paragraphs text;
  text.say(errand.letter == letters::received ? locale.tr(noun.promise) : it->text);
  return letters::Words{it->title, text.take()};
}

std::vector<people::Permission> own_permission(const Noun& noun) {
  const auto shared = people::shared_permissions();
  if (std::find(shared.begin(), shared.end(), noun.works) != shared.end()) return {};
  return {noun.works};
}

std::string sql_of_parts(const Noun& noun) {
  return db::joined(
      {"select id, 'words' as part, length(title) || ':' || title || text as value from ",
       noun.name, " where id in (", db::these_ids,
       ") union all select id, 'state', state || ' ' || day || ' ' || body_id from ", noun.name,
       " where id in (", db::these_ids, ")"});
}

std::optional<records::Card> card_of(db::Tx& tx, const Noun& noun, RecordId id) {
  const auto it = find(tx, noun, id);
  if (!it) return std::nullopt;
  return records::Card{"/" + std::string(noun.name) + "/" + it->code,
                       noun.state_of(*it).is_public ? it->title : "", it->code};
}

indicators::Subject counted(const Noun& noun, const Figure& figure) {
  return {.name = noun.name,
          .unit = noun.title,
          .title = noun.title,
          .note = figure.note,
          .from = figure.from,
          .indicators = {{.name = figure.name,
                          .definition = figure.definition,
                          .heading = figure.heading,
                          .label = figure.heading}},
          .breakdowns = {{.name = "month",
                          .heading = N_("By month"),
                          .row = N_("Month"),
                          .axis = indicators::Axis::month}},
          .figures = {figure.name},
          .measure = figure.name,
          .months_title = N_("By month"),
          .count = [&noun](db::Tx&, const indicators::Question&) {
            return std::make_shared<const Counted>(noun);
          }};
}

}  // namespace gandan::nouns
