#include "contexts/petitions/figures/report_sealed.hpp"

#include <algorithm>
#include <boost/json/value.hpp>

#include "contexts/petitions/public/page_parts.hpp"
#include "contexts/petitions/views/sealed_figures.hpp"
#include "kernel/pages/names.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/turn/href.hpp"

namespace gandan::petitions {
namespace {

namespace json = boost::json;
using indicators::Question;

json::object json_of(const disclosure::Cell& cell) {
  if (cell.at_least == 0) return {{"fewer_than", disclosure::smallest_cell}};
  return {{"at_least", cell.at_least}};
}

json::object json_of(const disclosure::Told& told) {
  json::object out = json_of(told.received);
  if (told.answered) out["answered"] = json_of(*told.answered);
  if (told.late) out["overdue"] = json_of(*told.late);
  return out;
}

Wording wording_of(const Question& question) {
  return {question.locale, *question.directory, question.clock.today()};
}

/// The last year of which complaints and denunciations can be told.
std::string sealed_href(const Date today, std::string_view unit) {
  constexpr int quarters = 4;
  const auto last = disclosure::closed_quarters(Date{}, today, today, quarters);
  return Href("/reports/petitions")
      .with("by", "kind")
      .with("from", last.back().first().iso())
      .with("to", last.front().last().iso())
      .with("unit", unit)
      .text();
}

/// From a report that tells nothing of them to one that does; a place that is too small lies in a
/// province.
std::optional<pages::Link> way_to_sealed(const Wording& words, const SealedTold& told,
                                         const SealedEyes& eyes) {
  if (told.sight.all()) return std::nullopt;
  if (!told.statement)
    return pages::Link{words.tr(N_("What is published of them")),
                       sealed_href(words.today, eyes.unit)};
  if (!told.statement->is_wide && eyes.province)
    return pages::Link{
        words.locale.tr(
            N_("What is published of {province}"),
            {{"province", pages::in_sentence(words.locale, words.unit(eyes.province))}}),
        sealed_href(words.today, words.directory.code(eyes.province))};
  if (!told.statement->quarters.empty()) return std::nullopt;
  return pages::Link{words.tr(N_("The last year that is published")),
                     sealed_href(words.today, told.statement->is_wide ? eyes.unit : "")};
}

std::string sealed_note(const Wording& words, const SealedSight& sight) {
  if (sight == SealedSight{})
    return words.tr(
        N_("Complaints and denunciations are in none of these figures: the law protects "
           "who sends them, and not even a difference may tell that one came."));
  std::string kinds;
  if (sight.complaints) kinds = words.tr(N_("complaints"));
  if (sight.denunciations) kinds += (kinds.empty() ? "" : ", ") + words.tr(N_("denunciations"));
  return words.locale.tr(N_("Counted here as well, since you handle them for this area or body: "
                            "{kinds}. These figures are not for publication."),
                         {{"kinds", kinds}});
}

std::string told_in_words(const Wording& words, const disclosure::Cell& cell, bool of_provinces) {
  if (cell.at_least > 0)
    return words.locale.tr(N_("at least {n}"), {{"n", words.locale.number(cell.at_least)}});
  return words.locale.tr(
      of_provinces ? N_("fewer than {n} in each province") : N_("fewer than {n}"),
      {{"n", words.locale.number(disclosure::smallest_cell)}});
}

std::string told_in_words(const Wording& words, const disclosure::Told& told, bool of_provinces) {
  const std::string received = told_in_words(words, told.received, of_provinces);
  if (!told.answered || !told.late) return received;
  return words.locale.tr(N_("{received}; {answered} answered, {late} past the limit"),
                         {{"received", received},
                          {"answered", told_in_words(words, *told.answered, of_provinces)},
                          {"late", told_in_words(words, *told.late, of_provinces)}});
}

/// Nothing here but the quarters' cells depends on what is stored.
SealedTable sealed_table(const Wording& words, const SealedStatement& statement) {
  SealedTable table{
      .note = words.locale.tr(
          N_("Told by whole quarters only, {days} days after their end and as of that day; of a "
             "province, or of everything. None and fewer than {n} are told alike; more are rounded "
             "down to a multiple of {n}, each province by itself. Each stands in the quarter in "
             "which it was entered here."),
          {{"days", words.locale.number(disclosure::days_to_close)},
           {"n", words.locale.number(disclosure::smallest_cell)}})};
  if (statement.quarters.empty()) {
    table.nothing = statement.is_wide
                        ? words.tr(N_("The period holds no whole quarter that can be told of yet."))
                        : words.tr(N_("The place is too small for it to be told."));
    return table;
  }
  for (const char* heading : {N_("Quarter"), N_("Complaints"), N_("Denunciations")})
    table.headings.push_back(words.tr(heading));
  for (const SealedQuarter& told : statement.quarters) {
    SealedTable::Line line{
        words.locale.tr(N_("Quarter {n} of {year}"), {{"n", std::to_string(told.quarter.number)},
                                                      {"year", std::to_string(told.quarter.year)}}),
        {}};
    for (const disclosure::Told* kind : {&told.complaints, &told.denunciations})
      line.cells.push_back(told_in_words(words, *kind, statement.is_whole));
    table.lines.push_back(std::move(line));
  }
  return table;
}

/// Where a reader's own are counted one by one: the same report of each unit where they handle
/// them.
std::vector<pages::Link> ways_to_own(const indicators::Scope& scope, const SealedEyes& eyes) {
  std::vector<pages::Link> links;
  for (const units::Unit& unit : eyes.own) {
    Href href("/reports/petitions");
    href.with("by", "kind").with("from", scope.from.iso()).with("to", scope.to.iso());
    href.with("as_of", scope.as_of.iso()).with("unit", unit.code.empty() ? unit.name : unit.code);
    links.push_back({unit.name, href.text()});
  }
  return links;
}

SealedEyes sealed_eyes(db::Tx& tx, const people::Principal* reader, std::string_view typed,
                       std::optional<UnitId> unit) {
  SealedEyes eyes{.unit = std::string(typed), .province = {}, .own = {}};
  auto asked = unit ? units::find_unit(tx, *unit) : std::nullopt;
  if (asked && asked->kind == units::UnitKind::body && asked->area) unit = asked->area;
  if (unit) eyes.province = units::province_of(tx, *unit);
  if (!reader) return eyes;
  auto add = [&](const people::Grant& grant) {
    auto own = grant.unit ? units::find_unit(tx, grant.unit) : std::nullopt;
    if (!own || sealed_sight(tx, reader, grant.unit) == SealedSight{}) return;
    const bool is_new = std::none_of(eyes.own.begin(), eyes.own.end(),
                                     [&](const units::Unit& it) { return it.id == own->id; });
    if (is_new) eyes.own.push_back(std::move(*own));
  };
  for (auto permission : {people::Permission::handle_denunciations, people::Permission::report})
    for (const people::Grant& grant : reader->where(permission)) add(grant);
  return eyes;
}

}  // namespace

const people::Principal* reader_of(const Question& question) {
  return question.request != nullptr ? people::find_principal(*question.request) : nullptr;
}

SealedTold sealed_told(db::Tx& tx, const Question& question, const SealedSight& sight) {
  const indicators::Scope& scope = question.scope;
  SealedTold told{.sight = sight, .statement = {}, .eyes = {}};
  const bool is_by_kind = question.by != nullptr && question.by->name == "kind";
  if (is_by_kind && !sight.all())
    told.statement = sealed_statement(tx, question.clock, scope.from, scope.to, scope.unit);
  if (question.request != nullptr)
    told.eyes =
        sealed_eyes(tx, reader_of(question), question.request->query.get("unit"), scope.unit);
  return told;
}

void say_kinds(const SealedTold& told, json::object& out) {
  json::array all{"proposal", "report"};
  if (told.sight.complaints) all.push_back("complaint");
  if (told.sight.denunciations) all.push_back("denunciation");
  out["kinds"] = std::move(all);
}

void say_statement(const SealedTold& told, json::object& out) {
  if (!told.statement) return;
  json::array quarters;
  for (const SealedQuarter& quarter : told.statement->quarters)
    quarters.push_back(json::object{{"quarter", quarter.quarter.name()},
                                    {"as_of", quarter.quarter.closes().iso()},
                                    {"complaint", json_of(quarter.complaints)},
                                    {"denunciation", json_of(quarter.denunciations)}});
  out["sealed"] = std::move(quarters);
}

void print_sealed_note(html::Out& out, const Question& question, const SealedTold& told) {
  const Wording words = wording_of(question);
  SealedNote note{.text = sealed_note(words, told.sight), .more = {}, .own = {}};
  if (told.eyes) note.more = way_to_sealed(words, told, *told.eyes);
  if (told.eyes && told.sight == SealedSight{}) note.own = ways_to_own(question.scope, *told.eyes);
  views::sealed_note(out, note);
}

void print_sealed_table(html::Out& out, const Question& question, const SealedTold& told) {
  std::optional<SealedTable> table;
  if (told.statement) table = sealed_table(wording_of(question), *told.statement);
  views::sealed_table(out, table);
}

}  // namespace gandan::petitions
