#include "lib/db/copy_text.hpp"

#include <charconv>
#include <stdexcept>
#include <type_traits>

#include "lib/db/db.hpp"

namespace gandan::db {
namespace {

void add_copied(std::string& to, std::nullptr_t) {
  to += "\\N";
}
template <class Number>
requires std::is_arithmetic_v<Number>
void add_copied(std::string& to, Number number) {
  char digits[32];
  to.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}
void add_copied(std::string& to, std::string_view text) {
  for (const char c : text) switch (c) {
      case '\\':
        to += "\\\\";
        break;
      case '\n':
        to += "\\n";
        break;
      case '\r':
        to += "\\r";
        break;
      case '\t':
        to += "\\t";
        break;
      default:
        to += c;
    }
}
void add_copied(std::string& to, Bytes bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  to += "\\\\x";
  std::size_t at = to.size();
  to.resize(at + 2 * bytes.data.size());
  for (const char c : bytes.data) {
    const auto byte = static_cast<unsigned char>(c);
    to[at++] = digits[byte >> 4];
    to[at++] = digits[byte & 15];
  }
}

}  // namespace

void add_copied_row(std::string& to, std::span<const Value> values) {
  for (const Value& value : values) {
    std::visit([&](auto held) { add_copied(to, held); }, value.held());
    to += '\t';
  }
  to.back() = '\n';
}

void Tx::copy(const std::string& sql, const std::function<bool(std::string&)>&) {
  throw std::logic_error("only PostgreSQL copies [" + sql + "]");
}

}  // namespace gandan::db
