// Places and bodies whose name somebody typed into a search: they stand before what was found.
#pragma once
#include <string_view>
#include <vector>

#include "kernel/pages/parts.hpp"
#include "kernel/turn/wording.hpp"
#include "lib/db/db.hpp"

namespace gandan {

/// At most two pages: places first, with what they lie in, then a body. Marks, case and the word
/// for the kind ("xã") may be missing. A name that more have leads to none: nobody can tell which
/// is meant.
[[nodiscard]] std::vector<pages::Link> units_named(db::Tx& tx, const Wording& words,
                                                   std::string_view typed);

/// Places that the words may mean, old or new, best first: "Xã Đồng Đăng, Tỉnh Lạng Sơn".
[[nodiscard]] std::vector<pages::Link> places_like(db::Tx& tx, const Wording& words,
                                                   std::string_view typed);

}  // namespace gandan
