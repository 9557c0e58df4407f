// Sort keys in Vietnamese order (a ă â b c d đ …; tones as the second level), from ICU's `vi`
// rules.
#pragma once
#include <string>
#include <string_view>

namespace gandan::text {

/// Bytes that order as the texts do when compared as unsigned bytes; store them as a blob.
[[nodiscard]] std::string collation_key(std::string_view text);

/// The key of a person's name: by given name (the last word), then by the words before it.
[[nodiscard]] std::string person_collation_key(std::string_view full_name);

}  // namespace gandan::text
