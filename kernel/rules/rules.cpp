#include "kernel/rules/rules.hpp"

#include <algorithm>
#include <mutex>

#include "kernel/rules/store.hpp"

namespace gandan::rules {
namespace {

bool before(const Limit& limit, std::string_view rule) {
  return limit.rule < rule;
}

}  // namespace

Rulebook::Rulebook(std::vector<Limit> limits, std::vector<SpecialDay> days, std::int64_t version)
    : limits_(std::move(limits)), calendar_(days), version_(version) {
  std::sort(limits_.begin(), limits_.end(), [](const Limit& a, const Limit& b) {
    return std::tie(a.rule, a.body, a.valid_from) < std::tie(b.rule, b.body, b.valid_from);
  });
}

const Limit* Rulebook::find(std::string_view rule, Date date, UnitId body) const {
  const Limit* found = nullptr;
  for (auto at = std::lower_bound(limits_.begin(), limits_.end(), rule, before);
       at != limits_.end() && at->rule == rule; ++at) {
    if (!at->in_force(date) || (at->body && at->body != body)) continue;
    if (found == nullptr || at->body) found = &*at;
  }
  return found;
}

bool Rulebook::knows(std::string_view rule) const {
  auto at = std::lower_bound(limits_.begin(), limits_.end(), rule, before);
  return at != limits_.end() && at->rule == rule;
}

Result<DueDate, DueError> Rulebook::due(std::string_view rule, Instant received,
                                        const Circumstances& circumstances) const {
  const Limit* limit = find(rule, civil_date(received), circumstances.body);
  if (limit == nullptr) return fail(knows(rule) ? DueError::not_in_force : DueError::unknown_rule);
  if (limit->kind == LimitKind::notice) return latest_notice(calendar_, *limit, received);
  return rules::due(calendar_, *limit, received, circumstances.remote, circumstances.pauses,
                    circumstances.extensions);
}

Rulebook load_rulebook(db::Tx& tx) {
  std::vector<Limit> limits;
  for (StoredLimit& stored : stored_limits(tx)) limits.push_back(std::move(stored.limit));
  std::vector<SpecialDay> days;
  for (const CalendarDay& day : stored_days(tx, Calendar::first, Calendar::last))
    days.push_back({day.date, day.kind, day.verified});
  return Rulebook(std::move(limits), std::move(days), stored_version(tx));
}

struct Rules::State {
  db::Database& database;
  mutable std::mutex mutex;
  std::shared_ptr<const Rulebook> book;
};

Rules::Rules(db::Database& database, Ids& ids, const Clock& clock)
    : state_(new State{.database = database}) {
  load_reference(database, ids, clock);
  refresh();
}

Rules::~Rules() = default;

std::shared_ptr<const Rulebook> Rules::book() const {
  std::lock_guard lock(state_->mutex);
  return state_->book;
}

void Rules::refresh() {
  auto present = book();
  auto fresh = state_->database.read([&](db::Tx& tx) -> std::shared_ptr<const Rulebook> {
    if (present && stored_version(tx) == present->version()) return present;
    return std::make_shared<const Rulebook>(load_rulebook(tx));
  });
  {
    std::lock_guard lock(state_->mutex);
    state_->book = std::move(fresh);
  }
  state_->database.held_anew();
}

}  // namespace gandan::rules
