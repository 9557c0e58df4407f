// A filter as SQL: what a list asks of each row, written so that the engines walk the index that is
// meant. How far a list walks is listing.cpp's.
#pragma once
#include <string>
#include <string_view>

#include "contexts/petitions/lists/listing.hpp"
#include "lib/db/query.hpp"

namespace gandan::petitions {

using db::Query;

/// The column of the one condition whose index a public list walks, newest first; empty where it
/// walks all that is public.
[[nodiscard]] std::string_view lead_of(const Filter& filter);
/// Whether it is such a list; officers' lists have indexes for what they ask.
[[nodiscard]] bool is_walked(const Filter& filter);
[[nodiscard]] bool has_words(const Filter& filter);
/// When a row is due, as the index says it that can be walked in this order.
[[nodiscard]] std::string due_key(const Filter& filter);

void restrict_sight(Query& query, Sight sight);
/// Any of the bodies or areas; nothing at all where there are none. `prefix` stands before each
/// column: "p.", or "+p." where its index shall not lead.
void restrict_reach(Query& query, const Within& reach, const std::string& prefix);
/// "select `what` from petitions p where …", with all that the filter asks but its words.
[[nodiscard]] Query without_words(const Clock& clock, const Filter& filter, std::string_view what);
/// The same with `tail` behind it: where a page begins, the order, the limit. What is in reach by
/// body, place or province is asked for by each of them alone, with the same tail, since an engine
/// walks one index at a time; what they find is put together.
[[nodiscard]] Query rows_of(const Clock& clock, const Filter& filter, std::string_view what,
                            const Query& tail);
/// As without_words(), joined with the full-text index where it matches `match` (lib/search).
[[nodiscard]] Query with_words(db::Engine engine, const Clock& clock, const Filter& filter,
                               const std::string& match, std::string_view what);

}  // namespace gandan::petitions
