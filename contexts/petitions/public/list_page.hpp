// The public list: search, facets, and the records behind every figure.
#pragma once
#include <string>
#include <vector>

#include "kernel/pages/fields.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"

namespace gandan::petitions {

struct ListPage {
  pages::PageFrame frame;
  std::string heading;
  std::vector<pages::FieldError> errors;
  pages::SearchBox box;
  std::string found;  ///< "128 results", "more than 2,000 results"
  std::vector<pages::Link> chosen;
  pages::Link place;               ///< to which it is narrowed
  std::string news_href;           ///< letters about what is new in it; empty where none leave
  std::vector<pages::Link> named;  ///< the place and the body whose name was typed
  bool is_narrowed = false;
  std::string in_which_order;
  std::vector<pages::Tab> orders;  ///< of what words found: the most alike first, the newest first
  std::vector<pages::Card> cards;
  std::vector<pages::Card> alike;  ///< where words found nothing: what is asked in other words
  std::vector<pages::Facet> facets;
  bool narrows = false;     ///< one is choosing among the facets
  std::string not_public;   ///< how many of the figure that was opened are not listed
  std::string facets_note;  ///< where they do not count everything
  pages::Pager pager;
  pages::EmptyState empty;
};

}  // namespace gandan::petitions
