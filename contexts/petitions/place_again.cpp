#include "contexts/petitions/placing.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/units/places.hpp"
#include "lib/text/fold.hpp"

namespace gandan::petitions {
namespace {

constexpr int rows_at_once = 500;

struct Stored {
  PetitionId id;
  Channel channel = Channel::web;
  std::string place_text, asked_by;
  std::optional<UnitId> place, province;
  Instant received_at;
};
const db::Sql select_stored{R"(
  select id, channel, place_text, asked_by, place_id, province_id, received_at from petitions
  where id > :after order by id limit :limit)"};

/// Whether a machine alone said where it comes from: nobody chose it on a page.
bool is_placed_by_words(Channel channel) {
  return channel == Channel::import || channel == Channel::api;
}

/// Where it comes from, as its words say it now; nothing where they are not to be read again.
std::optional<PlaceFound> read_again(db::Tx& tx, Placer& placer, const Stored& stored) {
  const Date on = civil_date(stored.received_at);
  if (is_placed_by_words(stored.channel)) {
    const bool is_import = stored.channel == Channel::import;
    const std::string& words =
        is_import ? words_of_place(stored.place_text, stored.asked_by) : stored.place_text;
    if (text::is_blank(words)) return std::nullopt;
    return placer.find(tx, words, on);
  }
  if (stored.place || text::is_blank(stored.place_text)) return std::nullopt;
  auto place = units::find_exact_place(tx, stored.place_text, on);
  if (!place) return std::nullopt;
  return PlaceFound{place, units::province_of(tx, *place)};
}

bool was_placed_by_an_officer(db::Tx& tx, PetitionId id) {
  for (const auto& entry : journal::entries_of(tx, {"petition", id.value}))
    if (entry.verb == "petition.place" && entry.actor_kind == journal::ActorKind::officer)
      return true;
  return false;
}

}  // namespace

std::int64_t place_again(db::Database& database, const Env& env) {
  std::int64_t changed = 0;
  PetitionId after;
  for (bool is_more = true; is_more;) {
    struct Step {
      std::int64_t changed = 0;
      PetitionId last;
      bool is_more = false;
    };
    Step step = database.write([&](db::Tx& tx) {
      Placer placer(tx);
      Step done{.last = after};
      const auto rows = tx.all<Stored>(select_stored, {{"after", after}, {"limit", rows_at_once}});
      for (const Stored& stored : rows) {
        done.last = stored.id;
        auto found = read_again(tx, placer, stored);
        if (!found || *found == PlaceFound{stored.place, stored.province} ||
            was_placed_by_an_officer(tx, stored.id))
          continue;
        auto petition = find(tx, stored.id);
        set_place(tx, env, Act::by_system(), *petition, *found);
        ++done.changed;
      }
      done.is_more = rows.size() == rows_at_once;
      return done;
    });
    changed += step.changed;
    after = step.last;
    is_more = step.is_more;
  }
  return changed;
}

}  // namespace gandan::petitions
