// What pages and documentation must not claim.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>

namespace gandan::app {
namespace {

/// That the law sets a limit for every matter: it sets none for proposals and reports.
bool claims_a_limit_by_law(const std::string& line) {
  static const auto flags = std::regex::ECMAScript | std::regex::icase;
  static const std::regex claims[] = {
      std::regex(
          "(every|each|all) (matter|petition|message|one)s?[^.]{0,60}limit[^.]{0,40}\\blaw\\b",
          flags),
      std::regex("limits? (that|which) the law sets|limits? set by (the )?law|legal limit of every",
                 flags),
      std::regex("(mỗi|mọi|Mỗi|Mọi) (việc|ý kiến|đơn|vụ việc)[^.]{0,60}thời hạn[^.]{0,40}luật"),
      std::regex("thời hạn (do |mà )?(pháp )?luật (định|quy định|ấn định|đặt ra)")};
  return std::any_of(std::begin(claims), std::end(claims),
                     [&](const std::regex& claim) { return std::regex_search(line, claim); });
}

TEST(Claims, NoPageNorReadmeSaysThatTheLawLimitsEveryMatter) {
  // As they stood once.
  for (const char* claim :
       {"Every matter has a limit set by law, shown with its article.",
        "msgid \"Each matter has a limit by law.\"", "answered within the limit that the law sets,",
        "Mỗi việc có thời hạn theo luật, ghi rõ điều khoản.", "trả lời trong thời hạn luật định"})
    EXPECT_TRUE(claims_a_limit_by_law(claim)) << claim;
  int read = 0;
  auto look_through = [&](const std::filesystem::path& path) {
    ++read;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);)
      EXPECT_FALSE(claims_a_limit_by_law(line)) << path << ": " << line;
  };
  look_through("README.md");
  for (const char* layer : {"app", "contexts", "kernel", "lib"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(layer)) {
      const auto kind = entry.path().extension();
      if (kind == ".po" || kind == ".html" || kind == ".md") look_through(entry.path());
    }
  EXPECT_GT(read, 50);
}

}  // namespace
}  // namespace gandan::app
