// Each invariant holds of what use cases do, and names what breaks it.
#include "contexts/receptions/record/invariants.hpp"

#include <gmock/gmock.h>

#include <set>

#include "contexts/receptions/test/support.hpp"

namespace gandan::receptions {
namespace {

using Statements = std::vector<std::string>;

struct VisitBreach {
  const char* invariant;
  Statements sql;
};

const VisitBreach visit_breaches[] = {
    {"receptions.outcome", {"update visits set outcome = 7"}},
    {"receptions.outcome", {"update visits set ground = 1 where outcome = 1"}},
    {"receptions.owed", {"update visits set told_at = 1 where state = 1"}},
    {"receptions.owed", {"update visits set told_at = null where state = 3"}},
    {"receptions.owed", {"update visits set due_at = null where state = 2"}},
    {"receptions.notice", {"update visits set ground = 1 where state = 2"}},
    {"receptions.sealed", {"update visits set matter = 'Lò Thị Mẫu' where kind = 4"}},
    {"receptions.sealed",
     {"insert into visit_people (visit_id, position, role, name, address, phone, email, identity) "
      "select id, 0, 1, 'Lò Thị Mẫu', '', '', '', identity from visits, (select identity from "
      "visit_people limit 1) i where kind = 4"}},
    {"receptions.sealed",
     {"insert into visit_notes (visit_id, at, verb, for_visitor, text) "
      "select id, 1, 'tell', 0, 'Lò Thị Mẫu' from visits where kind = 4"}},
    {"receptions.people", {"update visits set present = 0"}},
    {"receptions.people", {"update visits set people = 1, present = 2"}},
    {"receptions.sitting", {"update visits set sitting_id = 5"}},
    {"receptions.matter", {"update visits set turn = 2"}},
    {"receptions.matter", {"update visits set matter_id = 5"}},
    {"receptions.items", {"update conclusion_items set due_on = due_on + 1"}},
    {"receptions.slots",
     {"insert into booking_slots (place_id, starts_at, seat, booking_id, holder) "
      "select id, 1, 1, 5, '' from reception_places"}},
    {"receptions.booked",
     {"insert into bookings (id, code, place_id, day, starts_at, state, matter, named_code, needs, "
      "needs_language, online, people, language, booked_at, reason) "
      "select 5, 'LH', id, 1, 1, 2, '', '', 0, '', 0, 1, 'vi', 1, '' from reception_places"}},
    {"receptions.periods",
     {"insert into tickets (id, place_id, day, line, number, rank, state, needs, came_at, calls) "
      "select 5, id, 1, 1, 1, 1, 1, 0, 1, 0 from reception_places"}},
    {"receptions.tickets", {"update visits set ticket_id = 5"}},
    {"receptions.online",
     {"insert into online_sessions (id, place_id, starts_at, ground, decided_at, minutes, "
      "signed_by) select 5, id, 1, 4, 1, 'Lò Thị Mẫu', '' from reception_places"}},
    {"receptions.online",
     {"insert into online_sessions (id, place_id, starts_at, ground, decided_at, cancelled_at, "
      "ended_at, minutes, signed_by) select 5, id, 1, 1, 1, 1, 1, '', '' from reception_places"}},
    {"receptions.periods",
     {"insert into tickets (id, place_id, day, line, number, rank, state, needs, came_at, calls) "
      "select 5, id, 1, 1, 1, 1, 1, 0, 1, 0 from reception_places",
      "insert into ticket_periods (ticket_id, began_at, state) values (5, 1, 1), (5, 2, 2)"}},
};

class ReceptionInvariants : public test::ReceptionsDatabase {
 protected:
  void SetUp() override {
    ReceptionsDatabase::SetUp();
    if (!IsSkipped()) enter_visits();
  }
  /// Something for each invariant to speak of.
  void enter_visits() {
    const Visit visit = enter_as_is(form());
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
      return conclude(tx, env(), by, visit.id,
                      {.concluded_on = clock.today(),
                       .concluded_by = "Chủ tịch",
                       .text = "Giao đo đạc lại.",
                       .items = {{unit(body_name), "Đo đạc lại", clock.today() + 9}}});
    }));
    static_cast<void>(enter_as_is(form(Kind::denunciation)));
    EnterForm refused = form();
    refused.outcome = Outcome::refused;
    refused.ground = Ground::settled_before;
    refused.explained = "Đã giải thích.";
    static_cast<void>(enter_as_is(refused));
    EnterForm guided = form(Kind::proposal);
    guided.outcome = Outcome::guided;
    guided.directed_to = "Tòa án";
    static_cast<void>(enter_as_is(guided));
  }
  /// The names of what does not hold once these have run; then they are undone.
  std::set<std::string> broken_by(const Statements& statements) {
    struct Undo {};
    std::set<std::string> names;
    try {
      db().write([&](db::Tx& tx) {
        for (const std::string& sql : statements) tx.run(sql, {});
        names.clear();
        for (const auto& broken : invariants::broken(tx, invariants_of_receptions()))
          names.emplace(broken.name);
        throw Undo{};
      });
    } catch (const Undo&) {
    }
    return names;
  }
};
GANDAN_EACH_ENGINE(ReceptionInvariants);

TEST_P(ReceptionInvariants, EachNamesWhatBreaksIt) {
  ASSERT_THAT(broken_by({}), testing::IsEmpty());
  std::set<std::string> tried, all;
  for (const VisitBreach& breach : visit_breaches) {
    tried.insert(breach.invariant);
    EXPECT_THAT(broken_by(breach.sql), testing::Contains(breach.invariant)) << breach.sql.front();
  }
  for (const auto& invariant : invariants_of_receptions()) all.emplace(invariant.name);
  EXPECT_EQ(tried, all);
}

}  // namespace
}  // namespace gandan::receptions
