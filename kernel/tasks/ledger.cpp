#include "kernel/tasks/ledger.hpp"

#include <algorithm>

#include "kernel/disclosure/disclosure.hpp"

namespace gandan::tasks {
namespace {

constexpr auto counted_anew = std::chrono::seconds(1);
constexpr std::size_t most_counted = 500;

std::string parts_in_words(const i18n::Locale& locale, const Tally& tally) {
  std::string parts;
  auto add = [&](std::int64_t n, std::string said) {
    if (n == 0) return;
    parts += (parts.empty() ? "" : ", ") + std::move(said);
  };
  add(tally.kept, locale.ntr("{n} kept", "{n} kept", tally.kept, {}));
  add(tally.late, locale.ntr("{n} done late", "{n} done late", tally.late, {}));
  add(tally.doubted,
      locale.ntr("{n} marked done; the person who asked says not yet",
                 "{n} marked done; the people who asked say not yet", tally.doubted, {}));
  add(tally.broken, locale.ntr("{n} not done", "{n} not done", tally.broken, {}));
  return parts;
}

/// What those say who were asked: nothing that would tell of fewer than five.
std::string told_in_words(const i18n::Locale& locale, const Tally& tally) {
  const std::int64_t doubted = tally.told - tally.told_done;
  auto is_small = [](std::int64_t n) { return n > 0 && n < disclosure::smallest_cell; };
  if (tally.told < disclosure::smallest_cell || is_small(tally.told_done) || is_small(doubted))
    return {};
  return locale.tr(N_("Of {all} who asked and were asked back, {done} say that it is done."),
                   {{"all", locale.number(tally.told)}, {"done", locale.number(tally.told_done)}});
}

}  // namespace

std::string in_words(const Wording& words, const Tally& tally) {
  if (tally.came_due == 0) return {};
  const i18n::Locale& locale = words.locale;
  std::string said = locale.ntr("This year {n} promise came due: {parts}.",
                                "This year {n} promises came due: {parts}.", tally.came_due,
                                {{"parts", parts_in_words(locale, tally)}});
  if (tally.came_due >= disclosure::smallest_cell)
    said += " " + locale.tr(N_("{share} were kept by their day."),
                            {{"share", locale.percent(static_cast<double>(tally.kept) /
                                                      static_cast<double>(tally.came_due))}});
  if (const std::string told = told_in_words(locale, tally); !told.empty()) said += " " + told;
  return said;
}

Tally Ledger::count(db::Tx& tx, Date today, Instant now, const std::vector<UnitId>& bodies) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = counted_.find(bodies); found != counted_.end()) {
      const Instant at = found->second.at;
      if (at <= now && now < at + counted_anew && civil_date(at) == today)
        return found->second.tally;
    }
  }
  const Tally fresh = tally(tx, bodies, Date::of(today.year(), 1, 1), today);
  const std::lock_guard lock(mutex_);
  if (counted_.size() >= most_counted) counted_.clear();
  counted_.insert_or_assign(bodies, Counted{now, fresh});
  return fresh;
}

std::string Ledger::in_words(db::Tx& tx, const Wording& words, Instant now,
                             const std::vector<UnitId>& bodies) {
  return tasks::in_words(words, count(tx, words.today, now, bodies));
}

std::vector<UnitId> bodies_within(db::Tx& tx, const units::Directory& directory, UnitId place) {
  std::vector<UnitId> bodies;
  for (const units::Part& part : units::parts_of(tx, place))
    if (part.kind == units::UnitKind::body)
      for (UnitId known : directory.known_as(directory.present(part.id))) bodies.push_back(known);
  std::ranges::sort(bodies);
  const auto repeated = std::ranges::unique(bodies);
  bodies.erase(repeated.begin(), repeated.end());
  return bodies;
}

}  // namespace gandan::tasks
