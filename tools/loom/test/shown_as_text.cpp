#include "tools/loom/test/shown_as_text.hpp"

#include <gtest/gtest.h>

#include "lib/html/escape.hpp"
#include "tools/loom/test/views/hostile.hpp"

namespace gandan::samples {
namespace {

/// What a reader of the page gets: tags with their attributes, and text, both decoded.
struct Token {
  std::string tag;  // "section", "/p"; empty for text
  std::string text;
  std::vector<std::pair<std::string, std::string>> attributes = {};
};

/// A tokenizer by the HTML standard's states for data, tags and double-quoted attributes; anything
/// that loom does not write is a failure.
class Reader {
 public:
  explicit Reader(std::string_view page) : page_(page) {}

  std::vector<Token> read() {
    std::vector<Token> tokens;
    while (at_ < page_.size() && !broken_) {
      if (page_[at_] == '<') {
        tokens.push_back(read_tag());
      } else {
        tokens.push_back({"", decode(until('<'))});
      }
    }
    EXPECT_FALSE(broken_) << page_.substr(at_);
    return tokens;
  }

 private:
  std::string_view until(char stop) {
    auto end = std::min(page_.find(stop, at_), page_.size());
    auto part = page_.substr(at_, end - at_);
    at_ = end;
    return part;
  }

  Token read_tag() {
    Token token;
    ++at_;
    while (at_ < page_.size() && page_[at_] != ' ' && page_[at_] != '>') token.tag += page_[at_++];
    while (at_ < page_.size() && page_[at_] == ' ') {
      ++at_;
      std::string name(until('='));
      broken_ |= !page_.substr(at_).starts_with("=\"");
      at_ += 2;
      token.attributes.emplace_back(name, decode(until('"')));
      ++at_;
    }
    broken_ |= at_ >= page_.size() || page_[at_] != '>';
    ++at_;
    return token;
  }

  std::string decode(std::string_view text) {
    static constexpr std::pair<std::string_view, char> entities[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    std::string decoded;
    while (!text.empty()) {
      std::size_t used = 1;
      char c = text.front();
      for (auto [entity, meaning] : entities)
        if (text.starts_with(entity)) used = entity.size(), c = meaning;
      broken_ |= used == 1 && (c == '&' || c == '<');
      decoded += c;
      text.remove_prefix(used);
    }
    return decoded;
  }

  std::string_view page_;
  std::size_t at_ = 0;
  bool broken_ = false;
};

std::string unescape_percent(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
    } else {
      decoded += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    }
  }
  return decoded;
}

}  // namespace

void expect_shown_as_text(const std::string& hostile) {
  SCOPED_TRACE(hostile);
  html::Out out(*i18n::find_locale("en"));
  views::hostile(out, hostile);
  std::vector<std::string> tags, texts;
  std::vector<std::pair<std::string, std::string>> attributes;
  for (Token& token : Reader(out.view()).read()) {
    if (!token.tag.empty()) tags.push_back(token.tag);
    for (auto& attribute : token.attributes) attributes.push_back(attribute);
    bool between = token.text.empty() || token.text == "\n";
    if (!between) texts.push_back(token.text);
  }
  EXPECT_EQ(tags, (std::vector<std::string>{"section", "p", "/p", "a", "/a", "a", "/a", "img",
                                            "textarea", "/textarea", "pre", "/pre", "/section"}));
  ASSERT_EQ(attributes.size(), 8u);
  EXPECT_EQ(attributes[0].second, hostile);
  EXPECT_EQ(attributes[1].second, hostile);
  EXPECT_EQ(attributes[2].second, hostile + ".");
  EXPECT_EQ(attributes[3].second, html::is_safe_url(hostile) ? hostile : "#");
  EXPECT_EQ(unescape_percent(attributes[4].second),
            "/search/" + hostile + "?q=" + hostile + "#" + hostile);
  EXPECT_EQ(attributes[6].second, hostile + " was here");
  if (hostile.find_first_not_of('\n') == std::string::npos) return;
  EXPECT_EQ(texts, (std::vector<std::string>{hostile, hostile + " was here", hostile,
                                             "\n" + hostile, "\n" + hostile}));
}

}  // namespace gandan::samples
