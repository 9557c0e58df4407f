// What the parser makes of a view file, and the generator turns into C++: views as flat lists of
// steps. Blocks need no tree, because C++ nests by braces as the view nests by {#…} and {/…}.
#pragma once
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace gandan::loom {

/// C++ from the view, with the byte at which it stands there.
struct Code {
  std::string text;
  std::size_t offset = 0;
};

enum class Position { text, attribute, url, url_part };

struct Argument {
  std::string name;
  Code value;
};

/// {t …}, {tc …} and {tn …}. Strings are C++ literals without their quotes.
struct Message {
  std::string context, one, many;
  std::vector<Argument> arguments;
  std::size_t offset = 0;
};

struct Step {
  enum class Kind {
    literal,             // text
    print,               // code, position
    message,             // message, position
    optional_attribute,  // text is the name; code; position
    open_if,             // code
    open_else_if,        // code
    open_else,
    open_for,   // code
    close,      // of if and for
    let,        // text is the name; code
    call,       // text is the view; code holds its arguments
    open_wrap,  // the same
    close_wrap,
    open_block,  // text is the name
    close_block,
  };
  Kind kind;
  std::string text;
  Code code;
  Position position = Position::text;
  Message message;
};

/// {@ view …}, or {@ example …}: a view without parameters that shows how another is called.
struct View {
  std::string name;
  Code parameters;
  std::string note;     // the comment directly above
  std::string shows;    // of an example: the view that it belongs to
  std::string example;  // of an example: its own name
  std::string source;   // what stands in it, as it was written
  std::vector<Step> steps;

  [[nodiscard]] bool is_example() const { return !shows.empty(); }
};

struct File {
  std::string path;  // from the root of the project, for #line and errors
  std::string source;
  std::vector<std::string> includes, uses;
  std::vector<View> views;
};

struct Place {
  std::size_t line, column;  // from 1; columns in code points
};
[[nodiscard]] Place place_of(std::string_view source, std::size_t offset);

/// Says what is wrong at a byte of the source.
struct SyntaxError : std::runtime_error {
  SyntaxError(std::size_t at, const std::string& message)
      : std::runtime_error(message), offset(at) {}
  std::size_t offset;
};

/// Throws SyntaxError at the first error.
[[nodiscard]] File parse(std::string path, std::string source);

}  // namespace gandan::loom
