// A page has one name: what leads to it says what stands over it, in both languages.
#include <gmock/gmock.h>

#include <map>
#include <regex>
#include <set>

#include "contexts/petitions/test/public_site.hpp"
#include "lib/text/fold.hpp"

namespace gandan::petitions {
namespace {

struct Link {
  std::string address, words;
};

std::string without_tags(const std::string& html) {
  static const std::regex tag("<[^>]*>|\n");
  return std::regex_replace(html, tag, "");
}

/// Links that are words alone; a button says what is done with it.
std::vector<Link> links_in(const std::string& html) {
  static const std::regex link("<a href=\"(/[^\"#?]*)\"[^>]*>([\\s\\S]*?)</a>");
  std::vector<Link> found;
  for (std::sregex_iterator at(html.begin(), html.end(), link), end; at != end; ++at)
    found.push_back({(*at)[1], without_tags((*at)[2])});
  return found;
}

std::string between(const std::string& page, std::string_view open, std::string_view close) {
  const std::size_t from = page.find(open);
  if (from == std::string::npos) return {};
  const std::size_t begin = page.find('>', from) + 1;
  return page.substr(begin, page.find(close, begin) - begin);
}

/// By which names a page is called, and where.
struct Names {
  std::set<std::string> in_menus;  ///< menu, its pages of ways, path and footer
  std::set<std::string> in_text;
  std::string title, heading;
};

class PageNames : public test::PublicSite {
 protected:
  /// Follows every link from the home page on.
  std::map<std::string, Names> walk(const char* language) {
    http::TestClient browser = stranger();
    browser.with_cookie("lang", language);
    std::map<std::string, Names> names;
    std::set<std::string> seen, next{"/"};
    while (!next.empty()) {
      const std::string address = next.extract(next.begin()).value();
      if (!seen.insert(address).second) continue;
      const auto page = browser.get(address);
      if (page.status != 200 || !page.contains("<main")) continue;
      const std::string main = between(page.body, "<main", "</main>");
      names[address].title = between(page.body, "<title", " – Gần Dân");
      names[address].heading = without_tags(between(main, "<h1", "</h1>"));
      std::string around = page.body;
      around.erase(around.find(main), main.size());
      for (const Link& link : links_in(around)) names[link.address].in_menus.insert(link.words);
      if (address.starts_with("/ways/"))
        for (const Link& link : links_in(main)) names[link.address].in_menus.insert(link.words);
      const bool is_prose =
          address == "/help" || address == "/privacy" || address == "/accessibility";
      if (!is_prose)
        for (const Link& link : links_in(main)) names[link.address].in_text.insert(link.words);
      for (const Link& link : links_in(page.body)) next.insert(link.address);
    }
    return names;
  }
};
GANDAN_EACH_ENGINE(PageNames);

TEST_P(PageNames, AreTheSameInMenusPathsTextAndOverThePage) {
  Petition one = sent("Đề nghị hạ giá nước sạch ở phố.");
  Petition other = sent("Xin giảm tiền nước máy cho dân.");
  put_together("Giá nước", {one.id, other.id});
  for (PetitionId id : {one.id, other.id}) ASSERT_TRUE(route_to(id, "Bộ Y tế"));
  answer_one(one.id, "Đã giảm.");
  fold();
  for (const char* language : {"vi", "en"}) {
    const auto pages = walk(language);
    EXPECT_EQ(pages.at("/petitions").title, language == std::string("vi") ? "Hỏi đáp" : "Answers")
        << "short, so that the path above a page stays one line";
    for (const char* address : {"/send", "/petitions", "/bodies", "/topics", "/reports/petitions",
                                "/follow", "/help", "/privacy", "/accessibility"}) {
      SCOPED_TRACE(std::string(language) + " " + address);
      ASSERT_TRUE(pages.contains(address));
      const Names& names = pages.at(address);
      ASSERT_EQ(names.in_menus.size(), 1U) << testing::PrintToString(names.in_menus);
      const std::string& name = *names.in_menus.begin();
      EXPECT_TRUE(names.title == name || names.title.starts_with(name + " ")) << names.title;
      // The first page of the form is a question.
      if (std::string_view(address) != "/send") {
        EXPECT_EQ(names.heading, names.title);
      }
      for (const std::string& words : names.in_text)
        EXPECT_THAT(text::fold(words), testing::HasSubstr(text::fold(name)));
    }
  }
}

}  // namespace
}  // namespace gandan::petitions
