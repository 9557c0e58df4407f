#include "contexts/petitions/answer_form.hpp"

#include "lib/html/markdown.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {

bool needs_promise(Outcome outcome) {
  return outcome == Outcome::in_progress || outcome == Outcome::scheduled;
}

std::vector<AnswerError> faults_of(const AnswerForm& form, Date today, const Petition* petition) {
  std::vector<AnswerError> faults;
  const bool settles = petition != nullptr && is_settled(matter_of(*petition));
  if (html::shows_nothing(form.text)) faults.push_back(AnswerError::text_missing);
  if (text::length(form.text) > longest_answer) faults.push_back(AnswerError::text_too_long);
  if (settles && needs_promise(form.outcome)) {
    faults.push_back(AnswerError::outcome_unfit);
  } else if (needs_promise(form.outcome)) {
    if (!form.promised_on)
      faults.push_back(AnswerError::promise_missing);
    else if (*form.promised_on <= today)
      faults.push_back(AnswerError::promise_past);
  }
  if (text::length(form.document) > longest_document)
    faults.push_back(AnswerError::document_too_long);
  else if (settles && text::is_blank(form.document))
    faults.push_back(AnswerError::document_missing);
  return faults;
}

}  // namespace gandan::petitions
