#include "kernel/site/site.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <stdexcept>

#include "kernel/people/policies.hpp"
#include "kernel/records/follow_page.hpp"

namespace gandan::site {
namespace {

/// The parts of all modules and of this one, in the order of their numbers.
std::vector<pages::MenuItem> menu_of(std::span<const Module> modules,
                                     std::vector<MenuPart> Module::*parts,
                                     std::vector<MenuPart> all = {}) {
  for (const Module& module : modules)
    all.insert(all.end(), (module.*parts).begin(), (module.*parts).end());
  std::ranges::stable_sort(all, {}, &MenuPart::order);
  std::vector<pages::MenuItem> menu;
  for (MenuPart& part : all) menu.push_back(std::move(part.item));
  return menu;
}

std::vector<MenuPart> own_parts(std::span<const Module> modules) {
  std::vector<MenuPart> parts;
  if (records_of(modules).are_followed()) parts.push_back({20, records::follow_item()});
  if (std::ranges::any_of(modules, [](const Module& each) { return bool(each.standings); }))
    parts.push_back({40, {N_("Bodies"), "/bodies", "bodies"}});
  return parts;
}

std::vector<MenuPart> officers_parts(std::span<const Module> modules) {
  if (!has_desk(modules)) return {};
  return {{10, {N_("My desk"), "/desk", "desk", "g d", people::signed_in()}}};
}

/// Of the first module that knows what was done.
auto said_by(std::vector<decltype(desk::Parts::said)> modules) {
  return [modules = std::move(modules)](db::Tx& tx, const desk::Desk& desk, std::string_view done,
                                        std::string_view typed) {
    for (const auto& said : modules)
      if (std::string words = said(tx, desk, done, typed); !words.empty()) return words;
    return std::string();
  };
}

desk::Parts desk_of(std::span<const Module> modules) {
  desk::Parts all;
  std::vector<decltype(desk::Parts::said)> said;
  for (const Module& module : modules) {
    std::ranges::copy(module.desk.boxes, std::back_inserter(all.boxes));
    std::ranges::copy(module.desk.links, std::back_inserter(all.links));
    if (module.desk.said) said.push_back(module.desk.said);
  }
  std::ranges::stable_sort(all.boxes, {}, &desk::Box::order);
  std::ranges::stable_sort(all.links, {}, &desk::Link::order);
  std::set<std::string_view> names;
  for (const desk::Box& box : all.boxes)
    if (!names.insert(box.name).second) throw std::logic_error("two boxes have one name");
  all.said = said_by(std::move(said));
  return all;
}

std::optional<pages::SiteSearch> search_of(std::span<const Module> modules) {
  const auto several = searching(modules);
  if (several.size() < 2) return several.empty() ? std::nullopt : several.front()->search;
  for (const Module* module : several)
    if (!module->search_part) throw std::logic_error("a search beside others gives no part");
  return pages::SiteSearch{"/search", N_("Search everything here")};
}

}  // namespace

bool has_desk(std::span<const Module> modules) {
  return std::ranges::any_of(modules, [](const Module& each) { return !each.desk.boxes.empty(); });
}

std::vector<const Module*> searching(std::span<const Module> modules) {
  std::vector<const Module*> found;
  for (const Module& module : modules)
    if (module.search) found.push_back(&module);
  return found;
}

pages::Site site_of(std::span<const Module> modules) {
  pages::Site site{.resident_menu = menu_of(modules, &Module::resident_menu, own_parts(modules)),
                   .officer_menu = menu_of(modules, &Module::officer_menu, officers_parts(modules)),
                   .administration = menu_of(modules, &Module::administration),
                   .desk = std::make_shared<const desk::Parts>(desk_of(modules))};
  if (has_desk(modules)) site.written_at.emplace_back("/desk/");
  site.search = search_of(modules);
  for (const Module& module : modules) {
    site.written_at.insert(site.written_at.end(), module.written_at.begin(),
                           module.written_at.end());
  }
  return site;
}

records::Kinds records_of(std::span<const Module> modules) {
  std::vector<records::Kind> kinds;
  for (const Module& module : modules)
    kinds.insert(kinds.end(), module.records.begin(), module.records.end());
  return records::Kinds(std::move(kinds));
}

std::vector<indicators::Subject> indicators_of(std::span<const Module> modules) {
  std::vector<indicators::Subject> all;
  for (const Module& module : modules)
    all.insert(all.end(), module.indicators.begin(), module.indicators.end());
  indicators::check(all);
  return all;
}

pages::Reader reader_of(const http::Request& request, const pages::Site& site,
                        const Services& services) {
  return {&pages::choose_locale(request), &site, services.settings.get(place)};
}

std::string robots(std::span<const Module> modules) {
  std::string lines = has_desk(modules) ? "Disallow: /desk\n" : "";
  for (const Module& module : modules)
    for (const std::string& path : module.unread_by_robots) lines += "Disallow: " + path + "\n";
  return "User-agent: *\n" + (lines.empty() ? "Disallow:\n" : lines);
}

people::SignInOffers demo_sign_ins(std::span<const Module> modules) {
  people::SignInOffers all;
  for (const Module& module : modules) {
    if (!module.demo_sign_ins) continue;
    people::SignInOffers offers = module.demo_sign_ins();
    all.password = std::move(offers.password);
    std::ranges::move(offers.accounts, std::back_inserter(all.accounts));
  }
  return all;
}

}  // namespace gandan::site
