// PostgreSQL's tsvector as it travels in binary, so that the server need not parse it.
#pragma once
#include <string>

#include "lib/search/keys.hpp"

namespace gandan::search {

/// Exact words begin with this, so that both spellings share one vector.
inline constexpr char exact_mark = '=';

/// What tsvectorrecv() reads (PostgreSQL, src/backend/utils/adt/tsvector.c): the number of lexemes;
/// each with its terminated bytes, the number of its positions and these, counted from 1 and
/// ascending. Sorted as PostgreSQL sorts, which would otherwise do it again.
[[nodiscard]] std::string binary_tsvector(const Keys& keys);

}  // namespace gandan::search
