// A form of the desk that is sent: whether it shows how its record stands still, and whether it was
// sent before.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/acts/env.hpp"
#include "kernel/desk/desk.hpp"
#include "kernel/journal/journal.hpp"

namespace gandan::desk {

/// The past of a record, as officers are told it.
struct Past {
  Ref subject;
  /// An entry in words; empty where it changed nothing that an officer decides about.
  std::function<std::string(const journal::Recorded&)> in_words;
};

/// The field in which a form says which state of its record it shows.
inline constexpr const char* seen_field = "seen";
/// The state that a form shows: the how manieth of its record's own entries is the last that
/// happened to it. Never the journal's running number, which tells how much happens to others.
[[nodiscard]] std::string state_seen(db::Tx& tx, const Past& past);
/// What the form that was sent shows; nothing where it does not say.
[[nodiscard]] std::optional<std::size_t> seen_of(const Desk& desk);

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
  std::string_view name;  ///< as the verb by which the journal tells of it: "route"
  bool fits = true;       ///< the record allows it as it stands now, whoever asks
  std::array<std::string_view, 2> also = {};  ///< other verbs that tell of it
};
/// Asked in the transaction of the deed, before it. A form that does not say what it shows is
/// overtaken where another officer has done the same, or anything after which it no longer fits.
[[nodiscard]] LookedAt look_at_form(const Desk& desk, db::Tx& tx, const acts::Env& env,
                                    const Past& past, const Deed& deed);
/// An entry as it is told to who wrote meanwhile.
[[nodiscard]] std::string told(const Desk& desk, db::Tx& tx, const Past& past,
                               const journal::Recorded& entry);

/// The form is to be shown again, and nothing is to be done: in the other language, to who comes
/// back to it, or with what the words of a field find.
[[nodiscard]] bool only_looks(const Desk& desk);

}  // namespace gandan::desk
