// The page that a view writes: one buffer, and one way for a value to get into it: escaped.
// Views use it through loom (tools/loom/README.md); handlers make one, call a view, take the bytes.
#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "lib/html/escape.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::html {

/// Markup that the compiler has seen: only a string literal converts to it.
class Literal {
 public:
  template <std::size_t N>
  consteval Literal(const char (&text)[N]) : text_(text, N - 1) {}
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// Markup from outside that is safe to print as it is. Only the Markdown writer makes it.
class Raw {
 public:
  [[nodiscard]] std::string_view markup() const { return markup_; }

 private:
  explicit Raw(std::string markup) : markup_(std::move(markup)) {}
  friend Raw markdown(std::string_view source, int top_heading);
  std::string markup_;
};

/// A number without grouping: a year, a number that is a name.
struct Plain {
  std::int64_t value;
};
[[nodiscard]] constexpr Plain plain(std::int64_t value) {
  return {value};
}

class Out;

/// Markup that is handed to a view and printed there by {content}; it refers to the caller's block
/// and must not outlive it.
class Content {
 public:
  template <std::invocable<Out&> Block>
  requires(!std::same_as<Block, Content>) Content(const Block& block)
      : block_(&block),
        print_([](const void* it, Out& out) { (*static_cast<const Block*>(it))(out); }) {}
  void operator()(Out& out) const { print_(block_, out); }

 private:
  const void* block_;
  void (*print_)(const void*, Out&);
};

template <class T>
concept Text = std::convertible_to<const T&, std::string_view>;
template <class T>
concept Integer = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> &&
                  !std::same_as<T, char8_t> && !std::same_as<T, wchar_t>;
template <class T>
concept Markup = std::same_as<T, Raw> || std::invocable<const T&, Out&>;
template <class T>
concept HasText = requires(const T& value, const i18n::Locale& locale) {
  { to_text(value, locale) } -> Text;
};
template <class T>
concept HasAttribute = requires(const T& value) {
  { to_attribute(value) } -> Text;
};
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

class Out {
 public:
  explicit Out(const i18n::Locale& locale, std::size_t reserve = 32 * 1024) : locale_(locale) {
    buffer_.reserve(reserve);
  }
  Out(const Out&) = delete;

  [[nodiscard]] const i18n::Locale& locale() const { return locale_; }
  [[nodiscard]] std::string_view view() const { return buffer_; }
  [[nodiscard]] std::string take() { return std::move(buffer_); }

  void literal(Literal markup) { buffer_.append(markup.text()); }

  /// For people: numbers are grouped, days are written as the language does.
  template <class T>
  void text(const T& value) {
    if constexpr (std::same_as<T, Raw>) {
      buffer_.append(value.markup());
    } else if constexpr (std::invocable<const T&, Out&>) {
      value(*this);
    } else if constexpr (Text<T>) {
      escape(buffer_, value);
    } else if constexpr (Integer<T>) {
      locale_.append_number(buffer_, static_cast<std::int64_t>(value));
    } else if constexpr (std::same_as<T, Plain>) {
      append_digits(buffer_, value.value);
    } else if constexpr (IsOptional<T>::value) {
      if (value) text(*value);
    } else {
      static_assert(HasText<T>, "give the type a to_text(value, locale); see tools/loom/README.md");
      escape(buffer_, to_text(value, locale_));
    }
  }

  /// For machines, inside a quoted attribute: numbers are digits, days are ISO 8601.
  template <class T>
  void attribute(const T& value) {
    machine_form(value, [this](std::string_view form) { escape(buffer_, form); });
  }
  /// A whole URL at the beginning of an attribute; "#" where its scheme is not allowed.
  template <class T>
  void url(const T& value) {
    machine_form(
        value, [this](std::string_view form) { escape(buffer_, is_safe_url(form) ? form : "#"); });
  }
  /// One component of a URL that has begun: percent-encoded.
  template <class T>
  void url_part(const T& value) {
    machine_form(value, [this](std::string_view form) { percent_encode(buffer_, form); });
  }

  /// ?name={value}: bare if true; with its value if an optional has one or a text is not empty.
  /// `name` begins with a space. In a URL attribute the value is a whole URL.
  template <class T>
  void optional_attribute(Literal name, const T& value, bool is_url = false) {
    if constexpr (std::same_as<T, bool>) {
      if (value) literal(name);
    } else if constexpr (IsOptional<T>::value) {
      if (value) attribute_with(name, *value, is_url);
    } else if constexpr (Text<T>) {
      if (!std::string_view(value).empty()) attribute_with(name, value, is_url);
    } else {
      static_assert(sizeof(T) == 0, "?name={} takes a bool, an optional or a text");
    }
  }

  /// A translated pattern, its {placeholders} filled: message<false>(pattern, "name", value, …).
  /// In an attribute, markup does not compile; both escape the pattern.
  template <bool in_attribute, class... Named>
  void message(std::string_view pattern, const Named&... named) {
    while (!pattern.empty()) {
      auto open = pattern.find('{');
      escape(buffer_, pattern.substr(0, open));
      if (open == std::string_view::npos) return;
      pattern.remove_prefix(open);
      auto close = pattern.find('}');
      bool known = close != std::string_view::npos &&
                   argument<in_attribute>(pattern.substr(1, close - 1), named...);
      if (!known) buffer_ += '{';
      pattern.remove_prefix(known ? close + 1 : 1);
    }
  }

 private:
  template <bool>
  bool argument(std::string_view) {
    return false;
  }
  template <bool in_attribute, class T, class... Rest>
  bool argument(std::string_view wanted, const char* name, const T& value, const Rest&... rest) {
    static_assert(!in_attribute || !Markup<T>, "markup cannot stand in an attribute");
    if (wanted != name) return argument<in_attribute>(wanted, rest...);
    text(value);
    return true;
  }

  template <class T, class Sink>
  void machine_form(const T& value, Sink sink) {
    static_assert(!Markup<T>, "markup cannot stand in an attribute");
    if constexpr (Text<T>) {
      sink(value);
    } else if constexpr (Integer<T>) {
      append_digits(buffer_, static_cast<std::int64_t>(value));
    } else if constexpr (std::same_as<T, Plain>) {
      append_digits(buffer_, value.value);
    } else if constexpr (std::floating_point<T>) {
      append_digits(buffer_, static_cast<double>(value));
    } else if constexpr (IsOptional<T>::value) {
      if (value) machine_form(*value, sink);
    } else if constexpr (HasAttribute<T>) {
      sink(to_attribute(value));
    } else {
      static_assert(HasText<T>, "give the type a to_text(value, locale); see tools/loom/README.md");
      sink(to_text(value, locale_));
    }
  }

  template <class T>
  void attribute_with(Literal name, const T& value, bool is_url) {
    literal(name);
    literal("=\"");
    is_url ? url(value) : attribute(value);
    literal("\"");
  }

  std::string buffer_;
  const i18n::Locale& locale_;
};

}  // namespace gandan::html
