// A form of the desk on a page of its own: of what is not yet.
#pragma once
#include "kernel/desk/desk.hpp"
#include "lib/http/response.hpp"

namespace gandan::desk {

/// Beside the list; each of the desk's errors stands at its field (422). `title` is a msgid.
[[nodiscard]] http::Response answer_form(Desk desk, const char* title, WorkForm form);

}  // namespace gandan::desk
