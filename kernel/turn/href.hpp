// An address with what it asks for: `Href("/bodies").with("q", words).with("after", after).text()`.
#pragma once
#include <string>
#include <string_view>
#include <utility>

#include "lib/html/escape.hpp"

namespace gandan {

class Href {
 public:
  /// `path` may ask for something already; it is encoded.
  explicit Href(std::string path)
      : text_(std::move(path)), mark_(text_.find('?') == std::string::npos ? '?' : '&') {}

  /// Asks for `value` too; for nothing where it is empty. Both are encoded here.
  Href& with(std::string_view name, std::string_view value) {
    if (value.empty()) return *this;
    html::percent_encode(text_ += mark_, name);
    html::percent_encode(text_ += '=', value);
    mark_ = '&';
    return *this;
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
  char mark_;
};

}  // namespace gandan
