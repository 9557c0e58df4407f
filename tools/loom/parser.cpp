#include "tools/loom/parser.hpp"

#include <algorithm>

#include "tools/loom/rules.hpp"
#include "tools/loom/scan.hpp"

namespace gandan::loom {

using Kind = Step::Kind;

namespace {

/// What a comment says, in one line.
std::string words_in(std::string_view comment) {
  comment = comment.substr(0, comment.rfind("--}"));
  comment.remove_prefix(std::min<std::size_t>(4, comment.size()));
  std::string words;
  for (char c : comment) {
    if (!is_space(c)) words += c;
    if (is_space(c) && !words.empty() && words.back() != ' ') words += ' ';
  }
  while (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

}  // namespace

void Parser::parse_file() {
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

void Parser::parse_directive() {
  auto start = at_;
  at_ += 2;
  skip_space();
  auto keyword = word();
  if (keyword == "view") return parse_view(start);
  if (keyword == "example") return parse_example(start);
  if (keyword != "include" && keyword != "use")
    fail("{@ include}, {@ use}, {@ view} or {@ example} is meant");
  auto end = find_close(source_, start + 1, '}');
  auto path = trimmed(source_, at_, end).text;
  bool quoted = path.starts_with('"') && path.ends_with('"');
  bool standard = path.starts_with('<') && path.ends_with('>');
  if (path.size() < 3 || !(quoted || standard)) fail("a \"path\" is missing");
  (keyword == "use" ? file_.uses : file_.includes).push_back(path);
  at_ = end + 1;
}

void Parser::parse_view(std::size_t start) {
  skip_space();
  View& view = file_.views.emplace_back();
  view.note = words_in(comment_before(start));
  view.name = word();
  if (view.name.empty() || peek() != '(') fail("a view reads {@ view name(parameters)}");
  auto close = find_close(source_, at_ + 1, ')');
  view.parameters = trimmed(source_, at_ + 1, close);
  at_ = close + 1;
  skip_space();
  if (peek() != '}') fail("'}' is missing after the view's parameters");
  ++at_;
  parse_body(view);
}

void Parser::parse_example(std::size_t start) {
  if (file_.views.empty()) throw SyntaxError(start, "an example stands below its view");
  const View above = file_.views.back();
  View& view = file_.views.emplace_back();
  view.shows = above.is_example() ? above.shows : above.name;
  const auto siblings = std::ranges::count(file_.views, view.shows, &View::shows);
  view.name = view.shows + "_example_" + std::to_string(siblings);
  const auto end = find_close(source_, start + 1, '}');
  const auto name = trimmed(source_, at_, end).text;
  if (name.size() < 3 || name[0] != '"' || name.find('"', 1) + 1 != name.size())
    fail("an example reads {@ example \"what it shows\"}");
  view.example = name.substr(1, name.size() - 2);
  at_ = end + 1;
  parse_body(view);
}

void Parser::parse_body(View& view) {
  const auto start = at_;
  steps_ = &view.steps;
  begin_without_space();
  parse_markup();
  if (!open_.empty()) fail("<" + open_.back() + "> is not closed");
  if (at_ < source_.size() && !starts("{@")) fail("this closes nothing");
  end_without_space();
  view.source = trimmed(source_, start, at_ - comment_before(at_).size()).text;
}

std::string_view Parser::comment_before(std::size_t at) const {
  if (comment_.empty()) return {};
  const auto begin = static_cast<std::size_t>(comment_.data() - source_.data());
  const auto with_space = source_.substr(begin, at - begin);
  return std::ranges::all_of(with_space.substr(comment_.size()), is_space) ? with_space : "";
}

void Parser::literal(std::string_view text) {
  if (steps_->empty() || steps_->back().kind != Kind::literal || fresh_)
    steps_->push_back({.kind = Kind::literal});
  fresh_ = false;
  steps_->back().text += text;
}

void Parser::step(Step made) {
  trim_next_ = fresh_ = false;
  steps_->push_back(std::move(made));
}

void Parser::end_without_space() {
  if (steps_->empty() || steps_->back().kind != Kind::literal) return;
  auto& text = steps_->back().text;
  while (!text.empty() && is_space(text.back())) text.pop_back();
}

bool Parser::keeps_space() const {
  return std::ranges::any_of(open_, keeps_white_space);
}

void Parser::parse_text() {
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

void Parser::collapse(std::string_view text, std::size_t& i) {
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

void Parser::skip_line_of(std::size_t start) {
  if (keeps_space()) return;
  auto before = start;
  while (before > 0 && (source_[before - 1] == ' ' || source_[before - 1] == '\t')) --before;
  auto after = at_;
  while (after < source_.size() && is_space(source_[after]) && source_[after] != '\n') ++after;
  bool alone = (before == 0 || source_[before - 1] == '\n') &&
               (after == source_.size() || source_[after] == '\n');
  if (alone) at_ = after, skip_space();
}

void Parser::skip_comment() {
  auto start = at_;
  auto end = source_.find("--}", at_);
  if (end == std::string_view::npos) fail("this comment is never closed");
  at_ = end + 3;
  comment_ = source_.substr(start, at_ - start);
  skip_line_of(start);
}

void Parser::parse_markup() {
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

void Parser::parse_brace() {
  if (starts("{!--")) return skip_comment();
  if (!open_.empty() && must_be_empty(open_.back()))
    fail("nothing can be printed inside <" + open_.back() + ">");
  if (starts("{{")) {
    at_ += 2;
    trim_next_ = false;
    return literal("{");
  }
  if (starts_with_keyword("{#if") || starts_with_keyword("{#for")) return parse_block(nullptr);
  if (starts("{#")) return parse_named_block();
  if (starts("{>")) return parse_call(Kind::call);
  parse_print(Position::text);
}

Code Parser::read_braces(std::size_t skip) {
  auto end = find_close(source_, at_ + 1, '}');
  Code code = trimmed(source_, std::min(at_ + skip, end), end);
  at_ = end + 1;
  return code;
}

void Parser::parse_print(Position position) {
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

void Parser::parse_block(Value* value) {
  auto start = at_;
  bool is_for = starts("{#for");
  auto body = [&] { value ? parse_value(*value, false) : parse_markup(); };
  step({.kind = is_for ? Kind::open_for : Kind::open_if, .code = condition(is_for ? 5 : 4)});
  skip_line_of(start);
  body();
  while (!is_for && starts("{:")) {
    auto middle = at_;
    if (starts("{:else}")) {
      at_ += 7;
      step({.kind = Kind::open_else});
    } else if (starts_with_keyword("{:else if")) {
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

Code Parser::condition(std::size_t skip) {
  auto start = at_;
  Code code = read_braces(skip);
  if (code.text.empty()) throw SyntaxError(start, "something is missing after this keyword");
  return code;
}

void Parser::close_with(std::string_view closing, std::size_t start) {
  if (!starts(closing)) {
    auto line = std::to_string(place_of(source_, start).line);
    fail(std::string(closing) + " of line " + line + " is missing here");
  }
  auto end = at_;
  at_ += closing.size();
  if (closing != "{/wrap}") skip_line_of(end);
}

void Parser::parse_named_block() {
  auto start = at_;
  if (starts_with_keyword("{#wrap")) {
    parse_call(Kind::open_wrap);
    skip_line_of(start);
    parse_inside(Kind::close_wrap, "{/wrap}", start);
  } else if (starts_with_keyword("{#block")) {
    Code name = condition(7);
    step({.kind = Kind::open_block, .text = name.text, .code = name});
    skip_line_of(start);
    parse_inside(Kind::close_block, "{/block}", start);
  } else if (starts_with_keyword("{#let")) {
    Code code = condition(5);
    auto equals = code.text.find('=');
    if (equals == std::string::npos) throw SyntaxError(start, "{#let name = expression} is meant");
    auto value = trimmed(source_, code.offset + equals + 1, code.offset + code.text.size());
    auto name = trimmed(source_, code.offset, code.offset + equals);
    step({.kind = Kind::let, .text = name.text, .code = value});
    skip_line_of(start);
  } else {
    fail("{#if}, {#for}, {#let}, {#wrap} or {#block} is meant");
  }
}

void Parser::parse_inside(Kind close, std::string_view closing, std::size_t start) {
  begin_without_space();
  parse_markup();
  end_without_space();
  close_with(closing, start);
  step({.kind = close});
}

void Parser::parse_call(Kind kind) {
  auto start = at_;
  Code call = read_braces(kind == Kind::call ? 2 : 6);
  auto open = call.text.find('(');
  if (open == std::string::npos || call.text.back() != ')')
    throw SyntaxError(start, "a view is called with brackets: name(arguments)");
  auto arguments = trimmed(source_, call.offset + open + 1, call.offset + call.text.size() - 1);
  step({.kind = kind, .text = call.text.substr(0, open), .code = arguments});
}

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
