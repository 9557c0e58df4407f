#include "kernel/site/site.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <stdexcept>

#include "kernel/contacts/contacts.hpp"
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

/// The name of an intent in its address, and in the menu.
struct IntentName {
  Intent intent;
  const char *name, *label;
};
constexpr IntentName intents[] = {{Intent::ask, "ask", N_("Send and ask")},
                                  {Intent::place, "place", N_("Where I live")},
                                  {Intent::bodies, "bodies", N_("Bodies")},
                                  {Intent::figures, "figures", N_("Figures")}};

std::vector<Way> own_ways(std::span<const Module> modules) {
  std::vector<Way> ways{
      {Intent::place,
       10,
       {N_("Where do you live?"), "/where", "place"},
       N_("The page of your commune, ward or province: who answers there, what people ask, what "
          "has become of it.")}};
  if (records_of(modules).are_followed())
    ways.push_back(
        {Intent::ask, 20, records::follow_item(),
         N_("With the code of your receipt: where it stands, and who answers by when.")});
  if (std::ranges::any_of(modules, [](const Module& each) { return bool(each.standings); }))
    ways.push_back({Intent::bodies,
                    10,
                    {N_("Bodies"), "/bodies", "bodies"},
                    N_("Which bodies there are, what each was asked, and how it keeps its time.")});
  return ways;
}

/// The intents into which there is a way, each with the ways of all modules in the order of their
/// numbers.
std::vector<pages::Ways> ways_of(std::span<const Module> modules) {
  std::vector<Way> all = own_ways(modules);
  for (const Module& module : modules)
    all.insert(all.end(), module.ways.begin(), module.ways.end());
  std::ranges::stable_sort(all, {}, &Way::order);
  std::vector<pages::Ways> menu;
  for (const IntentName& each : intents) {
    const std::string name = each.name;
    pages::Ways ways{.item = {each.label, "/ways/" + name, "ways." + name}, .ways = {}};
    for (const Way& way : all) {
      if (way.intent != each.intent) continue;
      ways.item.sections.push_back(way.item.section);
      ways.ways.push_back({way.item, way.hint});
    }
    if (!ways.ways.empty()) menu.push_back(std::move(ways));
  }
  return menu;
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
    std::ranges::copy(module.desk.deeds, std::back_inserter(all.deeds));
    std::ranges::copy(module.desk.front, std::back_inserter(all.front));
    if (module.desk.said) said.push_back(module.desk.said);
  }
  std::ranges::stable_sort(all.boxes, {}, &desk::Box::order);
  std::ranges::stable_sort(all.links, {}, &desk::Link::order);
  std::ranges::stable_sort(all.front, {}, &desk::FrontPart::order);
  std::set<std::string_view> names(std::begin(desk::shelf_names), std::end(desk::shelf_names));
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
  pages::Site site{.ways = ways_of(modules),
                   .officer_menu = menu_of(modules, &Module::officer_menu, officers_parts(modules)),
                   .administration = menu_of(modules, &Module::administration),
                   .desk = std::make_shared<const desk::Parts>(desk_of(modules))};
  site.written_at.emplace_back("/where");
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

std::vector<settings::Declared> own_settings() {
  std::vector<settings::Declared> all{place, owner};
  std::ranges::copy(contacts::all_settings(), std::back_inserter(all));
  return all;
}

pages::Reader reader_of(const http::Request& request, const pages::Site& site,
                        const Services& services) {
  return {.locale = &pages::choose_locale(request),
          .site = &site,
          .place = services.settings.get(place),
          .owner = services.settings.get(owner)};
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
