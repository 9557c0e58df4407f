#include "kernel/settings/pages.hpp"

#include "kernel/settings/test/examples.hpp"
#include "kernel/testing/forms.hpp"
#include "kernel/testing/site.hpp"

namespace gandan::settings {
namespace {

using people::Role;

class SettingsPages : public gandan::test::Site {
 protected:
  SettingsPages() : Site({test::desk()}) {}

  void SetUp() override {
    Site::SetUp();
    if (IsSkipped()) return;
    account("quantri", {{Role::administrator}});
    sign_in(client(), "quantri");
  }
  std::string address_at(std::string_view name) {
    return "/admin/settings/desk.sure_percent/" + std::to_string(unit(name).value);
  }
  std::int64_t sure_at(std::string_view name) {
    const UnitId there = unit(name);
    return db().read([&](db::Tx& tx) {
      return services().settings.get_at(tx, test::sure_percent, there, clock.today());
    });
  }
};
GANDAN_EACH_ENGINE(SettingsPages);

TEST_P(SettingsPages, ListWhatMayBeSetAndWhatHolds) {
  run({.get = "/admin/settings",
       .shows = {"Letters a day", "To one address.", "data-label=\"Value\">5<", ">1,200<",
                 "Xin chào", ">on<", "href=\"/admin/settings/desk.greeting\"", ">50 percent<"}});
}

TEST_P(SettingsPages, AValueIsChangedAndCountsAtOnce) {
  run({.post = "/admin/settings/desk.letters_a_day",
       .form = {{"value", "9"}},
       .status = 303,
       .journal = {"settings.change"}});
  EXPECT_EQ(services().settings.get(test::letters_a_day), 9);
  run({.get = "/admin/settings?done=desk.letters_a_day",
       .shows = {"Saved. It counts from now on.", "data-label=\"Value\">9<"}});
}

TEST_P(SettingsPages, ALinkDoesNotSayThatSomethingWasSaved) {
  run({.get = "/admin/settings?done=desk.letters_a_day",
       .shows = {"Letters a day"},
       .hides = {"Saved."}});
}

TEST_P(SettingsPages, WhatIsWrongStandsBesideTheFieldWithWhatWasTyped) {
  run({.post = "/admin/settings/desk.letters_a_day",
       .form = {{"value", "9000"}},
       .status = 422,
       .shows = {"<title>Error: Letters a day", "href=\"#value\"", "id=\"value-error\"",
                 "Write a whole number from 1 to 1,000.", "value=\"9000\""}});
  run({.post = "/admin/settings/desk.greeting",
       .form = {{"value", "Kính chào tất cả mọi người"}},
       .status = 422,
       .shows = {"Write one line of at most 13 characters."}});
  run({.post = "/admin/settings/desk.shows_map",
       .status = 422,
       .shows = {"Choose one of the two."}});
}

TEST_P(SettingsPages, TheOtherLanguageKeepsWhatWasTypedAndSavesNothing) {
  run({.get = "/admin/settings/desk.letters_a_day",
       .shows = {"<form id=\"setting\"", "form=\"setting\" name=\"lang\" value=\"vi\""}});
  run({.post = "/admin/settings/desk.letters_a_day",
       .form = {{"value", "7000"}, {"lang", "vi"}},
       .shows = {"<html lang=\"vi\"", "value=\"7000\"", "Lưu"},
       .hides = {"id=\"value-error\""}});
  EXPECT_EQ(services().settings.get(test::letters_a_day), 5);
}

TEST_P(SettingsPages, EnterInTheFieldSavesAndNeverTakesBack) {
  run({.post = "/admin/settings/desk.letters_a_day",
       .form = {{"value", "9"}},
       .status = 303,
       .journal = {"settings.change"}});
  const auto page = client().get("/admin/settings/desk.letters_a_day");
  EXPECT_TRUE(page.contains("As usual"));
  for (const gandan::test::HtmlForm& form : gandan::test::forms_of(page.body))
    EXPECT_EQ(gandan::test::wrong_on_enter(form), "") << form.id;
}

TEST_P(SettingsPages, WhatWasSetIsTakenBackByAButton) {
  run({.get = "/admin/settings/desk.letters_a_day", .hides = {"As usual"}});
  run({.post = "/admin/settings/desk.letters_a_day",
       .form = {{"value", "9"}},
       .status = 303,
       .journal = {"settings.change"}});
  run({.get = "/admin/settings/desk.letters_a_day", .shows = {"value=\"9\"", "As usual"}});
  run({.post = "/admin/settings/desk.letters_a_day",
       .form = {{"value", "9"}, {"do", "reset"}},
       .status = 303,
       .journal = {"settings.change"}});
  EXPECT_EQ(services().settings.get(test::letters_a_day), 5);
}

TEST_P(SettingsPages, SayWhatCountsFromTheNextStart) {
  run({.post = "/admin/settings/desk.pages_a_minute",
       .form = {{"value", "100"}},
       .status = 303,
       .journal = {"settings.change"}});
  run({.get = "/admin/settings?done=desk.pages_a_minute",
       .shows = {"Saved. It counts from the next start.", "until the next start: 1,200"}});
}

TEST_P(SettingsPages, AProvinceIsSetOnAPageOfItsOwn) {
  const UnitId here = unit("Tỉnh Lạng Sơn");
  const std::string address = "/admin/settings/desk.sure_percent/" + std::to_string(here.value);
  run({.get = "/admin/settings/desk.sure_percent",
       .shows = {"Value (percent)", "as above it", "href=\"" + address + "\"", "Tỉnh Lạng Sơn"}});
  run({.post = address, .form = {{"value", "80"}}, .status = 303, .journal = {"settings.change"}});
  EXPECT_EQ(sure_at("Tỉnh Lạng Sơn"), 80);
  EXPECT_EQ(services().settings.get(test::sure_percent), 50);
  run({.get = address,
       .shows = {"Sure: Tỉnh Lạng Sơn", "value=\"80\"", "Take back: as everywhere"}});
  run({.get = "/admin/settings", .shows = {"1 unit has its own"}});
}

TEST_P(SettingsPages, AnAdministratorOfACommuneSetsWhatIsTheirs) {
  auto theirs = officer(Role::administrator, "Xã Đồng Đăng");
  run({.as = &theirs,
       .get = "/admin/settings",
       .shows = {"Settings: Xã Đồng Đăng", ">50 percent<", "as everywhere"},
       .hides = {"Letters a day", "desk.letters_a_day"}});
  const std::string address = address_at("Xã Đồng Đăng");
  run({.as = &theirs, .get = address, .hides = {"href=\"/admin/settings/desk.sure_percent\""}});
  const std::string of_commune = std::to_string(unit("Xã Đồng Đăng").value);
  const auto saved = run({.as = &theirs,
                          .post = address,
                          .form = {{"value", "80"}},
                          .status = 303,
                          .journal = {"settings.change"}});
  EXPECT_EQ(saved.headers.get("Location"),
            "/admin/settings?at=" + of_commune + "&done=desk.sure_percent");
  EXPECT_EQ(sure_at("Xã Đồng Đăng"), 80);
  EXPECT_EQ(sure_at("Phường Kỳ Lừa"), 50);
  run({.as = &theirs,
       .get = "/admin/settings?at=" + of_commune + "&done=desk.sure_percent",
       .shows = {"Saved. It counts from now on.", ">80 percent<", "set here"}});
}

TEST_P(SettingsPages, AnAdministratorOfACommuneReachesNothingElse) {
  auto theirs = officer(Role::administrator, "Xã Đồng Đăng");
  const auto there = [&](const char* name) { return std::to_string(unit(name).value); };
  for (const char* name : {"Tỉnh Lạng Sơn", "Phường Kỳ Lừa", "Bộ Nội vụ"}) {
    run({.as = &theirs, .get = "/admin/settings?at=" + there(name), .status = 403});
    run({.as = &theirs, .get = address_at(name), .status = 403});
    run({.as = &theirs, .post = address_at(name), .form = {{"value", "80"}}, .status = 403});
    run({.as = &theirs,
         .post = address_at(name),
         .form = {{"value", "80"}, {"do", "reset"}},
         .status = 403});
    EXPECT_EQ(sure_at(name), 50) << name;
  }
  run({.as = &theirs, .post = "/admin/settings/desk.sure_percent/0", .status = 403});
  run({.as = &theirs,
       .post = "/admin/settings/desk.letters_a_day/" + there("Xã Đồng Đăng"),
       .form = {{"value", "9"}},
       .status = 404});
  run({.as = &theirs,
       .get = "/admin/settings?unit=Ph%C6%B0%E1%BB%9Dng%20K%E1%BB%B3%20L%E1%BB%ABa",
       .status = 422,
       .shows = {"No unit whose settings are yours has this name or code."},
       .hides = {"at=" + there("Phường Kỳ Lừa")}});
}

TEST_P(SettingsPages, AUnitIsFoundByItsNameAndSaysWhoseValueItHas) {
  run({.post = address_at("Tỉnh Lạng Sơn"),
       .form = {{"value", "80"}},
       .status = 303,
       .journal = {"settings.change"}});
  auto of_province = officer(Role::administrator, "Tỉnh Lạng Sơn");
  run({.as = &of_province,
       .get = "/admin/settings?unit=x%C3%A3%20%C4%90%E1%BB%93ng%20%C4%90%C4%83ng",
       .shows = {"href=\"/admin/settings?at=" + std::to_string(unit("Xã Đồng Đăng").value) +
                 "\""}});
  run({.as = &of_province,
       .get = "/admin/settings?at=" + std::to_string(unit("Xã Đồng Đăng").value),
       .shows = {"Settings: Xã Đồng Đăng", ">80 percent<", "as in Tỉnh Lạng Sơn"}});
  run({.as = &of_province,
       .post = address_at("Xã Đồng Đăng"),
       .form = {{"value", "90"}},
       .status = 303,
       .journal = {"settings.change"}});
  run({.as = &of_province,
       .get = address_at("Xã Đồng Đăng"),
       .shows = {"value=\"90\"", "Take back: as in Tỉnh Lạng Sơn"}});
  run({.as = &of_province,
       .get = address_at("Tỉnh Lạng Sơn"),
       .shows = {"Xã Đồng Đăng", "90 percent"}});
}

TEST_P(SettingsPages, AUnitThatIsCalledAsTypedStandsBeforeAPlaceOfSomeOfTheWords) {
  for (const char* typed :
       {"C%C3%B4ng+an+t%E1%BB%89nh+L%E1%BA%A1ng+S%C6%A1n", "cong+an+tinh+lang+son"}) {
    const std::string page =
        run({.get = "/admin/settings?unit=" + std::string(typed),
             .shows = {"Công an tỉnh Lạng Sơn (body)", "Tỉnh Lạng Sơn (place)"}})
            .body;
    EXPECT_LT(page.find("Công an tỉnh Lạng Sơn (body)"), page.find("Tỉnh Lạng Sơn (place)"))
        << typed;
  }
  run({.get = "/admin/settings?unit=cong+an+tinh+lang+son&lang=vi",
       .shows = {"Công an tỉnh Lạng Sơn (cơ quan)", "Tỉnh Lạng Sơn (địa bàn)"}});
}

TEST_P(SettingsPages, ASettingOfAUnitSaysWhoseValueItHas) {
  run({.get = address_at("Xã Đồng Đăng"), .shows = {"Nothing is set here: as everywhere."}});
  run({.post = address_at("Tỉnh Lạng Sơn"),
       .form = {{"value", "80"}},
       .status = 303,
       .journal = {"settings.change"}});
  run({.get = address_at("Xã Đồng Đăng"),
       .shows = {"Nothing is set here: as in Tỉnh Lạng Sơn.", "value=\"80\""}});
  run({.get = address_at("Xã Đồng Đăng") + "?lang=vi",
       .shows = {"Ở đây chưa đặt riêng: như tỉnh Lạng Sơn."}});
  run({.get = address_at("Tỉnh Lạng Sơn"), .hides = {"Nothing is set here"}});
  run({.get = "/admin/settings/desk.sure_percent", .hides = {"Nothing is set here"}});
}

TEST_P(SettingsPages, TheSettingsOfAUnitLeadBackToAll) {
  const std::string back = "<a href=\"/admin/settings\">Settings</a>";
  run({.get = "/admin/settings?at=" + std::to_string(unit("Xã Đồng Đăng").value),
       .shows = {"Settings: Xã Đồng Đăng", back}});
  run({.get = "/admin/settings", .hides = {back}});
}

TEST_P(SettingsPages, WhoAdministersSeveralUnitsChoosesOne) {
  account("hailan", {{Role::administrator, unit("Xã Đồng Đăng"), people::Reach::area},
                     {Role::administrator, unit("Phường Kỳ Lừa"), people::Reach::area}});
  auto theirs = stranger();
  sign_in(theirs, "hailan");
  run({.as = &theirs,
       .get = "/admin/settings",
       .shows = {"Xã Đồng Đăng, Tỉnh Lạng Sơn", "Phường Kỳ Lừa, Tỉnh Lạng Sơn",
                 "href=\"/admin/settings?at=" + std::to_string(unit("Phường Kỳ Lừa").value) + "\""},
       .hides = {"50 percent"}});
}

TEST_P(SettingsPages, ThereIsNoneForWhatCannotBeSet) {
  const std::string here = std::to_string(unit("Tỉnh Lạng Sơn").value);
  for (const std::string& address :
       {std::string("/admin/settings/desk.unknown"), "/admin/settings/desk.letters_a_day/" + here,
        std::string("/admin/settings/desk.sure_percent/987654321")})
    run({.get = address, .status = 404});
}

TEST_P(SettingsPages, OfTheInstallationAreForWhoOperatesEverywhere) {
  auto commune = officer(Role::administrator, "Xã Đồng Đăng");
  auto leader = officer(Role::leader);
  run({.as = &leader, .get = "/admin/settings", .status = 403});
  for (http::TestClient* refused : {&commune, &leader}) {
    run({.as = refused, .get = "/admin/settings/desk.letters_a_day", .status = 403});
    run({.as = refused,
         .post = "/admin/settings/desk.letters_a_day",
         .form = {{"value", "9"}},
         .status = 403});
  }
}

TEST_P(SettingsPages, AreWrittenInBothLanguages) {
  run({.get = "/admin/settings?lang=vi", .shows = {"Thiết lập", ">bật<"}});
  run({.get = "/admin/settings/desk.shows_map?lang=vi", .shows = {"Giá trị", "Lưu"}});
}

}  // namespace
}  // namespace gandan::settings
