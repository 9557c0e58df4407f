// The desk's forms for what an officer decides of complaints and denunciations (number and day of
// the paper, the ground or the criteria that the law lists, the reason), and for the papers of
// their senders.
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
/// The form by which a denunciation goes on though it was taken back, and what it does.
void fill_going_on(const Desk& desk, const http::Fields& typed,
                   const std::vector<pages::FieldError>& errors, WorkForm& form);
[[nodiscard]] std::vector<pages::FieldError> let_go_on(const Desk& desk, db::Tx& tx, const Env& env,
                                                       const Petition& petition);

/// Whether the task enters a paper that who sent this petition signed. (papers.cpp)
[[nodiscard]] bool is_paper(Task task, const Petition& petition);
/// Its form, and what it does; or all that is wrong with it, each at its field.
void fill_paper(const Desk& desk, db::Tx& tx, const Petition& petition, Task task,
                const http::Fields& typed, const std::vector<pages::FieldError>& errors,
                WorkForm& form);
[[nodiscard]] std::vector<pages::FieldError> enter_paper(const Desk& desk, db::Tx& tx,
                                                         const Env& env, const Petition& petition,
                                                         Task task);

// ---- what these forms have in common ------------------------------------------------------------

[[nodiscard]] bool is_ticked(const http::Fields& typed, std::string_view name,
                             std::string_view value);
/// What must be true before it may be done, to be ticked.
[[nodiscard]] Choice one_tick(const Desk& desk, const char* name, const char* label,
                              const char* what, const http::Fields& typed);
/// Asks for the day of a paper; today until another is typed.
void add_day(const Desk& desk, const char* label, const http::Fields& typed, WorkForm& form);
/// The day as it was typed; one that cannot be read is as wrong as tomorrow.
[[nodiscard]] Date typed_on(const Desk& desk);
void put_at_fields(const std::vector<pages::FieldError>& errors, WorkForm& form);
/// Why it was refused, with all else that the form lacks where it was for the first of its lacks.
[[nodiscard]] std::vector<MoveError> all_of(MoveError refused, std::vector<MoveError> lacks);
/// The field of the form that an error is about.
[[nodiscard]] const char* field_of(MoveError error);

}  // namespace gandan::petitions
