#include "contexts/petitions/public/answer_parts.hpp"

#include "kernel/turn/unit_href.hpp"
#include "lib/html/markdown.hpp"

namespace gandan::petitions {

pages::AnswerBlock answer_block_of(const Wording& words, const StoredAnswer& row,
                                   const std::string& body) {
  pages::Badge outcome = badge_of(words, row.outcome);
  if (row.promised_on)
    outcome.word =
        words.locale.tr(N_("{outcome}, by {date}"),
                        {{"outcome", outcome.word}, {"date", words.locale.date(*row.promised_on)}});
  std::string known = words.unit(row.body);
  return {.anchor = "answer-" + std::to_string(row.id.value),
          .outcome = outcome,
          .body = known.empty() ? body : known,
          .body_href = body_href(words.directory, row.body),
          .number = row.document,
          .on = civil_date(row.answered_at),
          .text = html::markdown(row.text)};
}

}  // namespace gandan::petitions
