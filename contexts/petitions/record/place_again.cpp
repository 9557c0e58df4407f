#include "contexts/petitions/record/placing.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/units/places.hpp"
#include "lib/text/fold.hpp"

namespace gandan::petitions {
namespace {

constexpr int placed_at_once = 500;

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

/// Who joined from a place that nobody knew: words alone.
struct StoredJoin {
  JoinId id;
  PetitionId petition;
  std::string place_text;
  Instant joined_at;
};
const db::Sql select_joins{R"(
  select id, petition_id, place_text, joined_at from petition_joins
  where place_id is null and place_text <> '' and id > :after order by id limit :limit)"};
const db::Sql place_join{"update petition_joins set place_id = :place where id = :id"};
const db::Sql count_less{R"(
  update petition_joined set people = people - 1 where petition_id = :petition and place_id = 0)"};
const db::Sql count_more{R"(
  insert into petition_joined (petition_id, place_id, people) values (:petition, :place, 1)
  on conflict (petition_id, place_id) do update set people = petition_joined.people + 1)"};

/// Where it comes from, as its words say it now; nothing where they are not to be read again.
std::optional<PlaceFound> read_again(db::Tx& tx, Placer& placer, const Stored& stored) {
  const Date on = civil_date(stored.received_at);
  if (stored.channel == Channel::import) {
    const std::string& words = words_of_place(stored.place_text, stored.asked_by);
    if (text::is_blank(words)) return std::nullopt;
    return placer.find(tx, words, on);
  }
  // Nobody chose on a page what a program sent, so a commune may follow its province.
  const bool is_from_program = stored.channel == Channel::api;
  if (text::is_blank(stored.place_text) || (stored.place && !is_from_program)) return std::nullopt;
  auto place = is_from_program ? units::find_clear_place(tx, stored.place_text, on)
                               : units::find_exact_place(tx, stored.place_text, on);
  if (!place) return std::nullopt;
  return PlaceFound{place, units::province_of(tx, *place)};
}

/// Places one petition by its words; whether it moved.
bool place_one(db::Tx& tx, const Env& env, Placer& placer, const Stored& stored) {
  auto found = read_again(tx, placer, stored);
  if (!found || *found == PlaceFound{stored.place, stored.province} ||
      was_placed_by_an_officer(tx, stored.id))
    return false;
  auto petition = find(tx, stored.id);
  set_place(tx, env, Act::by_system(), *petition, *found);
  return true;
}

/// Places one who joined, where the words name one unit beyond doubt.
bool place_one(db::Tx& tx, const Env& env, Placer&, const StoredJoin& join) {
  auto place = units::find_exact_place(tx, join.place_text, civil_date(join.joined_at));
  if (!place) return false;
  tx.run(place_join, {{"id", join.id}, {"place", *place}});
  tx.run(count_less, {{"petition", join.petition}});
  tx.run(count_more, {{"petition", join.petition}, {"place", *place}});
  record_joining(tx, Act::by_system(), join.id, env.clock.now(), Verb::place_join,
                 {{"place", place->value}});
  return true;
}

/// Some hundreds in a transaction, until all were looked at.
template <class Row>
std::int64_t place_all(db::Database& database, const Env& env, const db::Sql& select) {
  struct Step {
    std::int64_t changed = 0;
    decltype(Row::id) last;
    bool is_more = false;
  };
  std::int64_t changed = 0;
  for (Step step{.is_more = true}; step.is_more; changed += step.changed)
    step = database.write([&, after = step.last](db::Tx& tx) {
      Placer placer(tx);
      Step done{.last = after};
      const auto rows = tx.all<Row>(select, {{"after", after}, {"limit", placed_at_once}});
      for (const Row& row : rows) {
        done.last = row.id;
        done.changed += place_one(tx, env, placer, row);
      }
      done.is_more = rows.size() == placed_at_once;
      return done;
    });
  return changed;
}

}  // namespace

bool was_placed_by_an_officer(db::Tx& tx, PetitionId id) {
  for (const auto& entry : journal::entries_of(tx, subject_of(id)))
    if (verb_of(entry) == Verb::place && entry.actor_kind == journal::ActorKind::officer)
      return true;
  return false;
}

std::int64_t place_again(db::Database& database, const Env& env) {
  return place_all<Stored>(database, env, select_stored) +
         place_all<StoredJoin>(database, env, select_joins);
}

}  // namespace gandan::petitions
