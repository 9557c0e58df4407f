#include <algorithm>

#include "contexts/petitions/desk/forms.hpp"
#include "contexts/petitions/record/files.hpp"

namespace gandan::petitions {
namespace {

constexpr std::pair<MoveError, const char*> move_errors[] = {
    {MoveError::not_found, N_("Choose the body that is to answer.")},
    {MoveError::not_yours, N_("Your role does not allow this here.")},
    {MoveError::not_allowed,
     N_("Somebody else changed it in the meantime. Look at how it stands now.")},
    {MoveError::reason_missing, N_("Write why, in words that the reader understands.")},
    {MoveError::reason_too_long, N_("Shorten this to at most 4,000 characters.")},
    {MoveError::field_unknown, N_("Choose one of the fields in the list.")},
    {MoveError::no_due_date,
     N_("No limit is in force for this kind today. Ask an administrator to enter it.")},
    {MoveError::too_often, N_("It was extended as often as is allowed.")},
    {MoveError::lapsed,
     N_("The limit has passed: more time is granted only before it. Answer as soon as you can.")},
    {MoveError::is_there,
     N_("This body has it already. Choose another body, or another kind or field.")},
    {MoveError::not_agreed, N_("The sender does not agree to publication.")},
    {MoveError::number_missing, N_("Write the number of the decision or notice.")},
    {MoveError::number_too_long, N_("Shorten the number to at most 100 characters.")},
    {MoveError::day_wrong,
     N_("Write the day of the paper, like 5/12/2026: today or earlier, in this stage.")},
    {MoveError::ground_missing, N_("Choose the ground.")},
    {MoveError::criteria_missing,
     N_("Choose what makes the case complex; without it there is no more time.")},
    {MoveError::not_signed,
     N_("Without a signature or fingerprint it cannot be accepted. Ask for it, or do not accept "
        "it and say why.")},
    {MoveError::not_withdrawn, N_("No signed withdrawal was entered. Enter it first.")},
    {MoveError::must_go_on,
     N_("Then it is settled all the same and does not end by this withdrawal. Cancel this, and "
        "settle it all the same.")},
    {MoveError::asked_already, N_("A question waits for its reply already.")},
    {MoveError::past_its_days,
     N_("The days for a second complaint have passed. Write which good cause kept the sender "
        "from it.")},
    {MoveError::nothing_to_mask, N_("Tick or write what is to be masked.")},
    {MoveError::not_in_it, N_("Write each name as it stands in the text, one a line.")},
    {MoveError::said_elsewhere,
     N_("It is also said in an answer, a note to the sender or the title of a topic, which "
        "all would read. Word these anew, or leave it with the officers.")},
    {MoveError::decided_it_first,
     N_("This body had the first complaint. A second one goes to the body above it.")},
    {MoveError::sign_missing,
     N_("Say yes to what was found. Where nothing was, it ends by decision.")},
    {MoveError::not_near,
     N_("Its day is still far, or its clock stands: there is nothing to urge.")},
    {MoveError::urged_lately,
     N_("This body was urged about it some days ago. Give it the time to act.")},
    {MoveError::too_many_files, no_room_for_files},
};
/// Whoever adds an error adds its words, and makes it the last one here.
static_assert(std::size(move_errors) == static_cast<std::size_t>(MoveError::too_many_files) + 1);

}  // namespace

const char* message_of(MoveError error) {
  const auto* words =
      std::ranges::find(move_errors, error, &std::pair<MoveError, const char*>::first);
  return words == std::end(move_errors) ? "" : words->second;
}

Refused refused(const Desk& desk, const Moved& moved, const char* field) {
  if (moved) return {};
  return {{field, desk.tr(message_of(moved.error()))}};
}

}  // namespace gandan::petitions
