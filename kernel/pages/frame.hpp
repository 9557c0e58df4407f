// What stands around every page: its title, where one is, who is signed in, what just happened.
// A page's own struct holds one PageFrame; `views::layout` prints it around the content.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/http/policy.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::pages {

struct Link {
  std::string label;
  std::string href;
};

/// A link of the header. `label` is a msgid (N_("Bodies")), translated where it is shown; the item
/// is current where `section` is the frame's.
struct MenuItem {
  const char* label = "";
  std::string href;
  std::string section = {};
  std::string key = {};                    ///< an officer's key: "g i"
  http::Policy policy = http::everyone();  ///< of the route: shown to whom it admits
  std::vector<std::string> sections = {};  ///< further ones of which it is the item
};

/// The search that stands in the header of every page: a form that sends its words as "q".
struct SiteSearch {
  std::string action;
  const char* label = "";  ///< a msgid, for who does not see the field
};

struct SignedIn {
  std::string name;
  std::string body;                                 ///< for whom they act; may be empty
  std::function<bool(const http::Policy&)> admits;  ///< whether they may open such a route
  /// What they should see to in their account, on every page until it is done; none: nothing.
  std::function<Link(const i18n::Locale&)> reminder = {};
};

/// A button beside what is said: a form of its own, of one hidden field.
struct FlashButton {
  std::string label;
  std::string action;
  std::string field, value;  ///< hidden
  std::string name, what;    ///< of the button
  std::string key = {};      ///< an officer's key that presses it
};

/// One sentence about what was just done, or about what needs care; translated already.
struct Flash {
  std::string text;
  bool warns = false;
  Link see = {};                          ///< what it is about; none where it has no address
  std::vector<FlashButton> buttons = {};  ///< it stays in sight where it has some
  int seconds = 0;                        ///< after so many its buttons do nothing; 0: they stay
};

/// The form that a page is. The other language is then a button of it, which keeps what was typed:
/// it is answered with the same page where the form has a field "lang". And Enter in a field goes
/// on: a form's first button is the one that it presses, whatever stands above the others.
struct PageForm {
  std::string id;                     ///< of the form element
  std::string name = {}, value = {};  ///< of the button that goes on; none where it has no name
  /// Of a page that is more than its form: its address, which shows what was typed when the fields
  /// stand in it, and to which the button of the other language goes.
  std::string shown_at = {};
};

struct PageFrame {
  std::string title;
  std::string path = "/";              ///< of the request, encoded
  std::string query = {};              ///< of the request, encoded, without "?" and without lang
  std::string section = {};            ///< which MenuItem is current
  std::string place = {};              ///< under the name: "Tỉnh Lạng Sơn"
  std::string owner = {};              ///< whose installation it is; may be empty
  Link here = {};                      ///< where the reader lives, as they said; else no label
  const SiteSearch* search = nullptr;  ///< none: the installation has nothing to search
  std::vector<const MenuItem*> menu = {};  ///< residents', or what this officer may open
  std::vector<Link> trail = {};            ///< from the home page to the parent of this page
  std::optional<SignedIn> officer = {};
  std::optional<Flash> flash = {};
  std::vector<Flash> more_flashes = {};  ///< what waits to be done, and can be undone yet
  std::optional<PageForm> form = {};
  bool keys_off = false;    ///< its reader switched the keys of single letters off
  bool wide = false;        ///< a work area
  bool searches = true;     ///< the header has the search; not where the page has its own
  bool live = false;        ///< loads htmx
  bool has_errors = false;  ///< "Error: " before the title, so that it is read first
};

/// How aria-current names an item: "page" on its own page, "true" on the others of its section;
/// empty elsewhere.
[[nodiscard]] std::string_view current(const MenuItem& item, const PageFrame& frame);

}  // namespace gandan::pages
