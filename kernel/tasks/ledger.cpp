#include "kernel/tasks/ledger.hpp"

#include <algorithm>

#include "kernel/disclosure/disclosure.hpp"

namespace gandan::tasks {
namespace {

std::string parts_in_words(const i18n::Locale& locale, const Tally& tally) {
  std::string parts;
  auto add = [&](std::int64_t n, std::string said) {
    if (n == 0) return;
    parts += (parts.empty() ? "" : ", ") + std::move(said);
  };
  add(tally.kept, locale.ntr("{n} kept", "{n} kept", tally.kept, {}));
  add(tally.late, locale.ntr("{n} done late", "{n} done late", tally.late, {}));
  add(tally.doubted, locale.ntr("{n} done, but not yet, says who asked",
                                "{n} done, but not yet, say those who asked", tally.doubted, {}));
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

std::string ledger_in_words(db::Tx& tx, const Wording& words, const std::vector<UnitId>& bodies) {
  return in_words(words, tally(tx, bodies, Date::of(words.today.year(), 1, 1), words.today));
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
