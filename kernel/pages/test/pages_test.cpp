#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "kernel/pages/assets.hpp"
#include "kernel/pages/standing.hpp"
#include "kernel/pages/views.hpp"
#include "kernel/site/style_guide.hpp"
#include "web/assets.hpp"

namespace gandan::pages {
namespace {

using ::testing::Contains, ::testing::Each, ::testing::HasSubstr, ::testing::Matches,
    ::testing::Not;

/// The list of the components, and the page of each of their files.
std::vector<std::string> style_guide_in(std::string_view tag) {
  static const MenuItem search{"Search", "/petitions", "search", "g s"};
  const PageFrame frame{.path = "/styleguide",
                        .query = "q=a%26b",
                        .menu = {&search},
                        .officer = SignedIn{"Lan", "", {}}};
  const i18n::Locale& locale = *i18n::find_locale(tag);
  std::vector<std::string> pages{style_guide(locale, frame, site::components())};
  for (const ComponentFile& file : site::components())
    pages.push_back(style_guide_page(locale, frame, site::components(), file.name).value());
  return pages;
}

std::vector<std::string> all_matches(const std::string& text, const char* pattern) {
  const std::regex wanted(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator it(text.begin(), text.end(), wanted), end; it != end; ++it)
    found.push_back((*it)[1]);
  return found;
}

std::string_view embedded(std::string_view name) {
  for (const auto& file : web::files())
    if (file.name == name) return file.bytes;
  return {};
}

class EveryLanguage : public ::testing::TestWithParam<const char*> {};

TEST_P(EveryLanguage, HasTheStyleGuideAndLeadsToTheOther) {
  const std::string other = GetParam() == std::string("vi") ? "en" : "vi";
  for (const auto& page : style_guide_in(GetParam())) {
    EXPECT_THAT(page, HasSubstr(std::string("<html lang=\"") + GetParam()));
    EXPECT_THAT(page, HasSubstr("?lang=" + other + "&amp;q=a%26b"));
  }
  EXPECT_FALSE(style_guide_page(*i18n::find_locale(GetParam()), {}, site::components(), "none"));
}

TEST_P(EveryLanguage, LeadsFromTheListToEveryComponent) {
  const auto pages = style_guide_in(GetParam());
  for (const ComponentFile& file : site::components())
    for (const Component& component : file.components) {
      const std::string id = "view-" + std::string(component.examples.front().view);
      EXPECT_THAT(pages[0],
                  HasSubstr("href=\"/styleguide/" + std::string(file.name) + "#" + id + "\""));
      const auto has_id = HasSubstr(" id=\"" + id + "\"");
      EXPECT_EQ(
          std::ranges::count_if(pages, [&](const auto& page) { return Matches(has_id)(page); }), 1)
          << id;
    }
}

TEST_P(EveryLanguage, UsesAnIdOnceAndRefersOnlyToIdsThatExist) {
  for (const auto& page : style_guide_in(GetParam())) {
    const auto ids = all_matches(page, " id=\"([^\"]+)\"");
    const std::set<std::string> unique(ids.begin(), ids.end());
    EXPECT_EQ(unique.size(), ids.size());
    auto references = all_matches(page, " (?:for|aria-labelledby)=\"([^\"]+)\"");
    for (const auto& list : all_matches(page, " aria-describedby=\"([^\"]+)\""))
      for (const auto& one : all_matches(list, "([^ ]+)")) references.push_back(one);
    for (const auto& one : all_matches(page, " href=\"#([^\"]+)\"")) references.push_back(one);
    for (const auto& id : references) EXPECT_TRUE(unique.contains(id)) << id;
  }
}

TEST_P(EveryLanguage, DrawsOnlyIconsThatTheSpriteHas) {
  const std::string sprite(embedded("icons.svg"));
  for (const auto& page : style_guide_in(GetParam()))
    for (const auto& name : all_matches(page, "icons\\.svg#([a-z0-9-]+)"))
      EXPECT_THAT(sprite, HasSubstr("<symbol id=\"" + name + "\""));
}

TEST_P(EveryLanguage, ShowsWhatWasTypedAsText) {
  const auto pages = style_guide_in(GetParam());
  EXPECT_THAT(pages, Contains(HasSubstr("\n&lt;b&gt;&quot;1 &amp; 2&quot;&lt;/b&gt;</textarea>")));
  EXPECT_THAT(pages, Each(Not(HasSubstr("<b>\"1"))));
}

TEST_P(EveryLanguage, HasThePagesThatTheFooterNames) {
  const auto& locale = *i18n::find_locale(GetParam());
  for (const char* name : {"help", "privacy", "accessibility"}) {
    const auto page = about_page(locale, {}, name);
    ASSERT_TRUE(page) << name;
    EXPECT_EQ(all_matches(*page, "<h1>([^<]+)</h1>").size(), 1u) << name;
  }
  EXPECT_FALSE(about_page(locale, {}, "../help"));
}

TEST_P(EveryLanguage, SaysWhatWentWrongAndWhatToDo) {
  const auto& locale = *i18n::find_locale(GetParam());
  for (const int status : {400, 401, 403, 404, 405, 408, 409, 413, 418, 429, 500, 503, 507})
    EXPECT_THAT(error_page(locale, {}, status, "", "r-17"), HasSubstr("<h1>")) << status;
  EXPECT_THAT(error_page(locale, {}, 500, "", "r-17"), HasSubstr("r-17"));
  EXPECT_THAT(error_page(locale, {}, 404, "", "r-17"), Not(HasSubstr("r-17")));
  EXPECT_THAT(error_page(locale, {}, 410, "This link has expired.", ""),
              HasSubstr("<p>This link has expired.</p>"));
}

INSTANTIATE_TEST_SUITE_P(Page, EveryLanguage, ::testing::Values("vi", "en"),
                         [](const auto& info) { return std::string(info.param); });

// Modules name icons as text; the sprite holds only what web/icons/used.txt lists.
TEST(ErrorPage, LeadsStaffToTheirDeskAndOthersHome) {
  static const MenuItem desk{N_("My desk"), "/desk", "desk"};
  const i18n::Locale& en = *i18n::find_locale("en");
  PageFrame staff{.menu = {&desk}, .officer = SignedIn{"Lan", "", {}}};
  for (int status : {403, 404}) {
    const auto page = error_page(en, staff, status, "", "");
    EXPECT_THAT(page, HasSubstr("<a class=\"button\" href=\"/desk\">"));
    EXPECT_THAT(page, HasSubstr("your roles"));
    EXPECT_THAT(page, Not(HasSubstr(">To the home page<")));
    EXPECT_THAT(error_page(en, {}, status, "", ""), HasSubstr(">To the home page<"));
  }
}

TEST(Icons, ThatAnyModuleNamesAreInTheSprite) {
  const std::string sprite(embedded("icons.svg"));
  for (const char* layer : {"kernel", "contexts", "app"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(layer)) {
      const auto kind = entry.path().extension();
      if (kind != ".html" && kind != ".cpp") continue;
      std::ifstream file(entry.path());
      const std::string text(std::istreambuf_iterator<char>(file), {});
      for (const auto& name : all_matches(text, "icon(?:\\(| = )\"([a-z0-9-]+)\""))
        EXPECT_THAT(sprite, HasSubstr("<symbol id=\"" + name + "\"")) << entry.path();
    }
}

TEST(StyleSheet, NamesFontsAndPicturesThatAreServedBesideIt) {
  const auto folder = [](const std::string& url) { return url.substr(0, url.rfind('/')); };
  const std::string sheet(embedded("site.css"));
  const auto names = all_matches(sheet, "url\\(\"?\\./([^)\"]+)\"?\\)");
  ASSERT_EQ(names.size(), all_matches(sheet, "(url)\\(").size());
  for (const auto& name : names) EXPECT_EQ(folder(asset(name)), folder(asset("site.css")));
}

TEST(DueChip, TellsWhatIsLeftAndHowItWasKept) {
  const Date today = Date::of(2026, 11, 23);
  EXPECT_EQ(state_of({today + 6, today}), DueState::ahead);
  EXPECT_EQ(state_of({today + 5, today}), DueState::soon);
  EXPECT_EQ(state_of({today, today}), DueState::soon);
  EXPECT_EQ(state_of({today - 1, today}), DueState::late);
  EXPECT_EQ(state_of({today - 1, today, today - 1}), DueState::kept);
  EXPECT_EQ(state_of({today - 1, today, today}), DueState::kept_late);
  EXPECT_EQ(state_of({.date = today - 1, .today = today, .paused = true}), DueState::paused);
}

TEST(DueChip, SaysSoInWords) {
  const Date today = Date::of(2026, 11, 23);
  const auto chip = [&](Due due) {
    html::Out out(*i18n::find_locale("vi"));
    views::due_chip(out, due);
    return out.take();
  };
  EXPECT_THAT(chip({today - 3, today, today - 1}), HasSubstr("trả lời muộn 2 ngày"));
}

TEST(DueChip, NamesItsClockAndShowsItsLastDay) {
  const Date today = Date::of(2026, 11, 23);
  const auto read = [&](const char* language, Due due) {
    html::Out out(*i18n::find_locale(language));
    views::due_chip(out, due);
    return std::regex_replace(out.take(), std::regex("<[^>]*>|\n"), "");
  };
  EXPECT_EQ(read("vi", {.date = today + 12, .today = today, .clock = "Hạn trả lời"}),
            "Hạn trả lời: còn 12 ngày · 5/12");
  EXPECT_EQ(read("en", {.date = today + 12, .today = today, .clock = "To answer"}),
            "To answer: 12 days left · 5 Dec");
  EXPECT_EQ(read("vi", {.date = today - 3, .today = today, .clock = "Hạn chuyển"}),
            "Hạn chuyển: quá hạn 3 ngày · 20/11");
  EXPECT_EQ(read("vi", {.date = today + 40, .today = today, .clock = "Hạn giải quyết"}),
            "Hạn giải quyết: còn 40 ngày · 02/01/2027")
      << "a day of another year is told with its year";
}

}  // namespace
}  // namespace gandan::pages
