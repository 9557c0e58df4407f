// Two small ordered multimaps: Headers (names without regard to case) and Fields (query and form
// text). Headers keep all text in one allocation, because every request has a dozen of them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gandan::http {

/// Whether two header names are the same: ASCII, without regard to case.
[[nodiscard]] bool same_name(std::string_view a, std::string_view b);

/// Header fields in the order in which they came. Views stay valid until the next change.
class Headers {
 public:
  struct Entry {
    std::string_view name;
    std::string_view value;
  };

  /// The first value under a name; empty where there is none.
  [[nodiscard]] std::string_view get(std::string_view name) const;
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return find(name).has_value(); }
  /// Every value under a name, in order.
  [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;
  [[nodiscard]] std::size_t size() const { return spans_.size(); }
  [[nodiscard]] Entry at(std::size_t index) const;

  /// Appends. Control characters (line ends above all) in a value become spaces, so that no value
  /// can start a header of its own.
  void add(std::string_view name, std::string_view value);
  /// Replaces every value under a name by one.
  void set(std::string_view name, std::string_view value);
  void remove(std::string_view name);
  void clear();
  /// Replaces what is not UTF-8 by U+FFFD: a header's value may end up in a database.
  void make_utf8();

 private:
  struct Span {
    std::uint32_t start;
    std::uint32_t name_length;
    std::uint32_t value_length;
  };
  std::string text_;
  std::vector<Span> spans_;
};

struct Field {
  std::string name;
  std::string value;
};

/// Query or form fields in the order in which they came: UTF-8, without NUL, line ends as "\n".
class Fields {
 public:
  Fields() = default;
  Fields(std::initializer_list<Field> fields) : fields_(fields) {}

  /// The first value under a name; empty where there is none.
  [[nodiscard]] std::string_view get(std::string_view name) const;
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return find(name).has_value(); }
  /// Every value under a name, in order: what a group of checkboxes sends.
  [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;
  [[nodiscard]] bool empty() const { return fields_.empty(); }
  [[nodiscard]] std::size_t size() const { return fields_.size(); }
  [[nodiscard]] auto begin() const { return fields_.begin(); }
  [[nodiscard]] auto end() const { return fields_.end(); }

  void add(std::string name, std::string value) {
    fields_.push_back({std::move(name), std::move(value)});
  }
  void remove(std::string_view name) {
    std::erase_if(fields_, [&](const Field& field) { return field.name == name; });
  }
  void clear() { fields_.clear(); }

 private:
  std::vector<Field> fields_;
};

}  // namespace gandan::http
