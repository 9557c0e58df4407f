// The way back by a code: any code, of whichever kind, leads to its page.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/records/kinds.hpp"
#include "lib/http/app.hpp"

namespace gandan::records {

/// A code that was typed: what it may be, where it leads nowhere.
struct FollowPage {
  pages::PageFrame frame;
  pages::Field code;
  std::vector<pages::FieldError> errors;
  std::vector<NearCode> meant;
};

/// GET /follow?code=: to the page of what the code names; else what may be meant, or what is wrong
/// (422). Both must outlive the application.
void add_follow_page(http::App& app, db::Database& database, const Kinds& kinds);
/// Its link, a way of who comes to send and ask.
[[nodiscard]] pages::MenuItem follow_item();

/// Where a search leads that is no search: to the page of what a code names, or to /follow where it
/// is a code but for one mistake. Nothing where it is words, or a code of which nobody may be told.
[[nodiscard]] std::optional<std::string> address_of(db::Database& database, const Kinds& kinds,
                                                    std::string_view typed);

}  // namespace gandan::records
