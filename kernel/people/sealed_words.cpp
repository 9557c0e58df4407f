#include "kernel/people/sealed_words.hpp"

#include <vector>

#include "kernel/people/people.hpp"
#include "kernel/people/sealed_reasons.hpp"

namespace gandan::people {
namespace {

const db::Sql upsert_part{R"(
  insert into sealed_words (subject_kind, subject_id, part, key_id, unit_id, sealed)
  values (:kind, :id, :part, :key_id, :unit, :sealed)
  on conflict (subject_kind, subject_id, part)
  do update set key_id = excluded.key_id, unit_id = excluded.unit_id, sealed = excluded.sealed)"};
const db::Sql select_parts{R"(
  select part, key_id, unit_id, sealed from sealed_words
  where subject_kind = :kind and subject_id = :id order by part)"};
const db::Sql select_any_part{R"(
  select 1 from sealed_words where subject_kind = :kind and subject_id = :id limit 1)"};
const db::Sql select_identity{R"(
  select key_id, unit_id, sealed from sealed_identities
  where subject_kind = :kind and subject_id = :id)"};
const db::Sql update_identity{R"(
  update sealed_identities set key_id = :key_id, unit_id = :unit, sealed = :sealed
  where subject_kind = :kind and subject_id = :id)"};
const db::Sql insert_reading{R"(
  insert into words_readings (subject_kind, subject_id, user_id, day, read_at)
  values (:kind, :id, :user, :day, :now) on conflict do nothing)"};
const db::Sql select_reading{R"(
  select 1 from words_readings
  where subject_kind = :kind and subject_id = :id and user_id = :user and day = :day)"};
const db::Sql select_readings{R"(
  select user_id, day, read_at, reason from words_readings
  where subject_kind = :kind and subject_id = :id order by day, read_at, user_id)"};

struct Part {
  std::string name, key_id;
  std::optional<UnitId> unit;
  db::Blob bytes;

  [[nodiscard]] Sealed sealed() const { return {key_id, unit, bytes.data}; }
};

std::vector<Part> parts_of(db::Tx& tx, Ref subject) {
  return tx.all<Part>(select_parts, {{"kind", subject.kind}, {"id", subject.id}});
}

Words open_parts(db::Tx& tx, const crypto::KeyFile& keys, Ref subject,
                 bool (*are_asked)(const Part&)) {
  Words words;
  for (Part& part : parts_of(tx, subject))
    if (are_asked(part))
      if (auto opened = open_sealed(keys, part.sealed()))
        words.emplace(std::move(part.name), std::move(*opened));
  return words;
}

void seal_identity_anew(db::Tx& tx, const crypto::KeyFile& keys, UnitId body, Ref subject) {
  struct Row {
    std::string key_id;
    std::optional<UnitId> unit;
    db::Blob bytes;
  };
  auto row = tx.one<Row>(select_identity, {{"kind", subject.kind}, {"id", subject.id}});
  auto identity = row ? open_sealed(keys, {row->key_id, row->unit, row->bytes.data}) : std::nullopt;
  if (!identity) return;
  const Sealed sealed = seal_to(tx, keys, body, *identity);
  tx.run(update_identity, {{"key_id", sealed.key_id},
                           {"unit", sealed.unit},
                           {"sealed", db::Bytes{sealed.box}},
                           {"kind", subject.kind},
                           {"id", subject.id}});
}

}  // namespace

void seal_words(db::Tx& tx, const crypto::KeyFile& keys, UnitId body, Ref subject,
                std::string_view part, std::string_view words) {
  const Sealed sealed = seal_to(tx, keys, body, words);
  tx.run(upsert_part, {{"kind", subject.kind},
                       {"id", subject.id},
                       {"part", part},
                       {"key_id", sealed.key_id},
                       {"unit", sealed.unit},
                       {"sealed", db::Bytes{sealed.box}}});
}

Words open_words(db::Tx& tx, const crypto::KeyFile& keys, Ref subject) {
  return open_parts(tx, keys, subject, [](const Part& part) { return !is_reason_part(part.name); });
}

Words open_reasons(db::Tx& tx, const crypto::KeyFile& keys, Ref subject) {
  return open_parts(tx, keys, subject, [](const Part& part) { return is_reason_part(part.name); });
}

bool has_words(db::Tx& tx, Ref subject) {
  return tx.one<int>(select_any_part, {{"kind", subject.kind}, {"id", subject.id}}).has_value();
}

Result<Words, ReadWordsError> read_words(db::Tx& tx, const Clock& clock,
                                         const crypto::KeyFile& keys, const Reader& reader,
                                         Ref subject, std::string_view reason) {
  const Principal& officer = reader.officer;
  journal::Entry entry{.at = clock.now(),
                       .actor = actor_of(officer),
                       .on_behalf_of = reader.unit,
                       .verb = "people.read_words",
                       .subject = {subject.kind, subject.id}};
  if (!officer.may(reader.permission, reader.unit, reader.above)) {
    entry.verb = "people.read_words_refused";
    journal::append(tx, entry);
    tx.keep_despite_error();
    return fail(ReadWordsError::forbidden);
  }
  const bool is_open = tx.one<int>(select_reading, {{"kind", subject.kind},
                                                    {"id", subject.id},
                                                    {"user", officer.user},
                                                    {"day", clock.today()}})
                           .has_value();
  if (is_open) return open_words(tx, keys, subject);
  if (!is_reason(reason)) return fail(ReadWordsError::reason_missing);
  const bool is_first_today = tx.run(insert_reading, {{"kind", subject.kind},
                                                      {"id", subject.id},
                                                      {"user", officer.user},
                                                      {"day", clock.today()},
                                                      {"now", entry.at}}) == 1;
  if (is_first_today) {
    seal_reason(tx, keys, subject, reading_part(officer.user, clock.today()), reason);
    journal::append(tx, entry);
  }
  return open_words(tx, keys, subject);
}

std::vector<WordsReading> readings_of(db::Tx& tx, const crypto::KeyFile& keys, Ref subject) {
  auto readings =
      tx.all<WordsReading>(select_readings, {{"kind", subject.kind}, {"id", subject.id}});
  const Words reasons = open_reasons(tx, keys, subject);
  for (WordsReading& reading : readings)
    if (auto why = reasons.find(reading_part(reading.user, reading.day)); why != reasons.end())
      reading.reason = why->second;
  return readings;
}

void seal_anew(db::Tx& tx, const crypto::KeyFile& keys, UnitId body, Ref subject) {
  seal_identity_anew(tx, keys, body, subject);
  for (const Part& part : parts_of(tx, subject))
    if (auto words = open_sealed(keys, part.sealed()))
      seal_words(tx, keys, body, subject, part.name, *words);
}

}  // namespace gandan::people
