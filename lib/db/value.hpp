// What is bound to the parameters of a statement.
#pragma once
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "lib/base/id.hpp"
#include "lib/base/time.hpp"

namespace gandan::db {

/// Bytes that are bound as a blob, not as text. Does not own them.
struct Bytes {
  std::string_view data;
};
/// A blob column read into a row.
struct Blob {
  std::string data;
  bool operator==(const Blob&) const = default;
};

/// What can be bound to a parameter. Borrows text and bytes for the length of the call, so it is
/// made in the call, and no call takes values that were kept; a Query keeps copies (query.hpp).
class Value {
 public:
  using Held = std::variant<std::nullptr_t, std::int64_t, double, std::string_view, Bytes>;

  Value(std::nullptr_t) : held_(nullptr) {}
  template <std::integral I>
  Value(I number) : held_(static_cast<std::int64_t>(number)) {}
  template <class E>
  requires std::is_enum_v<E> Value(E value) : held_(static_cast<std::int64_t>(value)) {}
  Value(double number) : held_(number) {}
  Value(const char* text) : held_(std::string_view(text)) {}
  Value(std::string_view text) : held_(text) {}
  Value(const std::string& text) : held_(std::string_view(text)) {}
  Value(Bytes bytes) : held_(bytes) {}
  Value(const Blob& blob) : held_(Bytes{blob.data}) {}
  Value(Instant at) : held_(at.micros) {}
  Value(Date date) : held_(static_cast<std::int64_t>(date.days)) {}
  template <class Tag>
  Value(Id<Tag> id) : held_(id.value) {}
  template <class T>
  Value(const std::optional<T>& value) : held_(value ? Value(*value).held_ : Held(nullptr)) {}

  [[nodiscard]] const Held& held() const { return held_; }

 private:
  Held held_;
};

/// A named parameter: {"id", petition.id} binds :id.
struct Param {
  std::string_view name;
  Value value;
};
using Params = std::initializer_list<Param>;

}  // namespace gandan::db
