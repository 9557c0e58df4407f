#include "kernel/turn/units_named.hpp"

#include <algorithm>

#include "kernel/turn/unit_href.hpp"
#include "kernel/units/body_search.hpp"
#include "kernel/units/names.hpp"
#include "kernel/units/places.hpp"
#include "lib/text/fold.hpp"

namespace gandan {
namespace {

constexpr std::size_t most_named = 2;
constexpr std::size_t most_like = 12;
/// In bytes: no name is longer, and a sentence is not one.
constexpr std::size_t longest_name = 120;

bool is_of_today(const units::Place& place) {
  return place.now.size() == 1 && place.now.front().unit == place.unit.id;
}

pages::Link link_to(const Wording& words, const units::Place& place) {
  return {place.path, place_href(place.unit, words.today)};
}

/// Places of which all of the words are the name; what is no more only where nothing of today is.
std::vector<units::Place> places_named(db::Tx& tx, const Wording& words, std::string_view typed) {
  std::vector<units::Place> found = units::find_places(tx, typed, words.today, most_like);
  std::erase_if(found, [](const units::Place& place) {
    return place.coverage < 0.99 || place.fit > units::Fit::folded;
  });
  if (std::ranges::any_of(found, is_of_today))
    std::erase_if(found, [](const units::Place& place) { return !is_of_today(place); });
  if (found.size() > most_named)  // a province is meant before communes that share its name
    std::erase_if(found, [level = found.front().unit.level](const units::Place& place) {
      return place.unit.level != level;
    });
  if (found.size() > most_named) found.clear();
  return found;
}

/// The one body of this name or code.
const units::Unit* body_named(const units::Directory& directory, std::string_view typed) {
  auto key = [](std::string_view name) { return text::fold(units::name_key(name)); };
  std::vector<const units::Unit*> found = units::bodies_named(directory, typed);
  std::erase_if(found, [&](const units::Unit* body) {
    return key(body->name) != key(typed) && text::fold(body->code) != text::fold(typed);
  });
  return found.size() == 1 ? found.front() : nullptr;
}

}  // namespace

std::vector<pages::Link> units_named(db::Tx& tx, const Wording& words, std::string_view typed) {
  std::vector<pages::Link> links;
  if (text::is_blank(typed) || typed.size() > longest_name) return links;
  for (const units::Place& place : places_named(tx, words, typed))
    links.push_back(link_to(words, place));
  const units::Unit* body = body_named(words.directory, typed);
  if (body != nullptr && links.size() < most_named)
    links.push_back({body->name, body_href(words.directory, body->id)});
  return links;
}

std::vector<pages::Link> places_like(db::Tx& tx, const Wording& words, std::string_view typed) {
  std::vector<pages::Link> links;
  if (text::is_blank(typed) || typed.size() > longest_name) return links;
  for (const units::Place& place : units::find_places(tx, typed, words.today, most_like))
    links.push_back(link_to(words, place));
  return links;
}

}  // namespace gandan
