// Every route as a stranger and as every role with every reach, against a table written by hand
// (who_may_what.txt): who may is let in, who may not changes nothing, nobody sees an error of ours.
#include "app/test/who_may_what.hpp"

#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <map>
#include <set>

#include "app/test/who_may_what_table.hpp"

namespace gandan::app::test {
namespace {

/// The next piece of a file that comes in pieces, with nothing in it.
http::TestResponse send_piece(http::TestClient& client, const std::string& address) {
  http::Headers headers;
  headers.set("Tus-Resumable", "1.0.0");
  headers.set("Upload-Offset", "0");
  headers.set("Content-Type", "application/offset+octet-stream");
  headers.set("Sec-Fetch-Site", "same-origin");
  return client.send(http::Method::patch, address, headers);
}

/// As whoever uses the route does: programs send JSON and keys of bookings in a header, people
/// forms.
http::TestResponse post(http::TestClient& client, const Line& line, const std::string& address,
                        const Fields& form) {
  if (line.method == "PATCH") return send_piece(client, address);
  const bool is_json =
      line.pattern == "/api/v1/petitions" || line.pattern.starts_with("/api/v1/receptions/");
  if (!is_json) return client.post_form(address, form);
  boost::json::object body;
  for (const http::Field& field : form) body[field.name] = field.value;
  http::Headers headers;
  headers.set("Content-Type", "application/json");
  headers.set("Sec-Fetch-Site", "same-origin");
  headers.set("Booking-Key", form.get("author_key"));
  const auto method = line.method == "PUT"      ? http::Method::put
                      : line.method == "DELETE" ? http::Method::del
                                                : http::Method::post;
  return client.send(method, address, headers, boost::json::serialize(body));
}

bool is_written_at(std::string_view address) {
  static constexpr std::string_view places[] = {"/desk/", "/admin/accounts", "/admin/rules",
                                                "/admin/calendar", "/admin/settings"};
  return std::ranges::any_of(places,
                             [&](std::string_view place) { return address.starts_with(place); });
}

/// Cookies say in which language a page is, where its reader lives and which keys are off: what
/// many readers share may keep none of it, but for the files of the log.
bool is_for_one_reader(const http::TestResponse& answer) {
  const std::string_view kept = answer.headers.get("Cache-Control");
  return kept == "no-store" || kept == "private, no-cache" ||
         kept.find("immutable") != std::string_view::npos;
}

GANDAN_EACH_ENGINE(WhoMayWhat);

TEST_P(WhoMayWhat, HasALineForEveryRouteAndARouteForEveryLine) {
  std::set<std::string> routes, lines;
  for (const auto& route : app().router.table())
    routes.insert(std::string(http::name_of(route->method)) + " " + route->pattern);
  ASSERT_FALSE(read_table().empty());
  for (const Line& line : read_table()) {
    lines.insert(line.route());
    EXPECT_TRUE(things_.contains(line.thing)) << line.text();
    for (const std::string& who : line.who)
      EXPECT_TRUE(actors_.contains(who) || who.starts_with('-') || who == "everyone" ||
                  who == "key")
          << line.text();
  }
  EXPECT_THAT(lines, testing::ContainerEq(routes));
}

TEST_P(WhoMayWhat, AStrangerIsLetInWhereTheTableSaysSoAndAskedToSignInElsewhere) {
  for (const Line& line : read_table()) {
    const Thing thing = things_.at(line.thing)();
    const std::string address = address_of(line.pattern, thing);
    http::TestClient client = browser_of("");
    const bool posts = line.method != "GET";
    const auto before = entries();
    for (const Fields& form : {Fields(), thing.form}) {
      auto answer = posts ? post(client, line, address, form) : client.get(address);
      if (line.is_open()) {
        EXPECT_TRUE(answer.status < 403 || answer.status == 422) << line.text() << answer.status;
        EXPECT_NE(answer.status, 401) << line.text();
        EXPECT_FALSE(answer.location().starts_with("/sign-in?")) << line.text();
        EXPECT_TRUE(is_for_one_reader(answer) || line.pattern.starts_with("/log/"))
            << line.text() << answer.headers.get("Cache-Control");
        if (line.who.contains("key")) {
          EXPECT_EQ(answer.headers.get("Cache-Control"), "no-store") << line.text();
        }
      } else {
        // What was written is given back, with the way to sign in.
        if (line.is_unseen) {
          EXPECT_EQ(answer.status, 404) << line.text();
          continue;
        }
        const bool is_kept = posts && !form.empty() && is_written_at(address);
        EXPECT_EQ(answer.status, is_kept ? 401 : 303) << line.text();
        EXPECT_TRUE(is_kept ? answer.contains("href=\"/sign-in")
                            : answer.location().starts_with("/sign-in?next=") ||
                                  answer.location() == "/sign-in")
            << line.text() << answer.location();
        EXPECT_EQ(answer.headers.get("Cache-Control"), "no-store") << line.text();
      }
    }
    if (!line.is_open()) {
      EXPECT_EQ(entries(), before) << line.text();
    }
    http::Headers program;
    program.set("Accept", "application/json");
    if (!line.is_open() && !posts) {
      EXPECT_EQ(client.send(http::Method::get, address, program).status, line.is_unseen ? 404 : 401)
          << line.text();
    }
  }
}

/// Nothing breaks or is kept, and who may not is told so; `what` names the line and who asks.
void check_answer(const http::TestResponse& answer, bool may, bool posts, const std::string& what) {
  EXPECT_LT(answer.status, 500) << what;
  if (answer.headers.get("Cache-Control").find("immutable") == std::string_view::npos) {
    EXPECT_EQ(answer.headers.get("Cache-Control"), "no-store") << what;
  }
  const bool is_refused = answer.status == 403 || answer.status == 404;
  const bool is_form_wrong = answer.status == 422;
  if (may) {
    EXPECT_TRUE(answer.status <= 400 || is_form_wrong) << what << ": " << answer.status;
  } else {
    EXPECT_TRUE(is_refused || (posts && is_form_wrong)) << what << ": " << answer.status;
  }
  EXPECT_FALSE(answer.location().starts_with("/sign-in?")) << what;
}

TEST_P(WhoMayWhat, EveryRoleWithEveryReachMayWhatTheTableSaysAndNothingElse) {
  std::map<std::string, http::TestClient> browsers;
  for (const auto& [name, username] : actors_) browsers.emplace(name, browser_of(username));
  for (const Line& line : read_table()) {
    if (line.pattern == "/sign-out" || line.pattern == "/account/password") continue;  // by itself
    const bool posts = line.method != "GET";
    Thing thing = things_.at(line.thing)();
    for (const auto& [name, username] : actors_) {
      const bool is_excepted = line.who.contains("-" + name.substr(0, name.find('@')));
      const bool may =
          line.is_open() || line.who.contains(name) || (line.who.contains("staff") && !is_excepted);
      const std::string what = line.text() + " as " + name;
      http::TestClient& client = browsers.at(name);
      if (posts) thing = things_.at(line.thing)();  // who came before may have used it
      const std::string address = address_of(line.pattern, thing);
      if (!posts) {
        const auto answer = client.get(address);
        check_answer(answer, may, posts, what);
        if (may && !line.is_open()) {
          EXPECT_LT(answer.status, 400) << what;
        }
        continue;
      }
      const auto before = entries();
      check_answer(post(client, line, address, Fields()), may, posts, what);
      if (!may) {
        EXPECT_EQ(entries(), before) << what << ", with nothing";
      }
      if (may && !line.is_open()) thing = things_.at(line.thing)();
      const auto between = entries();
      const auto answer = post(client, line, address_of(line.pattern, thing), thing.form);
      check_answer(answer, may, posts, what);
      if (!may) {
        EXPECT_EQ(entries(), between) << what;
      }
      if (may && name != "staff" && line.who.contains(name)) {
        EXPECT_LT(answer.status, 400) << what << ": the form of this test is not right";
        const bool has_nothing_to_do =
            line.pattern == "/desk/topics/group" ||  // no two are alike
            line.pattern == "/desk/enter/words" ||   // proposes words, and stores nothing
            line.pattern.ends_with("{code}/files");  // no file is sent by this test
        if (!has_nothing_to_do) {
          EXPECT_GT(entries(), between) << what << " changed nothing";
        }
      }
    }
  }
}

}  // namespace
}  // namespace gandan::app::test
