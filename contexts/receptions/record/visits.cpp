#include "contexts/receptions/record/visits.hpp"

#include <algorithm>

#include "kernel/people/authority.hpp"
#include "kernel/records/codes.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"

namespace gandan::receptions {
namespace {

const db::Sql visit_by_id{"select ", visit_columns, " from visits v where v.id = :id"};
const db::Sql visit_by_code{"select ", visit_columns, " from visits v where v.code = :code"};
const db::Sql visits_by_sitting{"select ", visit_columns,
                                " from visits v where v.sitting_id = :id order by v.id"};
const db::Sql visits_by_matter{"select ", visit_columns,
                               " from visits v where v.matter_id = :id order by v.turn, v.id"};
const db::Sql last_book_number{R"(
  select coalesce(max(book_number), 0) from visits where place_id = :place and book_year = :year)"};
const db::Sql insert_visit_row{R"(
  insert into visits (id, code, place_id, body_id, book_year, book_number, received_at, entered_at,
    sitting_id, kind, state, channel, heard_by, day_id, matter, people, present, handled_before,
    is_competent, outcome, ground, directed_unit_id, directed_to, document, due_at, told_at,
    is_read_back, is_hot, field_id, area_id, province_id, matter_id, turn, booking_id, ticket_id,
    followed, note, source, source_id, idempotency_key)
  values (:id, :code, :place, :body, :book_year, :book_number, :received_at, :entered_at, :sitting,
    :kind, :state, :channel, :heard_by, :day, :matter, :people, :present, :handled_before,
    :is_competent, :outcome, :ground, :directed_unit, :directed_to, :document, :due_at, :told_at,
    :is_read_back, :is_hot, :field, :area, :province, :matter_id, :turn, :booking, :ticket,
    :followed, :note, :source, :source_id, :key))"};
const db::Sql update_visit_row{R"(
  update visits set state = :state, outcome = :outcome, ground = :ground,
    is_competent = :is_competent, directed_unit_id = :directed_unit, directed_to = :directed_to,
    document = :document, due_at = :due_at, told_at = :told_at, is_hot = :is_hot,
    followed = :followed, note = :note where id = :id)"};
const db::Sql insert_person_row{R"(
  insert into visit_people (visit_id, position, role, name, address, phone, email, identity,
    identity_key)
  values (:visit, :position, :role, :name, :address, :phone, :email, :identity, :key))"};
const db::Sql select_people{R"(
  select role, name, address, phone, email, identity from visit_people where visit_id = :visit
  order by position)"};
const db::Sql bodies_of_items{
    "select distinct body_id from conclusion_items where visit_id = :visit"};
const db::Sql insert_visit_note{R"(
  insert into visit_notes (visit_id, at, verb, for_visitor, text)
  values (:visit, :at, :verb, :for_visitor, :text))"};
const db::Sql select_visit_notes{R"(
  select at, verb, for_visitor, text from visit_notes where visit_id = :visit order by at)"};

struct PersonRow {
  PersonRole role;
  std::string name, address, phone, email;
  db::Blob identity;
};

/// The number is sealed to the newest key; earlier ones open what was sealed before.
std::string opened_number(const crypto::KeyFile& keys, const std::string& box) {
  if (box.empty()) return {};
  for (const crypto::SealKey& key : keys.keys())
    if (auto number = crypto::open(key, box)) return *number;
  return {};
}

/// Of a denunciation all of them lie under one seal: the first by its fields, the others beside it.
void seal_people(db::Tx& tx, const Env& env, const Visit& visit,
                 const std::vector<Person>& people) {
  if (people.empty()) return;
  const Person& first = people.front();
  people::Identity identity{.name = first.name,
                            .address = first.address,
                            .identity_number = first.identity,
                            .telephone = first.phone,
                            .email = first.email};
  for (const Person& other : std::span(people).subspan(1))
    for (const std::string* line : {&other.name, &other.address, &other.identity, &other.phone})
      if (!line->empty()) identity.note += (identity.note.empty() ? "" : "; ") + *line;
  people::seal_identity(tx, env.clock, env.keys, visit.body, ref_of(visit.id), identity);
}

void keep_people(db::Tx& tx, const Env& env, const Visit& visit,
                 const std::vector<Person>& people) {
  if (is_sealed(visit)) return seal_people(tx, env, visit, people);
  int position = 0;
  for (const Person& person : people) {
    const std::string key = identity_key(env.keys, person.identity);
    const db::Blob box{person.identity.empty()
                           ? std::string()
                           : crypto::seal(env.keys.current().public_key, person.identity)};
    tx.run(insert_person_row, {{"visit", visit.id},
                               {"position", position++},
                               {"role", person.role},
                               {"name", person.name},
                               {"address", person.address},
                               {"phone", person.phone},
                               {"email", person.email},
                               {"identity", box},
                               {"key", key.empty() ? std::nullopt : std::optional(key)}});
  }
}

std::string note_part_of(Instant at, std::string_view verb) {
  return "note " + std::string(verb) + " " + std::to_string(at.micros);
}

}  // namespace

std::optional<Visit> find_visit(db::Tx& tx, VisitId id) {
  return tx.one<Visit>(visit_by_id, {{"id", id}});
}
std::optional<Visit> find_visit(db::Tx& tx, std::string_view code) {
  return tx.one<Visit>(visit_by_code, {{"code", code}});
}
std::vector<Visit> rows_of_sitting(db::Tx& tx, VisitId sitting) {
  return tx.all<Visit>(visits_by_sitting, {{"id", sitting}});
}
std::vector<Visit> visits_on_matter(db::Tx& tx, VisitId matter) {
  return tx.all<Visit>(visits_by_matter, {{"id", matter}});
}

bool may_do(db::Tx& tx, const Act& act, people::Permission permission, const Visit& visit) {
  const std::array where{std::optional(visit.body)};
  if (is_sealed(visit) && !acts::holds(tx, act, people::Permission::handle_denunciations, where))
    return false;
  return acts::holds(tx, act, permission, where);
}

bool may_read(db::Tx& tx, const Act& act, const Visit& visit) {
  const std::array where{std::optional(visit.body)};
  if (is_sealed(visit))
    return acts::holds(tx, act, people::Permission::handle_denunciations, where);
  if (acts::holds(tx, act, read_receptions, where)) return true;
  // Who owes something that was concluded there must tell who came (Decree 154/2026 art. 25(2)).
  std::vector<std::optional<UnitId>> owing;
  for (UnitId body : tx.all<UnitId>(bodies_of_items, {{"visit", visit.id}}))
    owing.emplace_back(body);
  return !owing.empty() && acts::holds(tx, act, people::Permission::answer, owing);
}
bool may_read(db::Tx& tx, const people::Principal& officer, const Visit& visit) {
  return may_read(tx, Act::by(officer), visit);
}

std::string_view keep_words(db::Tx& tx, const Env& env, const Visit& visit, std::string_view part,
                            std::string_view words) {
  if (!is_sealed(visit)) return words;
  if (!words.empty()) people::seal_words(tx, env.keys, visit.body, ref_of(visit.id), part, words);
  return {};
}

void fill_in(Visit& visit, const people::Words& words) {
  const auto take = [&](std::string& to, std::string_view part) {
    if (const auto found = words.find(part); found != words.end()) to = found->second;
  };
  take(visit.matter, matter_part);
  take(visit.handled_before, before_part);
  take(visit.directed_to, directed_part);
  take(visit.document, document_part);
  take(visit.followed, followed_part);
  take(visit.note, note_part);
}

Visit insert_visit(db::Tx& tx, const Env& env, NewVisit fresh) {
  Visit& v = fresh.row;
  v.id = env.ids.next<VisitId>();
  v.code = records::new_code(visit_prefix);
  if (!v.sitting) v.sitting = v.id;
  if (!v.matter_id) v.matter_id = v.id;
  if (v.book_number == 0)
    v.book_number =
        tx.one<int>(last_book_number, {{"place", v.place}, {"year", v.book_year}}).value_or(0) + 1;
  const auto kept = [&](std::string_view part, std::string_view words) {
    return keep_words(tx, env, v, part, words);
  };
  tx.run(insert_visit_row, {{"id", v.id},
                            {"code", v.code},
                            {"place", v.place},
                            {"body", v.body},
                            {"book_year", v.book_year},
                            {"book_number", v.book_number},
                            {"received_at", v.received_at},
                            {"entered_at", v.entered_at},
                            {"sitting", v.sitting},
                            {"kind", v.kind},
                            {"state", v.state},
                            {"channel", v.channel},
                            {"heard_by", v.heard_by},
                            {"day", v.head_day},
                            {"matter", kept(matter_part, v.matter)},
                            {"people", v.people},
                            {"present", v.present},
                            {"handled_before", kept(before_part, v.handled_before)},
                            {"is_competent", v.is_competent},
                            {"outcome", v.outcome},
                            {"ground", v.ground},
                            {"directed_unit", v.directed_unit},
                            {"directed_to", kept(directed_part, v.directed_to)},
                            {"document", kept(document_part, v.document)},
                            {"due_at", v.due_at},
                            {"told_at", v.told_at},
                            {"is_read_back", v.is_read_back},
                            {"is_hot", v.is_hot},
                            {"field", v.field},
                            {"area", v.area},
                            {"province", v.province},
                            {"matter_id", v.matter_id},
                            {"turn", v.turn},
                            {"booking", v.booking},
                            {"ticket", v.ticket},
                            {"followed", kept(followed_part, v.followed)},
                            {"note", kept(note_part, v.note)},
                            {"source", fresh.source},
                            {"source_id", fresh.source_id},
                            {"key", fresh.idempotency_key}});
  keep_people(tx, env, v, fresh.people);
  if (!is_sealed(v)) visit_index.put(tx, v.id.value, search::keys(v.matter));
  return std::move(v);
}

void save_visit(db::Tx& tx, const Env& env, const Visit& v) {
  const auto kept = [&](std::string_view part, std::string_view words) {
    return keep_words(tx, env, v, part, words);
  };
  tx.run(update_visit_row, {{"id", v.id},
                            {"state", v.state},
                            {"outcome", v.outcome},
                            {"ground", v.ground},
                            {"is_competent", v.is_competent},
                            {"directed_unit", v.directed_unit},
                            {"directed_to", kept(directed_part, v.directed_to)},
                            {"document", kept(document_part, v.document)},
                            {"due_at", v.due_at},
                            {"told_at", v.told_at},
                            {"is_hot", v.is_hot},
                            {"followed", kept(followed_part, v.followed)},
                            {"note", kept(note_part, v.note)}});
}

std::vector<Person> people_of(db::Tx& tx, const crypto::KeyFile& keys, const Visit& visit) {
  std::vector<Person> people;
  for (PersonRow& row : tx.all<PersonRow>(select_people, {{"visit", visit.sitting}}))
    people.push_back({row.role, std::move(row.name), std::move(row.address), std::move(row.phone),
                      std::move(row.email), opened_number(keys, row.identity.data)});
  return people;
}

std::string identity_key(const crypto::KeyFile& keys, std::string_view number) {
  std::string plain;
  for (char c : number) {
    const bool is_digit = c >= '0' && c <= '9', is_small = c >= 'a' && c <= 'z';
    if (is_digit || is_small || (c >= 'A' && c <= 'Z'))
      plain += is_small ? static_cast<char>(c - 'a' + 'A') : c;
  }
  constexpr std::size_t shortest = 6;  // less tells nobody from another
  if (plain.size() < shortest) return {};
  return crypto::hex(
      crypto::hmac_sha256(crypto::derive(keys.first(), "identities at receptions"), plain));
}

void keep_note(db::Tx& tx, const Env& env, const Visit& visit, Verb verb,
               const acts::Words& words) {
  if (words.text.empty()) return;
  const Instant at = env.clock.now();
  tx.run(insert_visit_note,
         {{"visit", visit.id},
          {"at", at},
          {"verb", name(verb)},
          {"for_visitor", words.readers == acts::Readers::resident},
          {"text", keep_words(tx, env, visit, note_part_of(at, name(verb)), words.text)}});
}

std::vector<VisitNote> notes_of(db::Tx& tx, VisitId visit) {
  return tx.all<VisitNote>(select_visit_notes, {{"visit", visit}});
}

}  // namespace gandan::receptions
