#include "kernel/indicators/totals.hpp"

#include <atomic>

namespace gandan::indicators {
namespace {

const db::Sql add_total{R"(
  insert into totals (subject, facet, value, n) values (:subject, :facet, :value, :n)
  on conflict (subject, facet, value) do update set n = totals.n + excluded.n)"};
const db::Sql select_totals{
    "select facet, value, n from totals where subject = :subject and n > 0 "
    "order by facet, n desc, value"};

}  // namespace

std::shared_ptr<const Totals> Totals::load(db::Tx& tx, std::string_view subject) {
  struct Line {
    std::string facet;
    std::int64_t value = 0, n = 0;
  };
  auto totals = std::make_shared<Totals>();
  tx.each<Line>(select_totals, {{"subject", subject}}, [&](Line row) {
    totals->facets_[std::move(row.facet)].push_back({row.value, row.n});
  });
  return totals;
}

const std::vector<Totals::Count>& Totals::of(std::string_view facet) const {
  static const std::vector<Count> none;
  auto at = facets_.find(facet);
  return at == facets_.end() ? none : at->second;
}

std::int64_t Totals::get(std::string_view facet, std::int64_t value) const {
  for (const Count& count : of(facet))
    if (count.value == value) return count.n;
  return 0;
}

void add_totals(db::Tx& tx, std::string_view subject, const TotalChanges& changes) {
  for (const auto& [key, n] : changes)
    if (n != 0)
      tx.run(add_total,
             {{"subject", subject}, {"facet", key.first}, {"value", key.second}, {"n", n}});
}

Standing standing_in(const Totals& totals, const StandingFacets& facets, std::int64_t value) {
  return {.answered = totals.get(facets.answered, value),
          .on_time = totals.get(facets.on_time, value),
          .overdue = totals.get(facets.overdue, value),
          .not_due = totals.get(facets.not_due, value)};
}

std::shared_ptr<const Totals> TotalsHolder::get() {
  auto totals = std::atomic_load(&totals_);
  if (totals) return totals;
  refresh();
  return std::atomic_load(&totals_);
}

void TotalsHolder::refresh() {
  auto fresh = database_.read([&](db::Tx& tx) { return Totals::load(tx, subject_); });
  std::atomic_store(&totals_, std::move(fresh));
  database_.held_anew();
}

}  // namespace gandan::indicators
