// The parts that modules give to pages which belong to none of them. Parts of all modules stand
// together in the order of their numbers; those of equal number as the modules do.
#pragma once
#include <functional>
#include <string_view>
#include <vector>

#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "lib/html/out.hpp"
#include "lib/http/request.hpp"

namespace gandan {

struct MenuPart {
  int order = 0;
  pages::MenuItem item;
};

/// What somebody comes for: gửi và hỏi, nơi tôi ở, cơ quan, số liệu. The menu of residents is these
/// four, for ever.
enum class Intent : std::uint8_t { ask, place, bodies, figures };

/// A way into an intent: a page that a module has for who comes for that. Its name is that of the
/// page; the menu is marked on every page of its section. Texts are msgids.
struct Way {
  Intent intent = Intent::ask;
  int order = 0;
  pages::MenuItem item;
  const char* hint = "";  ///< what one finds there, in a sentence
};

/// A part of the home page.
struct HomePart {
  enum class Where : std::uint8_t { opening, body };
  Where where = Where::body;  ///< the opening has the whole width and stands first
  int order = 0;
  std::function<void(const http::Request&, html::Out&)> print;
  bool only_adds = false;  ///< to what others offer: by itself it makes no home page
};

/// What a module finds by words, for the one search of a site.
struct SearchPart {
  const char* title = "";  ///< above what it finds: "Bulletins", a msgid
  /// The best, up to `most`, of what everybody may read.
  std::function<std::vector<pages::Card>(const http::Request&, std::string_view words, int most)>
      find;
};

}  // namespace gandan
