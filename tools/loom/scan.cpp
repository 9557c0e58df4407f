#include "tools/loom/scan.hpp"

#include <algorithm>
#include <set>

namespace gandan::loom {
namespace {

/// `at` is at a quote; returns what follows its partner.
std::size_t skip_quoted(std::string_view source, std::size_t at) {
  std::size_t start = at;
  char quote = source[at++];
  while (at < source.size() && source[at] != quote) at += source[at] == '\\' ? 2 : 1;
  if (at >= source.size()) throw SyntaxError(start, "this quotation mark is never closed");
  return at + 1;
}

/// The next character of code after `at`: strings, characters and whole brackets count as one.
std::size_t skip_one(std::string_view source, std::size_t at) {
  char c = source[at];
  bool separates_digits = c == '\'' && at > 0 && is_word(source[at - 1]);
  if (c == '"' || (c == '\'' && !separates_digits)) return skip_quoted(source, at);
  if (c == '(') return find_close(source, at + 1, ')') + 1;
  if (c == '[') return find_close(source, at + 1, ']') + 1;
  if (c == '{') return find_close(source, at + 1, '}') + 1;
  return at + 1;
}

std::size_t skip_space(std::string_view source, std::size_t at, std::size_t to) {
  while (at < to && is_space(source[at])) ++at;
  return at;
}

std::size_t skip_word(std::string_view source, std::size_t at, std::size_t to) {
  while (at < to && is_word(source[at])) ++at;
  return at;
}

/// True where "name =" stands at `at`, and not "name ==".
bool begins_argument(std::string_view source, std::size_t at, std::size_t to) {
  auto name = skip_space(source, at, to);
  auto equals = skip_space(source, skip_word(source, name, to), to);
  return equals > name && equals + 1 < to && source[equals] == '=' && source[equals + 1] != '=';
}

/// A quoted string of a message; a line break inside with what surrounds it counts as one space.
std::string read_string(std::string_view source, std::size_t& at, std::size_t to) {
  at = skip_space(source, at, to);
  if (at == to || source[at] != '"') throw SyntaxError(at, "a message's text in quotes is missing");
  auto end = skip_quoted(source, at);
  std::string text;
  for (char c : source.substr(at + 1, end - at - 2)) {
    bool repeats = is_space(c) && !text.empty() && text.back() == ' ';
    if (!repeats) text += is_space(c) ? ' ' : c;
  }
  if (text.empty()) throw SyntaxError(at, "a message needs a text");
  at = end;
  return text;
}

std::vector<Argument> read_arguments(std::string_view source, std::size_t at, std::size_t to) {
  std::vector<Argument> arguments;
  at = skip_space(source, at, to);
  if (at < to && source[at] == ',') ++at;
  while ((at = skip_space(source, at, to)) < to) {
    if (!begins_argument(source, at, to))
      throw SyntaxError(at, "a message's arguments read name=expression, name=expression");
    auto name_end = skip_word(source, at, to);
    std::string name(source.substr(at, name_end - at));
    auto value = skip_space(source, name_end, to) + 1;
    auto end = value;
    while (end < to && !(source[end] == ',' && begins_argument(source, end + 1, to)))
      end = skip_one(source, end);
    Code code = trimmed(source, value, end);
    if (code.text.empty()) throw SyntaxError(at, "the argument '" + name + "' has no value");
    arguments.push_back({name, code});
    at = std::min(end + 1, to);
  }
  return arguments;
}

void add_placeholders(std::set<std::string>& names, std::string_view text) {
  for (auto open = text.find('{'); open != text.npos; open = text.find('{', open + 1)) {
    auto end = skip_word(text, open + 1, text.size());
    if (end > open + 1 && end < text.size() && text[end] == '}')
      names.emplace(text.substr(open + 1, end - open - 1));
  }
}

void check_placeholders(const Message& message) {
  std::set<std::string> wanted, given;
  add_placeholders(wanted, message.one);
  add_placeholders(wanted, message.many);
  for (const Argument& argument : message.arguments) {
    if (!given.insert(argument.name).second)
      throw SyntaxError(argument.value.offset,
                        "the argument '" + argument.name + "' is given twice");
    bool counts = argument.name == "n" && !message.many.empty();
    if (!counts && !wanted.contains(argument.name))
      throw SyntaxError(argument.value.offset, "the message has no {" + argument.name + "}");
  }
  for (const auto& name : wanted)
    if (!given.contains(name))
      throw SyntaxError(message.offset, "the message's {" + name + "} has no argument");
  if (!message.many.empty() && !given.contains("n"))
    throw SyntaxError(message.offset, "a plural needs n=…");
}

}  // namespace

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::size_t find_close(std::string_view source, std::size_t at, char close) {
  std::size_t start = at - 1;
  while (at < source.size()) {
    char c = source[at];
    if (c == close) return at;
    if (c == ')' || c == ']' || c == '}')
      throw SyntaxError(at, std::string("this '") + c + "' closes nothing");
    at = skip_one(source, at);
  }
  throw SyntaxError(start, std::string("this '") + source[start] + "' is never closed");
}

Code trimmed(std::string_view source, std::size_t from, std::size_t to) {
  from = skip_space(source, from, to);
  while (to > from && is_space(source[to - 1])) --to;
  return {std::string(source.substr(from, to - from)), from};
}

bool is_message(std::string_view inside) {
  auto end = skip_word(inside, 0, inside.size());
  auto keyword = inside.substr(0, end);
  auto quote = skip_space(inside, end, inside.size());
  return (keyword == "t" || keyword == "tn" || keyword == "tc") && quote < inside.size() &&
         inside[quote] == '"';
}

Message read_message(std::string_view source, std::size_t from, std::size_t to) {
  Message message{.offset = from};
  auto at = skip_word(source, from, to);
  auto keyword = source.substr(from, at - from);
  if (keyword == "tc") message.context = read_string(source, at, to);
  message.one = read_string(source, at, to);
  if (keyword == "tn") message.many = read_string(source, at, to);
  message.arguments = read_arguments(source, at, to);
  check_placeholders(message);
  return message;
}

}  // namespace gandan::loom
