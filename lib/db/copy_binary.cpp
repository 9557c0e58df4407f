#include "lib/db/copy_binary.hpp"

#include <bit>
#include <concepts>
#include <stdexcept>

#include "lib/db/db.hpp"

namespace gandan::db {
namespace {

constexpr std::uint32_t length_of_null = 0xffffffff;

template <std::unsigned_integral Number>
void add_big_endian(std::string& to, Number number) {
  char bytes[sizeof number];
  for (std::size_t i = sizeof number; i > 0; number = static_cast<Number>(number >> 8))
    bytes[--i] = static_cast<char>(number & 0xff);
  to.append(bytes, sizeof bytes);
}

void add_copied(std::string& to, std::nullptr_t) {
  add_big_endian(to, length_of_null);
}
template <class Number>
requires std::is_arithmetic_v<Number>
void add_copied(std::string& to, Number number) {
  add_big_endian(to, std::uint32_t{sizeof number});
  add_big_endian(to, std::bit_cast<std::uint64_t>(number));
}
void add_copied(std::string& to, std::string_view text) {
  add_big_endian(to, static_cast<std::uint32_t>(text.size()));
  to += text;
}
void add_copied(std::string& to, Bytes bytes) {
  add_copied(to, bytes.data);
}

}  // namespace

void add_copied_row(std::string& to, std::span<const Value> values) {
  add_big_endian(to, static_cast<std::uint16_t>(values.size()));
  for (const Value& value : values)
    std::visit([&](auto held) { add_copied(to, held); }, value.held());
}

void Tx::copy(const std::string& sql, const std::function<bool(std::string&)>&) {
  throw std::logic_error("only PostgreSQL copies [" + sql + "]");
}

}  // namespace gandan::db
