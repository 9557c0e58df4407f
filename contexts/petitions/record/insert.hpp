// What is stored anew: a petition, an answer. Pages, API, desk and import all come here.
#pragma once
#include <optional>
#include <string_view>

#include "contexts/petitions/record/answers.hpp"
#include "contexts/petitions/record/record.hpp"
#include "contexts/petitions/record/sealed_words.hpp"
#include "contexts/petitions/use_cases.hpp"

namespace gandan::petitions {

/// What who sent it said of publication, as it is stored.
[[nodiscard]] Consent consent_of(const Petition& petition);

/// A petition that is not stored yet. It borrows: SQLite has one thread that writes, and what it
/// copies there, all others wait for.
struct NewPetition {
  const Petition& row;  ///< with its words as they came, also those that go under the seal
  const Contact& contact;
  std::optional<std::string_view> idempotency_key;
  std::optional<std::string_view> source;  ///< the file that it was imported from
  const search::Keys& keys;                ///< of what everybody may read; else none
  Instant sealed_at;  ///< where it is sealed: the moment that figures count it at
};

/// Stores it with its contact, in the index where it is public, and seals what must be sealed. The
/// entry of the journal is its caller's.
void insert_petition(db::Tx& tx, const Env& env, const NewPetition& petition);

/// Stores an answer, under the seal where `owner` is sealed. link_answer() gives it to petitions.
void insert_answer(db::Tx& tx, const Env& env, const Owner& owner, const StoredAnswer& answer,
                   std::optional<TopicId> topic = {});
void link_answer(db::Tx& tx, PetitionId petition, AnswerId answer);

}  // namespace gandan::petitions
