#include "contexts/petitions/record/contact.hpp"

#include "kernel/letters/subscriptions.hpp"
#include "kernel/people/sealed_identities.hpp"

namespace gandan::petitions {
namespace {

const db::Sql insert_contact{R"(
  insert into petition_contacts (petition_id, name, address, phone, email)
  values (:id, :name, :address, :phone, :email))"};
const db::Sql select_contact{
    "select name, address, phone, email from petition_contacts where petition_id = :id"};
const db::Sql delete_contact{"delete from petition_contacts where petition_id = :id"};
const db::Sql clear_asked_by{"update petitions set asked_by = '' where id = :id"};

}  // namespace

void keep_contact(db::Tx& tx, const Env& env, PetitionId id, Kind kind, const Contact& contact,
                  std::string_view asked_by, UnitId body) {
  if (kind != Kind::denunciation) {
    if (!contact.empty())
      tx.run(insert_contact, {{"id", id},
                              {"name", contact.name},
                              {"address", contact.address},
                              {"phone", contact.phone},
                              {"email", contact.email}});
  } else if (!contact.empty() || !asked_by.empty()) {
    people::seal_identity(tx, env.clock, env.keys, body, subject_of(id),
                          {.name = contact.name,
                           .address = contact.address,
                           .telephone = contact.phone,
                           .email = contact.email,
                           .note = std::string(asked_by)});
  }
}

std::string_view asked_by_in_clear(Kind kind, std::string_view asked_by) {
  return kind == Kind::denunciation ? std::string_view() : asked_by;
}

bool is_nameless(Kind kind, const Contact& contact) {
  return kind == Kind::denunciation && (contact.name.empty() || contact.address.empty());
}

void seal_contact(db::Tx& tx, const Env& env, Petition& petition) {
  keep_contact(tx, env, petition.id, Kind::denunciation,
               contact_of(tx, petition.id).value_or(Contact{}), petition.asked_by,
               petition.body.value_or(UnitId{}));
  tx.run(delete_contact, {{"id", petition.id}});
  letters::forget(tx, subject_of(petition.id), petition.code);
  tx.run(clear_asked_by, {{"id", petition.id}});
  petition.asked_by.clear();
}

std::optional<Contact> contact_of(db::Tx& tx, PetitionId id) {
  return tx.one<Contact>(select_contact, {{"id", id}});
}

}  // namespace gandan::petitions
