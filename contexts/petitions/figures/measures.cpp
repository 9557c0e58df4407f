#include "contexts/petitions/figures/measures.hpp"

namespace gandan::petitions {
namespace {

using indicators::Indicator;

/// What became of the answered; a column each.
Measure answered_as(const char* code, const char* heading, const char* definition,
                    std::int64_t (*of)(const Sums&), const Counted& opens) {
  return {{.name = code, .definition = definition, .heading = heading}, of, opens};
}

std::vector<Measure> received_and_verdicts() {
  return {
      {{.name = "received",
        .definition = N_("Received in the period. In public, proposals and reports alone; what is "
                         "public no more stands as it stood that day."),
        .heading = N_("Received"),
        .label = N_("received"),
        .tag = "received"},
       [](const Sums& s) { return s.received; },
       Counted{}},
      {{.name = "distinct",
        .definition =
            N_("The different matters among the received: a confirmed topic counts once."),
        .label = N_("different matters, each counted once"),
        .adds = indicators::Adds::once},
       [](const Sums& s) { return s.alone; },
       {}},
      {indicators::answered, [](const Sums& s) { return s.answered; }, Counted{Verdict::answered}},
      {{.name = "pending",
        .definition = N_("Neither answered nor taken back by the day of the report.")},
       [](const Sums& s) { return s.pending(); },
       Counted{Verdict::pending}},
      {{.name = "on_time", .definition = N_("Kept its limit, or may still keep it, or has none.")},
       [](const Sums& s) { return s.received - s.overdue; },
       Counted{Verdict::on_time}},
      {{.name = "overdue",
        .definition = N_("Answered or taken back after its limit, or waiting past it.")},
       [](const Sums& s) { return s.overdue; },
       Counted{Verdict::overdue}}};
}

std::vector<Measure> standing_and_outcomes() {
  return {
      {indicators::answered_on_time, [](const Sums& s) { return s.answered - s.answered_late; },
       Counted{Verdict::kept}},
      {indicators::answered_late, [](const Sums& s) { return s.answered_late; },
       Counted{Verdict::answered_late}},
      {indicators::overdue, [](const Sums& s) { return s.pending_overdue(); },
       Counted{Verdict::late}},
      {indicators::not_due, [](const Sums& s) { return s.pending() - s.pending_overdue(); },
       Counted{Verdict::not_due}},
      {indicators::in_time, nullptr, {}},
      answered_as("settled", N_("Settled"), N_("Answered: it is done, or granted."),
                  [](const Sums& s) { return s.settled; }, {.outcome = Outcome::settled}),
      answered_as("in_progress", N_("In progress"), N_("Answered: it is being worked on."),
                  [](const Sums& s) { return s.in_progress; }, {.outcome = Outcome::in_progress}),
      answered_as("scheduled", N_("Scheduled"), N_("Answered with a day on which it will be done."),
                  [](const Sums& s) { return s.scheduled; }, {.outcome = Outcome::scheduled}),
      answered_as("explained", N_("Explained"), N_("Answered: why it is as it is."),
                  [](const Sums& s) { return s.explained; }, {.outcome = Outcome::explained}),
      answered_as("returned", N_("Given back"), N_("Given back with the reason, or ended by law."),
                  [](const Sums& s) { return s.returned; }, {.state = State::returned}),
      {{.name = "withdrawn", .definition = N_("Taken back by who sent it.")},
       [](const Sums& s) { return s.withdrawn; },
       {}}};
}

}  // namespace

const std::vector<Measure>& measures() {
  static const std::vector<Measure> all = [] {
    std::vector<Measure> made = received_and_verdicts();
    for (Measure& more : standing_and_outcomes()) made.push_back(std::move(more));
    return made;
  }();
  return all;
}

std::vector<std::int64_t> counts_of(const Sums& sums) {
  std::vector<std::int64_t> counts;
  for (const Measure& measure : measures())
    counts.push_back(measure.of != nullptr ? measure.of(sums) : 0);
  return counts;
}

}  // namespace gandan::petitions
