// `gandan export receptions`: the book of a period as it was kept, in the columns of form 03/TCD
// and with what belongs to it. Of a denunciation who came and what they said stays under the seal.
#pragma once
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "contexts/receptions/record/visits.hpp"
#include "kernel/acts/env.hpp"

namespace gandan::receptions {

enum class BookFormat : std::uint8_t { csv, json, xlsx, docx, pdf };
[[nodiscard]] std::optional<BookFormat> parse_book_format(std::string_view name);

struct BookAsked {
  Date from, to;
  std::optional<UnitId> unit = {};  ///< the body, or all bodies of the area; none: everything
};

/// The rows by the moment of the reception. CSV and JSON are written while they are read; DOCX and
/// PDF hold the form's own columns alone. Says who came: for the operator's own account.
void write_book(db::Database& database, const crypto::KeyFile& keys, const BookAsked& asked,
                BookFormat format, std::ostream& out);

}  // namespace gandan::receptions
