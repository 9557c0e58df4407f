// What the two pages of administration share. Only for this module's .cpp files.
#pragma once
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/rules/pages.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::rules {

/// What the pages work with.
struct PageEnvironment {
  db::Database& database;
  Ids& ids;
  const Clock& clock;
  Rules& rules;
  LimitsChanged changed;
};

/// Makes what was edited count from now on, and leads to `path`, which then tells of how many cases
/// the limit moved.
[[nodiscard]] http::Response after_edit(const PageEnvironment& environment, std::string path,
                                        Date since);
/// What the page says after an edit; nothing where it was opened otherwise.
[[nodiscard]] std::optional<pages::Flash> told_after_edit(const http::Request& request);

void add_limit_pages(http::Router& router, const PageEnvironment& environment);
void add_calendar_pages(http::Router& router, const PageEnvironment& environment);
/// "To be confirmed".
[[nodiscard]] pages::Badge unverified_badge(const i18n::Locale& locale);

}  // namespace gandan::rules
