// Lists of the desk out of the book: what lies in an officer's reach, a page at a time. Each walks
// an index in its own order, however long the book is.
#pragma once
#include <optional>
#include <string_view>

#include "contexts/receptions/record/rows.hpp"
#include "kernel/people/within.hpp"
#include "lib/db/query.hpp"

namespace gandan::receptions {

struct BookList {
  std::string_view condition;  ///< of a visit `v`
  bool by_due = false;         ///< the first due first; else the newest first
};

[[nodiscard]] db::Page<Visit> page_of_book(db::Tx& tx, const people::Within& within,
                                           const BookList& list,
                                           const std::optional<db::Cursor>& after, int most);
/// The same page as the statement that reads it.
[[nodiscard]] db::Query page_query(const people::Within& within, const BookList& list,
                                   const std::optional<db::Cursor>& after, int most);

}  // namespace gandan::receptions
