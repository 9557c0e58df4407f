#include "contexts/petitions/desk.hpp"
#include "contexts/petitions/sealed_words.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {
namespace {

/// Opens what lies under the seal, which the journal tells. Where this server does not hold the key
/// the story stays without words.
void open_words(const Desk& desk, Story& story, UnitId unit) {
  const Petition& petition = story.petition;
  const crypto::KeyFile& keys = desk.services.keys.get();
  auto words = desk.services.database.write([&](db::Tx& tx) {
    const auto above = units::ancestors(tx, unit);
    return people::read_words(tx, desk.services.clock, keys,
                              {desk.officer, reading_of(petition), unit, above},
                              subject_of(petition.id));
  });
  if (words) fill_in(story, *words);
}

}  // namespace

std::optional<Story> read_story(const Desk& desk, std::string_view code) {
  std::optional<UnitId> unit;
  auto story = desk.services.database.read([&](db::Tx& tx) {
    auto loaded = load_story(tx, *desk.directory, code);
    unit = loaded ? reading_unit(tx, desk.officer, loaded->petition) : std::nullopt;
    return unit ? std::move(loaded) : std::nullopt;
  });
  if (story && has_sealed_words(story->petition)) open_words(desk, *story, *unit);
  return story;
}

}  // namespace gandan::petitions
