// What forms of tasks have in common: days as officers type them, boxes to tick, errors at their
// fields.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/desk/page_models.hpp"
#include "kernel/turn/turn.hpp"
#include "lib/base/time.hpp"
#include "lib/http/request.hpp"

namespace gandan::desk {

/// As text::parse_date reads it, or "5/12", which is of this year.
[[nodiscard]] std::optional<Date> parse_day(std::string_view typed, Date today);
/// As an officer types it, in every language: "5/12/2026".
[[nodiscard]] std::string typed_day(Date day);

/// Asks for the day `on` of a paper; today until another is typed. `label` is a msgid.
void add_day(const Turn& turn, const char* label, const http::Fields& typed, WorkForm& form);
/// That day as it was typed; one that cannot be read is as wrong as tomorrow.
[[nodiscard]] Date typed_on(const Turn& turn);

[[nodiscard]] bool is_ticked(const http::Fields& typed, std::string_view name,
                             std::string_view value);
/// What must be true before it may be done, to be ticked. `label` and `what` are msgids.
[[nodiscard]] Choice one_tick(const Turn& turn, const char* name, const char* label,
                              const char* what, const http::Fields& typed);

/// Puts each error of the form at the field that it names.
void put_at_fields(const std::vector<pages::FieldError>& errors, WorkForm& form);

}  // namespace gandan::desk
