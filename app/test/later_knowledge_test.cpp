// What an administrator enters later counts for open cases at once, in the whole application.
#include "app/test/support.hpp"
#include "lib/jobs/worker.hpp"

namespace gandan::app {
namespace {

class LaterKnowledge : public test::Program {
 protected:
  std::string send(const std::string& text) {
    const auto created =
        stranger().post_json("/api/v1/petitions", R"({"kind":"report","text":")" + text + "\"}");
    EXPECT_EQ(created.status, 201) << created.body;
    return created.body.substr(created.body.find("GD-"), 17);
  }
  std::string due(const std::string& code) {
    const std::string body = get("/api/v1/petitions/" + code).body;
    const std::size_t at = body.find("\"due_at\":\"");
    return at == std::string::npos ? body : body.substr(at + 10, 10);
  }
  static http::TestResponse enter(http::TestClient& administrator, Date day, const char* kind) {
    return administrator.post_form("/admin/calendar", {{"date_day", std::to_string(day.day())},
                                                       {"date_month", std::to_string(day.month())},
                                                       {"date_year", std::to_string(day.year())},
                                                       {"kind", kind},
                                                       {"name", "Nghỉ bù"},
                                                       {"source", "Thông báo"}});
  }
};
GANDAN_EACH_ENGINE(LaterKnowledge);

TEST_P(LaterKnowledge, ADayOffEnteredOnThePageMovesOpenLimitsAndSaysHowMany) {
  auto administrator = officer(people::Role::administrator);
  const std::string before = send("Cống trước chợ bị nghẹt, xin khơi."), old = due(before);
  const Date day = *Date::parse(old);  // the last day of the limit, which then rolls on
  const auto saved = enter(administrator, day, "off");
  ASSERT_EQ(saved.status, 303);
  EXPECT_NE(saved.location().find("moved=1"), std::string::npos) << saved.location();
  EXPECT_TRUE(administrator.get(saved.location()).contains("The limit of 1 open case moved."));
  EXPECT_NE(due(before), old);
  EXPECT_EQ(due(before), due(send("Cống sau chợ bị nghẹt, xin khơi.")))
      << "as if it had been known";
  EXPECT_NE(administrator.post_form("/admin/calendar/remove", {{"date", day.iso()}})
                .location()
                .find("moved=2"),
            std::string::npos);
  EXPECT_EQ(due(before), old);
  // What was written meanwhile by a server that did not know yet is counted by the job.
  EXPECT_TRUE(db().read([](db::Tx& tx) { return jobs::is_pending(tx, "petitions.count_limits"); }));
}

}  // namespace
}  // namespace gandan::app
