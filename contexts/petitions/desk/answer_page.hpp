// The form in which an officer answers a petition, or all who ask the same in a topic.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "contexts/petitions/answer_form.hpp"
#include "contexts/petitions/desk/desk.hpp"

namespace gandan::petitions {

/// As it was typed; an outcome that is not chosen is none of its own (`answer_faults`).
[[nodiscard]] AnswerForm answer_form_of(const Desk& desk);
/// All that is wrong with what was typed.
[[nodiscard]] Refused answer_faults(const Desk& desk, const AnswerForm& form,
                                    const Petition* petition);
/// Each at its field, in words.
[[nodiscard]] Refused wrong_with(const Desk& desk, const std::vector<AnswerError>& errors);

/// Nothing where it is not the officer's to answer.
[[nodiscard]] std::optional<AnswerPage> answer_page_of(const Desk& desk, std::string_view code);
[[nodiscard]] std::optional<AnswerPage> answer_page_of_topic(const Desk& desk,
                                                             std::string_view code);
/// With what is wrong, or what happened meanwhile.
[[nodiscard]] http::Response show_answer(const Desk& desk, std::optional<AnswerPage> page,
                                         const desk::Again& again = {});

}  // namespace gandan::petitions
