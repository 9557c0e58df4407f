// The desk's forms for what an officer decides of complaints and denunciations: number and day of
// the paper, the ground or the criteria that the law lists, the reason.
#pragma once
#include "contexts/petitions/desk/desk.hpp"

namespace gandan::petitions {

/// Whether the task is a written decision on this petition.
[[nodiscard]] bool is_decision(Task task, const Petition& petition);
/// Its form, with what was typed; errors are put at their fields.
void fill_decision(const Desk& desk, const Petition& petition, Task task, const http::Fields& typed,
                   const std::vector<pages::FieldError>& errors, WorkForm& form);
/// Does what the form says; or all that is wrong with it, each at its field.
[[nodiscard]] std::vector<pages::FieldError> decide(const Desk& desk, db::Tx& tx, const Env& env,
                                                    const Petition& petition, Task task);
/// Enters a second complaint as it was typed; or all that is wrong, each at its field.
[[nodiscard]] std::vector<pages::FieldError> enter_second_complaint(const Desk& desk, db::Tx& tx,
                                                                    const Env& env,
                                                                    const Petition& petition);
/// The form of a second complaint.
void fill_complain_again(const Desk& desk, const http::Fields& typed,
                         const std::vector<pages::FieldError>& errors, WorkForm& form);
/// The field of the form that an error is about.
[[nodiscard]] const char* field_of(MoveError error);

}  // namespace gandan::petitions
