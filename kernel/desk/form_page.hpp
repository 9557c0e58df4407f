// A form of the desk on a page of its own, of what is not yet: what it asks is declared, and all
// that becomes of it is the same for every context.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/acts/env.hpp"
#include "kernel/desk/desk.hpp"
#include "lib/base/result.hpp"
#include "lib/http/response.hpp"

namespace gandan::desk {

/// A field. Texts are msgids.
struct Ask {
  enum class For : std::uint8_t { line, email, text };
  const char* name;
  const char* label;
  const char* missing = nullptr;  ///< said where it is left empty; nullptr: it may be
  For what = For::line;
};

/// The code of the record that was made, or all that is wrong, each at its field.
using Made = Result<std::string, std::vector<pages::FieldError>>;

/// Of constants. Of the fields one is a text, or none.
struct NewRecord {
  const char* title;    ///< of its page and of the link to it, a msgid
  const char* heading;  ///< a msgid
  std::span<const Ask> asks;
  /// Makes it of what was typed, in the transaction in which it was looked whether the form was
  /// sent before. What it refuses leaves nothing behind.
  Made (*make)(const Desk& desk, db::Tx& tx, const acts::Env& env);
};
/// Where it stands.
struct Place {
  std::string_view action;  ///< its address
  std::string_view box;     ///< the list in which the record will stand
};

/// GET and POST of it, beside the list. What is wrong comes back with all that was typed (422). A
/// button that is pressed twice makes one record: the second press leads to the list, in which it
/// stands. `desk.base` is where the pages of such records stand.
[[nodiscard]] http::Response answer_new(Desk desk, const NewRecord& form, const Place& place);

}  // namespace gandan::desk
