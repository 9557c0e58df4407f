#include "kernel/site/site.hpp"

#include <algorithm>
#include <stdexcept>

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
  if (!records_of(modules).are_followed()) return {};
  return {{20, records::follow_item()}};
}

}  // namespace

pages::Site site_of(std::span<const Module> modules) {
  pages::Site site{.resident_menu = menu_of(modules, &Module::resident_menu, own_parts(modules)),
                   .officer_menu = menu_of(modules, &Module::officer_menu),
                   .administration = menu_of(modules, &Module::administration)};
  for (const Module& module : modules) {
    if (module.search && site.search) throw std::logic_error("two modules give a search");
    if (module.search) site.search = module.search;
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

pages::Reader reader_of(const http::Request& request, const pages::Site& site,
                        const Services& services) {
  return {&pages::choose_locale(request), &site, services.settings.get(place)};
}

std::string robots(std::span<const Module> modules) {
  std::string lines;
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
