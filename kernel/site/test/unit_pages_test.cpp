// The pages of bodies and places, put together from what modules say of them: here of two that only
// count, and print a line.
#include <gmock/gmock.h>

#include "kernel/testing/site.hpp"
#include "kernel/units/areas.hpp"

namespace gandan::site {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Prints a line, or where it has none leaves the part out.
UnitPart line(int order, std::string text) {
  return {order, [text](db::Tx&, const UnitVisit& visit) -> PrintPart {
            if (text.empty()) return {};
            return prints<std::string>(
                [](html::Out& out, const std::string& said) { out.text(said); },
                text + " " + visit.unit.name + " " + std::to_string(visit.bodies.size()));
          }};
}

/// What a module counts of one body, usually the Ministry of Home Affairs.
struct Counted {
  std::string module;
  indicators::Standing standing;
  std::string body = "BNV";
};

class UnitPages : public gandan::test::Site {
 protected:
  UnitPages()
      : Site({counting({"visits", {.answered = 4, .on_time = 4, .overdue = 2}}, 20),
              counting({"meetings", {.answered = 3, .on_time = 1, .not_due = 5}}, 10)}) {}
  explicit UnitPages(std::vector<Module> modules) : Site(std::move(modules)) {}

  static Module counting(const Counted& counted, int order) {
    return {
        .name = counted.module,
        .migrations = {},
        .body_parts =
            [=](Services&) {
              return std::vector{line(order, "Body of " + counted.module + ":"), line(5, "")};
            },
        .place_parts =
            [=](Services&) { return std::vector{line(order, "Place of " + counted.module + ":")}; },
        .standings = [=](Services& services) { return standings_of(services, counted); }};
  }
  static Standings standings_of(Services& services, const Counted& counted) {
    const UnitId body = services.directory.get()->find_by_code(counted.body)->id;
    return {.of =
                [=](const std::vector<UnitId>& asked) {
                  return asked.front() == body ? counted.standing : indicators::Standing{};
                },
            .href =
                [=](const units::Directory&, const std::vector<UnitId>&, StandingPart part,
                    std::int64_t n) {
                  return "/" + counted.module + "?part=" + std::to_string(static_cast<int>(part)) +
                         "&n=" + std::to_string(n);
                },
            .asked = [=] { return std::vector{body}; }};
  }
  std::string path(std::string_view name, Date day) {
    return db().read([&](db::Tx& tx) {
      return "/places/id" + std::to_string(units::find_unit(tx, name, day).value().id.value);
    });
  }
};
GANDAN_EACH_ENGINE(UnitPages);

class UnitPagesOfNoContext : public UnitPages {
 protected:
  UnitPagesOfNoContext() : UnitPages(std::vector<Module>{}) {}
};
GANDAN_EACH_ENGINE(UnitPagesOfNoContext);

TEST_P(UnitPages, ShowThePartsOfAllModulesInTheOrderOfTheirNumbers) {
  const std::string page = run({.get = "/bodies/BYT", .shows = {"Body of visits: Bộ Y tế"}}).body;
  EXPECT_LT(page.find("Body of meetings:"), page.find("Body of visits:"));
  run({.get = "/places/20", .shows = {"Place of meetings: Tỉnh Lạng Sơn"}});
  run({.get = "/bodies/20", .status = 404});
  run({.get = "/places/BYT", .status = 404});
}

TEST_P(UnitPages, AddUpWhatTheModulesCountOfABody) {
  const std::string page = run({.get = "/bodies", .shows = {"/bodies/BNV", "55.6%"}}).body;
  EXPECT_THAT(page, HasSubstr("<a href=\"/visits?part=0&amp;n=2\">2</a>"));
  EXPECT_THAT(page, HasSubstr("<a href=\"/meetings?part=1&amp;n=5\">5</a>"));
  EXPECT_THAT(page, HasSubstr("<a href=\"/bodies/BNV\">7</a>"))
      << "seven are of two modules: the page of the body has both";
}

TEST_P(UnitPages, ListTheBodiesThatWereAskedAndAllOthersBehindALink) {
  run({.get = "/bodies", .shows = {"/bodies?all=yes"}, .hides = {"/bodies/BYT\""}});
  run({.get = "/bodies?q=bo+y+te", .shows = {"/bodies/BYT\""}, .hides = {"/bodies/BNV\""}});
}

TEST_P(UnitPages, StandInTheMenuWhereSomethingIsCountedOfBodies) {
  EXPECT_THAT(get("/help").body, HasSubstr("href=\"/ways/bodies\""));
  run({.get = "/ways/bodies", .shows = {"href=\"/bodies\"", "aria-current=\"page\""}});
  EXPECT_THAT(get("/bodies").body, HasSubstr("href=\"/ways/bodies\" aria-current=\"true\""));
}

TEST_P(UnitPagesOfNoContext, SaySoAndAreInNoMenu) {
  EXPECT_THAT(get("/help").body, Not(HasSubstr("href=\"/ways/bodies\"")));
  EXPECT_EQ(get("/ways/bodies").status, 404);
  run({.get = "/bodies", .shows = {"/bodies/BNV"}, .hides = {"In time, of what fell due"}});
  run({.get = "/bodies/BNV", .shows = {"Nothing is known of it yet"}});
}

TEST_P(UnitPages, LeadFromABodyToItsPlaceAndFromThereToAllItsBodies) {
  run({.get = "/bodies/UBND-20", .shows = {"href=\"/places/20\">Tỉnh Lạng Sơn</a>"}});
  run({.get = "/places/20",
       .shows = {"Who answers here", "/bodies/UBND-20\"", "/bodies/SYT-20\"",
                 "Its communes and wards", "href=\"/places/06184\">Xã Đồng Đăng</a>"},
       .hides = {"/bodies/UBND-06184\"", "What it was before"}});
  run({.get = "/places/06184",
       .shows = {"/bodies/UBND-06184\"", "href=\"/places/20\">Tỉnh Lạng Sơn</a>"},
       .hides = {"/bodies/UBND-20\"", "Its communes and wards"}});
}

class UnitPagesOfAProvince : public UnitPages {
 protected:
  UnitPagesOfAProvince()
      : UnitPages(
            {counting({"visits", {.answered = 4, .on_time = 4, .overdue = 2}, "UBND-20"}, 20)}) {}
};
GANDAN_EACH_ENGINE(UnitPagesOfAProvince);

TEST_P(UnitPagesOfAProvince, ShowNumbersFirstAndOnlyTheNamesOfOtherBodiesAfterWhatIsToldOfIt) {
  const std::string page =
      run({.get = "/places/20",
           .shows = {"Who answers here", "Bodies here that nobody has asked yet"}})
          .body;
  const std::size_t told = page.find("Place of visits:");
  EXPECT_LT(page.find("/bodies/UBND-20\""), told);
  EXPECT_LT(told, page.find("/bodies/SYT-20\""));
  EXPECT_LT(page.find("/visits?part=0&amp;n=2"), told);
  run({.get = "/places/20?lang=vi", .shows = {"Các cơ quan ở đây chưa ai hỏi"}});
}

TEST_P(UnitPages, NameFewBodiesFirstAndManyWithoutNumbersAfterWhatIsToldOfThePlace) {
  const std::string commune = run({.get = "/places/06184"}).body;
  EXPECT_LT(commune.find("/bodies/UBND-06184\""), commune.find("Place of visits:"));
  const std::string province =
      run({.get = "/places/20", .hides = {"No body of this place is known yet"}}).body;
  EXPECT_LT(province.find("Place of visits:"), province.find("Who answers here"));
}

TEST_P(UnitPages, TellOfAPlaceUnderWhateverItsBodiesAreKnownAs) {
  const auto bodies =
      db().read([&](db::Tx& tx) { return units::bodies_serving(tx, unit("Tỉnh Lạng Sơn")); });
  ASSERT_GT(bodies.size(), 1U);
  run({.get = "/places/20",
       .shows = {"Place of visits: Tỉnh Lạng Sơn " + std::to_string(bodies.size())}});
}

TEST_P(UnitPages, TellWhatAPlaceWasAndWhatItHasBecome) {
  const Date before = Date::of(2025, 3, 1);
  run({.get = "/places/08",
       .shows = {"What it was before 1 Jul 2025", path("Tỉnh Hà Giang", before),
                 path("Tỉnh Tuyên Quang", before)}});
  run({.get = path("Tỉnh Hà Giang", before),
       .shows = {"This place is no more", "from 1 Aug 2008 to 30 Jun 2025", "What it is now",
                 "href=\"/places/08\">Tỉnh Tuyên Quang</a>"},
       .hides = {"Place of visits:", "Who answers here"}});
}

TEST_P(UnitPages, SayWhatToDoWhereNoBodyOfAPlaceIsKnown) {
  db().write([&](db::Tx& tx) {
    tx.run(std::string("insert into units (id, kind, level, type, code, name, parent, valid_from, "
                       "verified, address) values (7, 1, 4, 7, '99001', 'Xã Thử', :province, 0, 1, "
                       "'')"),
           {{"province", unit("Tỉnh Lạng Sơn")}});
  });
  run({.get = "/places/id7",
       .shows = {"No body of this place is known yet", "You can ask the bodies of Tỉnh Lạng Sơn.",
                 "Place of visits: Xã Thử 0"}});
}

}  // namespace
}  // namespace gandan::site
