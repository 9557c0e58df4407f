// The log vouches for all that is entered of a visit: whatever changes has its entry.
#include <gmock/gmock.h>

#include "contexts/receptions/test/support.hpp"

namespace gandan::receptions {
namespace {

using testing::IsEmpty;

class VisitsInTheLog : public test::ReceptionsDatabase {};
GANDAN_EACH_ENGINE(VisitsInTheLog);

TEST_P(VisitsInTheLog, ChangeWithAnEntryAlone) {
  const auto by_operator = [&](auto&& use_case) {
    clock.advance(std::chrono::minutes(1));
    const auto done = act(use_case);
    ASSERT_TRUE(done.has_value());
    take_into_log();
    EXPECT_THAT(untold_changes(), IsEmpty());
  };
  const Visit visit = enter_as_is(form());
  const Visit denounced = enter_as_is(form(Kind::denunciation));
  take_into_log();
  for (VisitId id : {visit.id, denounced.id}) {
    by_operator([&](db::Tx& tx, const Act& by) {
      return give_receipt(tx, env(), by, id, parse_papers("Đơn; 2; bản chính"));
    });
    by_operator([&](db::Tx& tx, const Act& by) { return tell(tx, env(), by, id, "Đã thụ lý."); });
  }
  by_operator([&](db::Tx& tx, const Act& by) {
    return decide(tx, env(), by, visit.id,
                  {.outcome = Outcome::returned, .words = "Thiếu chữ ký."});
  });
  by_operator([&](db::Tx& tx, const Act& by) {
    return note(tx, env(), by, visit.id, "Đã giải quyết xong.", "Hồ sơ số 5");
  });
  by_operator([&](db::Tx& tx, const Act& by) {
    return conclude(tx, env(), by, visit.id,
                    {.concluded_on = clock.today(),
                     .concluded_by = "Chủ tịch Mẫu",
                     .text = "Giao đo đạc lại.",
                     .items = {{unit(body_name), "Đo đạc lại", clock.today() + 9}}});
  });
  const auto item = db().read([&](db::Tx& tx) { return items_of(tx, visit.id); }).front();
  by_operator(
      [&](db::Tx& tx, const Act& by) { return report_item(tx, env(), by, item.id, "Đã đo đạc."); });
  db().write([&](db::Tx& tx) {
    tx.run(std::string("update visits set matter = 'Việc khác' where kind = 3"), {});
  });
  EXPECT_EQ(untold_changes().size(), 1U) << "what was changed past the program is named";
}

}  // namespace
}  // namespace gandan::receptions
