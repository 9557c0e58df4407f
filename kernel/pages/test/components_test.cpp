// The components of every module whose views others call: each has an example, says what it takes,
// and looks as it did. GANDAN_GOLDEN=write in the environment writes test/golden/ of those modules
// anew, to be read and committed.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>

#include "kernel/pages/examples.hpp"
#include "kernel/site/style_guide.hpp"

namespace gandan::pages {
namespace {

using ::testing::HasSubstr;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Component> all_components() {
  std::vector<Component> all;
  for (const ComponentFile& file : site::components())
    all.insert(all.end(), file.components.begin(), file.components.end());
  return all;
}

std::string name_of(const Component& component) {
  return std::string(component.examples.front().view);
}

/// The folder of its module: "kernel/pages", of "kernel/pages/views/records.html".
std::filesystem::path module_of(const Component& component) {
  return std::filesystem::path(component.examples.front().file).parent_path().parent_path();
}

/// Every example in both languages. The address of an asset changes with whatever is in any.
std::string looks_of(const Component& component) {
  static const std::regex hash("/assets/[0-9a-f]+/");
  std::string looks;
  for (const html::Example& example : component.examples)
    for (const char* tag : {"vi", "en"})
      looks += "<!-- " + std::string(example.name) + ", " + tag + " -->\n" +
               std::regex_replace(html_of(example, *i18n::find_locale(tag)), hash, "/assets/…/") +
               "\n\n";
  return looks;
}

TEST(Components, LookAsInTheirGoldenFiles) {
  std::set<std::filesystem::path> folders, expected;
  for (const Component& component : all_components()) {
    const auto golden = module_of(component) / "test/golden";
    if (folders.insert(golden).second) std::filesystem::create_directories(golden);
    const auto path = golden / (name_of(component) + ".html");
    if (std::getenv("GANDAN_GOLDEN")) std::ofstream(path, std::ios::binary) << looks_of(component);
    EXPECT_EQ(bytes_of(path), looks_of(component)) << path;
    expected.insert(path);
  }
  for (const auto& golden : folders)
    for (const auto& entry : std::filesystem::directory_iterator(golden))
      EXPECT_TRUE(expected.contains(entry.path())) << entry.path() << " is of no component";
}

TEST(Components, ThatAnotherModuleCallsStandInTheKernelAndHaveAnExample) {
  // The table of a module's examples is no view.
  static const std::regex use("\\b(\\w+)::views::(?!examples\\b)(\\w+)");
  std::set<std::string> shown;
  for (const Component& component : all_components()) {
    EXPECT_EQ(module_of(component).parent_path(), "kernel") << name_of(component);
    shown.insert(module_of(component).filename().string() + "::views::" + name_of(component));
  }
  std::size_t uses = 0;
  for (const char* layer : {"kernel", "contexts", "app"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(layer)) {
      const auto kind = entry.path().extension();
      if (kind != ".html" && kind != ".cpp") continue;
      const auto text = bytes_of(entry.path());
      for (std::sregex_iterator it(text.begin(), text.end(), use), end; it != end; ++it) {
        const auto own = "/" + (*it)[1].str() + "/";
        if (own == "/std/" || entry.path().string().find(own) != std::string::npos) continue;
        EXPECT_TRUE(shown.contains(it->str()))
            << entry.path() << " calls " << it->str() << ", which has no {@ example …}";
        ++uses;
      }
    }
  EXPECT_GT(uses, 100u) << "the sources were looked at";
}

/// Without what only the style guide shows: from each example to the next view, or what is said of
/// it.
std::string without_examples(const std::string& source) {
  std::istringstream lines(source);
  std::string kept;
  bool in_example = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("{@ example")) in_example = true;
    if (line.starts_with("{@ view") || line.starts_with("{!--")) in_example = false;
    if (!in_example && !line.starts_with("{@ view")) kept += line + "\n";
  }
  return kept;
}

TEST(Components, StandInNoStyleGuideUnlessAPageHasThem) {
  static const std::regex call("(\\w+)\\(");
  std::set<std::string> called;
  for (const char* layer : {"kernel", "contexts", "app"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(layer)) {
      const auto kind = entry.path().extension();
      const bool is_test = entry.path().string().find("/test/") != std::string::npos;
      if (is_test || (kind != ".html" && kind != ".cpp")) continue;
      const auto text = without_examples(bytes_of(entry.path()));
      for (std::sregex_iterator it(text.begin(), text.end(), call), end; it != end; ++it)
        called.insert((*it)[1]);
    }
  for (const Component& component : all_components())
    EXPECT_TRUE(called.contains(name_of(component))) << name_of(component) << " is on no page";
}

TEST(Components, SayWhatTheyAreAndWhatTheyTake) {
  static const std::regex parameter("([^,]+?)(\\w+)(?:,|$)"), own_type("(?:^|[^:\\w])([A-Z]\\w*)");
  for (const Component& component : all_components()) {
    const html::Example& first = component.examples.front();
    EXPECT_FALSE(first.note.empty()) << first.view << " has no {!-- comment --} above it";
    const std::string parameters(first.parameters);
    for (std::sregex_iterator it(parameters.begin(), parameters.end(), parameter), end; it != end;
         ++it) {
      const std::string type = (*it)[1];
      std::smatch found;
      if (std::regex_search(type, found, own_type))
        EXPECT_THAT(component.parameters, HasSubstr(" " + found[1].str() + " {")) << first.view;
      else
        EXPECT_THAT(first.note, HasSubstr("`" + (*it)[2].str() + "`")) << first.view;
    }
  }
}

TEST(Components, AreShownWithTheTypesTheyTakeAndThoseWithin) {
  const auto all = all_components();
  const auto badge = std::ranges::find(all, "badge", name_of);
  ASSERT_NE(badge, all.end());
  EXPECT_THAT(badge->parameters, HasSubstr("struct Badge {\n  std::string word;\n"));
  EXPECT_THAT(badge->parameters, HasSubstr("/// What a colour means."));
  EXPECT_THAT(badge->parameters, HasSubstr("enum class Tone { plain, open,"));
  EXPECT_THAT(badge->parameters, ::testing::EndsWith("};"));
}

TEST(Components, AreShownWithTypesOfTheModulesBeforeTheirOwn) {
  const auto all = all_components();
  const auto form = std::ranges::find(all, "work_form", name_of);
  ASSERT_NE(form, all.end());
  EXPECT_THAT(form->parameters, ::testing::StartsWith("/// What one task asks"));
  EXPECT_THAT(form->parameters, HasSubstr("struct Choice {\n  pages::Field field;\n"));
  EXPECT_THAT(form->parameters, HasSubstr("struct Finder {"));
}

TEST(Components, StandInFilesOfDifferentNames) {
  const Kit one{views::examples, {}}, twice[] = {one, one};
  EXPECT_THROW((void)components_of(twice), std::logic_error);
}

}  // namespace
}  // namespace gandan::pages
