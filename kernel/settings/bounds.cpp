#include "kernel/settings/bounds.hpp"

#include <cmath>

#include "lib/text/parse.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::settings {
namespace {

bool fits(const WholeNumber& type, std::int64_t number) {
  return type.least <= number && number <= type.most;
}

/// "0205 000 1234", "(0205) 000-1234", "+84 205…": so that a telephone can dial it.
bool is_telephone(std::string_view words) {
  constexpr std::string_view digits = "0123456789";
  int known = 0;
  for (const char c : words) {
    if (digits.find(c) != digits.npos)
      ++known;
    else if (std::string_view(" +().-").find(c) == std::string_view::npos)
      return false;
  }
  return words.empty() || known >= 3;  // 113 is one
}

bool fits(const Text& type, std::string_view words) {
  if (type.is_telephone && !is_telephone(words)) return false;
  return text::length(words) <= type.longest && words.find_first_of("\n\t") == words.npos;
}

struct Stored {
  const std::optional<std::int64_t>& number;
  const std::optional<std::string>& words;

  std::optional<Value> operator()(const WholeNumber& type) const {
    return number && fits(type, *number) ? std::optional<Value>(*number) : std::nullopt;
  }
  std::optional<Value> operator()(const Text& type) const {
    return words && fits(type, *words) ? std::optional<Value>(*words) : std::nullopt;
  }
  std::optional<Value> operator()(const Switch&) const {
    return number ? std::optional<Value>(*number != 0) : std::nullopt;
  }
};

struct Typed {
  std::string_view typed;

  /// As people write numbers: "1.200" is 1200.
  Result<Value, ChangeError> operator()(const WholeNumber& type) const {
    const auto number = text::parse_number(typed);
    const bool is_whole = number && std::abs(*number) < 1e15 && std::trunc(*number) == *number;
    if (!is_whole || !fits(type, static_cast<std::int64_t>(*number)))
      return fail(ChangeError::no_number_within_bounds);
    return Value(static_cast<std::int64_t>(*number));
  }
  Result<Value, ChangeError> operator()(const Text& type) const {
    std::string words(text::trim(text::clean(typed)));
    if (type.is_telephone && !is_telephone(words)) return fail(ChangeError::no_telephone);
    if (!fits(type, words)) return fail(ChangeError::no_line_so_short);
    return Value(std::move(words));
  }
  Result<Value, ChangeError> operator()(const Switch&) const {
    if (typed != "on" && typed != "off") return fail(ChangeError::neither_on_nor_off);
    return Value(typed == "on");
  }
};

}  // namespace

std::optional<Value> fitting(const Declared& setting, std::optional<std::int64_t> number,
                             const std::optional<std::string>& words) {
  return std::visit(Stored{number, words}, setting.type);
}

Result<Value, ChangeError> read_typed(const Declared& setting, std::string_view typed) {
  return std::visit(Typed{typed}, setting.type);
}

}  // namespace gandan::settings
