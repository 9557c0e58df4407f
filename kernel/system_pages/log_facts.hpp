// What the page of the system says of the public log.
#pragma once
#include <string>
#include <vector>

#include "kernel/pages/parts.hpp"
#include "lib/db/db.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::system_pages {

/// Its name, size, last head and keys, and when each witness cosigned last.
[[nodiscard]] std::vector<pages::Fact> log_facts(db::Tx& tx, const i18n::Locale& locale);

/// What is wrong with it, in words: entries have waited for an hour, and nothing was signed. Empty:
/// it gets on.
[[nodiscard]] std::string log_trouble(db::Tx& tx, Instant now, const i18n::Locale& locale);

}  // namespace gandan::system_pages
