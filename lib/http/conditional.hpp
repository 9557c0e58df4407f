// Entity tags: RFC 9110, section 13.1.2. All of ours are weak, for the same page may go out
// compressed.
#pragma once
#include <string>
#include <string_view>

namespace gandan::http {

/// W/"tag"
[[nodiscard]] std::string quoted_tag(std::string_view tag);
/// Whether an If-None-Match names this tag (weak comparison), or any.
[[nodiscard]] bool has_tag(std::string_view if_none_match, std::string_view quoted);

}  // namespace gandan::http
