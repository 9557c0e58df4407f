#include <algorithm>

#include "contexts/petitions/figures/sealed_figures.hpp"
#include "contexts/petitions/letters/subscriptions.hpp"
#include "contexts/petitions/lists/searching.hpp"
#include "contexts/petitions/record/clock.hpp"
#include "contexts/petitions/record/contact.hpp"
#include "contexts/petitions/record/record.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "contexts/petitions/record/visibility.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/receipts/once.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/mail/address.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

constexpr std::size_t shortest_text = 10;  // code points
constexpr std::size_t longest_line = 300;  // code points, of every field but the text

const db::Sql find_by_key{"select id, code, body_id from petitions where idempotency_key = :key"};
const db::Sql insert_petition{R"(
  insert into petitions (id, code, kind, state, channel, visibility, publication_refused, title, text, asked_by,
    addressed_to, place_text, place_id, province_id, received_at, clock_rule, clock_started_at,
    due_at, idempotency_key, nameless)
  values (:id, :code, :kind, :state, :channel, :visibility, :publication_refused, :title, :text,
    :asked_by, :addressed_to, :place_text, :place, :province, :received_at, :clock_rule,
    :received_at, :due_at, :key, :nameless))"};
const db::Sql set_named{"update petitions set nameless = :nameless where id = :id"};

/// A denunciation that does not say who denounces, or from where (Law 25/2018 art. 25(1)).
bool is_nameless(const Submission& s) {
  return s.kind == Kind::denunciation && (s.contact.name.empty() || s.contact.address.empty());
}

/// Long enough without what is blank or invisible, wherever it stands: a run of it counts as one.
bool says_something(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
  std::string words = text::fold(text);
  words.erase(std::unique(words.begin(), words.end(),
                          [&](char a, char b) { return is_blank(a) && is_blank(b); }),
              words.end());
  return text::length(words) >= shortest_text;
}

struct Checker {
  FieldErrors errors;

  std::string line(const char* field, std::string_view typed, const char* too_long) {
    std::string text(text::trim(text::clean(typed)));
    if (text::length(text) > longest_line) errors.push_back({field, too_long});
    return text;
  }
  void require(bool holds, const char* field, const char* message) {
    if (!holds) errors.push_back({field, message});
  }
};

/// The law wants to know who complains or denounces; a denunciation may come without a name, but
/// then it goes to management, not to procedure (Law 25/2018 art. 25).
bool needs_identity(Kind kind, bool anonymous) {
  return kind == Kind::complaint || (kind == Kind::denunciation && !anonymous);
}

Contact check_contact(Checker& check, const SubmitForm& form, Kind kind) {
  const char* too_long = N_("Shorten this to at most 300 characters.");
  Contact contact{check.line("name", form.contact.name, too_long),
                  check.line("address", form.contact.address, too_long),
                  check.line("phone", form.contact.phone, too_long),
                  check.line("email", form.contact.email, too_long)};
  if (!contact.email.empty())
    check.require(mail::parse_address(contact.email).has_value(), "email",
                  N_("Write the e-mail address in full, like ten@vidu.vn, or leave it empty."));
  if (kind == Kind::denunciation && form.anonymous)
    check.require(contact.name.empty(), "anonymous",
                  N_("You ticked that you give no name, but wrote one. Which do you mean? Take the "
                     "tick away, or empty the name."));
  if (needs_identity(kind, form.anonymous)) {
    check.require(!contact.name.empty(), "name",
                  kind == Kind::denunciation
                      ? N_("Write your full name, as the law asks, or tick that you do not want to "
                           "give it.")
                      : N_("Write your full name: the law requires it for this kind of letter."));
    check.require(!contact.address.empty(), "address",
                  N_("Write your address: the law requires it for this kind of letter."));
  }
  return contact;
}

/// How to reach who denounces enters nothing that is stored in clear, not even a digest.
std::string key_of(const Env& env, const SubmitForm& form, Kind kind) {
  const std::string place = std::to_string(form.place.value_or(UnitId{}).value);
  // The day, not the moment: what an officer enters today is received "now" each time it is sent.
  const std::string day = form.received_at ? civil_date(*form.received_at).iso() : std::string();
  const bool sealed = kind == Kind::denunciation;
  const Contact contact = sealed ? Contact{} : form.contact;
  const std::string_view asked_by = sealed ? std::string_view() : form.asked_by;
  return receipts::stored_key(env.keys, form.idempotency_key,
                              {form.kind, form.title, form.text, asked_by, form.addressed_to,
                               form.place_text, place, contact.name, contact.address, contact.phone,
                               contact.email, day, form.anonymous ? "anonymous" : "",
                               form.consent_unsaid ? "unsaid"
                               : form.may_publish  ? "public"
                                                   : ""});
}

/// As it is stored: 0 agreed, 1 refused, 2 nothing said.
int consent_of(const Submission& s) {
  return s.consent_unsaid ? 2 : s.publication_refused ? 1 : 0;
}

Visibility visibility_of(const Submission& s) {
  if (is_confidential(s.kind)) return Visibility::sealed;
  if (s.publication_refused) return Visibility::held;
  return needs_a_look({s.title, s.text, s.asked_by, s.place_text}) ? Visibility::held
                                                                   : Visibility::open;
}

}  // namespace

Result<Submission, FieldErrors> check(const Env& env, const SubmitForm& form) {
  Checker check;
  const char* too_long = N_("Shorten this to at most 300 characters.");
  auto kind = parse_kind(form.kind);
  check.require(kind.has_value(), "kind", N_("Choose what you want to send."));
  Submission s;
  s.kind = kind.value_or(Kind::proposal);
  s.text = text::clean(form.text);
  check.require(says_something(s.text), "text", words_missing);
  check.require(text::length(s.text) <= longest_text, "text",
                N_("Shorten the text to at most 20,000 characters."));
  s.title = check.line("title", form.title, too_long);
  if (s.title.empty()) s.title = title_of(s.text);
  s.asked_by = check.line("asked_by", form.asked_by, too_long);
  s.addressed_to = check.line("addressed_to", form.addressed_to, too_long);
  s.place_text = check.line("place", form.place_text, too_long);
  s.place = form.place;
  s.province = form.province;
  s.contact = check_contact(check, form, s.kind);
  s.channel = form.channel;
  s.language = form.language;
  s.received_at = form.received_at.value_or(env.clock.now());
  check.require(s.received_at <= env.clock.now(), "received_at",
                N_("The day of receipt cannot be in the future."));
  check.require(civil_date(s.received_at) >= rules::Calendar::first, "received_at",
                N_("The day of receipt cannot be before 1945."));
  check.require(form.idempotency_key.size() <= 200, "idempotency_key",
                N_("The idempotency key is too long."));
  s.idempotency_key = key_of(env, form, s.kind);
  if (!check.errors.empty()) return fail(std::move(check.errors));

  s.consent_unsaid = form.consent_unsaid;
  s.publication_refused = !form.may_publish || s.consent_unsaid;
  s.visibility = visibility_of(s);
  s.clock_rule =
      rule_of(matter_of(s.kind, s.channel, s.asked_by, is_nameless(s)), Stage::reception);
  if (auto due = env.rules.due(s.clock_rule, s.received_at, {.remote = form.remote}))
    s.due_at = due->at;
  if (s.visibility == Visibility::open) s.keys = search_keys(s.title, s.text);
  return s;
}

Submitted submit(db::Tx& tx, const Env& env, const Submission& s, const Act& act) {
  const auto key = s.idempotency_key.empty() ? std::nullopt : std::optional(s.idempotency_key);
  if (key) {
    struct Row {
      PetitionId id;
      std::string code;
      std::optional<UnitId> body;
    };
    if (auto row = tx.one<Row>(find_by_key, {{"key", *key}})) {
      // The key does not tell who denounces: what was corrected there takes the place of the first.
      if (s.kind == Kind::denunciation) {
        keep_contact(tx, env, row->id, s.kind, s.contact, s.asked_by, row->body.value_or(UnitId{}));
        tx.run(set_named, {{"id", row->id}, {"nameless", is_nameless(s)}});
      }
      return {row->id, row->code, true};
    }
  }
  Submitted submitted{env.ids.next<PetitionId>(), new_code()};
  const Owner owner{submitted.id, UnitId{}, s.kind == Kind::denunciation};
  auto kept = [&](std::string_view part, std::string_view words) {
    return keep_words(tx, env, owner, part, words);
  };
  tx.run(insert_petition, {{"id", submitted.id},
                           {"code", submitted.code},
                           {"kind", s.kind},
                           {"state", State::received},
                           {"channel", s.channel},
                           {"visibility", s.visibility},
                           {"publication_refused", consent_of(s)},
                           {"title", kept(title_part, s.title)},
                           {"text", kept(text_part, s.text)},
                           {"asked_by", asked_by_in_clear(s.kind, s.asked_by)},
                           {"addressed_to", kept(addressee_part, s.addressed_to)},
                           {"place_text", kept(place_part, s.place_text)},
                           {"place", s.place},
                           {"province", s.province},
                           {"received_at", s.received_at},
                           {"clock_rule", s.clock_rule},
                           {"due_at", s.due_at},
                           {"key", key},
                           {"nameless", is_nameless(s)}});
  if (is_confidential(s.kind)) note_sealed(tx, submitted.id, s.kind, env.clock.now());
  keep_contact(tx, env, submitted.id, s.kind, s.contact, s.asked_by);
  subscribe(tx, env,
            {.petition = submitted.id,
             .kind = s.kind,
             .code = submitted.code,
             .email = s.contact.email,
             .language = s.language});
  if (!s.keys.empty()) search_index.put(tx, submitted.id.value, s.keys);
  record(tx, act,
         Entry{submitted.id,
               env.clock.now(),
               "submit",
               {{"kind", static_cast<int>(s.kind)}, {"publication_refused", consent_of(s)}}});
  return submitted;
}

}  // namespace gandan::petitions
