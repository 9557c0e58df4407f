// What bodies have promised to do and what came of it, for everybody: the ledger /undertakings, its
// feed and its file.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "kernel/module/services.hpp"
#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/tasks/ledger.hpp"
#include "lib/http/app.hpp"

namespace gandan::tasks {

struct UndertakingsPage {
  pages::PageFrame frame;
  std::vector<pages::FieldError> errors;
  std::string title;
  pages::Field body, place, by;
  std::string show;                 ///< carried by the form; empty: what is owed
  bool is_narrowed = false;         ///< to a body, a place or a day
  std::string sentence;             ///< what came of all that was promised, of what is asked for
  std::vector<pages::Link> bodies;  ///< that what was typed may mean; then nothing is listed
  std::vector<pages::Link> places;  ///< likewise
  std::vector<pages::Tab> tabs;
  std::string list_title, feed_href, file_href;
  std::vector<pages::Card> cards;
  pages::Pager pager;
  pages::EmptyState empty;
};

/// GET /undertakings?show=ahead|overdue|done|doubted|not_done&body=CODE&place=CODE&by=DAY: body and
/// place also by words of their names; .atom and .csv: what the page lists.
void add_pages(http::App& app, Services& services, const std::shared_ptr<Ledger>& ledger);

}  // namespace gandan::tasks
