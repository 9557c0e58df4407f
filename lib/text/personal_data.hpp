// Finds what may identify a person in a text that is about to be published, so that an officer can
// hide it. Proposes; it never decides.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gandan::text {

enum class PersonalData {
  telephone,
  identity_number,
  account_number,
  email,
  street_address,
  person_name
};

/// A place in the text, in bytes.
struct PersonalSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
  PersonalData kind = PersonalData::telephone;
  bool is_certain =
      true;  ///< by its form alone; a name found without "ông" or "bà" before it is not
};

/// The spans in order, none overlapping. Numbers of documents, hotlines (1800, 1900), sums of money
/// and names of streets are not personal data.
[[nodiscard]] std::vector<PersonalSpan> find_personal_data(std::string_view text);

/// What stands where something was masked.
inline constexpr std::string_view mask = "[…]";
/// The text with each span replaced by `by`. Spans are in order and do not overlap.
[[nodiscard]] std::string redact(std::string_view text, std::span<const PersonalSpan> spans,
                                 std::string_view by = mask);

}  // namespace gandan::text
