#include "contexts/petitions/letters/write.hpp"

#include "contexts/petitions/letters/words.hpp"
#include "contexts/petitions/public/asked_links.hpp"
#include "contexts/petitions/public/page_parts.hpp"
#include "contexts/petitions/public/petition_story.hpp"
#include "contexts/petitions/record/answers.hpp"
#include "contexts/petitions/record/asked.hpp"
#include "kernel/module/services.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {
namespace {

std::string name_of(db::Tx& tx, std::optional<UnitId> id) {
  auto unit = id ? units::find_unit(tx, *id) : std::nullopt;
  return unit ? unit->name : std::string();
}

/// The words that the change itself brought; false where what it tells of has passed.
bool find_words(db::Tx& tx, const Petition& petition, const letters::Errand& errand,
                LetterFacts& facts) {
  switch (facts.letter) {
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
    case Letter::asked:
      return false;  // find_question
  }
  return false;
}

/// What is asked after an answer; false where it was said meanwhile, or is asked no more.
bool find_question(db::Tx& tx, const Services& services, const Petition& petition,
                   const letters::Errand& errand, LetterFacts& facts) {
  const auto asked = find_asked(tx, AskedId{errand.about});
  if (!asked || asked->said || facts.joined || !is_open_to(*asked, petition)) return false;
  const auto answer = find_answer(tx, asked->answer);
  if (!answer) return false;
  const auto book = services.rules.book();
  facts.until = reopens_until(tx, *book, petition);
  if (!facts.until || services.clock.today() > *facts.until) return false;
  facts.answered_on = civil_date(answer->answered_at);
  facts.promised_on = answer->promised_on;
  facts.body = name_of(tx, answer->body);
  facts.reply = services.post->public_url + asked_path(services.keys.get(), asked->id);
  return true;
}

void add_limits(db::Tx& tx, const Services& services, const Petition& petition,
                const i18n::Locale& locale, LetterFacts& facts) {
  auto book = services.rules.book();
  const auto directory = services.directory.get();
  const Wording words{locale, *directory, services.clock.today()};
  auto promised = [&](const std::optional<rules::Limit>& limit) -> std::optional<Promised> {
    if (!limit) return std::nullopt;
    return Promised{basis_in_full(words, *limit),
                    limit_in_words(locale, limit->value, limit->unit)};
  };
  if (is_open(petition.state) && petition.clock.due_at)
    facts.due = civil_date(*petition.clock.due_at);
  facts.clock = promised(limit_of(tx, *book, petition, petition.clock.rule));
  const Matter matter = matter_of(petition);
  facts.answer = promised(limit_of(tx, *book, petition, rule_of(matter, last_stage(matter))));
}

std::optional<letters::Words> write_letter(db::Tx& tx, const Services& services,
                                           const letters::Errand& errand,
                                           const i18n::Locale& locale) {
  const auto letter = parse_letter(errand.letter);
  const auto petition = find(tx, PetitionId{errand.record.id});
  if (!letter || !petition || petition->kind == Kind::denunciation) return std::nullopt;
  LetterFacts facts{.letter = *letter,
                    .discreet = is_sealed(*petition),
                    .joined = errand.code != petition->code,
                    .code = std::string(errand.code),
                    .title = petition->title,
                    .body = name_of(tx, petition->body),
                    .received_on = civil_date(petition->received_at)};
  // Who joined a petition reads of it what everybody may: nothing, whatever the reason.
  if (facts.joined && petition->visibility != Visibility::open) return std::nullopt;
  facts.reply = services.post->public_url + "/petitions/" + facts.code + "/supplement";
  add_limits(tx, services, *petition, locale, facts);
  const bool has_words = *letter == Letter::asked
                             ? find_question(tx, services, *petition, errand, facts)
                             : find_words(tx, *petition, errand, facts);
  if (!has_words) return std::nullopt;
  return letter_words(facts, locale);
}

}  // namespace

letters::Kind letters_about_petitions() {
  return {.record = "petition",
          .letters = letter_names(),
          .pages = "/petitions/",
          .section = "petitions",
          .promise = N_("You get a letter when it is sent on, when something is asked and when it "
                        "is answered. Each has a link that stops them."),
          .write = write_letter};
}

}  // namespace gandan::petitions
