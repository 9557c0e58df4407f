// The part of the parser that reads tags and attributes.
#include <algorithm>
#include <set>

#include "lib/html/escape.hpp"
#include "tools/loom/parser.hpp"
#include "tools/loom/rules.hpp"
#include "tools/loom/scan.hpp"

namespace gandan::loom {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return result;
}

bool is_name_start(char c) {
  return is_word(c) && !(c >= '0' && c <= '9');
}

}  // namespace

void Parser::parse_tag() {
  if (starts("<!--")) fail("this comment would be sent; write {!-- … --}");
  if (lower(source_.substr(at_, 15)) == "<!doctype html>") {
    at_ += 15;
    trim_next_ = false;
    return literal("<!doctype html>");
  }
  if (starts("</")) return parse_end_tag();
  if (!is_name_start(peek(1))) fail("a tag's name is missing; a literal < is &lt;");
  trim_next_ = false;
  auto start = at_++;
  auto name = element_name();
  auto key = lower(name);
  if (auto why = why_not_inside(key, open_); !why.empty()) throw SyntaxError(start, why);
  literal("<" + name);
  bool closed = parse_attributes();
  if (closed && !is_void(key) && !inside_graphics(key))
    throw SyntaxError(start,
                      "<" + name + "/> is not closed by that: write <" + name + "></" + name + ">");
  literal(closed && !is_void(key) ? "/>" : ">");
  if (closed || is_void(key)) return;
  open_.push_back(key);
  if (keeps_white_space(key)) {  // a browser drops the first line break, so that is ours
    if (peek() == '\n') ++at_;
    literal("\n");
  }
}

bool Parser::inside_graphics(const std::string& element) const {
  return element == "svg" || element == "math" ||
         std::ranges::any_of(open_, [](auto& name) { return name == "svg" || name == "math"; });
}

std::string Parser::element_name() {
  auto start = at_;
  while (is_word(peek()) || peek() == '-') ++at_;
  return std::string(source_.substr(start, at_ - start));
}

void Parser::parse_end_tag() {
  auto start = at_;
  at_ += 2;
  auto name = element_name();
  auto key = lower(name);
  skip_space();
  if (peek() != '>') fail("'>' is missing");
  ++at_;
  if (is_void(key)) throw SyntaxError(start, "<" + name + "> has no end tag");
  if (open_.size() <= base_.back())
    throw SyntaxError(start, "</" + name + "> closes nothing that was opened in this block");
  if (open_.back() != key)
    throw SyntaxError(start, "</" + name + "> stands where </" + open_.back() + "> is due");
  open_.pop_back();
  trim_next_ = false;
  literal("</" + name + ">");
}

bool Parser::parse_attributes() {
  std::set<std::string> seen;
  for (;;) {
    auto before = at_;
    skip_space();
    if (at_ >= source_.size()) fail("this tag is never closed");
    if (peek() == '>') return ++at_, false;
    if (starts("/>")) return at_ += 2, true;
    if (at_ == before) fail("a space is missing between attributes");
    auto start = at_;
    bool optional = peek() == '?';
    if (optional) ++at_;
    auto name = attribute_name();
    auto key = lower(name);
    if (auto why = why_no_attribute(key); !why.empty()) throw SyntaxError(start, why);
    if (!seen.insert(key).second) throw SyntaxError(start, "a second " + name + "=");
    optional ? parse_optional_attribute(name, key) : parse_attribute(name, key);
  }
}

std::string Parser::attribute_name() {
  auto start = at_;
  auto allowed = [](char c) { return is_word(c) || c == '-' || c == ':' || c == '.'; };
  if (!is_name_start(peek()))
    fail("an attribute's name is missing; write name=\"{…}\" or ?name={…}");
  while (allowed(peek())) ++at_;
  return std::string(source_.substr(start, at_ - start));
}

void Parser::parse_optional_attribute(const std::string& name, const std::string& key) {
  if (!starts("={")) fail("an optional attribute reads ?" + name + "={expression}");
  ++at_;
  if (is_evaluated(key)) fail("the browser evaluates " + name + "=, nothing can be printed in it");
  auto start = at_;
  Code code = read_braces(1);
  if (code.text.empty() || is_message(code.text))
    throw SyntaxError(start, "an expression is missing; for a message locale.tr(…)");
  step({.kind = Step::Kind::optional_attribute,
        .text = " " + name,
        .code = code,
        .position = is_url_attribute(key) ? Position::url : Position::attribute});
}

void Parser::parse_attribute(const std::string& name, const std::string& key) {
  literal(" " + name);
  if (peek() != '=') return;
  ++at_;
  if (peek() != '"' && peek() != '\'') fail("quote the value of " + name + "=");
  auto start = at_;
  Value value{source_[at_++], is_url_attribute(key), !is_evaluated(key)};
  literal("=\"");
  parse_value(value, true);
  ++at_;
  literal("\"");
  bool is_code = is_evaluated(key) &&
                 (value.beginning.starts_with("js:") || value.beginning.starts_with("javascript:"));
  if (is_code || (value.is_url && !html::is_safe_url(value.beginning)))
    throw SyntaxError(start, "this URL is not http:, https:, mailto:, tel: or relative");
}

void Parser::parse_value(Value& value, bool outermost) {
  while (at_ < source_.size() && peek() != value.quote) {
    if (starts("{/") || starts("{:")) {
      if (outermost) fail("this closes nothing");
      return;
    }
    if (peek() == '{' && peek(1) != '{') {
      parse_value_brace(value);
    } else {
      parse_value_text(value);
    }
  }
  if (at_ >= source_.size()) fail("this attribute is never closed");
  if (!outermost) fail("{/if} or {/for} is missing before the attribute's end");
}

void Parser::parse_value_brace(Value& value) {
  if (!value.takes_expressions) fail("the browser evaluates this, nothing can be printed in it");
  if (starts_with_keyword("{#if") || starts_with_keyword("{#for")) {
    if (value.is_url && !value.started)
      fail("a URL begins with text or one expression: {condition ? a : b}");
    return parse_block(&value);
  }
  if (starts("{#") || starts("{>") || starts("{@") || starts("{!"))
    fail("only {expression}, {t …}, {#if} and {#for} may stand in an attribute");
  auto position = Position::attribute;
  if (value.is_url) position = value.started ? Position::url_part : Position::url;
  parse_print(position);
  value.started = true;
}

void Parser::parse_value_text(Value& value) {
  char c = source_[at_];
  at_ += c == '{' ? 2 : 1;
  if (!value.started || !value.beginning.empty()) value.beginning += c;
  value.started = true;
  if (is_space(c) && c != ' ') {
    while (is_space(peek())) ++at_;
    return literal(" ");
  }
  literal(c == '"' ? "&quot;" : std::string_view(&c, 1));
}

}  // namespace gandan::loom
