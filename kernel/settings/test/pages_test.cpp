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
};
GANDAN_EACH_ENGINE(SettingsPages);

TEST_P(SettingsPages, list_what_may_be_set_and_what_holds) {
  run({.get = "/admin/settings",
       .shows = {"Letters a day", "To one address.", "data-label=\"Value\">5<", ">1,200<",
                 "Xin chào", ">on<", "href=\"/admin/settings/desk.greeting\""}});
}

TEST_P(SettingsPages, a_value_is_changed_and_counts_at_once) {
  run({.post = "/admin/settings/desk.letters_a_day",
       .form = {{"value", "9"}},
       .status = 303,
       .journal = {"settings.change"}});
  EXPECT_EQ(services().settings.get(test::letters_a_day), 9);
  run({.get = "/admin/settings?saved=desk.letters_a_day",
       .shows = {"Saved. It counts from now on.", "data-label=\"Value\">9<"}});
}

TEST_P(SettingsPages, what_is_wrong_stands_beside_the_field_with_what_was_typed) {
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

TEST_P(SettingsPages, the_other_language_keeps_what_was_typed_and_saves_nothing) {
  run({.get = "/admin/settings/desk.letters_a_day",
       .shows = {"<form id=\"setting\"", "form=\"setting\" name=\"lang\" value=\"vi\""}});
  run({.post = "/admin/settings/desk.letters_a_day",
       .form = {{"value", "7000"}, {"lang", "vi"}},
       .shows = {"<html lang=\"vi\"", "value=\"7000\"", "Lưu"},
       .hides = {"id=\"value-error\""}});
  EXPECT_EQ(services().settings.get(test::letters_a_day), 5);
}

TEST_P(SettingsPages, enter_in_the_field_saves_and_never_takes_back) {
  run({.post = "/admin/settings/desk.letters_a_day",
       .form = {{"value", "9"}},
       .status = 303,
       .journal = {"settings.change"}});
  const auto page = client().get("/admin/settings/desk.letters_a_day");
  EXPECT_TRUE(page.contains("As usual"));
  for (const gandan::test::HtmlForm& form : gandan::test::forms_of(page.body))
    EXPECT_EQ(gandan::test::wrong_on_enter(form), "") << form.id;
}

TEST_P(SettingsPages, what_was_set_is_taken_back_by_a_button) {
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

TEST_P(SettingsPages, say_what_counts_from_the_next_start) {
  run({.post = "/admin/settings/desk.pages_a_minute",
       .form = {{"value", "100"}},
       .status = 303,
       .journal = {"settings.change"}});
  run({.get = "/admin/settings?saved=desk.pages_a_minute",
       .shows = {"Saved. It counts from the next start.", "until the next start: 1,200"}});
}

TEST_P(SettingsPages, a_province_is_set_on_a_page_of_its_own) {
  const UnitId here = unit("Tỉnh Lạng Sơn");
  const std::string address = "/admin/settings/desk.sure_percent/" + std::to_string(here.value);
  run({.get = "/admin/settings/desk.sure_percent",
       .shows = {"as everywhere", "href=\"" + address + "\"", "Tỉnh Lạng Sơn"}});
  run({.post = address, .form = {{"value", "80"}}, .status = 303, .journal = {"settings.change"}});
  EXPECT_EQ(services().settings.get(test::sure_percent, here), 80);
  EXPECT_EQ(services().settings.get(test::sure_percent), 50);
  run({.get = address, .shows = {"Sure: Tỉnh Lạng Sơn", "value=\"80\"", "As everywhere"}});
  run({.get = "/admin/settings", .shows = {"1 province has its own"}});
}

TEST_P(SettingsPages, there_is_none_for_what_cannot_be_set) {
  const std::string here = std::to_string(unit("Tỉnh Lạng Sơn").value);
  const std::string commune = std::to_string(unit("Xã Đồng Đăng").value);
  for (const std::string& address :
       {std::string("/admin/settings/desk.unknown"), "/admin/settings/desk.letters_a_day/" + here,
        "/admin/settings/desk.sure_percent/" + commune})
    run({.get = address, .status = 404});
}

TEST_P(SettingsPages, are_for_who_operates_everywhere) {
  auto commune = officer(Role::administrator, "Xã Đồng Đăng");
  auto leader = officer(Role::leader);
  for (http::TestClient* refused : {&commune, &leader}) {
    run({.as = refused, .get = "/admin/settings", .status = 403});
    run({.as = refused,
         .post = "/admin/settings/desk.letters_a_day",
         .form = {{"value", "9"}},
         .status = 403});
  }
}

TEST_P(SettingsPages, are_written_in_both_languages) {
  run({.get = "/admin/settings?lang=vi", .shows = {"Thiết lập", ">bật<"}});
  run({.get = "/admin/settings/desk.shows_map?lang=vi", .shows = {"Giá trị", "Lưu"}});
}

}  // namespace
}  // namespace gandan::settings
