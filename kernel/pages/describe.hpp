// Small decisions that views make about attributes, kept out of the markup.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "kernel/pages/fields.hpp"
#include "kernel/pages/parts.hpp"

namespace gandan::pages {

/// The ids of a field's hint and error, for aria-describedby.
[[nodiscard]] std::string described_by(const Field& field);
/// The field's maxlength; empty where it has none.
[[nodiscard]] std::string limit_of(const Field& field);
/// Whether a few choices of a word or two stand in one row.
[[nodiscard]] bool short_choices(const std::vector<Option>& options);

[[nodiscard]] std::string_view icon_of(Tone tone);
/// The style sheet's words.
[[nodiscard]] std::string_view step_class(StepState state);
[[nodiscard]] std::string_view promise_class(DueState state);

template <class T>
[[nodiscard]] std::size_t index_in(const std::vector<T>& all, const T& one) {
  return static_cast<std::size_t>(&one - all.data());
}

}  // namespace gandan::pages
