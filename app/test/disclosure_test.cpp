// Nobody can tell from any page that a complaint or a denunciation came: whatever is asked of every
// public route, the answers are the same bytes before and after.
#include <gtest/gtest.h>

#include <map>
#include <regex>

#include "app/test/support.hpp"
#include "contexts/petitions/topics/topics.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "kernel/journal/journal.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::app {
namespace {

using namespace petitions;

/// What was answered to each address, but for the request's id.
using Answers = std::map<std::string, std::string>;

class Disclosure : public test::Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    if (IsSkipped()) return;
    book_ = rules->book();
    place_ = unit("Xã Đồng Đăng");
    body_ = unit("Ủy ban nhân dân xã Đồng Đăng");
    send_in_public();
    settle();
  }

  Env env() { return {clock, ids, *book_, keys->get()}; }
  template <class Fn>
  auto act(Fn&& use_case) {
    return db().write([&](db::Tx& tx) { return use_case(tx, Act::by_system()); });
  }
  PetitionId send(std::string_view kind, const std::string& text, bool may_publish = true) {
    SubmitForm form{.kind = std::string(kind),
                    .text = text,
                    .place_text = "Xã Đồng Đăng, Tỉnh Lạng Sơn",
                    .place = place_,
                    .province = unit("Tỉnh Lạng Sơn"),
                    .may_publish = may_publish};
    if (kind == "complaint" || kind == "denunciation")
      form.contact = {"Lò Thị Mẫu", "Bản Mẫu", "0900 000 001", ""};
    auto submission = check(env(), form);
    EXPECT_TRUE(submission.has_value());
    return db().write([&](db::Tx& tx) { return submit(tx, env(), *submission).id; });
  }
  void route_here(PetitionId id) {
    RouteForm form{.body = body_};
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, id, form); }));
  }
  void accept_one(PetitionId id) {
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
      return accept(tx, env(), by, id, {.number = "1/TB", .is_signed = true});
    }));
  }
  void answer_one(PetitionId id) {
    AnswerForm form{.outcome = Outcome::explained, .text = "Đã xem xét.", .document = "12/QĐ-UBND"};
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, id, form); }));
  }
  void promise_one(PetitionId id) {
    AnswerForm form{
        .outcome = Outcome::scheduled, .text = "Sẽ làm.", .promised_on = clock.today() + 30};
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, id, form); }));
  }
  void send_in_public() {
    std::vector<PetitionId> alike;
    for (const char* text :
         {"Đề nghị làm thêm một cây cầu qua suối", "Đề nghị mở thêm một lớp mầm non"})
      route_here(alike.emplace_back(send("report", text)));
    const PetitionId answered = send("report", "Đèn đường ngõ 5 đã tắt");
    route_here(answered);
    answer_one(answered);
    const PetitionId promised = send("report", "Đường vào bản lầy lội mỗi khi mưa");
    route_here(promised);
    promise_one(promised);
    send("proposal", "Đề nghị xây chợ mới, xin đừng công khai", false);
    PetitionId last = send("proposal", "Đề nghị sửa mái trường tiểu học");
    code_ = db().read([&](db::Tx& tx) { return find(tx, last)->code; });
    put_together(alike);
  }
  void put_together(const std::vector<PetitionId>& petitions) {
    Proposal proposal{.title = "Cầu và lớp học", .members = {}};
    for (PetitionId id : petitions) proposal.members.push_back({id, 0.9, "{}"});
    act([&](db::Tx& tx, const Act& by) {
      propose(tx, env(), {proposal});
      const auto proposed = list_topics(tx, TopicState::proposed, 1);
      auto topic = confirm(tx, env(), by, proposed.at(0).id, petitions);
      topic_ = topic.value().code;
      return topic;
    });
  }
  /// What a server's jobs do within seconds.
  void settle() {
    journal::seal_all(db(), clock);
    for (const auto& [name, periodic] : jobs().periodic()) periodic.handler(db());
  }
  /// A client that is signed in as an officer with these roles at the commune and its body.
  std::unique_ptr<http::TestClient> officer(const std::string& username, std::string_view place,
                                            std::string_view body) {
    account(username, {{people::Role::reception_officer, unit(place), people::Reach::area},
                       {people::Role::answering_officer, unit(body), people::Reach::body},
                       {people::Role::leader, unit(place), people::Reach::area}});
    auto client = std::make_unique<http::TestClient>(stranger());
    sign_in(*client, username);
    EXPECT_EQ(client->get("/desk").status, 200);
    return client;
  }

  /// Figures of the machine, for operators alone; pages that draw a new secret each time; and the
  /// log, which counts entries of every kind, sign-ins too: that there is one more says nothing of
  /// what it is about.
  static bool is_left_out(const std::string& pattern) {
    return pattern == "/metrics" || pattern.ends_with("/second-factor") || pattern == "/log" ||
           pattern == "/log/checkpoint" || pattern.starts_with("/log/tile/");
  }
  /// Every GET route's addresses; a route with something in it that is not known here fails.
  std::vector<std::string> addresses_of_routes() {
    const std::map<std::string, std::vector<std::string>> of_captures{
        {"{code}", {code_, topic_, "GD-0000-0000-0000", "BNV"}},
        {"{token}", {"0-nothing"}},
        {"{upload}", {"nothing"}},
        {"{hash}", {"0"}},
        {"{name...}", {"site.css"}},
        {"{id}", {"1"}},
        {"{file}", {"1"}},
        {"{username}", {"nobody"}},
        {"{key}", {"site.place"}},
        {"{subject}", {"petitions"}},
        {"{export}", {"petitions"}},
        {"{unit}", {"1"}},
        {"{place}", {"UBND-20"}},
        {"{deed}", {"hours"}},
        {"{session}", {"1"}},
        {"{intent}", {"ask", "place", "bodies", "figures"}},
    };
    std::vector<std::string> out;
    for (const auto& route : app().router.table()) {
      if (route->method != http::Method::get || is_left_out(route->pattern)) continue;
      std::vector<std::string> paths{route->pattern};
      for (const auto& [capture, values] : of_captures) {
        std::vector<std::string> filled;
        for (const std::string& path : paths) {
          auto at = path.find(capture);
          if (at == std::string::npos) {
            filled.push_back(path);
            continue;
          }
          for (const std::string& value : values)
            filled.push_back(std::string(path).replace(at, capture.size(), value));
        }
        paths = std::move(filled);
      }
      for (std::string& path : paths) {
        EXPECT_EQ(path.find('{'), std::string::npos)
            << route->pattern << ": say here with what it is to be asked";
        out.push_back(std::move(path));
      }
    }
    return out;
  }
  /// And what those that list and count may be asked for.
  std::vector<std::string> addresses() {
    const std::string today = clock.today().iso(), soon = (clock.today() + 10).iso(),
                      year = "2026-01-01", commune = "X%C3%A3%20%C4%90%E1%BB%93ng%20%C4%90%C4%83ng",
                      province = "T%E1%BB%89nh%20L%E1%BA%A1ng%20S%C6%A1n";
    std::vector<std::string> out = addresses_of_routes();
    for (const char* list :
         {"/petitions?", "/petitions?q=cao&", "/petitions?q=cao&sort=newest&",
          "/petitions?kind=denunciation&", "/petitions?kind=complaint&", "/petitions?body=none&",
          "/petitions?is=late&", "/petitions?is=overdue&", "/petitions?is=pending&",
          "/petitions?state=received&"})
      for (const std::string& more :
           {std::string("of=9"), "unit=" + commune, "from=" + today + "&to=" + today,
            "as_of=" + soon, std::string("year=2027"),
            std::string("after=0.9223372036854775807.1")})
        out.push_back(list + more);
    for (const char* query : {"/bodies?q=dong",
                              "/bodies?all=yes",
                              "/bodies/BNV?show=late",
                              "/bodies/UBND-06184",
                              "/bodies/UBND-06184?show=answered",
                              "/places/20",
                              "/places/06184",
                              "/places/20.ics",
                              "/places/20.atom",
                              "/places/06184.ics",
                              "/places/06184.atom",
                              "/places/id1.ics",
                              "/where?q=dong+da",
                              "/news?list=petitions",
                              "/news?list=place&code=06184",
                              "/send?kind=denunciation",
                              "/undertakings?show=overdue",
                              "/undertakings?show=done",
                              "/undertakings?show=not_done",
                              "/undertakings?show=doubted",
                              "/undertakings.atom",
                              "/undertakings.csv?show=overdue",
                              "/undertakings?place=20",
                              "/open-data/petitions?format=csv",
                              "/open-data/petitions?format=jsonl",
                              "/undertakings?body=UBND-06184",
                              "/undertakings?by=2030-01-01"})
      out.push_back(query);
    for (const char* by : {"none", "kind", "field", "body", "level", "place", "commune", "month"})
      for (const std::string& period :
           {"from=" + today + "&to=" + today, "from=" + year,
            std::string("from=2025-10-01&to=2026-03-31"),
            std::string("from=2026-01-01&to=2026-03-31"),
            std::string("from=2026-02-10&to=2026-02-10"), "from=" + year + "&as_of=" + soon,
            "from=" + soon, "from=" + year + "&as_of=2026-03-01"})
        for (const std::string& place : {std::string(), "&unit=" + commune, "&unit=" + province})
          for (const char* format : {"", "&format=json"})
            out.push_back("/reports/petitions?by=" + std::string(by) + "&" + period + place +
                          format);
    for (std::string& sheet : sheets()) out.push_back(std::move(sheet));
    for (std::string& list : of_the_desk()) out.push_back(std::move(list));
    out.push_back("/desk/many?in=to_route&of=/desk/petitions/" + code_);
    out.insert(out.end(), lists_of_desk_.begin(), lists_of_desk_.end());
    return out;
  }
  static std::vector<std::string> of_the_desk() {
    return {"/desk?in=today",         "/desk?in=waiting",  "/desk?in=body&by=newest",
            "/desk?in=denunciations", "/desk?in=to_route", "/desk?in=overdue",
            "/desk?in=answered"};
  }
  /// The report as a table to be opened elsewhere: the same figures once more, so of today and of a
  /// closed quarter alone.
  std::vector<std::string> sheets() {
    const std::string today = clock.today().iso();
    std::vector<std::string> out;
    for (const char* by : {"none", "kind", "field", "body", "level", "place", "commune", "month"})
      for (const std::string& period :
           {"from=" + today + "&to=" + today, std::string("from=2026-01-01&to=2026-03-31")})
        for (const char* place : {"", "&unit=X%C3%A3%20%C4%90%E1%BB%93ng%20%C4%90%C4%83ng"})
          for (const char* format : {"csv", "xlsx", "svg"})
            out.push_back("/reports/petitions?by=" + std::string(by) + "&" + period + place +
                          "&format=" + format);
    return out;
  }
  /// A response but for what is drawn at random: the request's id, and the key that keeps a form
  /// from being sent twice, on which the tag of its page depends.
  static std::string without_chance(const http::TestResponse& response) {
    std::string body = response.body;
    bool has_key = false;
    for (const std::string_view key : {"name=\"key\" value=\"", "name=\"once\" value=\""}) {
      const std::size_t at = body.find(key);
      if (at == std::string::npos) continue;
      has_key = true;
      body.erase(at, body.find('"', at + key.size()) - at);
    }
    std::string text = std::to_string(response.status) + "\n";
    for (std::size_t i = 0; i < response.headers.size(); ++i) {
      const auto header = response.headers.at(i);
      if (header.name == "X-Request-Id" || (has_key && header.name == "ETag")) continue;
      text += std::string(header.name) + ": " + std::string(header.value) + "\n";
    }
    text += body;
    const std::string id(response.headers.get("X-Request-Id"));
    for (std::size_t found = 0; !id.empty() && (found = text.find(id)) != std::string::npos;)
      text.erase(found, id.size());
    return text;
  }
  Answers answers(http::TestClient& client) {
    Answers all;
    for (const std::string& address : addresses())
      all[address] = without_chance(client.get(address));
    return all;
  }
  /// That the sheets are files, not pages that say why there is none; not everything is drawn.
  static void expect_files(const Answers& before) {
    const std::map<std::string, std::string> types{
        {"csv", "text/csv"}, {"xlsx", "spreadsheetml"}, {"svg", "image/svg"}};
    std::map<std::string, int> found;
    for (const auto& [address, text] : before)
      for (const auto& [format, type] : types)
        if (address.ends_with("&format=" + format) && text.find(type) != std::string::npos)
          ++found[format];
    for (const auto& [format, type] : types)
      EXPECT_GE(found[format], format == "svg" ? 1 : 8) << format;
    for (const char* days : {"/places/06184.ics", "/places/20.atom"})
      EXPECT_TRUE(before.at(days).starts_with("200\n")) << days;
  }
  /// Whatever lists and tabs the first page of this officer's desk leads to, from now on.
  void ask_the_lists_of_desk(http::TestClient& client) {
    static const std::regex href("href=\"(/desk\\?[^\"]*)\"");
    const std::string page = client.get("/desk").body;
    for (auto each = std::sregex_iterator(page.begin(), page.end(), href);
         each != std::sregex_iterator(); ++each) {
      const std::string list = std::regex_replace((*each)[1].str(), std::regex("&amp;"), "&");
      // The other language would be kept.
      if (list.find("lang=") == std::string::npos) lists_of_desk_.push_back(list);
    }
    EXPECT_GE(lists_of_desk_.size(), 3U);
  }
  static std::vector<std::string> different(const Answers& one, const Answers& other) {
    std::vector<std::string> out;
    for (const auto& [address, text] : one)
      if (other.at(address) != text) out.push_back(address);
    return out;
  }

  /// The life of one that is sealed, each moment of it looked at.
  template <class Look>
  void live(std::string_view kind, Look&& look) {
    const Instant now = clock.now();
    const std::string text = "Tố cáo cán bộ thu tiền không có biên lai";
    auto seen = [&](const char* what) {
      settle();
      look(std::string(kind) + " " + what);
    };
    PetitionId id = send(kind, text);
    seen("received today");
    route_here(id);
    seen("routed to the body it is against");
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return ask(tx, env(), by, id, "Khi nào?"); }));
    seen("asked about");
    PetitionId answered = send(kind, text);
    route_here(answered);
    accept_one(answered);
    answer_one(answered);
    seen("answered");
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
      return withdraw(tx, env(), by, id, {.is_signed = true});
    }));
    seen("withdrawn");
    for (int i = 1; i <= 3; ++i) {
      clock.set(start_of(Date::of(2026, 2, 10)) + std::chrono::hours(8 + i));
      PetitionId old = send(kind, text);
      if (i == 2) route_here(old);
      clock.set(now);
      seen(("number " + std::to_string(i) + " of a closed quarter, past its limit").c_str());
    }
    PetitionId found = send(kind, text);
    RouteForm form{.body = unit("Bộ Nội vụ"), .kind = Kind::complaint};
    if (kind == "denunciation") {
      ASSERT_TRUE(
          act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, found, form); }));
    }
    seen("found to be of another kind");
  }

  std::shared_ptr<const rules::Rulebook> book_;
  UnitId place_, body_;
  std::string code_, topic_;
  std::vector<std::string> lists_of_desk_;
};
GANDAN_EACH_ENGINE(Disclosure);

TEST_P(Disclosure, NoPageTellsAStrangerThatSomethingSealedCameOrWhatBecameOfIt) {
  http::TestClient stranger(app());
  stranger.with_cookie("lang", "en");
  const Answers before = answers(stranger);
  ASSERT_GT(before.size(), 400u);
  expect_files(before);
  // And whoever said that they live there.
  http::TestClient neighbour(app());
  neighbour.with_cookie("lang", "en").with_cookie("place", "06184");
  const std::string home = without_chance(neighbour.get("/"));
  ASSERT_NE(home.find("These days in Xã Đồng Đăng"), std::string::npos);
  for (const char* kind : {"denunciation", "complaint"})
    live(kind, [&](const std::string& what) {
      EXPECT_EQ(different(before, answers(stranger)), std::vector<std::string>()) << what;
      EXPECT_EQ(without_chance(neighbour.get("/")), home) << what;
    });
  // What is found to be a report stays sealed, and so does what is promised to its sender.
  PetitionId found = send("denunciation", "Tố cáo cán bộ thu tiền không có biên lai");
  const RouteForm as_report{.body = body_, .kind = Kind::report};
  ASSERT_TRUE(
      act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, found, as_report); }));
  promise_one(found);
  settle();
  EXPECT_EQ(different(before, answers(stranger)), std::vector<std::string>()) << "a promise";
  // The fifth of a quarter may be told of, once the quarter has closed, and by the statement alone.
  const Instant now = clock.now();
  for (int i = 0; i < 2; ++i) {
    clock.set(start_of(Date::of(2026, 2, 20)) + std::chrono::hours(i));
    send("denunciation", "Tố cáo cán bộ thu tiền không có biên lai");
  }
  clock.set(now);
  settle();
  const auto told = different(before, answers(stranger));
  EXPECT_FALSE(told.empty());
  for (const std::string& address : told)
    EXPECT_TRUE(address.starts_with("/reports/petitions?by=kind&from=202")) << address;
}

TEST_P(Disclosure, NoPageTellsAnOfficerOfTheCommuneThatADenunciationStandsAtTheirBody) {
  auto client = officer("lan", "Xã Đồng Đăng", "Ủy ban nhân dân xã Đồng Đăng");
  ask_the_lists_of_desk(*client);
  const Answers before = answers(*client);
  live("denunciation", [&](const std::string& what) {
    if (what.ends_with("of another kind")) return;  // a complaint, which this office handles
    EXPECT_EQ(different(before, answers(*client)), std::vector<std::string>()) << what;
  });
}

TEST_P(Disclosure, AnOfficerOfAnotherCommuneIsToldWhatEverybodyIs) {
  auto client = officer("hoa", "Phường Kỳ Lừa", "Ủy ban nhân dân phường Kỳ Lừa");
  ask_the_lists_of_desk(*client);
  const Answers before = answers(*client);
  for (const char* kind : {"denunciation", "complaint"})
    live(kind, [&](const std::string& what) {
      EXPECT_EQ(different(before, answers(*client)), std::vector<std::string>()) << what;
    });
}

TEST_P(Disclosure, WhoHandlesComplaintsCountsThemOneByOneThereAndNowhereElse) {
  auto client = officer("lan", "Xã Đồng Đăng", "Ủy ban nhân dân xã Đồng Đăng");
  for (int i = 0; i < 3; ++i) send("complaint", "Khiếu nại quyết định thu hồi đất");
  send("denunciation", "Tố cáo cán bộ thu tiền không có biên lai");
  settle();
  auto rows_of = [&](const char* unit) {
    const std::string json =
        client->get("/reports/petitions?by=kind&format=json&unit=" + std::string(unit)).body;
    return json.substr(json.find("\"rows\""), json.find("\"sealed\"") - json.find("\"rows\""));
  };
  const std::string here = rows_of("X%C3%A3%20%C4%90%E1%BB%93ng%20%C4%90%C4%83ng");
  const auto at = here.find("\"key\":\"complaint\"");
  ASSERT_NE(at, std::string::npos) << here;
  EXPECT_NE(here.rfind("{\"received\":3", at), std::string::npos) << here;
  EXPECT_EQ(here.find("denunciation"), std::string::npos);
  EXPECT_EQ(rows_of("T%E1%BB%89nh%20L%E1%BA%A1ng%20S%C6%A1n").find("complaint"), std::string::npos);
  EXPECT_EQ(rows_of("").find("complaint"), std::string::npos);
}

}  // namespace
}  // namespace gandan::app
