// Reads one view file from its beginning to its end: parser.cpp blocks, text and expressions,
// tags.cpp tags and attributes. Every function leaves at_ behind what it has read.
#pragma once
#include <algorithm>

#include "tools/loom/program.hpp"
#include "tools/loom/scan.hpp"

namespace gandan::loom {

class Parser {
 public:
  explicit Parser(File& file) : file_(file), source_(file.source) {}
  void parse_file();

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
  /// "{#if" as a whole word.
  [[nodiscard]] bool starts_with_keyword(std::string_view keyword) const {
    return starts(keyword) && !is_word(peek(keyword.size()));
  }
  void skip_space() {
    while (at_ < source_.size() && is_space(source_[at_])) ++at_;
  }
  std::string_view word() {
    auto start = at_;
    while (is_word(peek())) ++at_;
    return source_.substr(start, at_ - start);
  }

  void parse_directive();
  void parse_view(std::size_t start);
  void parse_example(std::size_t start);
  /// What stands in a view: up to the next {@ …} or the end of the file.
  void parse_body(View& view);
  /// The comment between which and `at` is nothing but white space; empty where there is none.
  [[nodiscard]] std::string_view comment_before(std::size_t at) const;

  void literal(std::string_view text);
  void step(Step made);
  void begin_without_space() { trim_next_ = fresh_ = true; }
  void end_without_space();
  [[nodiscard]] bool keeps_space() const;
  void parse_text();
  /// Appends one character, or one run of white space as a line break or a space.
  void collapse(std::string_view text, std::size_t& i);
  /// A control that began at `start` and stands alone on its line takes the line with it.
  void skip_line_of(std::size_t start);
  void skip_comment();

  /// Until {/…}, {:…}, {@…} or the end; whoever called knows which of them is right.
  void parse_markup();
  void parse_brace();
  /// Reads from `{` to its `}` and returns what stands after the first `skip` bytes.
  Code read_braces(std::size_t skip);
  void parse_print(Position position);
  /// {#if} and {#for}, in markup or in the value of an attribute.
  void parse_block(Value* value);
  Code condition(std::size_t skip);
  void close_with(std::string_view closing, std::size_t start);
  void parse_named_block();
  void parse_inside(Step::Kind close, std::string_view closing, std::size_t start);
  /// {> view(arguments)} and {#wrap view(arguments)}
  void parse_call(Step::Kind kind);

  void parse_tag();
  void parse_end_tag();
  [[nodiscard]] bool inside_graphics(const std::string& element) const;
  std::string element_name();
  /// Up to and with `>` or `/>`; true for the latter.
  bool parse_attributes();
  std::string attribute_name();
  void parse_optional_attribute(const std::string& name, const std::string& key);
  void parse_attribute(const std::string& name, const std::string& key);
  /// Up to the closing quote, or inside {#if} and {#for} up to {:…} or {/…}.
  void parse_value(Value& value, bool outermost);
  void parse_value_brace(Value& value);
  void parse_value_text(Value& value);

  File& file_;
  std::string_view source_;
  std::size_t at_ = 0;
  std::string_view comment_;  // the last one, from {!-- to --}
  std::vector<Step>* steps_ = nullptr;
  std::vector<std::string> open_;  // elements
  std::vector<std::size_t> base_;  // how many of them were open where each block began
  bool trim_next_ = false;         // white space that comes now leaves nothing
  bool fresh_ = false;             // the next literal belongs to another block
};

}  // namespace gandan::loom
