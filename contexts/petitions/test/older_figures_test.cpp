// What was hidden or found to be sealed before both stood still in figures.
#include <gmock/gmock.h>

#include "contexts/petitions/figures/totals.hpp"
#include "contexts/petitions/migrations.hpp"
#include "contexts/petitions/test/support.hpp"

namespace gandan::petitions {
namespace {

class OlderFigures : public test::PetitionsDatabase {
 protected:
  /// Sent, routed, and a day later no longer public.
  PetitionId vanished(std::optional<Kind> kind, std::string_view body = "Bộ Y tế") {
    const PetitionId id = send("Đề nghị sửa cầu treo sang bản", "report").id;
    if (!body.empty()) {
      EXPECT_TRUE(route_to(id, body));
    }
    clock.advance(std::chrono::hours(24));
    EXPECT_TRUE(act([&](db::Tx& tx, const Act& by) {
      if (!kind) return publish(tx, env(), by, id, false, "Một lý do.");
      return route(tx, env(), by, id, {.body = unit("Bộ Nội vụ"), .kind = kind});
    }));
    clock.advance(std::chrono::hours(24));
    return id;
  }
  /// How each stands still, a line each.
  std::vector<std::string> frozen() {
    return db().read([](db::Tx& tx) {
      return tx.all<std::string>(
          std::string("select p.id || ' ' || p.frozen_at || ' ' || f.kind || ' ' || f.state || ' ' "
                      "|| coalesce(f.body_id, 0) || ' ' || coalesce(f.field_id, 0) || ' ' || "
                      "coalesce(f.due_at, 0) || ' ' || coalesce(f.answered_at, 0) from petitions p "
                      "join petition_frozen f on f.petition_id = p.id order by p.id"),
          {});
    });
  }
  /// As an earlier version left them: with the kind alone, of what was found to be sealed.
  void forget() {
    db().write([](db::Tx& tx) {
      for (const char* sql :
           {"update petitions set frozen_at = case when sealed_as is not null then 2 end "
            "where frozen_at is not null",
            "drop table petition_frozen", "drop index petitions_frozen",
            "alter table petitions rename column frozen_at to counted_as",
            "delete from schema_migrations where name = '023_frozen.sql'"})
        tx.run(std::string(sql), {});
    });
  }
};
GANDAN_EACH_ENGINE(OlderFigures);

TEST_P(OlderFigures, StandStillAsTheyStoodByWhatTheJournalTells) {
  vanished(std::nullopt);
  vanished(Kind::complaint);
  vanished(Kind::denunciation);
  vanished(std::nullopt, "");
  vanished(Kind::denunciation, "");
  const PetitionId answered = vanished(std::nullopt);
  const AnswerForm form{.outcome = Outcome::explained, .text = "Đang xem xét."};
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, answered, form); }));
  journal::seal_all(db(), clock);
  fold_all(db(), clock);
  const auto as_they_stood = frozen();
  ASSERT_EQ(as_they_stood.size(), 6U);
  forget();
  const db::Migrations whole[] = {{"petitions", migrations::files()}};
  db().migrate(whole);
  EXPECT_EQ(frozen(), as_they_stood);
  fold_all(db(), clock);
  const auto totals = db().read([](db::Tx& tx) { return Totals::load(tx, in_totals); });
  EXPECT_EQ(totals->get("received"), 6) << "counted anew";
}

}  // namespace
}  // namespace gandan::petitions
