// From a request to a page: the reader's language, the frame with its menus, and rendering a view.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kernel/ids/unit_id.hpp"
#include "kernel/pages/frame.hpp"
#include "lib/html/out.hpp"
#include "lib/http/request.hpp"
#include "lib/http/response.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::desk {
struct Parts;
}

namespace gandan::pages {

/// One of the few things that residents come for, and the ways into it. Texts are msgids.
struct Ways {
  struct Way {
    MenuItem item;
    const char* hint = "";
  };
  MenuItem item;  ///< of their menu
  std::vector<Way> ways;
};

/// What is the same on every page of an installation: kernel/site makes it from its modules.
struct Site {
  std::vector<Ways> ways;  ///< the menu of residents
  std::vector<MenuItem> officer_menu;
  std::vector<MenuItem> administration;  ///< on the page of one's account
  std::optional<SiteSearch> search;
  std::vector<std::string> written_at;  ///< where people write, and get it back (kept.hpp)
  std::shared_ptr<const desk::Parts> desk =
      {};  ///< what stands on it (kernel/module/desk_parts.hpp)
};

/// Where the reader lives: said once, kept in a cookie of theirs and nowhere else. Attached to a
/// request that was let in.
struct YourPlace {
  UnitId id;
  std::string name;  ///< "Xã Đồng Đăng"
  std::string href;  ///< of its page
};

/// Attached to every request before its handler runs. `SignedIn` is attached beside it by whoever
/// admits members of staff.
struct Reader {
  const i18n::Locale* locale = nullptr;
  const Site* site = nullptr;
  std::string place = {};  ///< under the name: "Tỉnh Lạng Sơn"; may be empty
  std::string owner = {};  ///< whose installation it is; may be empty
};

/// The language: ?lang=, then the cookie, then Accept-Language, then Vietnamese.
[[nodiscard]] const i18n::Locale& choose_locale(const http::Request& request);
/// Whether a form was sent only to be shown again as it was typed: in another language (PageForm),
/// or by whom kept_page led back to it.
[[nodiscard]] bool only_shows(const http::Request& request);
/// A year's cookie that keeps what ?lang= chose.
void keep_locale(const http::Request& request, http::Response& response);

/// "off" where the reader switched off the keys of single letters (WCAG 2.1.4), in this browser.
inline constexpr std::string_view keys_cookie = "keys";
/// Where the reader lives: the code in its address (kernel/site/your_place.hpp).
inline constexpr std::string_view place_cookie = "place";
/// POST /keys: a year's cookie of what its form chose.
[[nodiscard]] http::Response switch_keys(const http::Request& request);

[[nodiscard]] const i18n::Locale& locale_of(const http::Request& request);
/// Of this request; an empty one where none is attached.
[[nodiscard]] const Site& site_of(const http::Request& request);
/// Where the reader lives; nullptr where they have not said.
[[nodiscard]] const YourPlace* your_place(const http::Request& request);
/// What pages are made from beside their address and what is stored, where that is nothing but how
/// anybody may have set their browser: language, keys, place. Nothing of a browser that brings any
/// other cookie: it may be a key, or a proof of what its reader just did.
[[nodiscard]] std::optional<std::string> shown_alike(const http::Request& request);
/// The frame around this request's page. `title` is in the reader's language.
[[nodiscard]] PageFrame frame_for(const http::Request& request, std::string title);

/// The whole page: `return render(request, views::petition_page, model);`
template <class Model>
[[nodiscard]] http::Response render(const http::Request& request,
                                    void (*view)(html::Out&, const Model&), const Model& model,
                                    int status = 200) {
  html::Out out(locale_of(request));
  view(out, model);
  return http::Response::html(out.take(), status);
}

}  // namespace gandan::pages
