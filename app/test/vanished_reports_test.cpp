// A report that nobody can read any more was hidden, or found to be a complaint or a denunciation:
// no figure tells which, on that day or on any later one, whatever is done with it.
#include <gtest/gtest.h>

#include <map>
#include <regex>

#include "app/test/support.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/journal/journal.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::app {
namespace {

using namespace petitions;

/// What a stranger was answered, by address, but for the tracking codes, which are drawn at random.
using Pages = std::map<std::string, std::string>;

struct Moment {
  const char* name;
  Pages pages;
};

class VanishedReports : public test::Program {
 protected:
  Env env() { return {clock, ids, *book_, keys->get()}; }
  template <class Fn>
  void act(Fn&& use_case) {
    const auto done = db().write([&](db::Tx& tx) { return use_case(tx, Act::by_system()); });
    ASSERT_TRUE(done.has_value());
  }
  PetitionId send_report(const std::string& text) {
    clock.advance(std::chrono::hours(1));
    const SubmitForm form{.kind = "report",
                          .text = text,
                          .place_text = "Xã Đồng Đăng, Tỉnh Lạng Sơn",
                          .place = unit("Xã Đồng Đăng"),
                          .province = unit("Tỉnh Lạng Sơn"),
                          .contact = {"Lò Thị Mẫu", "Bản Mẫu", "0900 000 001", ""}};
    const auto submission = check(env(), form);
    EXPECT_TRUE(submission.has_value());
    const PetitionId id = db().write([&](db::Tx& tx) { return submit(tx, env(), *submission).id; });
    const RouteForm to{.body = body(), .field = db().read([](db::Tx& tx) {
                         return units::list_fields(tx).at(0).id;
                       })};
    act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, id, to); });
    return id;
  }
  UnitId body() { return unit("Ủy ban nhân dân xã Đồng Đăng"); }
  /// Three that are public and with a body, and one that stays so, in a program of its own.
  void begin_anew() {
    TearDown();
    clock.set(began_);
    SetUp();
    book_ = rules->book();
    send_report("Đề nghị làm thêm một cây cầu qua suối");
    for (const char* text : {"Cán bộ xã thu tiền không có biên lai", "Bến đò thu phí quá quy định",
                             "Quỹ của thôn chi không công khai"})
      sent_.push_back(send_report(text));
    clock.advance(std::chrono::hours(24 * 3));
  }
  /// Found to be of this kind, where it is or elsewhere; hidden where there is none.
  void take_away(PetitionId id, std::optional<Kind> kind) {
    act([&](db::Tx& tx, const Act& by) {
      if (!kind) return publish(tx, env(), by, id, false, "Có tên người trong đơn.");
      const bool is_here = kind == Kind::complaint;
      return route(tx, env(), by, id, {.body = is_here ? body() : unit("Bộ Nội vụ"), .kind = kind});
    });
  }
  void answer_one(PetitionId id, bool is_sealed) {
    if (is_sealed)
      act([&](db::Tx& tx, const Act& by) {
        return accept(tx, env(), by, id, {.number = "1/TB", .is_signed = true});
      });
    const AnswerForm form{
        .outcome = Outcome::explained, .text = "Đã xem xét.", .document = "12/QĐ-UBND"};
    act([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, id, form); });
  }
  /// What a server's jobs do within seconds.
  void settle() {
    journal::seal_all(db(), clock);
    for (const auto& [name, periodic] : jobs().periodic()) periodic.handler(db());
  }
  static std::vector<std::string> addresses() {
    std::vector<std::string> out{"/",
                                 "/bodies",
                                 "/bodies?all=yes",
                                 "/bodies/UBND-06184",
                                 "/bodies/BNV",
                                 "/places/20",
                                 "/places/06184",
                                 "/petitions",
                                 "/petitions?is=pending",
                                 "/petitions?is=late&of=9",
                                 "/undertakings",
                                 "/undertakings?show=overdue",
                                 "/undertakings?show=doubted",
                                 "/undertakings?place=06184",
                                 "/undertakings.csv?show=owed",
                                 "/places/20.ics",
                                 "/places/06184.ics",
                                 "/places/06184.atom",
                                 "/topics",
                                 "/petitions?q=thu",
                                 "/petitions?q=thu&sort=newest",
                                 "/open-data/petitions?format=csv",
                                 "/reports",
                                 "/reports/petitions"};
    for (const char* by : {"none", "kind", "field", "body", "level", "place", "commune", "month"})
      for (const char* asked : {"", "&as_of=2026-10-02", "&from=2026-10-01&to=2026-10-01",
                                "&unit=X%C3%A3%20%C4%90%E1%BB%93ng%20%C4%90%C4%83ng"})
        for (const char* format : {"", "&format=json", "&format=csv", "&format=svg"})
          out.push_back("/reports/petitions?from=2026-01-01&by=" + std::string(by) + asked +
                        format);
    return out;
  }
  Pages seen() {
    settle();
    static const std::regex code("GD(-[0-9A-Z]{4}){3}");
    http::TestClient reader = stranger();
    Pages pages;
    http::TestClient neighbour = stranger();
    const std::string home = neighbour.with_cookie("place", "06184").get("/").body;
    pages["/ of who lives there"] = std::regex_replace(home, code, "CODE");
    for (const std::string& address : addresses()) {
      const auto answer = reader.get(address);
      std::string body = std::regex_replace(answer.body, code, "CODE");
      const std::string id(answer.headers.get("X-Request-Id"));
      if (const auto at = body.find(id); at != std::string::npos) body.erase(at, id.size());
      pages[address] = std::to_string(answer.status) + "\n" + body;
    }
    return pages;
  }
  static std::vector<std::string> different(const Pages& one, const Pages& other) {
    std::vector<std::string> out;
    for (const auto& [address, text] : one)
      if (other.at(address) != text) out.push_back(address);
    return out;
  }
  /// The three vanish, and then take their course: asked about, answered, taken back, long due.
  std::vector<Moment> life(std::optional<Kind> kind) {
    begin_anew();
    std::vector<Moment> moments{{"public", seen()}};
    for (PetitionId id : sent_) take_away(id, kind);
    moments.push_back({"gone", seen()});
    act([&](db::Tx& tx, const Act& by) { return ask(tx, env(), by, sent_[0], "Ở đâu?"); });
    moments.push_back({"asked about", seen()});
    answer_one(sent_[1], kind.has_value());
    moments.push_back({"answered", seen()});
    act([&](db::Tx& tx, const Act& by) {
      return withdraw(tx, env(), by, sent_[2], {.is_signed = true});
    });
    moments.push_back({"taken back", seen()});
    for (int days : {40, 200}) {
      clock.advance(std::chrono::hours(24 * days));
      moments.push_back({"days later", seen()});
    }
    return moments;
  }

  std::shared_ptr<const rules::Rulebook> book_;
  std::vector<PetitionId> sent_;

 private:
  void TearDown() override {
    Program::TearDown();
    sent_.clear();
  }
  const Instant began_ = clock.now();
};
GANDAN_EACH_ENGINE(VanishedReports);

TEST_P(VanishedReports, CountAlikeWhetherHiddenOrFoundToBeSealedWhateverFollows) {
  const auto hidden = life(std::nullopt);
  for (Kind kind : {Kind::complaint, Kind::denunciation}) {
    const auto sealed = life(kind);
    ASSERT_EQ(sealed.size(), hidden.size());
    for (std::size_t i = 0; i < hidden.size(); ++i)
      EXPECT_EQ(different(hidden[i].pages, sealed[i].pages), std::vector<std::string>())
          << name(kind) << " " << hidden[i].name;
  }
}

TEST_P(VanishedReports, MoveNoFigureWhenTheyGoNorByWhatIsDoneWithThem) {
  const auto moments = life(Kind::denunciation);
  for (std::size_t i = 1; i < 5; ++i)
    for (const std::string& address : different(moments[0].pages, moments[i].pages))
      EXPECT_FALSE(address.starts_with("/reports")) << moments[i].name << " " << address;
}

TEST_P(VanishedReports, CountAsTheyAreOnceTheyAreShownAgain) {
  const std::string by_body = "/reports/petitions?from=2026-01-01&by=body&format=json";
  static_cast<void>(life(std::nullopt));
  const std::string still = seen().at(by_body);
  act([&](db::Tx& tx, const Act& by) { return publish(tx, env(), by, sent_[1], true, ""); });
  EXPECT_NE(seen().at(by_body), still) << "it was answered";
}

}  // namespace
}  // namespace gandan::app
