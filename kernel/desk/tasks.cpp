#include "kernel/desk/tasks.hpp"

#include "kernel/desk/views/desk.hpp"
#include "kernel/pages/kept.hpp"
#include "kernel/pages/site.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::desk {

std::vector<std::string> unsent(const Desk& desk, std::span<const std::string_view> written) {
  std::vector<std::string> words;
  for (std::string_view field : written)
    if (std::string typed = text::clean(desk.request.form.get(field)); !typed.empty())
      words.push_back(std::move(typed));
  return words;
}

std::vector<Step>& steps_under(const std::string& title, OpenRecord& open) {
  for (StepGroup& group : open.others)
    if (group.title == title) return group.steps;
  return open.others.emplace_back(StepGroup{title, {}}).steps;
}

bool hide_steps_while_held(db::Tx& tx, const Desk& desk, OpenRecord& open) {
  const auto held = codes_held(tx, desk.officer.user);
  if (std::ranges::find(held, open.code) == held.end()) return false;
  open.steps.clear();
  open.others.clear();
  return true;
}

Pane pane_of(const OpenRecord& it, const WorkForm* form, std::function<void(html::Out&)> print) {
  Pane pane{.code = it.code, .title = it.title, .print = std::move(print)};
  if (form == nullptr) return pane;
  pane.live = form->finder.has_value();
  // Enter in a field that finds something only looks.
  pane.form = pane.live ? pages::PageForm{"work", "look", "yes"} : pages::PageForm{.id = "work"};
  return pane;
}

http::Response answer_page(const Desk& desk, const DeskPage& page) {
  return pages::render(desk.request, views::desk_page, page);
}

http::Response answer_again(const Desk& desk, DeskPage page, std::string_view code,
                            const Again& again) {
  page.frame.path = std::string(desk.base).append(code);
  page.frame.has_errors = again.status() != 200;
  return pages::render(desk.request, views::desk_page, page, again.status());
}

http::Response answer_outside(const Desk& desk, const Again& again) {
  return again.news.empty() ? http::Response::not_found()
                            : pages::kept_page(desk.request, {409, {}, again.news});
}

}  // namespace gandan::desk
