#include "contexts/petitions/desk/deeds.hpp"

#include <charconv>

#include "kernel/pages/site.hpp"
#include "kernel/people/people.hpp"
#include "kernel/receipts/once.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::petitions {
namespace {

/// It says itself what it shows, so that it is sent twice only where a button was pressed twice.
bool was_done(const Desk& desk, db::Tx& tx, const Env& env) {
  const std::string said = receipts::said_by(desk.officer.user.value, desk.request);
  return receipts::was_done(tx, env.clock, env.keys, {"desk", said});
}

std::optional<std::int64_t> seen_of(const Desk& desk) {
  std::string_view typed = desk.request.form.get(seen_field);
  std::int64_t seen = 0;
  auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), seen);
  if (typed.empty() || error != std::errc() || end != typed.data() + typed.size())
    return std::nullopt;
  return seen;
}

/// Empty where it changed nothing that an officer decides about.
std::string what(const Desk& desk, const std::optional<Petition>& petition,
                 const journal::Recorded& entry) {
  if (petition) return happening(desk.words, *petition, entry);
  const auto verb = verb_of(entry);
  if (!verb) return {};
  const char* said = verb == Verb::propose ? N_("More petitions were proposed for it.")
                                           : done_message(name(*verb));
  return *said == '\0' ? std::string() : desk.tr(said);
}

std::string told(const Desk& desk, db::Tx& tx, const std::optional<Petition>& petition,
                 const journal::Recorded& entry) {
  std::string who = desk.tr(N_("the sender"));
  if (entry.actor_kind == journal::ActorKind::system) who = desk.tr(N_("the program"));
  if (entry.actor_kind == journal::ActorKind::officer) {
    auto account = people::find_account(tx, people::UserId{entry.actor_id});
    who = account ? account->name : std::string();
  }
  return desk.words.locale.tr(
      N_("Meanwhile it was dealt with: {what} ({who}, {time}). Nothing was done now, and what you "
         "wrote is still here. Look at how it stands, then decide."),
      {{"what", what(desk, petition, entry)},
       {"who", who},
       {"time", desk.words.locale.date_time(entry.at)}});
}

/// Whether an entry of the journal says that this was done: "petition.route" of the task "route".
bool is_done_by(std::string_view deed, std::optional<Verb> verb) {
  if (!verb) return false;
  return name(*verb) == deed ||
         (deed == words_of(Task::topic).name && (verb == Verb::confirm || verb == Verb::start));
}

/// Nothing where the record is a topic.
std::optional<Petition> petition_of(db::Tx& tx, const Ref& subject) {
  return subject.kind == "petition" ? find(tx, PetitionId{subject.id}) : std::nullopt;
}

}  // namespace

std::string state_seen(const Desk& desk, db::Tx& tx, Ref subject) {
  const auto petition = petition_of(tx, subject);
  std::int64_t last = 0;
  for (const journal::Recorded& entry : journal::entries_of(tx, subject))
    if (!what(desk, petition, entry).empty()) last = entry.seq;
  return std::to_string(last);
}

LookedAt look_at_form(const Desk& desk, db::Tx& tx, const Env& env, Ref subject, const Deed& deed) {
  const auto seen = seen_of(desk);
  if (seen && was_done(desk, tx, env)) return {FormState::again, {}};
  const auto petition = petition_of(tx, subject);
  const auto entries = journal::entries_of(tx, subject);
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    if (what(desk, petition, *entry).empty()) continue;
    const bool by_other = entry->actor_kind == journal::ActorKind::officer &&
                          entry->actor_id != desk.officer.user.value;
    // What a letter is entered with is the first thing that everybody sees of it.
    const bool stands_against = by_other && entry->seq != entries.front().seq &&
                                (!deed.fits || is_done_by(deed.name, verb_of(*entry)));
    const bool is_news = seen ? entry->seq > *seen : stands_against;
    if (is_news) return {FormState::overtaken, told(desk, tx, petition, *entry)};
  }
  return {};
}

std::string taken_away(const Desk& desk, db::Tx& tx, const Petition& petition) {
  const auto seen = seen_of(desk);
  UnitId body;
  for (const journal::Recorded& entry : journal::entries_of(tx, subject_of(petition.id))) {
    const auto verb = verb_of(entry);
    const bool is_sent = verb == Verb::route || verb == Verb::reopen;
    if (!is_sent && verb != Verb::send_back && verb != Verb::complain_again) continue;
    if (seen && entry.seq > *seen) {
      const bool was_theirs =
          body && desk.officer.may(reading_of(petition), body, units::ancestors(tx, body));
      return was_theirs ? told(desk, tx, petition, entry) : std::string();
    }
    body = is_sent ? UnitId{fact_of(entry, "body")} : UnitId{};
  }
  return {};
}

std::string said_of_deed(const Desk& desk, db::Tx& tx) {
  const std::string_view done = desk.request.query.get("done");
  const char* said = done_message(done);
  if (*said == '\0') return {};
  const i18n::Locale& locale = desk.words.locale;
  const auto code = text::parse_tracking_code(desk.request.query.get("of"));
  const auto petition = code ? find(tx, *code) : std::nullopt;
  if (!petition || !may_read(tx, desk.officer, *petition)) return desk.tr(said);
  if (done == words_of(Task::route).name && petition->state == State::routed && petition->due_at)
    return locale.tr(N_("{code}: sent on to {body}, due {date}."),
                     {{"code", petition->code},
                      {"body", desk.words.unit(petition->body)},
                      {"date", locale.date(civil_date(*petition->due_at))}});
  return locale.tr(N_("{code}: {done}"), {{"code", petition->code}, {"done", desk.tr(said)}});
}

bool only_looks(const Desk& desk) {
  return pages::only_shows(desk.request) || desk.request.form.has("look");
}

}  // namespace gandan::petitions
