// Which role, where and how far: the fields of a form, and what was typed into them. Only for this
// module's .cpp files.
#pragma once
#include <string>
#include <vector>

#include "kernel/people/page_models.hpp"
#include "kernel/people/pages.hpp"
#include "kernel/people/principal.hpp"
#include "lib/base/result.hpp"
#include "lib/http/request.hpp"

namespace gandan::people {

/// The fields as they were typed, with what the unit's words may mean. How far is a question:
/// nothing is chosen before, and "everywhere" is offered to whom may give it.
[[nodiscard]] GrantFields grant_fields(db::Tx& tx, const PageEnvironment& env,
                                       const http::Request& request);
/// Says at each field what is wrong with it.
void mark(GrantFields& fields, const std::vector<pages::FieldError>& errors);

/// The role that was typed, where its giver may give it. An empty unit is never everywhere: that
/// is a choice of its own.
[[nodiscard]] Result<Grant, std::vector<pages::FieldError>> typed_grant(
    db::Tx& tx, const PageEnvironment& env, const http::Request& request);

/// What a role lets its holder do, and where: two sentences to read before it is given.
[[nodiscard]] std::vector<std::string> grant_in_words(db::Tx& tx, const Grant& grant,
                                                      const i18n::Locale& locale);

}  // namespace gandan::people
