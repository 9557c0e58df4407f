#include "kernel/indicators/report.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "kernel/indicators/keys.hpp"
#include "kernel/units/areas.hpp"
#include "kernel/units/names.hpp"

namespace gandan::indicators {
namespace {

Row row_of(const Subject& subject, RowKey named, Part part) {
  return {&subject,
          std::move(named.key),
          std::move(named.label),
          std::move(named.href),
          std::move(part),
          std::vector<Cell>(subject.indicators.size())};
}

void add(Row& row, const Group& group) {
  row.part.numbers.push_back(group.number);
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    if (row.subject->indicators[i].adds != Adds::ratio) row.cells[i].n += group.counts.at(i);
}

/// How many of the shared things are a row's, of however many groups it is made.
void add_shared(Row& row, std::int64_t things) {
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    if (row.subject->indicators[i].adds == Adds::once) row.cells[i].n += things;
}

/// Each figure leads to its records; a ratio to those of its part.
void open(Row& row, const Counting& counting) {
  const auto& indicators = row.subject->indicators;
  for (std::size_t i = 0; i < indicators.size(); ++i)
    if (indicators[i].adds != Adds::ratio && row.cells[i].n > 0)
      row.cells[i].href = counting.href(row.part, i, row.cells[i].n);
  for (std::size_t i = 0; i < indicators.size(); ++i)
    if (indicators[i].adds == Adds::ratio)
      row.cells[i].href = row.cells[row.subject->at(indicators[i].part)].href;
}

Row total_of(db::Tx& tx, const Subject& subject, const Question& asked, const Counting& counting,
             const Scope& scope) {
  Row total = row_of(
      subject, {.key = "all", .label = std::string(asked.locale.tr(N_("All"))), .scope = scope},
      {.scope = scope});
  for (const Group& group : counting.groups(tx, scope, nullptr)) add(total, group);
  add_shared(total, static_cast<std::int64_t>(counting.shared(tx, scope, nullptr).size()));
  return total;
}

/// The rows, each of one or several groups.
class Rows {
 public:
  explicit Rows(const Subject& subject, const Breakdown& by) : subject_(subject), by_(by) {}

  void add(const Group& group, RowKey named) {
    auto [slot, fresh] = by_key_.try_emplace(named.key, rows_.size());
    by_number_.emplace(group.number, slot->second);
    if (fresh) {
      Part part{.scope = named.scope, .by = &by_, .area = named.area};
      rows_.push_back(row_of(subject_, std::move(named), std::move(part)));
    }
    indicators::add(rows_[slot->second], group);
  }
  void add(const std::vector<Shared>& shared) {
    std::vector<std::pair<std::size_t, std::int64_t>> in_rows;
    in_rows.reserve(shared.size());
    for (const Shared& each : shared) in_rows.emplace_back(by_number_.at(each.number), each.thing);
    std::sort(in_rows.begin(), in_rows.end());
    in_rows.erase(std::unique(in_rows.begin(), in_rows.end()), in_rows.end());
    for (const auto& [row, thing] : in_rows) add_shared(rows_[row], 1);
  }
  [[nodiscard]] std::vector<Row> take() && { return std::move(rows_); }

 private:
  const Subject& subject_;
  const Breakdown& by_;
  std::vector<Row> rows_;
  std::map<std::string, std::size_t> by_key_;
  std::map<std::int64_t, std::size_t> by_number_;
};

/// What only a chart or a map shows.
void add_drawn(db::Tx& tx, Report& made) {
  const Question& asked = made.question;
  if (asked.by->axis == Axis::unit) made.days = made.counting->by_day(tx, asked.scope, *asked.by);
  const bool is_province = made.unit && made.unit->kind == units::UnitKind::area &&
                           made.unit->level == units::Level::province;
  if (asked.by->axis != Axis::area || !is_province) return;
  made.communes = units::list_areas(tx, units::Level::commune, asked.scope.as_of, made.unit->id);
  std::ranges::sort(made.communes, {}, [](const units::Unit& commune) {
    return units::name_key(units::split_type(commune.name).bare);
  });
}

}  // namespace

Scope Scope::before() const {
  Scope before = *this;
  before.to = from - 1;
  before.from = from - (to - from + 1);
  before.as_of = std::min(as_of, before.to + (as_of - to));
  return before;
}

std::optional<std::string_view> day_ahead(std::optional<Date> from, std::optional<Date> as_of,
                                          Date today) {
  if (from && *from > today) return "from";
  if (as_of && *as_of > today) return "as_of";
  return std::nullopt;
}

std::int64_t Row::operator[](std::string_view indicator) const {
  return cells[subject->at(indicator)].n;
}

Ratio Row::ratio(const Indicator& indicator) const {
  Ratio ratio{.part = (*this)[indicator.part]};
  for (std::string_view whole : indicator.whole)
    if (!whole.empty()) ratio.whole += (*this)[whole];
  return ratio;
}

Standing Row::standing() const {
  return {(*this)[answered.name], (*this)[answered_on_time.name], (*this)[overdue.name],
          (*this)[not_due.name]};
}

Report report(db::Tx& tx, const Subject& subject, const Question& question) {
  const Scope& scope = question.scope;
  Report made{&subject, question};
  made.counting = subject.count(tx, question);
  const Counting& counting = *made.counting;
  made.total = total_of(tx, subject, question, counting, scope);
  open(made.total, counting);
  made.previous = total_of(tx, subject, question, counting, scope.before());
  if (scope.unit) made.unit = units::find_unit(tx, *scope.unit);
  if (question.by == nullptr) return made;

  Keys keys(tx, question);
  Rows rows(subject, *question.by);
  for (const Group& group : counting.groups(tx, scope, question.by))
    rows.add(group, keys.of(group.number));
  rows.add(counting.shared(tx, scope, question.by));
  made.rows = std::move(rows).take();
  for (Row& row : made.rows) open(row, counting);
  const std::size_t measure = subject.at(subject.measure);
  if (question.by->axis != Axis::month)
    std::stable_sort(made.rows.begin(), made.rows.end(), [&](const Row& a, const Row& b) {
      return a.cells[measure].n > b.cells[measure].n;
    });
  if (question.is_drawn) add_drawn(tx, made);
  return made;
}

}  // namespace gandan::indicators
