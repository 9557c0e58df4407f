// The pages of bulletins, for everybody and on the officers' desk.
#pragma once
#include "kernel/module/module.hpp"
#include "kernel/pages/parts.hpp"
#include "test/context/bulletin.hpp"

namespace gandan::bulletins {

/// A list of them, or one with its words.
struct BulletinsPage {
  pages::PageFrame frame;
  std::string text = {};
  std::vector<pages::Card> cards = {};
  pages::Pager pager = {};
};
[[nodiscard]] const char* label(State state);
void add_pages(http::App& app, Services& services);
[[nodiscard]] HomePart newest_on_home(Services& services);

void add_desk_pages(http::App& app, Services& services);
[[nodiscard]] desk::Parts desk_parts();

}  // namespace gandan::bulletins
