// A scenario fails where anything happens that it does not name, and where what it names does not.
#include <gtest/gtest-spi.h>

#include "kernel/people/policies.hpp"
#include "kernel/testing/site.hpp"

namespace gandan::test {
namespace {

using people::Role;

/// POST /notes notes something in the journal and writes a letter; GET /notes shows a word.
Module notes() {
  return {.name = "notes",
          .migrations = {},
          .add_routes =
              [](http::App& app, Services& services) {
                app.router.get("/notes", http::everyone(),
                               [](http::Request&) { return http::Response::html("bridge"); });
                app.router.post("/notes", http::everyone(), [&services](http::Request&) {
                  services.database.write([&](db::Tx& tx) {
                    journal::append(tx, {.at = services.clock.now(),
                                         .actor = journal::Actor::resident(),
                                         .verb = "note.make",
                                         .subject = {"note", 1}});
                    jobs::enqueue(tx, "note.letter", "{}", services.clock.now());
                  });
                  return http::Response::redirect("/notes");
                });
                app.router.get("/desk/notes", people::signed_in(), [](http::Request& request) {
                  return http::Response::html(people::principal(request).name);
                });
              },
          .add_jobs =
              [](jobs::Registry& jobs, Services& services) {
                jobs.on("note.letter", [&services](db::Database&, const jobs::Job&) {
                  if (services.post == nullptr) return;
                  const mail::Message letter{.from = services.post->from,
                                             .to = services.post->from,
                                             .subject = "A note",
                                             .text = "It is here."};
                  EXPECT_TRUE(services.post->mailer->send(letter, services.clock.now()));
                });
              }};
}

class Scenarios : public Site {
 protected:
  Scenarios() : Site({notes()}, {.units = false, .mail = true}) {}

  /// What a scenario finds wrong, which must be one thing.
  void expect_fault(const Scenario& scenario, const char* words) {
    EXPECT_NONFATAL_FAILURE(run(scenario), words);
  }
};
GANDAN_EACH_ENGINE(Scenarios);

TEST_P(Scenarios, WhatIsNamedAndNothingElseHappens) {
  run({.get = "/notes", .shows = {"bridge"}, .hides = {"ferry"}});
  run({.post = "/notes", .status = 303, .journal = {"note.make"}, .letters = {"A note"}});
  EXPECT_EQ(verbs_of({"note", 1}), std::vector<std::string>{"note.make"});
}

TEST_P(Scenarios, AStatusOrAWordThatIsNotThereIsAFault) {
  expect_fault({.get = "/notes", .status = 404}, "scenario.status");
  expect_fault({.get = "/notes", .shows = {"ferry"}}, "it does not show: ferry");
  expect_fault({.get = "/notes", .hides = {"bridge"}}, "it shows: bridge");
}

TEST_P(Scenarios, AnEntryThatIsNotNamedIsAFaultAndOneThatIsNotMadeToo) {
  expect_fault({.post = "/notes", .status = 303, .letters = {"A note"}},
               "what entered the journal");
  expect_fault({.get = "/notes", .journal = {"note.make"}}, "what entered the journal");
}

TEST_P(Scenarios, ALetterThatIsNotNamedIsAFaultAndOneThatDoesNotLeaveToo) {
  expect_fault({.post = "/notes", .status = 303, .journal = {"note.make"}}, "A note");
  expect_fault({.get = "/notes", .letters = {"A note"}}, "A note");
}

TEST_P(Scenarios, WhatHappenedBeforeIsNotOfTheRequest) {
  client().post_form("/notes", {});
  run({.get = "/notes"});
}

TEST_P(Scenarios, AnOfficerIsSignedInWholeWhateverTheirRoleWants) {
  run({.get = "/desk/notes", .status = 303});
  for (Role role : {Role::reception_officer, Role::denunciation_officer}) {
    http::TestClient lan = officer(role);
    run({.as = &lan, .get = "/desk/notes", .shows = {"Nông Thị Thử"}});
  }
}

}  // namespace
}  // namespace gandan::test
