// What bodies have promised to do, for everybody: the page /undertakings, and the part of it that
// stands on the pages of a body and
// of a place.
#pragma once
#include <string>
#include <vector>

#include "kernel/module/services.hpp"
#include "kernel/module/unit_parts.hpp"
#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/turn/wording.hpp"
#include "lib/http/app.hpp"

namespace gandan::tasks {

struct UndertakingsPage {
  pages::PageFrame frame;
  std::vector<pages::FieldError> errors;
  std::string title;
  pages::Field body, by;
  std::string show;                 ///< carried by the form; empty: what is owed
  bool is_narrowed = false;         ///< to a body or a day
  std::vector<pages::Link> bodies;  ///< that what was typed may mean; then nothing is listed
  std::vector<pages::Tab> tabs;
  std::string list_title;
  std::vector<pages::Card> cards;
  pages::Pager pager;
  pages::EmptyState empty;
};

/// GET /undertakings?show=ahead|overdue|done|not_done&body=CODE&by=DAY: body also by words of its
/// name.
void add_pages(http::App& app, Services& services);

/// What a body, or the bodies of a place owe that everybody may read, what is due first, first.
struct OwedPart {
  std::string title;
  pages::Link all;  ///< that the body has promised; none of a place
  std::vector<pages::Card> cards;
};
[[nodiscard]] std::vector<UnitPart> body_parts(Services& services);
[[nodiscard]] std::vector<UnitPart> place_parts(Services& services);

}  // namespace gandan::tasks
