// The one search of a site whose modules have several: the best of what each finds, and the way to
// all of it.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "kernel/module/module.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "lib/http/app.hpp"

namespace gandan::site {

/// What one module found.
struct FoundPart {
  std::string title;
  std::vector<pages::Card> cards;
  std::string all_href;  ///< its own search for the same words
};
struct SearchPage {
  pages::PageFrame frame;
  pages::SearchBox box;
  std::vector<pages::Link> named = {};  ///< the place and the body whose name was typed
  std::vector<FoundPart> parts = {};    ///< of modules that found something
  pages::EmptyState empty = {};         ///< where none did
};

/// GET /search?q=: a code leads to its page.
void add_search_page(http::App& app, Services& services, std::span<const Module> modules);

}  // namespace gandan::site
