#include "contexts/petitions/letters/job.hpp"

#include <stdexcept>

#include "contexts/petitions/letters/pages.hpp"
#include "contexts/petitions/letters/words.hpp"
#include "contexts/petitions/public/page_parts.hpp"
#include "contexts/petitions/public/petition_story.hpp"
#include "contexts/petitions/record/answers.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {
namespace {

/// Whether it may still be sent to this address.
bool is_wanted(const Subscription& subscription, Letter letter) {
  auto state = state_of(subscription);
  return state == SubscriptionState::confirmed ||
         (state == SubscriptionState::unconfirmed && letter == Letter::received);
}

std::string name_of(db::Tx& tx, std::optional<UnitId> id) {
  auto unit = id ? units::find_unit(tx, *id) : std::nullopt;
  return unit ? unit->name : std::string();
}

/// The words that the change itself brought; false where what it tells of has passed.
bool find_words(db::Tx& tx, const Petition& petition, const Errand& errand, LetterFacts& facts) {
  switch (errand.letter) {
    case Letter::received:
      return true;
    case Letter::question:
      for (const PauseRow& pause : pauses_of(tx, petition.id))
        if (pause.stopped_at == errand.at && !pause.resumed_at) facts.words = pause.question;
      return !facts.words.empty();
    case Letter::routed:
      return petition.body == UnitId{errand.about} && is_open(petition.state);
    case Letter::extended:
      for (const ExtensionRow& extension : extensions_of(tx, petition.id))
        if (extension.granted_at == errand.at) facts.words = extension.reason;
      return !facts.words.empty() && is_open(petition.state);
    case Letter::answered:
    case Letter::promise:
      for (const StoredAnswer& answer : answers_to(tx, petition.id)) {
        if (answer.id != AnswerId{errand.about}) continue;
        facts.words = answer.text;
        facts.outcome = answer.outcome;
        facts.promised_on = answer.promised_on;
        facts.body = name_of(tx, answer.body);
      }
      return facts.outcome.has_value();
    case Letter::given_back:
      for (const NoteRow& note : notes_of(tx, petition.id))
        if (note.at == errand.at && note.readers == acts::Readers::resident)
          facts.words = note.text;
      return true;
    case Letter::decided:
      return is_sealed(petition);
  }
  return false;
}

void add_links(LetterFacts& facts, const Services& services, SubscriptionId id) {
  const std::string& site = services.post->public_url;
  const std::string letters = site + letters_path(services.keys.get(), id);
  facts.page = site + "/petitions/" + facts.code;
  facts.reply = facts.page + "/supplement";
  facts.confirm = letters;
  facts.stop = letters + "/stop";
}

void add_limits(db::Tx& tx, const Services& services, const Petition& petition,
                const i18n::Locale& locale, LetterFacts& facts) {
  auto book = services.rules.book();
  auto promised = [&](const std::optional<rules::Limit>& limit) -> std::optional<Promised> {
    if (!limit) return std::nullopt;
    return Promised{basis_of(locale, *limit), limit_in_words(locale, limit->value, limit->unit)};
  };
  if (is_open(petition.state) && petition.due_at) facts.due = civil_date(*petition.due_at);
  facts.clock = promised(limit_of(tx, *book, petition, petition.clock_rule));
  const Matter matter = matter_of(petition);
  facts.answer = promised(limit_of(tx, *book, petition, rule_of(matter, last_stage(matter))));
}

}  // namespace

std::optional<mail::Message> write_letter(db::Tx& tx, const Services& services,
                                          const Errand& errand) {
  auto subscription = find_subscription(tx, errand.subscription);
  if (!subscription || !is_wanted(*subscription, errand.letter)) return std::nullopt;
  auto petition = find(tx, subscription->petition);
  if (!petition || petition->kind == Kind::denunciation) return std::nullopt;
  const i18n::Locale* known = i18n::find_locale(subscription->language);
  const i18n::Locale& locale = known != nullptr ? *known : *i18n::find_locale("vi");
  LetterFacts facts{.letter = errand.letter,
                    .joined = subscription->code != petition->code,
                    .code = subscription->code,
                    .title = petition->title,
                    .body = name_of(tx, petition->body),
                    .received_on = civil_date(petition->received_at)};
  // Who joined a petition reads of it what everybody may: nothing, whatever the reason.
  if (facts.joined && petition->visibility != Visibility::open) return std::nullopt;
  facts.discreet = is_sealed(*petition);
  add_limits(tx, services, *petition, locale, facts);
  add_links(facts, services, subscription->id);
  if (!find_words(tx, *petition, errand, facts)) return std::nullopt;
  LetterWords words = words_of(facts, locale);
  return mail::Message{
      .from = services.post->from,
      .to = {"", mail::parse_address(subscription->email).value_or(mail::Address{})},
      .subject = std::move(words.subject),
      .text = std::move(words.text),
      .id = std::to_string(subscription->id.value) + "." + std::to_string(errand.at.micros),
      .unsubscribe = facts.stop};
}

void add_letter_job(jobs::Registry& jobs, Services& services) {
  jobs.on(std::string(round_job), [](db::Database& database, const jobs::Job& job) {
    const Round round = parse_round(job.payload);
    database.write([&](db::Tx& tx) {
      if (auto petition = find(tx, round.petition)) queue_round(tx, *petition, round.next);
    });
  });
  jobs.on(std::string(letter_job), [&services](db::Database& database, const jobs::Job& job) {
    const Errand errand = parse_payload(job.payload);
    auto message = database.read([&](db::Tx& tx) { return write_letter(tx, services, errand); });
    if (!message) return;
    auto sent = services.post->mailer->send(*message, services.clock.now());
    if (sent) return;
    if (!sent.error().permanent)
      throw std::runtime_error("the letter was not taken: " + sent.error().reason);
    database.write(
        [&](db::Tx& tx) { mark_undeliverable(tx, services.clock, errand.subscription); });
  });
}

}  // namespace gandan::petitions
