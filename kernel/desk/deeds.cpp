#include "kernel/desk/deeds.hpp"

#include <algorithm>
#include <charconv>

#include "kernel/acts/record.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/people.hpp"
#include "kernel/receipts/once.hpp"

namespace gandan::desk {
namespace {

/// It says itself what it shows, so that it is sent twice only where a button was pressed twice.
bool was_done(const Desk& desk, db::Tx& tx, const acts::Env& env) {
  const std::string said = receipts::said_by(desk.officer.user.value, desk.request);
  return receipts::was_done(tx, env.clock, env.keys, {"desk", said});
}

/// Whether an entry of the journal says that this was done: "petition.route" of "route".
bool is_done_by(const Deed& deed, const journal::Recorded& entry) {
  const std::string_view verb = acts::verb_name(entry);
  return !verb.empty() &&
         (verb == deed.name || std::ranges::find(deed.also, verb) != deed.also.end());
}

}  // namespace

std::string state_seen(db::Tx& tx, const Past& past) {
  const auto entries = journal::entries_of(tx, past.subject);
  std::size_t last = entries.size();
  while (last > 0 && past.in_words(entries[last - 1]).empty()) --last;
  return std::to_string(last);
}

std::optional<std::size_t> seen_of(const Desk& desk) {
  std::string_view typed = desk.request.form.get(seen_field);
  std::size_t seen = 0;
  auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), seen);
  if (typed.empty() || error != std::errc() || end != typed.data() + typed.size())
    return std::nullopt;
  return seen;
}

std::string told(const Desk& desk, db::Tx& tx, const Past& past, const journal::Recorded& entry) {
  std::string who = desk.tr(N_("the sender"));
  if (entry.actor_kind == journal::ActorKind::system) who = desk.tr(N_("the program"));
  if (entry.actor_kind == journal::ActorKind::officer) {
    auto account = people::find_account(tx, people::UserId{entry.actor_id});
    who = account ? account->name : std::string();
  }
  return desk.words.locale.tr(
      N_("Meanwhile it was dealt with: {what} ({who}, {time}). Nothing was done now, and what you "
         "wrote is still here. Look at how it stands, then decide."),
      {{"what", past.in_words(entry)},
       {"who", who},
       {"time", desk.words.locale.date_time(entry.at)}});
}

LookedAt look_at_form(const Desk& desk, db::Tx& tx, const acts::Env& env, const Past& past,
                      const Deed& deed) {
  const auto seen = seen_of(desk);
  if (seen && was_done(desk, tx, env)) return {FormState::again, {}};
  const auto entries = journal::entries_of(tx, past.subject);
  for (std::size_t nth = entries.size(); nth > 0; --nth) {
    const journal::Recorded& entry = entries[nth - 1];
    if (past.in_words(entry).empty()) continue;
    const bool by_other = entry.actor_kind == journal::ActorKind::officer &&
                          entry.actor_id != desk.officer.user.value;
    // What a letter is entered with is the first thing that everybody sees of it.
    const bool stands_against = by_other && nth > 1 && (!deed.fits || is_done_by(deed, entry));
    const bool is_news = seen ? nth > *seen : stands_against;
    if (is_news) return {FormState::overtaken, told(desk, tx, past, entry)};
  }
  return {};
}

bool only_looks(const Desk& desk) {
  return pages::only_shows(desk.request) || desk.request.form.has("look");
}

}  // namespace gandan::desk
