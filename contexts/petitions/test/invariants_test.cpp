// Each invariant holds of what use cases do, and names what breaks it.
#include "contexts/petitions/record/invariants.hpp"

#include <gmock/gmock.h>

#include <set>

#include "contexts/petitions/test/public_site.hpp"

namespace gandan::petitions {
namespace {

using Strings = std::vector<std::string>;

struct Breach {
  const char* invariant;
  Strings sql;
};

const Breach breaches[] = {
    {"petitions.answered", {"update petitions set answered_at = null where state = 5"}},
    {"petitions.open", {"update petitions set promised_on = 20000 where state = 3"}},
    {"petitions.last_answer", {"delete from petition_answered"}},
    {"petitions.answers", {"delete from petition_answered"}},
    {"petitions.promise", {"update petitions set promised_on = 20000 where state = 5"}},
    {"petitions.asked",
     {"update petition_askings set asked_at = null, said = null, said_at = null",
      "update petitions set answer_id = null where state = 5"}},
    {"petitions.said", {"update petition_askings set said = 1, said_at = null"}},
    {"petitions.body", {"update petitions set body_id = null where state = 3"}},
    {"petitions.clock", {"update petitions set clock_started_at = null where state = 3"}},
    {"petitions.standing_clock", {"update petitions set stopped_at = null where state = 2"}},
    {"petitions.standing_clock", {"update petitions set stopped_at = 1 where state = 3"}},
    {"petitions.pauses", {"update petition_pauses set resumed_at = stopped_at"}},
    {"petitions.consent", {"update petitions set publication_refused = 1 where visibility = 2"}},
    {"petitions.sealed", {"update petitions set visibility = 1 where kind = 3"}},
    {"petitions.sealed", {"update petitions set sealed_as = 3 where visibility = 2"}},
    {"petitions.sealed_words", {"update petitions set title = 'Lò Thị Mẫu' where kind = 4"}},
    {"petitions.sealed_words",
     {"insert into petition_contacts (petition_id, name, address, phone, email) "
      "select id, 'Lò Thị Mẫu', '', '', '' from petitions where kind = 4"}},
    {"petitions.sealed_words",
     {"insert into petition_notes (petition_id, at, verb, for_petitioner, text) "
      "select id, 1, 'route', 0, 'Lò Thị Mẫu' from petitions where kind = 4"}},
    {"petitions.sealed_words",
     {"insert into petition_answers (id, outcome, text, document, answered_at) "
      "values (1, 1, 'Lò Thị Mẫu', '', 1)",
      "insert into petition_answered (petition_id, answer_id) "
      "select id, 1 from petitions where kind = 4"}},
    {"petitions.letters_of_denunciations",
     {"insert into subscriptions (id, record_kind, record_id, code, email, language, created_at) "
      "select 1, 'petition', id, 'GD', 'mau@vidu.vn', 'vi', 1 from petitions where kind = 4"}},
    {"petitions.letters",
     {"insert into subscriptions (id, record_kind, record_id, code, email, language, created_at) "
      "values (1, 'petition', 1, 'GD', 'mau@vidu.vn', 'vi', 1)"}},
    {"petitions.search", {"update petitions set visibility = 1 where visibility = 2"}},
    {"petitions.search", {"update petitions set visibility = 2 where kind = 3"}},
    {"topics.representative",
     {"update topics set representative_id = (select id from petitions where kind = 3)"}},
    {"topics.members", {"update petitions set topic_id = null"}},
    {"topics.members", {"update topic_members set state = 3"}},
    {"topics.members", {"update topics set state = 3 where state = 2"}},
    {"topics.sealed", {"update petitions set visibility = 0 where topic_id is not null"}},
    {"petitions.joined", {"update petition_joined set people = people + 1"}},
    {"petitions.frozen", {"update petitions set frozen_at = 1 where visibility = 2"}},
    {"petitions.totals", {"update totals set n = n + 1 where facet = 'received'"}},
    {"petitions.totals", {"delete from petition_counted where kind = 1"}},
    {"petitions.totals", {"update petition_months set received = received + 1"}},
};

class PetitionInvariants : public test::PublicSite {
 protected:
  void SetUp() override {
    PublicSite::SetUp();
    if (!IsSkipped()) fill();
  }
  /// Something for each invariant to speak of.
  void fill() {
    const Petition lamp = sent("Đèn đường ở ngã ba không sáng từ hai tuần nay", "", "report");
    ASSERT_TRUE(route_to(lamp.id, "Bộ Nội vụ"));
    answer_one(lamp.id, "Đã thay bóng đèn.");
    const Petition road = sent("Đề nghị trải nhựa con đường vào bản Khuổi Mươi");
    const Petition lane = sent("Đề nghị trải nhựa con đường đến bản Khuổi Tao");
    put_together("Đường vào bản", {road.id, lane.id});
    ASSERT_TRUE(route_to(road.id, "Bộ Nội vụ"));
    ask_for_more(lane.id, "Đoạn nào?");
    ASSERT_TRUE(db().write(
        [&](db::Tx& tx) { return join(tx, env(), road.code, {.place_text = "Bản Khuổi Mươi"}); }));
    static_cast<void>(send("Tôi khiếu nại quyết định thu hồi đất của nhà tôi", "complaint"));
    const PetitionId theft = send("Cán bộ xã thu tiền không có biên lai", "denunciation").id;
    ASSERT_TRUE(route_to(theft, "Bộ Nội vụ"));
    fold();
  }
  /// The names of what does not hold once these have run; then they are undone.
  std::set<std::string> broken_by(const Strings& statements) {
    struct Undo {};
    std::set<std::string> names;
    try {
      db().write([&](db::Tx& tx) {
        for (const std::string& sql : statements) tx.run(sql, {});
        names.clear();
        for (const auto& broken : invariants::broken(tx, invariants_of_petitions()))
          names.emplace(broken.name);
        throw Undo{};
      });
    } catch (const Undo&) {
    }
    return names;
  }
};
GANDAN_EACH_ENGINE(PetitionInvariants);

TEST_P(PetitionInvariants, EachNamesWhatBreaksIt) {
  ASSERT_THAT(broken_by({}), testing::IsEmpty());
  std::set<std::string> tried, all;
  for (const Breach& breach : breaches) {
    tried.insert(breach.invariant);
    EXPECT_THAT(broken_by(breach.sql), testing::Contains(breach.invariant)) << breach.sql.front();
  }
  for (const auto& invariant : invariants_of_petitions()) all.emplace(invariant.name);
  EXPECT_EQ(tried, all);
}

}  // namespace
}  // namespace gandan::petitions
