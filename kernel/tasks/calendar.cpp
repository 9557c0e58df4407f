#include "kernel/tasks/calendar.hpp"

#include <optional>

#include "kernel/tasks/lists.hpp"

namespace gandan::tasks {
namespace {

/// When it ended, else its last day.
Date day_of(const Undertaking& row) {
  return row.ended_at ? civil_date(*row.ended_at) : row.due_on;
}

/// Its day, and in what words; nothing where the record lets nobody read of it.
std::optional<DatedMatter> dated(db::Tx& tx, const Services& services, const CalendarVisit& visit,
                                 const Undertaking& row) {
  const auto source = services.records.card_of(tx, row.source());
  if (!source || source->title.empty()) return std::nullopt;
  const State state = state_of(row, visit.today);
  DatedMatter matter{.day = day_of(row),
                     .title = row.what.empty() ? source->title : row.what,
                     .href = source->href,
                     .body = std::string(visit.directory.name(row.body)),
                     .uid = "undertaking-" + std::to_string(row.id.value)};
  auto say = [&](const char* what, pages::Tone tone) {
    matter.what = visit.locale.tr(what);
    matter.tone = tone;
  };
  if (row.ended_at)
    say(label(state), state == State::done ? pages::Tone::settled : pages::Tone::late);
  else if (row.due_on < visit.today)
    say(N_("Promised for this day, not done"), pages::Tone::late);
  else
    say(N_("Promised for this day"), pages::Tone::waiting);
  return matter;
}

}  // namespace

ReadCalendar calendar(Services& services) {
  return [&services](db::Tx& tx, const CalendarVisit& visit) {
    std::vector<DatedMatter> all;
    if (visit.place && visit.bodies.empty()) return all;  // a list of no body is one of all
    // The list of what is overdue begins with what is for longest: it is walked so far.
    constexpr int most_overdue = 100;
    for (const Show show : {Show::ahead, Show::overdue, Show::done}) {
      Filter filter{.show = show, .bodies = visit.bodies};
      if (show == Show::ahead) filter.due_by = visit.to;
      const int most = show == Show::overdue ? most_overdue : visit.most;
      for (const Undertaking& row : list(tx, filter, visit.today, most).rows) {
        if (day_of(row) < visit.from) continue;
        if (auto matter = dated(tx, services, visit, row)) all.push_back(std::move(*matter));
      }
    }
    return all;
  };
}

}  // namespace gandan::tasks
