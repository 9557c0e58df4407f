// An answer as pages show it: the stored row, and the block of kernel/pages made of it.
#pragma once
#include <optional>
#include <string>

#include "contexts/petitions/page_parts.hpp"

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

/// The columns of an StoredAnswer, of `petition_answers a`.
#define PETITION_ANSWER_COLUMNS \
  "a.id, a.body_id, a.outcome, a.text, a.promised_on, a.document, a.answered_at"

/// `body` is the name to show where the directory has none.
[[nodiscard]] pages::AnswerBlock answer_block_of(const Wording& words, const StoredAnswer& row,
                                                 const std::string& body);

/// The address of a body's page; empty where no body is given.
[[nodiscard]] std::string body_href(const units::Directory& directory, std::optional<UnitId> body);

}  // namespace gandan::petitions
