#include <algorithm>
#include <set>

#include "lib/html/escape.hpp"
#include "tools/loom/program.hpp"
#include "tools/loom/rules.hpp"
#include "tools/loom/scan.hpp"

namespace gandan::loom {
namespace {

using Kind = Step::Kind;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return result;
}

bool is_name_start(char c) {
  return is_word(c) && !(c >= '0' && c <= '9');
}

class Parser {
 public:
  explicit Parser(File& file) : file_(file), source_(file.source) {}

  void parse_file() {
    while (skip_space(), at_ < source_.size()) {
      if (starts("{!--")) {
        skip_comment();
      } else if (starts("{@")) {
        parse_directive();
      } else {
        fail("only {@ …} and comments may stand outside a view");
      }
    }
    if (file_.views.empty()) fail("this file has no {@ view name(parameters)}");
  }

 private:
  /// The value of one attribute while it is being read.
  struct Value {
    char quote;
    bool is_url, takes_expressions;
    bool started = false;        // something of it has been printed
    std::string beginning = {};  // the literal text before the first expression
  };

  [[noreturn]] void fail(const std::string& message) const { throw SyntaxError(at_, message); }
  [[nodiscard]] bool starts(std::string_view text) const {
    return source_.substr(std::min(at_, source_.size())).starts_with(text);
  }
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
  }
  void skip_space() {
    while (at_ < source_.size() && is_space(source_[at_])) ++at_;
  }
  std::string_view word() {
    auto start = at_;
    while (is_word(peek())) ++at_;
    return source_.substr(start, at_ - start);
  }

  // Directives: {@ include "…"}, {@ use "…"}, {@ view name(parameters)}

  void parse_directive() {
    auto start = at_;
    at_ += 2;
    skip_space();
    auto keyword = word();
    if (keyword == "view") return parse_view();
    if (keyword != "include" && keyword != "use") fail("{@ include}, {@ use} or {@ view} is meant");
    auto end = find_close(source_, start + 1, '}');
    auto path = trimmed(source_, at_, end).text;
    if (path.size() < 3 || path.front() != '"' || path.back() != '"') fail("a \"path\" is missing");
    (keyword == "use" ? file_.uses : file_.includes).push_back(path);
    at_ = end + 1;
  }

  void parse_view() {
    skip_space();
    View& view = file_.views.emplace_back();
    view.name = word();
    if (view.name.empty() || peek() != '(') fail("a view reads {@ view name(parameters)}");
    auto close = find_close(source_, at_ + 1, ')');
    view.parameters = trimmed(source_, at_ + 1, close);
    at_ = close + 1;
    skip_space();
    if (peek() != '}') fail("'}' is missing after the view's parameters");
    ++at_;
    steps_ = &view.steps;
    begin_without_space();
    parse_markup();
    if (!open_.empty()) fail("<" + open_.back() + "> is not closed");
    if (at_ < source_.size() && !starts("{@")) fail("this closes nothing");
    end_without_space();
  }

  // Literals

  void literal(std::string_view text) {
    if (steps_->empty() || steps_->back().kind != Kind::literal || fresh_)
      steps_->push_back({.kind = Kind::literal});
    fresh_ = false;
    steps_->back().text += text;
  }
  void step(Step made) {
    trim_next_ = fresh_ = false;
    steps_->push_back(std::move(made));
  }
  void begin_without_space() { trim_next_ = fresh_ = true; }
  void end_without_space() {
    if (steps_->empty() || steps_->back().kind != Kind::literal) return;
    auto& text = steps_->back().text;
    while (!text.empty() && is_space(text.back())) text.pop_back();
  }

  [[nodiscard]] bool keeps_space() const { return std::ranges::any_of(open_, keeps_white_space); }

  void parse_text() {
    auto end = std::min(source_.find_first_of("<{", at_), source_.size());
    auto text = source_.substr(at_, end - at_);
    bool blank = std::ranges::all_of(text, is_space);
    if (!blank && !open_.empty() && must_be_empty(open_.back()))
      fail("<" + open_.back() + "> must be empty: code and style live in web/");
    at_ = end;
    if (keeps_space()) {
      literal(text);
    } else {
      for (std::size_t i = 0; i < text.size();) collapse(text, i);
    }
    if (!blank) trim_next_ = false;
  }

  /// Appends one character, or one run of white space as a line break or a space.
  void collapse(std::string_view text, std::size_t& i) {
    if (!is_space(text[i])) {
      trim_next_ = false;
      literal(text.substr(i++, 1));
      return;
    }
    auto from = i;
    while (i < text.size() && is_space(text[i])) ++i;
    bool after_space = !steps_->empty() && steps_->back().kind == Kind::literal && !fresh_ &&
                       !steps_->back().text.empty() && is_space(steps_->back().text.back());
    if (trim_next_ || after_space) return;
    literal(text.substr(from, i - from).find('\n') == std::string_view::npos ? " " : "\n");
  }

  /// A control that stands alone on its line takes the line with it.
  void skip_line_of(std::size_t start) {
    if (keeps_space()) return;
    auto before = start;
    while (before > 0 && (source_[before - 1] == ' ' || source_[before - 1] == '\t')) --before;
    auto after = at_;
    while (after < source_.size() && is_space(source_[after]) && source_[after] != '\n') ++after;
    bool alone = (before == 0 || source_[before - 1] == '\n') &&
                 (after == source_.size() || source_[after] == '\n');
    if (alone) at_ = after, skip_space();
  }

  void skip_comment() {
    auto start = at_;
    auto end = source_.find("--}", at_);
    if (end == std::string_view::npos) fail("this comment is never closed");
    at_ = end + 3;
    skip_line_of(start);
  }

  // Markup

  /// Until {/…}, {:…}, {@…} or the end; whoever called knows which of them is right.
  void parse_markup() {
    auto depth = open_.size();
    base_.push_back(depth);
    while (at_ < source_.size() && !starts("{/") && !starts("{:") && !starts("{@")) {
      if (peek() == '<') {
        parse_tag();
      } else if (peek() == '{') {
        parse_brace();
      } else {
        parse_text();
      }
    }
    base_.pop_back();
    if (open_.size() > depth) fail("<" + open_.back() + "> is not closed before this");
  }

  void parse_brace() {
    if (starts("{!--")) return skip_comment();
    if (!open_.empty() && must_be_empty(open_.back()))
      fail("nothing can be printed inside <" + open_.back() + ">");
    if (starts("{{")) {
      at_ += 2;
      trim_next_ = false;
      return literal("{");
    }
    if (starts("{#if") || starts("{#for")) return parse_block([this] { parse_markup(); });
    if (starts("{#")) return parse_named_block();
    if (starts("{>")) return parse_call(Kind::call);
    parse_print(Position::text);
  }

  /// Reads from `{` to its `}` and returns what stands after the first `skip` bytes.
  Code read_braces(std::size_t skip) {
    auto end = find_close(source_, at_ + 1, '}');
    Code code = trimmed(source_, std::min(at_ + skip, end), end);
    at_ = end + 1;
    return code;
  }

  void parse_print(Position position) {
    auto start = at_;
    Code code = read_braces(1);
    if (code.text.empty()) throw SyntaxError(start, "an expression is missing; a literal { is {{");
    if (!is_message(code.text))
      return step({.kind = Kind::print, .code = code, .position = position});
    if (position != Position::text && position != Position::attribute)
      throw SyntaxError(start, "a message cannot stand in a URL");
    auto message = read_message(source_, code.offset, code.offset + code.text.size());
    step({.kind = Kind::message, .position = position, .message = std::move(message)});
  }

  /// {#if} and {#for}; `body` reads up to the next {:…} or {/…}.
  template <class Body>
  void parse_block(Body body) {
    auto start = at_;
    bool is_for = starts("{#for");
    step({.kind = is_for ? Kind::open_for : Kind::open_if, .code = condition(is_for ? 5 : 4)});
    skip_line_of(start);
    body();
    while (!is_for && starts("{:")) {
      auto middle = at_;
      if (starts("{:else}")) {
        at_ += 7;
        step({.kind = Kind::open_else});
      } else if (starts("{:else if")) {
        step({.kind = Kind::open_else_if, .code = condition(9)});
      } else {
        fail("{:else} or {:else if …} is meant");
      }
      skip_line_of(middle);
      body();
    }
    close_with(is_for ? "{/for}" : "{/if}", start);
    step({.kind = Kind::close});
  }

  Code condition(std::size_t skip) {
    auto start = at_;
    Code code = read_braces(skip);
    if (code.text.empty()) throw SyntaxError(start, "something is missing after this keyword");
    return code;
  }

  void close_with(std::string_view closing, std::size_t start) {
    if (!starts(closing)) {
      auto line = std::to_string(place_of(source_, start).line);
      fail(std::string(closing) + " of line " + line + " is missing here");
    }
    auto end = at_;
    at_ += closing.size();
    if (closing != "{/wrap}") skip_line_of(end);
  }

  void parse_named_block() {
    auto start = at_;
    if (starts("{#wrap ")) {
      parse_call(Kind::open_wrap);
      skip_line_of(start);
      parse_inside(Kind::close_wrap, "{/wrap}", start);
    } else if (starts("{#block ")) {
      Code name = read_braces(8);
      step({.kind = Kind::open_block, .text = name.text, .code = name});
      skip_line_of(start);
      parse_inside(Kind::close_block, "{/block}", start);
    } else if (starts("{#let ")) {
      Code code = condition(6);
      auto equals = code.text.find('=');
      if (equals == std::string::npos)
        throw SyntaxError(start, "{#let name = expression} is meant");
      auto value = trimmed(source_, code.offset + equals + 1, code.offset + code.text.size());
      auto name = trimmed(source_, code.offset, code.offset + equals);
      step({.kind = Kind::let, .text = name.text, .code = value});
      skip_line_of(start);
    } else {
      fail("{#if}, {#for}, {#let}, {#wrap} or {#block} is meant");
    }
  }

  void parse_inside(Kind close, std::string_view closing, std::size_t start) {
    begin_without_space();
    parse_markup();
    end_without_space();
    close_with(closing, start);
    step({.kind = close});
  }

  /// {> view(arguments)} and {#wrap view(arguments)}
  void parse_call(Kind kind) {
    auto start = at_;
    Code call = read_braces(kind == Kind::call ? 2 : 7);
    auto open = call.text.find('(');
    if (open == std::string::npos || call.text.back() != ')')
      throw SyntaxError(start, "a view is called with brackets: name(arguments)");
    auto arguments = trimmed(source_, call.offset + open + 1, call.offset + call.text.size() - 1);
    step({.kind = kind, .text = call.text.substr(0, open), .code = arguments});
  }

  // Tags

  void parse_tag() {
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
      throw SyntaxError(
          start, "<" + name + "/> is not closed by that: write <" + name + "></" + name + ">");
    literal(closed && !is_void(key) ? "/>" : ">");
    if (closed || is_void(key)) return;
    open_.push_back(key);
    if (keeps_white_space(key)) {  // a browser drops the first line break, so that is ours
      if (peek() == '\n') ++at_;
      literal("\n");
    }
  }

  [[nodiscard]] bool inside_graphics(const std::string& element) const {
    return element == "svg" || element == "math" ||
           std::ranges::any_of(open_, [](auto& name) { return name == "svg" || name == "math"; });
  }

  std::string element_name() {
    auto start = at_;
    while (is_word(peek()) || peek() == '-') ++at_;
    return std::string(source_.substr(start, at_ - start));
  }

  void parse_end_tag() {
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

  /// Up to and with `>` or `/>`; true for the latter.
  bool parse_attributes() {
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

  std::string attribute_name() {
    auto start = at_;
    auto allowed = [](char c) { return is_word(c) || c == '-' || c == ':' || c == '.'; };
    if (!is_name_start(peek()))
      fail("an attribute's name is missing; write name=\"{…}\" or ?name={…}");
    while (allowed(peek())) ++at_;
    return std::string(source_.substr(start, at_ - start));
  }

  void parse_optional_attribute(const std::string& name, const std::string& key) {
    if (!starts("={")) fail("an optional attribute reads ?" + name + "={expression}");
    ++at_;
    if (is_evaluated(key))
      fail("the browser evaluates " + name + "=, nothing can be printed in it");
    auto start = at_;
    Code code = read_braces(1);
    if (code.text.empty()) throw SyntaxError(start, "an expression is missing");
    step({.kind = Kind::optional_attribute,
          .text = " " + name,
          .code = code,
          .position = is_url_attribute(key) ? Position::url : Position::attribute});
  }

  void parse_attribute(const std::string& name, const std::string& key) {
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
    bool is_code = is_evaluated(key) && (value.beginning.starts_with("js:") ||
                                         value.beginning.starts_with("javascript:"));
    if (is_code || (value.is_url && !html::is_safe_url(value.beginning)))
      throw SyntaxError(start, "this URL is not http:, https:, mailto:, tel: or relative");
  }

  /// Up to the closing quote, or inside {#if} and {#for} up to {:…} or {/…}.
  void parse_value(Value& value, bool outermost) {
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

  void parse_value_brace(Value& value) {
    if (!value.takes_expressions) fail("the browser evaluates this, nothing can be printed in it");
    if (starts("{#if") || starts("{#for")) return parse_block([&] { parse_value(value, false); });
    if (starts("{#") || starts("{>") || starts("{@") || starts("{!"))
      fail("only {expression}, {t …}, {#if} and {#for} may stand in an attribute");
    auto position = Position::attribute;
    if (value.is_url) position = value.started ? Position::url_part : Position::url;
    parse_print(position);
    value.started = true;
  }

  void parse_value_text(Value& value) {
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

  File& file_;
  std::string_view source_;
  std::size_t at_ = 0;
  std::vector<Step>* steps_ = nullptr;
  std::vector<std::string> open_;  // elements
  std::vector<std::size_t> base_;  // how many of them were open where each block began
  bool trim_next_ = false;         // white space that comes now leaves nothing
  bool fresh_ = false;             // the next literal belongs to another block
};

}  // namespace

Place place_of(std::string_view source, std::size_t offset) {
  Place place{1, 1};
  for (char c : source.substr(0, std::min(offset, source.size()))) {
    if (c == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++place.column;
    }
  }
  return place;
}

File parse(std::string path, std::string source) {
  File file{.path = std::move(path), .source = std::move(source)};
  Parser(file).parse_file();
  return file;
}

}  // namespace gandan::loom
