// The desk's forms for what an officer decides of complaints and denunciations (number and day of
// the paper, the ground or the criteria that the law lists, the reason), and for the papers of
// their senders.
#pragma once
#include "contexts/petitions/desk/desk.hpp"

namespace gandan::petitions {

/// A written decision or notice: number, day, ground or criteria, reason.
void fill_decision(const Work& at, const http::Fields& typed, WorkForm& form);
/// Does what the form says; or all that is wrong with it, each at its field.
[[nodiscard]] Refused decide(const Work& at, const Env& env);
/// The form by which a denunciation goes on though it was taken back, and what it does.
void fill_going_on(const Work& at, const http::Fields& typed, WorkForm& form);
[[nodiscard]] Refused let_go_on(const Work& at, const Env& env);

/// Whether the verb enters a paper that who sent this petition signed. (papers.cpp)
[[nodiscard]] bool is_paper(const Petition& petition, Verb verb);
/// Its form, and what it does; or all that is wrong with it, each at its field.
void fill_paper(const Work& at, const http::Fields& typed, WorkForm& form);
[[nodiscard]] Refused enter_paper(const Work& at, const Env& env);

/// Why it was refused, with all else that the form lacks where it was for the first of its lacks.
[[nodiscard]] std::vector<MoveError> all_of(MoveError refused, std::vector<MoveError> lacks);
/// The field of the form that an error is about.
[[nodiscard]] const char* field_of(MoveError error);

}  // namespace gandan::petitions
