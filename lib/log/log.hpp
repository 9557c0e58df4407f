// Structured log: one JSON object a line to standard error, written by one background thread.
// Never personal data: no names, texts, contacts, full addresses or query strings.
#pragma once
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace gandan::log {

enum class Level : std::uint8_t { info, warning, error };

/// What a field of a line can hold. Borrows text for the length of the call.
class Value {
 public:
  Value(std::string_view text) : held_(text) {}
  Value(const char* text) : held_(std::string_view(text)) {}
  Value(const std::string& text) : held_(std::string_view(text)) {}
  Value(bool truth) : held_(truth) {}
  template <std::integral I>
  Value(I number) : held_(static_cast<std::int64_t>(number)) {}
  template <std::floating_point F>
  Value(F number) : held_(static_cast<double>(number)) {}

  void append_to(std::string& json) const;

 private:
  std::variant<std::string_view, std::int64_t, double, bool> held_;
};

struct Field {
  std::string_view name;
  Value value;
};
using Fields = std::initializer_list<Field>;

/// `event` names what happened in a fixed word or two ("request", "import finished"); the rest are
/// fields.
void write(Level level, std::string_view event, Fields fields = {});
inline void info(std::string_view event, Fields fields = {}) {
  write(Level::info, event, fields);
}
inline void warning(std::string_view event, Fields fields = {}) {
  write(Level::warning, event, fields);
}
inline void error(std::string_view event, Fields fields = {}) {
  write(Level::error, event, fields);
}

/// Returns once everything written so far has reached standard error. Also happens at exit.
void flush();

/// Appends `text` as a JSON string with its quotes; bytes that are not UTF-8 become U+FFFD.
void append_json(std::string& out, std::string_view text);

}  // namespace gandan::log
