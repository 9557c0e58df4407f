#include "kernel/desk/front.hpp"

#include <algorithm>
#include <memory>

#include "kernel/desk/views/desk.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/consents.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::desk {
namespace {

using people::Permission;

bool administers(const people::Principal& officer) {
  return officer.may_somewhere(Permission::administer_accounts) ||
         officer.may_somewhere(Permission::administer_rules) ||
         officer.may_somewhere(Permission::operate);
}

/// Who can consent to what needs two persons.
bool decides(const people::Principal& officer) {
  return officer.may_somewhere(Permission::direct) ||
         officer.may_somewhere(Permission::administer_accounts);
}

/// With the pages whose policy admits the officer.
Section ways_of_administration(const Desk& desk, const pages::PageFrame& frame) {
  Section section{
      .title = desk.tr(N_("Administration")),
      .sentence = desk.tr(
          N_("You administer: who works here with which role, by which limits and days off. "
             "What people send is read by who receives and who answers it."))};
  for (const pages::MenuItem& item : pages::site_of(desk.request).administration)
    if (frame.officer && frame.officer->admits(item.policy))
      section.lines.push_back({desk.tr(item.label), {}, item.href});
  return section;
}

std::optional<Section> waits_for_consent(db::Tx& tx, const Desk& desk) {
  if (!decides(desk.officer)) return std::nullopt;
  const auto waiting = std::ranges::count_if(
      people::pending_requests(tx, desk.services.clock),
      [&](const people::ConsentRequest& each) { return may_decide(tx, desk.officer, each); });
  if (waiting == 0) return std::nullopt;
  return Section{
      .title = desk.tr(N_("Waits for your decision")),
      .lines = {{desk.tr(N_("What needs two persons")),
                 desk.words.locale.ntr("{n} request waits for a second person",
                                       "{n} requests wait for a second person", waiting, {}),
                 "/account/requests"}}};
}

const std::vector<FrontPart>& parts_of_front(const Desk& desk) {
  static const std::vector<FrontPart> none;
  const auto& parts = pages::site_of(desk.request).desk;
  return parts ? parts->front : none;
}

}  // namespace

bool has_front(const Desk& desk) {
  return administers(desk.officer) ||
         std::ranges::any_of(parts_of_front(desk),
                             [&](const FrontPart& part) { return part.is_for(desk.officer); });
}

std::optional<Pane> front_of(db::Tx& tx, const Desk& desk) {
  if (!has_front(desk)) return std::nullopt;
  auto sections = std::make_shared<std::vector<Section>>();
  const auto add = [&](std::optional<Section> section) {
    if (section) sections->push_back(std::move(*section));
  };
  add(waits_for_consent(tx, desk));
  for (const FrontPart& part : parts_of_front(desk))
    if (part.is_for(desk.officer)) add(part.read(tx, desk));
  const std::string title = desk.tr(N_("Overview"));
  if (administers(desk.officer))
    add(ways_of_administration(desk, pages::frame_for(desk.request, title)));
  if (sections->empty()) return std::nullopt;
  return Pane{.code = {}, .title = title, .form = {}, .print = [sections](html::Out& out) {
                views::front(out, *sections);
              }};
}

}  // namespace gandan::desk
