// A list as its address asks for it: the query parameters of /petitions, read and written.
#pragma once
#include <string>

#include "contexts/petitions/lists/listing.hpp"
#include "contexts/petitions/public/page_parts.hpp"
#include "kernel/pages/fields.hpp"
#include "lib/http/request.hpp"

namespace gandan::petitions {

/// Reads q, sort, kind, state, outcome, field, body, place, unit, year, from, to, is, as_of; years
/// of two digits are of this century. What it does not know is left out, as if it had not been
/// asked for; days are told by errors_of(). What belongs to the unit is looked up by within_unit().
[[nodiscard]] Filter filter_of(const http::Fields& query, const units::Directory& directory);

/// What is wrong with its days: one cannot be read, or is not yet, of which nobody is told
/// anything.
[[nodiscard]] std::vector<pages::FieldError> errors_of(const http::Request& request,
                                                       const Filter& filter, const Wording& words);

/// Whether it searches for words (q), or counts what a figure counted (of): that may read much, a
/// list or a directory does not.
[[nodiscard]] bool reads_much(const http::Request& request);

/// The request's address with one parameter set (or removed, where `value` is empty); the page goes
/// back to the first. What the figure counted that was opened (`of`) is only kept on its own list.
[[nodiscard]] std::string href_with(const http::Request& request, std::string_view name,
                                    std::string_view value);

}  // namespace gandan::petitions
