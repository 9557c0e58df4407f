#include "kernel/site/unit_parts.hpp"

#include <algorithm>
#include <iterator>

#include "kernel/turn/unit_href.hpp"

namespace gandan::site {
namespace {

void take_unit_parts(std::vector<UnitPart>& all,
                     const std::function<std::vector<UnitPart>(Services&)>& given,
                     Services& services) {
  if (given) std::ranges::move(given(services), std::back_inserter(all));
}

std::vector<PrintPart> read_unit_parts(const std::vector<UnitPart>& parts, db::Tx& tx,
                                       const UnitVisit& visit) {
  std::vector<PrintPart> shown;
  for (const UnitPart& part : parts)
    if (PrintPart print = part.read(tx, visit)) shown.push_back(std::move(print));
  return shown;
}

std::int64_t number_of(const indicators::Standing& standing, StandingPart part) {
  switch (part) {
    case StandingPart::overdue:
      return standing.overdue;
    case StandingPart::not_due:
      return standing.not_due;
    case StandingPart::answered:
      return standing.answered;
  }
  return 0;
}

}  // namespace

UnitParts::UnitParts(Services& services, std::span<const Module> modules) {
  for (const Module& module : modules) {
    take_unit_parts(of_bodies_, module.body_parts, services);
    take_unit_parts(of_places_, module.place_parts, services);
    if (module.standings) standings_.push_back(module.standings(services));
    if (module.waiting_beneath) beneath_.push_back(module.waiting_beneath);
  }
  std::ranges::stable_sort(of_bodies_, {}, &UnitPart::order);
  std::ranges::stable_sort(of_places_, {}, &UnitPart::order);
}

std::vector<PrintPart> UnitParts::of_body(db::Tx& tx, const UnitVisit& visit) const {
  return read_unit_parts(of_bodies_, tx, visit);
}

std::vector<PrintPart> UnitParts::of_place(db::Tx& tx, const UnitVisit& visit) const {
  return read_unit_parts(of_places_, tx, visit);
}

std::vector<PlaceCount> UnitParts::waiting_beneath(db::Tx& tx, const UnitVisit& visit) const {
  std::vector<PlaceCount> all;
  for (const auto& count : beneath_) std::ranges::move(count(tx, visit), std::back_inserter(all));
  return all;
}

BodyLine UnitParts::line_of(const Wording& words, const units::Unit& body) const {
  const std::vector<UnitId> known = words.directory.known_as(body.id);
  const std::string page = body_href(words.directory, body.id);
  indicators::Standing all;
  std::vector<indicators::Standing> each;
  for (const Standings& module : standings_) all += each.emplace_back(module.of(known));
  auto number = [&](StandingPart part) {
    const std::int64_t n = number_of(all, part);
    BodyNumber said{words.locale.number(n), n == 0 ? "" : page};
    for (std::size_t i = 0; n > 0 && i < each.size(); ++i)
      if (number_of(each[i], part) == n)
        said.href = standings_[i].href(words.directory, known, part, n);
    return said;
  };
  return {.name = body.name,
          .href = page,
          .rate = all.rate(),
          .rate_text = indicators::rate_in_words(words.locale, all),
          .overdue = number(StandingPart::overdue),
          .not_due = number(StandingPart::not_due),
          .answered = number(StandingPart::answered)};
}

std::set<UnitId> UnitParts::asked(const units::Directory& directory) const {
  std::set<UnitId> asked;
  for (const Standings& module : standings_)
    for (const UnitId body : module.asked()) asked.insert(directory.present(body));
  return asked;
}

}  // namespace gandan::site
