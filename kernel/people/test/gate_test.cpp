// What a policy leaves to its handler is asked, or nothing of the answer leaves.
#include "kernel/people/gate.hpp"

#include <gtest/gtest.h>

#include "kernel/people/authority.hpp"
#include "kernel/testing/site.hpp"
#include "kernel/units/units.hpp"

namespace gandan::people {
namespace {

using http::Request;
using http::Response;

class GateTest : public gandan::test::Site {
 protected:
  GateTest() : Site({}, {.today = Date::of(2026, 8, 3), .units = false}) {}

  void SetUp() override {
    Site::SetUp();
    if (IsSkipped()) return;
    std::tie(here_, there_) = db().write([&](db::Tx& tx) {
      return std::pair(units::ensure_body(tx, ids, clock, "Sở Y tế"),
                       units::ensure_body(tx, ids, clock, "Sở Tài chính"));
    });
  }

  void sign_in_as(std::vector<Grant> grants) {
    const std::string name = "officer" + std::to_string(++officers_);
    account(name, std::move(grants));
    sign_in(client(), name);
  }

  UnitId here_, there_;
  int officers_ = 0;
};
GANDAN_EACH_ENGINE(GateTest);

TEST_P(GateTest, EverywhereMeansEverywhere) {
  app().router.get("/nation", permission(Permission::answer, Where::everywhere),
                   [](Request&) { return Response::text("the nation's"); });
  EXPECT_EQ(client().get("/nation").status, 303);
  sign_in_as({{Role::answering_officer, here_, Reach::area}});
  EXPECT_EQ(client().get("/nation").status, 403);
  sign_in_as({{Role::supervisor}});
  EXPECT_EQ(client().get("/nation").status, 403);
  sign_in_as({{Role::answering_officer}});
  EXPECT_EQ(client().get("/nation").status, 200);
}

TEST_P(GateTest, ARecordIsShownToWhoHoldsThePermissionThere) {
  app().router.get("/records/{id}", permission(Permission::answer, Where::at_record),
                   [this](Request& request, std::string_view id) {
                     const UnitId unit = id == "here" ? here_ : there_;
                     return db().read([&](db::Tx& tx) {
                       return may_at(tx, principal(request), Permission::answer,
                                     std::array{std::optional(unit)})
                                  ? Response::text("the record")
                                  : Response::not_found();
                     });
                   });
  sign_in_as({{Role::answering_officer, here_, Reach::body}});
  EXPECT_EQ(client().get("/records/here").status, 200);
  EXPECT_EQ(client().get("/records/there").status, 404);
  sign_in_as({{Role::answering_officer}});
  EXPECT_EQ(client().get("/records/there").status, 200);
}

TEST_P(GateTest, AnAnswerWithoutTheQuestionIsAnErrorAndSaysNothing) {
  auto silent = [](Request&, std::string_view) { return Response::text("the record"); };
  app().router.get("/forgot/{id}", permission(Permission::answer, Where::at_record), silent);
  app().router.post("/forgot/{id}", permission(Permission::answer, Where::at_record),
                    [](Request&, std::string_view) { return Response::redirect("/"); });
  app().router.get("/account/{id}", permission(Permission::administer_accounts, Where::at_account),
                   silent);
  app().router.post("/new", permission(Permission::answer, Where::at_new_record),
                    [](Request&) { return Response::redirect("/"); });
  app().router.get("/list", permission(Permission::answer, Where::in_reach),
                   [](Request&) { return Response::text("the record"); });
  sign_in_as({{Role::answering_officer}, {Role::administrator}});
  for (const char* page : {"/forgot/1", "/account/1", "/list"}) {
    auto answer = client().get(page);
    EXPECT_EQ(answer.status, 500) << page;
    EXPECT_FALSE(answer.contains("the record")) << page;
  }
  EXPECT_EQ(client().post_form("/forgot/1", {}).status, 500);
  EXPECT_EQ(client().post_form("/new", {}).status, 500);
}

TEST_P(GateTest, ANoThatIsNotHeededIsAnErrorToo) {
  app().router.get("/records/{id}", permission(Permission::answer, Where::at_record),
                   [this](Request& request, std::string_view) {
                     db().read([&](db::Tx& tx) {
                       static_cast<void>(may_at(tx, principal(request), Permission::answer,
                                                std::array{std::optional(there_)}));
                     });
                     return Response::text("the record");
                   });
  sign_in_as({{Role::answering_officer, here_, Reach::body}});
  EXPECT_EQ(client().get("/records/1").status, 500);
}

TEST_P(GateTest, AnotherPermissionIsNotTheOneThatTheRouteAsksFor) {
  app().router.post("/records/{id}", permission(Permission::answer, Where::at_record),
                    [this](Request& request, std::string_view) {
                      db().read([&](db::Tx& tx) {
                        static_cast<void>(may_at(tx, principal(request), Permission::read_cases,
                                                 std::array{std::optional(here_)}));
                      });
                      return Response::redirect("/");
                    });
  sign_in_as({{Role::answering_officer, here_, Reach::body}});
  EXPECT_EQ(client().post_form("/records/1", {}).status, 500);
}

TEST_P(GateTest, WhoIsSentToThePublicPageNeedsNoAnswer) {
  app().router.get("/records/{id}", permission(Permission::answer, Where::at_record),
                   [](Request& request, std::string_view) {
                     stand_aside(principal(request));
                     return Response::redirect("/public");
                   });
  sign_in_as({{Role::answering_officer, here_, Reach::body}});
  EXPECT_EQ(client().get("/records/1").status, 303);
}

TEST_P(GateTest, OneRequestsAnswerIsNoAnswerForTheNext) {
  app().router.get("/records/{id}", permission(Permission::answer, Where::at_record),
                   [this](Request& request, std::string_view id) {
                     if (id == "asks")
                       db().read([&](db::Tx& tx) {
                         static_cast<void>(may_at(tx, principal(request), Permission::answer,
                                                  std::array{std::optional(here_)}));
                       });
                     return Response::text("the record");
                   });
  sign_in_as({{Role::answering_officer, here_, Reach::body}});
  EXPECT_EQ(client().get("/records/asks").status, 200);
  EXPECT_EQ(client().get("/records/forgets").status, 500);
}

TEST_P(GateTest, APolicyOfARecordStandsAtNoPatternWithoutOne) {
  for (Where where : {Where::at_record, Where::at_account})
    EXPECT_THROW(app().router.get("/all", permission(Permission::answer, where),
                                  [](Request&) { return Response::text(""); }),
                 std::logic_error);
}

TEST_P(GateTest, NothingThatASignInOrAKeyOpensIsKept) {
  app().router.get("/open", http::everyone(), [](Request&) { return Response::html("open"); });
  app().router.get("/feed", http::everyone(), [](Request&) {
    return Response::html("feed").header("Cache-Control", "public, max-age=60");
  });
  app().router.get("/asset", http::everyone(), [](Request&) {
    return Response::text("style").header("Cache-Control", "public, max-age=9, immutable");
  });
  app().router.get("/key", http::key_holders(), [](Request&) { return Response::html("private"); });
  app().router.get("/broken", http::everyone(),
                   [](Request&) -> Response { throw std::runtime_error("broken"); });
  app().router.get("/mine", signed_in(), [](Request&) { return Response::html("mine"); });
  auto kept = [&](const char* page) {
    return std::string(client().get(page).headers.get("Cache-Control"));
  };
  EXPECT_EQ(kept("/open"), "private, no-cache");
  EXPECT_EQ(kept("/feed"), "public, max-age=60");
  EXPECT_EQ(kept("/key"), "no-store");
  EXPECT_EQ(kept("/mine"), "no-store") << "where one signs in is nobody else's business";
  sign_in_as({});
  for (const char* page : {"/open", "/feed", "/key", "/mine", "/broken"})
    EXPECT_EQ(kept(page), "no-store") << page;
  EXPECT_EQ(kept("/asset"), "public, max-age=9, immutable");
}

}  // namespace
}  // namespace gandan::people
