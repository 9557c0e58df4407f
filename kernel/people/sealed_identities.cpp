#include "kernel/people/sealed_identities.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "kernel/people/people.hpp"
#include "kernel/people/seal_keys.hpp"
#include "kernel/people/sealed_reasons.hpp"
#include "kernel/people/second_factor.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::people {
namespace {

const db::Sql upsert_sealed{
    "insert into sealed_identities (subject_kind, subject_id, key_id, unit_id, sealed, sealed_at) "
    "values (:kind, :id, :key_id, :unit, :sealed, :now) on conflict (subject_kind, subject_id) "
    "do update set key_id = excluded.key_id, unit_id = excluded.unit_id, "
    "sealed = excluded.sealed, sealed_at = excluded.sealed_at"};
const db::Sql select_sealed{
    "select key_id, unit_id, sealed from sealed_identities where subject_kind = :kind and "
    "subject_id = :id"};
const db::Sql insert_opening{
    "insert into identity_openings (id, subject_kind, subject_id, user_id, unit_id, reason, "
    "opened_at) values (:opening, :kind, :id, :user, :unit, '', :now)"};
const db::Sql select_openings{
    "select id, user_id, unit_id, reason, opened_at from identity_openings "
    "where subject_kind = :kind and subject_id = :id order by id"};

constexpr std::size_t shortest_reason = 10;  // code points

struct SealedRow {
  std::string key_id;
  std::optional<UnitId> unit;
  db::Blob bytes;
};

std::string to_text(const Identity& identity) {
  return boost::json::serialize(boost::json::object{{"name", identity.name},
                                                    {"address", identity.address},
                                                    {"identity_number", identity.identity_number},
                                                    {"telephone", identity.telephone},
                                                    {"email", identity.email},
                                                    {"note", identity.note}});
}

Identity from_text(std::string_view text) {
  const boost::json::value value = boost::json::parse(text);
  auto field = [&](const char* name) { return std::string(value.at(name).as_string()); };
  return {.name = field("name"),
          .address = field("address"),
          .identity_number = field("identity_number"),
          .telephone = field("telephone"),
          .email = field("email"),
          .note = field("note")};
}

}  // namespace

bool is_reason(std::string_view typed) {
  return !text::is_blank(typed) && text::length(typed) >= shortest_reason;
}

void seal_identity(db::Tx& tx, const Clock& clock, const crypto::KeyFile& keys, UnitId body,
                   Ref subject, const Identity& identity) {
  const Sealed sealed = seal_to(tx, keys, body, to_text(identity));
  tx.run(upsert_sealed, {{"kind", subject.kind},
                         {"id", subject.id},
                         {"key_id", sealed.key_id},
                         {"unit", sealed.unit},
                         {"sealed", db::Bytes{sealed.box}},
                         {"now", clock.now()}});
  journal::append(
      tx,
      {.at = clock.now(), .verb = "people.seal_identity", .subject = {subject.kind, subject.id}});
}

const char* in_words(OpenIdentityError error) {
  switch (error) {
    case OpenIdentityError::forbidden:
      return N_("Your role does not allow this here.");
    case OpenIdentityError::reason_missing:
      return N_("Write why you must know it, in at least ten characters.");
    case OpenIdentityError::not_found:
      return N_("They gave no name: nothing is sealed.");
    case OpenIdentityError::key_missing:
      return N_("This server does not hold the key. Ask the administrator for the key file.");
  }
  return "";
}

Result<Identity, OpenIdentityError> open_identity(db::Tx& tx, Ids& ids, const Clock& clock,
                                                  const crypto::KeyFile& keys,
                                                  const Principal& principal, UnitId unit,
                                                  std::span<const UnitId> above, Ref subject,
                                                  std::string_view reason) {
  journal::Entry entry{.at = clock.now(),
                       .actor = actor_of(principal),
                       .on_behalf_of = unit,
                       .verb = "people.open_identity_refused",
                       .subject = {subject.kind, subject.id}};
  const bool proved =
      principal.proof == Proof::second_factor && has_second_factor(tx, principal.user);
  if (!proved || !principal.may(Permission::open_sealed_identity, unit, above)) {
    journal::append(tx, entry);
    tx.keep_despite_error();
    return fail(OpenIdentityError::forbidden);
  }
  if (!is_reason(reason)) return fail(OpenIdentityError::reason_missing);
  auto row = tx.one<SealedRow>(select_sealed, {{"kind", subject.kind}, {"id", subject.id}});
  if (!row) return fail(OpenIdentityError::not_found);
  auto text = open_sealed(keys, {row->key_id, row->unit, row->bytes.data});
  if (!text) return fail(OpenIdentityError::key_missing);

  const auto opening = ids.next<OpeningId>();
  tx.run(insert_opening, {{"opening", opening},
                          {"kind", subject.kind},
                          {"id", subject.id},
                          {"user", principal.user},
                          {"unit", unit},
                          {"now", entry.at}});
  seal_reason(tx, keys, subject, opening_part(opening), reason);
  entry.verb = "people.open_identity";
  journal::append(tx, entry);
  return from_text(*text);
}

std::vector<Opening> openings_of(db::Tx& tx, const crypto::KeyFile& keys, Ref subject) {
  auto openings = tx.all<Opening>(select_openings, {{"kind", subject.kind}, {"id", subject.id}});
  const Words reasons = open_reasons(tx, keys, subject);
  for (Opening& opening : openings)
    if (auto why = reasons.find(opening_part(opening.id)); why != reasons.end())
      opening.reason = why->second;
  return openings;
}

}  // namespace gandan::people
