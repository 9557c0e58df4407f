#include <algorithm>

#include "contexts/petitions/intake/fields.hpp"
#include "contexts/petitions/lists/searching.hpp"
#include "contexts/petitions/record/clock.hpp"
#include "contexts/petitions/record/contact.hpp"
#include "contexts/petitions/record/insert.hpp"
#include "contexts/petitions/record/visibility.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/files/files.hpp"
#include "kernel/letters/subscriptions.hpp"
#include "kernel/receipts/once.hpp"
#include "kernel/records/codes.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/mail/address.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

constexpr std::size_t shortest_text = 10;  // code points

const db::Sql find_by_key{"select id, code, body_id from petitions where idempotency_key = :key"};
const db::Sql set_named{"update petitions set nameless = :nameless where id = :id"};

/// Code points without what is blank or invisible, wherever it stands: a run of it counts as one.
std::size_t length_of_words(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
  std::string words = text::fold(text);
  words.erase(std::unique(words.begin(), words.end(),
                          [&](char a, char b) { return is_blank(a) && is_blank(b); }),
              words.end());
  return text::length(words);
}

/// Mostly the beginning says enough, and the rest need not be folded. What the cut may part counts
/// for a few.
bool says_something(std::string_view text) {
  constexpr std::size_t beginning = 200;  // bytes
  std::size_t end = std::min(text.size(), beginning);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;
  return length_of_words(text.substr(0, end)) >= 2 * shortest_text ||
         length_of_words(text) >= shortest_text;
}

struct Checker {
  WrongFields errors;

  /// What stands on one line: letters quote it, and whoever sends it has named their reader.
  std::string line(std::string_view field, std::string_view typed) {
    std::string text(text::trim(text::clean(typed)));
    std::ranges::replace_if(
        text, [](char c) { return c == '\n' || c == '\t'; }, ' ');
    if (text::length(text) > longest_line)
      errors.push_back({std::string(field), N_("Shorten this to at most 300 characters.")});
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

void check_contact(Checker& check, const Contact& contact, bool anonymous, Kind kind) {
  if (!contact.email.empty())
    check.require(mail::parse_address(contact.email).has_value(), "email",
                  N_("Write the e-mail address in full, like ten@vidu.vn, or leave it empty."));
  if (kind == Kind::denunciation && anonymous)
    check.require(contact.name.empty(), "anonymous",
                  N_("You ticked that you give no name, but wrote one. Which do you mean? Take the "
                     "tick away, or empty the name."));
  if (needs_identity(kind, anonymous)) {
    check.require(!contact.name.empty(), "name",
                  kind == Kind::denunciation
                      ? N_("Write your full name, as the law asks, or tick that you do not want to "
                           "give it.")
                      : N_("Write your full name: the law requires it for this kind of petition."));
    check.require(!contact.address.empty(), "address",
                  N_("Write your address: the law requires it for this kind of petition."));
  }
}

/// How to reach who denounces enters nothing that is stored in clear, not even a digest.
std::string key_of(const Env& env, const SubmitForm& form, Kind kind) {
  const std::string place = std::to_string(form.place.value_or(UnitId{}).value);
  // The day, not the moment: what an officer enters today is received "now" each time it is sent.
  const std::string day = form.received_at ? civil_date(*form.received_at).iso() : std::string();
  std::vector<std::string_view> sent;
  for (const FormField& field : form_fields) {
    const bool is_told = !field.personal || kind != Kind::denunciation;
    sent.push_back(is_told ? std::string_view(field.of(form)) : std::string_view());
    if (field.name == "place") sent.push_back(place);
  }
  for (const std::string& digest : form.file_digests) sent.push_back(digest);
  sent.push_back(day);
  sent.push_back(form.anonymous ? "anonymous" : "");
  sent.push_back(form.consent_unsaid ? "unsaid" : form.may_publish ? "public" : "");
  return receipts::stored_key(env.keys, form.idempotency_key, sent);
}

Visibility visibility_of(const Submission& s) {
  if (is_confidential(s.kind)) return Visibility::sealed;
  if (s.publication_refused) return Visibility::held;
  return needs_a_look({s.title, s.text, s.asked_by, s.place_text}) ? Visibility::held
                                                                   : Visibility::open;
}

Petition received(const Env& env, const Submission& s) {
  Petition p;
  p.id = env.ids.next<PetitionId>();
  p.code = records::new_code(petition_prefix);
  p.kind = s.kind;
  p.channel = s.channel;
  p.visibility = s.visibility;
  p.title = s.title;
  p.text = s.text;
  p.asked_by = s.asked_by;
  p.addressed_to = s.addressed_to;
  p.place_text = s.place_text;
  p.place = s.place;
  p.province = s.province;
  p.received_at = s.received_at;
  p.clock.rule = s.clock_rule;
  p.clock.started_at = s.received_at;
  p.clock.due_at = s.due_at;
  p.publication_refused = s.publication_refused;
  p.consent_unsaid = s.consent_unsaid;
  p.nameless = is_nameless(s.kind, s.contact);
  return p;
}

}  // namespace

Result<Submission, WrongFields> check(const Env& env, const SubmitForm& form) {
  Checker check;
  auto kind = parse_kind(form.kind);
  check.require(kind.has_value(), "kind", N_("Choose what you want to send."));
  Submission s;
  s.kind = kind.value_or(Kind::proposal);
  s.text = text::clean(form.text);
  check.require(says_something(s.text), "text", words_missing);
  check.require(text::length(s.text) <= longest_text, "text",
                N_("Shorten the text to at most 20,000 characters."));
  SubmitForm said = form;
  for (const FormField& field : form_fields)
    if (field.is_line()) field.of(said) = check.line(field.name, field.of(form));
  check_contact(check, said.contact, form.anonymous, s.kind);
  s.title = said.title.empty() ? title_of(s.text) : std::move(said.title);
  s.asked_by = std::move(said.asked_by);
  s.addressed_to = std::move(said.addressed_to);
  s.place_text = std::move(said.place_text);
  s.contact = std::move(said.contact);
  s.place = form.place;
  s.province = form.province;
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
  s.clock_rule = rule_of(matter_of(s.kind, s.channel, s.asked_by, is_nameless(s.kind, s.contact)),
                         Stage::reception);
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
        tx.run(set_named, {{"id", row->id}, {"nameless", is_nameless(s.kind, s.contact)}});
      }
      return {row->id, row->code, true};
    }
  }
  const Petition petition = received(env, s);
  insert_petition(tx, env,
                  {.row = petition,
                   .contact = s.contact,
                   .idempotency_key = key,
                   .source = std::nullopt,
                   .keys = s.keys,
                   .sealed_at = env.clock.now()});
  files::add(tx, {env.ids, env.keys, env.clock.now()},
             {.record = subject_of(petition.id),
              .body = {},
              .is_sealed = s.kind == Kind::denunciation,
              .by_officer = act.who == Act::Who::officer},
             s.files);
  if (s.kind != Kind::denunciation)
    letters::subscribe(tx, env,
                       {.record = subject_of(petition.id),
                        .code = petition.code,
                        .email = s.contact.email,
                        .language = s.language});
  record(tx, act, subject_of(petition.id), env.clock.now(), Verb::submit,
         {{"kind", static_cast<int>(s.kind)},
          {"publication_refused", static_cast<int>(consent_of(petition))}});
  return {petition.id, petition.code};
}

}  // namespace gandan::petitions
