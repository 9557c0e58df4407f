// The lines of who_may_what.txt as tests read them.
#pragma once
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace gandan::app::test {

struct Line {
  int number = 0;
  std::string method, pattern, thing;
  std::set<std::string> who;  ///< "everyone", "key", "staff", or "leader@A"
  bool is_unseen = false;     ///< a stranger is told that there is no such thing

  [[nodiscard]] std::string route() const { return method + " " + pattern; }
  [[nodiscard]] std::string text() const {
    return "line " + std::to_string(number) + ": " + route() + " | " + thing;
  }
  [[nodiscard]] bool is_open() const { return who.contains("everyone") || who.contains("key"); }
};

inline std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

inline std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? std::string()
                                    : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

inline std::vector<Line> read_table() {
  std::ifstream file("app/test/who_may_what.txt");  // ctest runs where the sources are
  std::vector<Line> lines;
  std::string text;
  for (int number = 1; std::getline(file, text); ++number) {
    if (text.empty() || text[0] == '#') continue;
    const auto first = text.find('|'), second = text.find('|', first + 1);
    const auto route = words_of(text.substr(0, first));
    Line line{.number = number,
              .method = route.at(0),
              .pattern = route.at(1),
              .thing = trimmed(text.substr(first + 1, second - first - 1)),
              .who = {}};
    const std::string who = text.substr(second + 1);
    const auto at = who.find('@');
    auto names = words_of(who.substr(0, at));
    line.is_unseen = std::erase(names, "unseen") > 0;
    if (at == std::string::npos) {
      line.who = {names.begin(), names.end()};
    } else {
      for (const std::string& role : names)
        for (const std::string& reach : words_of(who.substr(at + 1)))
          line.who.insert(role + "@" + reach);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace gandan::app::test
