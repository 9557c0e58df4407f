#include "contexts/petitions/record/sealed_words.hpp"

#include "contexts/petitions/decision.hpp"
#include "contexts/petitions/record/contact.hpp"
#include "contexts/petitions/record/traces.hpp"
#include "kernel/files/files.hpp"
#include "kernel/journal/log.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"

namespace gandan::petitions {
namespace {

const db::Sql insert_note{R"(
  insert into petition_notes (petition_id, at, verb, for_petitioner, text)
  values (:id, :at, :verb, :for_petitioner, :text))"};
const db::Sql empty_petition{R"(
  update petitions set title = '', text = '', addressed_to = '', place_text = '',
    idempotency_key = null, source_id = :source_id
  where id = :id)"};
const db::Sql empty_notes{"update petition_notes set text = '' where petition_id = :id"};
const db::Sql empty_pauses{
    "update petition_pauses set question = '', reply = '' where petition_id = :id"};
const db::Sql empty_extensions{
    "update petition_extensions set reason = '' where petition_id = :id"};
const db::Sql empty_decisions{"update petition_decisions set number = '' where petition_id = :id"};
const db::Sql empty_answer{"update petition_answers set text = '', document = '' where id = :id"};
// The reason of a proposal quotes words that it shares with others.
const db::Sql empty_reasons{"update topic_members set reason = '{}' where petition_id = :id"};
const db::Sql empty_joins{R"(
  update petition_joins set place_text = '', idempotency_key = null where petition_id = :id)"};
const db::Sql select_ids_of_joins{"select id from petition_joins where petition_id = :id"};
const db::Sql select_own_answers{R"(
  select l.answer_id from petition_answered l where l.petition_id = :id and not exists (
    select 1 from petition_answered o where o.answer_id = l.answer_id and o.petition_id <> :id))"};

std::string at(std::string_view what, Instant when) {
  return std::string(what) + " " + std::to_string(when.micros);
}

std::string of(std::string_view what, AnswerId id) {
  return std::string(what) + " " + std::to_string(id.value);
}

/// Where the words of a part are not there, the column's stay: they may lie in clear still.
void take(std::string& words, const people::Words& opened, std::string_view part) {
  auto found = opened.find(part);
  if (found != opened.end()) words = found->second;
}

/// What the petition itself says; the words stay in `petition`, which a use case still works on.
void seal_text(db::Tx& tx, const Env& env, const Petition& petition) {
  const Owner owner = owner_of(petition);
  // Where parts were masked, how it was sent is sealed already.
  const auto sealed = people::open_words(tx, env.keys, subject_of(petition.id));
  auto seal = [&](std::string_view part, std::string_view words) {
    if (!sealed.contains(part)) keep_words(tx, env, owner, part, words);
  };
  seal(title_part, petition.title);
  seal(text_part, petition.text);
  seal(addressee_part, petition.addressed_to);
  seal(place_part, petition.place_text);
  std::optional<std::string> source_id;
  if (petition.source_id) source_id = sealed_source_id(env.keys, *petition.source_id);
  tx.run(empty_petition, {{"source_id", source_id}, {"id", petition.id}});
}

/// What was said about it on its way.
void seal_course(db::Tx& tx, const Env& env, const Petition& petition) {
  const Owner owner = owner_of(petition);
  for (const NoteRow& note : notes_of(tx, petition.id))
    keep_words(tx, env, owner, note_part(note.at, note.verb), note.text);
  for (const PauseRow& pause : pauses_of(tx, petition.id)) {
    keep_words(tx, env, owner, question_part(pause.stopped_at), pause.question);
    keep_words(tx, env, owner, reply_part(pause.stopped_at), pause.reply);
  }
  for (const ExtensionRow& extension : extensions_of(tx, petition.id))
    keep_words(tx, env, owner, extension_part(extension.granted_at), extension.reason);
  for (const DecisionRow& decision : decisions_of(tx, petition.id))
    keep_words(tx, env, owner, decision_part(decision.at), decision.number);
  for (const db::Sql* empty : {&empty_notes, &empty_pauses, &empty_extensions, &empty_decisions,
                               &empty_reasons, &empty_joins})
    tx.run(*empty, {{"id", petition.id}});
}

/// Its own answers; one that stands for others too is theirs to read.
void seal_answers(db::Tx& tx, const Env& env, const Petition& petition) {
  const Owner owner = owner_of(petition);
  for (AnswerId id : tx.all<AnswerId>(select_own_answers, {{"id", petition.id}})) {
    auto answer = find_answer(tx, id);
    if (!answer) continue;
    keep_words(tx, env, owner, answer_part(id), answer->text);
    keep_words(tx, env, owner, document_part(id), answer->document);
    tx.run(empty_answer, {{"id", id}});
  }
}

}  // namespace

bool has_sealed_words(const Petition& petition) {
  return petition.kind == Kind::denunciation || petition.text.empty();
}

bool has_sealed_parts(db::Tx& tx, const Petition& petition) {
  return has_sealed_words(petition) || people::has_words(tx, subject_of(petition.id));
}

Owner owner_of(const Petition& petition) {
  return {petition.id, petition.body.value_or(UnitId{}), has_sealed_words(petition)};
}

std::string_view keep_words(db::Tx& tx, const Env& env, const Owner& owner, std::string_view part,
                            std::string_view words) {
  if (!owner.sealed) return words;
  if (!words.empty())
    people::seal_words(tx, env.keys, owner.body, subject_of(owner.petition), part, words);
  return {};
}

void keep_note(db::Tx& tx, const Env& env, const Petition& petition, const Note& note) {
  if (note.words.text.empty()) return;
  tx.run(insert_note, {{"id", petition.id},
                       {"at", note.at},
                       {"verb", name(note.verb)},
                       {"for_petitioner", note.words.readers},
                       {"text", keep_words(tx, env, owner_of(petition),
                                           note_part(note.at, name(note.verb)), note.words.text)}});
}

std::string question_part(Instant stopped_at) {
  return at("question", stopped_at);
}
std::string reply_part(Instant stopped_at) {
  return at("reply", stopped_at);
}
std::string extension_part(Instant granted_at) {
  return at("extension", granted_at);
}
std::string note_part(Instant when, std::string_view verb) {
  return at("note", when) + " " + std::string(verb);
}
std::string answer_part(AnswerId id) {
  return of("answer", id);
}
std::string document_part(AnswerId id) {
  return of("document", id);
}

std::string sealed_source_id(const crypto::KeyFile& keys, std::string_view id) {
  constexpr std::string_view prefix = "hmac:";
  if (id.starts_with(prefix)) return std::string(id);
  // Under the first key, so that what came before a rotation is known after it.
  const std::string secret = crypto::derive(keys.first(), "ids of imported rows");
  return std::string(prefix) + crypto::hex(crypto::hmac_sha256(secret, id));
}

void fill_in(Story& story, const people::Words& words) {
  Petition& petition = story.petition;
  take(petition.title, words, title_part);
  take(petition.text, words, text_part);
  take(petition.addressed_to, words, addressee_part);
  take(petition.place_text, words, place_part);
  take(petition.asked_by, words, asker_part);
  if (!petition.place) story.place = petition.place_text;
  for (NoteRow& note : story.notes) take(note.text, words, note_part(note.at, note.verb));
  for (PauseRow& pause : story.pauses) {
    take(pause.question, words, question_part(pause.stopped_at));
    take(pause.reply, words, reply_part(pause.stopped_at));
  }
  for (DecisionRow& decision : story.decisions)
    take(decision.number, words, decision_part(decision.at));
  for (StoredAnswer& answer : story.answers) {
    take(answer.text, words, answer_part(answer.id));
    take(answer.document, words, document_part(answer.id));
  }
}

void seal_in_full(db::Tx& tx, const Env& env, Petition& petition) {
  seal_contact(tx, env, petition);
  seal_text(tx, env, petition);
  seal_course(tx, env, petition);
  seal_answers(tx, env, petition);
  files::seal(tx, env.keys, petition.body.value_or(UnitId{}), subject_of(petition.id));
  leave_trace(tx, env);
  journal::erase_salt(tx, subject_of(petition.id), words_went_under_seal);
  for (const JoinId join : tx.all<JoinId>(select_ids_of_joins, {{"id", petition.id}}))
    journal::erase_salt(tx, subject_of(join), words_went_under_seal);
}

}  // namespace gandan::petitions
