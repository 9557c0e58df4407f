#include "kernel/indicators/indicator.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace gandan::indicators {
namespace {

using Names = std::set<std::string, std::less<>>;

void require(bool holds, const Subject& subject, std::string_view what, std::string_view fault) {
  if (!holds)
    throw std::logic_error("indicators: " + std::string(subject.name) + ": " + std::string(what) +
                           " " + std::string(fault));
}

void check_indicator(const Subject& subject, const Indicator& it) {
  require(it.definition[0] != '\0', subject, it.name, "has no definition");
  if (it.adds != Adds::ratio) return;
  require(it.tag.empty(), subject, it.name, "is a ratio, which adds up with nothing");
  (void)subject.at(it.part);
  for (std::string_view whole : it.whole)
    if (!whole.empty()) (void)subject.at(whole);
}

void check_breakdown(const Subject& subject, const Breakdown& it) {
  require(it.heading[0] != '\0' && it.row[0] != '\0', subject, it.name, "has no words");
  const bool is_own = it.axis == Axis::own, is_month = it.axis == Axis::month;
  require(!is_own || it.key_of != nullptr, subject, it.name, "does not say what its groups are");
  require(is_own || is_month || it.none[0] != '\0', subject, it.name,
          "has no words for what has none");
  require(!it.shows_flow || !subject.outcomes.empty(), subject, it.name, "flows to no outcome");
}

void check_names(const Subject& subject) {
  Names seen;
  for (const Indicator& it : subject.indicators)
    require(seen.emplace(it.name).second, subject, it.name, "is there twice");
  seen = {std::string(none_key)};
  for (const Breakdown& it : subject.breakdowns)
    require(seen.emplace(it.name).second, subject, it.name, "is there twice");
  require(!subject.breakdowns.empty(), subject, "it", "has no breakdown");
}

void check_charts(const Subject& subject) {
  for (std::string_view figure : subject.figures) (void)subject.at(figure);
  (void)subject.at(subject.measure);
  if (!subject.beside_months.empty()) (void)subject.at(subject.beside_months);
  for (const Outflow& each : subject.outcomes) (void)subject.at(each.indicator);
  if (subject.beside_bars.empty()) return;
  const Indicator& beside = subject.indicators[subject.at(subject.beside_bars)];
  require(beside.adds == Adds::ratio, subject, beside.name, "stands beside bars and is no ratio");
}

/// The indicators of a standing are computed together.
void check_standing(const Subject& subject) {
  if (!subject.has_standing()) return;
  for (const Indicator* each :
       {&answered, &answered_on_time, &answered_late, &overdue, &not_due, &in_time})
    (void)subject.at(each->name);
}

}  // namespace

std::size_t Subject::at(std::string_view indicator) const {
  const auto found = std::ranges::find(indicators, indicator, &Indicator::name);
  require(found != indicators.end(), *this, indicator, "is no indicator of it");
  return static_cast<std::size_t>(found - indicators.begin());
}

const Breakdown* Subject::by_area() const {
  const auto found = std::ranges::find(breakdowns, Axis::area, &Breakdown::axis);
  return found == breakdowns.end() ? nullptr : &*found;
}

bool Subject::is_outcome(std::string_view indicator) const {
  return std::ranges::find(outcomes, indicator, &Outflow::indicator) != outcomes.end();
}

bool Subject::has_standing() const {
  return std::ranges::any_of(indicators, &Indicator::of_standing);
}

std::optional<const Breakdown*> Subject::breakdown(std::string_view named) const {
  if (named == none_key) return nullptr;
  const auto found = std::ranges::find(breakdowns, named, &Breakdown::name);
  if (found == breakdowns.end()) return std::nullopt;
  return &*found;
}

void check(std::span<const Subject> subjects) {
  Names subjects_seen;
  for (const Subject& subject : subjects) {
    require(subjects_seen.emplace(subject.name).second, subject, subject.name, "is there twice");
    check_names(subject);
    for (const Indicator& it : subject.indicators) check_indicator(subject, it);
    for (const Breakdown& it : subject.breakdowns) check_breakdown(subject, it);
    check_standing(subject);
    check_charts(subject);
  }
}

}  // namespace gandan::indicators
