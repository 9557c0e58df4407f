// Stored answers, as they are read: of one petition, of a topic, the newest in public.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contexts/petitions/petition.hpp"
#include "lib/db/db.hpp"

namespace gandan::petitions {

struct StoredAnswer {
  AnswerId id;
  std::optional<UnitId> body;
  Outcome outcome = Outcome::explained;
  std::string text;  ///< Markdown
  std::optional<Date> promised_on;
  std::string document;
  Instant answered_at;
};

[[nodiscard]] std::optional<StoredAnswer> find_answer(db::Tx& tx, AnswerId id);
/// The newest first.
[[nodiscard]] std::vector<StoredAnswer> answers_to(db::Tx& tx, PetitionId petition);
/// The newest that was given to the topic: what was answered to one petition is not an answer to
/// all.
[[nodiscard]] std::optional<StoredAnswer> answer_to(db::Tx& tx, TopicId topic);

/// A public petition with its newest answer.
struct AnsweredPetition {
  std::string code, title;
  Instant answered_at;
  std::optional<UnitId> body;
  Outcome outcome = Outcome::explained;
  std::string text;  ///< Markdown, of the answer
};
/// In the order in which they were answered, the newest first.
[[nodiscard]] std::vector<AnsweredPetition> newest_answered(db::Tx& tx, int limit);

}  // namespace gandan::petitions
