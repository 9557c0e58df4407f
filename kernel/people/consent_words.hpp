// What is asked of a second person, in words: for the pages and the letters. Only for this module's
// .cpp files.
#pragma once
#include <string>

#include "kernel/people/consents.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::people {

/// "Give Hoàng Minh Lài the role Denunciation officer, Tỉnh Lạng Sơn and what is beneath it"
[[nodiscard]] std::string deed_in_words(db::Tx& tx, const Asked& asked, const i18n::Locale& locale);
/// "pending", "expired", "came into force" …
[[nodiscard]] std::string_view state_in_words(const ConsentRequest& request, Instant now,
                                              const i18n::Locale& locale);
/// A sentence for somebody who is told.
[[nodiscard]] std::string notice_in_words(db::Tx& tx, const ConsentRequest& request,
                                          Decision decision, const i18n::Locale& locale);
/// "the operator of the server" where it was asked at the command line.
[[nodiscard]] std::string asker_in_words(db::Tx& tx, UserId user, const i18n::Locale& locale);

}  // namespace gandan::people
