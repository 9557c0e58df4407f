// A form of the desk that is sent: whether it shows how its record stands still, and whether it was
// sent before.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "contexts/petitions/desk/desk.hpp"
#include "kernel/journal/journal.hpp"

namespace gandan::petitions {

/// The field in which a form says which state of its record it shows.
inline constexpr const char* seen_field = "seen";
/// The state that a form shows: the number of the last thing that happened to its record.
[[nodiscard]] std::string state_seen(const Desk& desk, db::Tx& tx, Ref subject);

enum class FormState : std::uint8_t {
  first,      ///< it may be done
  again,      ///< the same form was sent before, and done: nothing is left to do
  overtaken,  ///< something happened to the record that the form does not show
};
struct LookedAt {
  FormState state = FormState::first;
  std::string news;  ///< what happened meanwhile, by whom and when
};
/// What a form would do to its record.
struct Deed {
  std::string_view name;  ///< of the task, or of the verb of a topic
  bool fits = true;       ///< the record allows it as it stands now, whoever asks
};
/// Asked in the transaction of the deed, before it. A form that does not say what it shows is
/// overtaken where another officer has done the same, or anything after which it no longer fits.
[[nodiscard]] LookedAt look_at_form(const Desk& desk, db::Tx& tx, const Env& env, Ref subject,
                                    const Deed& deed);

/// That the petition was taken from the officer's body while they wrote, by whom and when; empty
/// where it was never theirs, or still is. Who may not read it any more learns no more than that.
[[nodiscard]] std::string taken_away(const Desk& desk, db::Tx& tx, const Petition& petition);

/// What was just done, by the query that `Desk::done_href` made, with the code of what it was done
/// to where the officer may read that: "GD-…: sent on to UBND xã Đồng Đăng, due 12/12/2026." Empty
/// where nothing was.
[[nodiscard]] std::string said_of_deed(const Desk& desk, db::Tx& tx);

/// The form is to be shown again, and nothing is to be done: in the other language, to who comes
/// back to it, or with what the words of a field find.
[[nodiscard]] bool only_looks(const Desk& desk);

}  // namespace gandan::petitions
