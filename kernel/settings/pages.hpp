// The administrator's pages of settings.
#pragma once
#include <functional>
#include <memory>
#include <vector>

#include "kernel/pages/parts.hpp"
#include "kernel/settings/settings.hpp"
#include "kernel/units/units.hpp"
#include "lib/http/app.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::settings {

/// The names of units, as they are when they are asked for.
using Names = std::function<std::shared_ptr<const units::Directory>()>;

/// /admin/settings and a page of each, and of each unit where it may have its own: for who operates
/// there. What is passed outlives the application.
void add_pages(http::App& app, db::Database& database, Ids& ids, const Clock& clock, Holder& holder,
               Names names);

/// All settings with what is in force, each with a link to its page.
[[nodiscard]] std::vector<pages::Fact> facts_in_force(const Holder& holder,
                                                      const i18n::Locale& locale);

}  // namespace gandan::settings
