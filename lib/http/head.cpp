#include "lib/http/head.hpp"

#include <algorithm>

#include "lib/base/ascii.hpp"
#include "lib/http/fields.hpp"

namespace gandan::http {
namespace {

/// RFC 9110, 5.6.2: what a header's name is made of.
bool is_token(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

/// NUL above all; a tab is a space. A CR that ends a line has been taken off before.
bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
}

/// How the body is delimited, as far as the lines have said.
class Framing {
 public:
  explicit Framing(std::string_view request_line)
      : is_http_1_1_(!request_line.ends_with("HTTP/1.0")) {}

  /// One line of a header, whole and without its end.
  [[nodiscard]] std::optional<Refusal> add(std::string_view line) {
    if (line.front() == ' ' || line.front() == '\t')
      return Refusal{400, "A header must not go on in a second line."};
    const std::string_view name = line.substr(0, line.find(':'));
    if (name.empty() || name.size() == line.size() ||
        !std::all_of(name.begin(), name.end(), is_token))
      return Refusal{400, "A header must be a name, a colon and a value."};
    const std::string_view value = without_spaces_around(line.substr(name.size() + 1));
    if (same_name(name, "Content-Length")) return add_length(value);
    if (same_name(name, "Transfer-Encoding")) return add_encoding(value);
    return std::nullopt;
  }

 private:
  std::optional<Refusal> add_length(std::string_view value) {
    if (value.empty() || !std::all_of(value.begin(), value.end(), is_digit))
      return Refusal{400, "Content-Length must be a number."};
    return add_one();
  }
  std::optional<Refusal> add_encoding(std::string_view value) {
    if (!same_name(value, "chunked") || !is_http_1_1_)
      return Refusal{400, "Transfer-Encoding may only be chunked, and in HTTP/1.1."};
    return add_one();
  }
  std::optional<Refusal> add_one() {
    if (!said_) {
      said_ = true;
      return std::nullopt;
    }
    return Refusal{400, "The length of the body must be said once."};
  }

  bool is_http_1_1_;
  bool said_ = false;
};

}  // namespace

std::optional<Refusal> check_head(std::string_view bytes) {
  std::optional<Framing> framing;
  for (;;) {
    const std::size_t end = bytes.find('\n');
    const bool whole = end != std::string_view::npos;
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(whole ? end + 1 : bytes.size());
    if (whole && !line.ends_with('\r')) return Refusal{400, "Every line must end with CR LF."};
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (std::any_of(line.begin(), line.end(), is_control))
      return Refusal{400, "A header must not hold control characters."};
    if (!whole || line.empty()) return std::nullopt;
    if (!framing) {
      framing.emplace(line);
    } else if (auto refusal = framing->add(line)) {
      return refusal;
    }
  }
}

}  // namespace gandan::http
