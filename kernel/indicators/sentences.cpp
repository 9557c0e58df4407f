#include "kernel/indicators/sentences.hpp"

#include <algorithm>
#include <functional>

#include "kernel/pages/names.hpp"

namespace gandan::indicators {
namespace {

/// The words of one report.
class Speaker {
 public:
  explicit Speaker(const Report& report)
      : report_(report), subject_(*report.subject), locale_(report.question.locale) {}

  [[nodiscard]] std::string came() const {
    const std::int64_t now = report_.total[subject_.measure],
                       before = report_.previous[subject_.measure];
    std::string said = how_much(now);
    if (before < fewest_for_a_rate) return said;
    return said + " " + beside(now, before);
  }

  [[nodiscard]] std::string kept() const {
    const Standing now = report_.total.standing();
    const auto rate = now.rate();
    if (now.fell_due() == 0) return tr(N_("Nothing of it has fallen due yet."));
    if (!rate)
      return locale_.ntr("{n} has fallen due: too few for a share to be said.",
                         "{n} have fallen due: too few for a share to be said.", now.fell_due(),
                         {});
    std::string said =
        locale_.tr(N_("Of {n} that fell due, {share} were answered in time."),
                   {{"n", locale_.number(now.fell_due())}, {"share", locale_.percent(*rate, 1)}});
    if (const auto before = report_.previous.standing().rate())
      said += " " + locale_.tr(N_("In the period before it was {share}."),
                               {{"share", locale_.percent(*before, 1)}});
    return said;
  }

  [[nodiscard]] std::string waits() const {
    const Standing now = report_.total.standing();
    if (now.open() == 0) return tr(N_("None of it waits for an answer."));
    if (now.overdue == 0)
      return locale_.ntr("None waits past its limit; {n} is not due yet.",
                         "None waits past its limit; {n} are not due yet.", now.not_due, {});
    return locale_.ntr("{n} waits past its limit; not due yet: {more}.",
                       "{n} wait past their limit; not due yet: {more}.", now.overdue,
                       {{"more", locale_.number(now.not_due)}});
  }

  /// The one row that has the most, of five or more.
  [[nodiscard]] const Row* most(const std::function<std::int64_t(const Row&)>& count) const {
    const Row* first = nullptr;
    bool is_alone = false;
    for (const Row& row : report_.rows) {
      if (first == nullptr || count(row) > count(*first)) {
        first = &row;
        is_alone = true;
      } else if (count(row) == count(*first)) {
        is_alone = false;
      }
    }
    if (first == nullptr || !is_alone || report_.rows.size() < 2) return nullptr;
    return count(*first) < fewest_for_a_rate || first->key == none_key ? nullptr : first;
  }

  [[nodiscard]] std::string most_by_measure(const Breakdown& by) const {
    if (by.most[0] == '\0') return {};
    const Row* row = most([&](const Row& it) { return it[subject_.measure]; });
    if (row == nullptr) return {};
    return locale_.tr(by.most, {{"name", pages::in_sentence(locale_, row->label)},
                                {"n", locale_.number((*row)[subject_.measure])},
                                {"total", locale_.number(report_.total[subject_.measure])}});
  }

  [[nodiscard]] std::string most_overdue() const {
    const Row* row = most([](const Row& it) { return it[overdue.name]; });
    if (row == nullptr) return {};
    return locale_.tr(N_("Of the {total} that wait past their limit, {n} are with {body}."),
                      {{"total", locale_.number(report_.total[overdue.name])},
                       {"n", locale_.number((*row)[overdue.name])},
                       {"body", row->label}});
  }

  [[nodiscard]] std::string most_outcomes() const {
    const Outflow* first = nullptr;
    for (const Outflow& each : subject_.outcomes)
      if (first == nullptr || report_.total[each.indicator] > report_.total[first->indicator])
        first = &each;
    if (first == nullptr || report_.total[first->indicator] < fewest_for_a_rate) return {};
    return locale_.tr(N_("What became of the {total}: most often {outcome}, {n} times."),
                      {{"total", locale_.number(report_.total[subject_.measure])},
                       {"outcome", tr(first->label)},
                       {"n", locale_.number(report_.total[first->indicator])}});
  }

 private:
  [[nodiscard]] std::string tr(const char* message) const {
    return std::string(locale_.tr(message));
  }
  [[nodiscard]] std::string how_much(std::int64_t now) const {
    const Scope& scope = report_.question.scope;
    const std::string n = locale_.number(now), from = locale_.date(scope.from),
                      to = locale_.date(scope.to);
    if (subject_.came[0] != '\0')
      return locale_.tr(subject_.came, {{"n", n}, {"from", from}, {"to", to}});
    return locale_.tr(N_("{measure}: {n}, from {from} to {to}."),
                      {{"measure", tr(subject_.indicators[subject_.at(subject_.measure)].heading)},
                       {"n", n},
                       {"from", from},
                       {"to", to}});
  }
  [[nodiscard]] std::string beside(std::int64_t now, std::int64_t before) const {
    const Scope earlier = report_.question.scope.before();
    const std::string days = locale_.number(std::int64_t{earlier.to - earlier.from + 1}),
                      as_before = locale_.number(before);
    if (now == before)
      return locale_.tr(N_("As many came in the {days} days before."), {{"days", days}});
    const std::string difference = locale_.number(now > before ? now - before : before - now);
    return locale_.tr(now > before
                          ? N_("That is {difference} more than in the {days} days before ({n}).")
                          : N_("That is {difference} fewer than in the {days} days before ({n})."),
                      {{"difference", difference}, {"days", days}, {"n", as_before}});
  }

  const Report& report_;
  const Subject& subject_;
  const i18n::Locale& locale_;
};

}  // namespace

std::vector<std::string> sentences_of(const Report& report) {
  const Speaker speaker(report);
  std::vector<std::string> said{speaker.came()};
  if (!report.subject->has_standing() || report.total[report.subject->measure] == 0) return said;
  said.push_back(speaker.kept());
  said.push_back(speaker.waits());
  return said;
}

std::string sentence_of_rows(const Report& report) {
  const Breakdown* by = report.question.by;
  if (by == nullptr) return {};
  const Speaker speaker(report);
  if (by->shows_flow) return speaker.most_outcomes();
  if (by->axis == Axis::unit && report.subject->has_standing())
    if (std::string said = speaker.most_overdue(); !said.empty()) return said;
  return speaker.most_by_measure(*by);
}

}  // namespace gandan::indicators
