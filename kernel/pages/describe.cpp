#include "kernel/pages/describe.hpp"

#include <algorithm>

namespace gandan::pages {

std::string described_by(const Field& field) {
  std::string ids;
  if (!field.hint.empty()) ids = field.name + "-hint";
  if (!field.error.empty()) ids += (ids.empty() ? "" : " ") + field.name + "-error";
  return ids;
}

std::string limit_of(const Field& field) {
  return field.max_length > 0 ? std::to_string(field.max_length) : std::string();
}

bool short_choices(const std::vector<Option>& options) {
  constexpr std::size_t few = 4, short_bytes = 24;
  return options.size() <= few && std::all_of(options.begin(), options.end(), [](const Option& o) {
           return o.hint.empty() && o.label.size() <= short_bytes;
         });
}

std::string_view icon_of(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return "circle-dashed";
    case Tone::open:
      return "circle-dot";
    case Tone::waiting:
      return "hourglass";
    case Tone::settled:
      return "circle-check";
    case Tone::late:
      return "clock-alert";
  }
  return "circle-dashed";
}

std::string_view step_class(StepState state) {
  switch (state) {
    case StepState::done:
      return "done";
    case StepState::kept:
      return "kept";
    case StepState::now:
      return "now";
    case StepState::late:
      return "late";
    case StepState::ahead:
      return "ahead";
  }
  return "ahead";
}

std::string_view promise_class(DueState state) {
  switch (state) {
    case DueState::ahead:
      return "ahead";
    case DueState::soon:
      return "soon";
    case DueState::late:
      return "late";
    case DueState::kept:
      return "kept";
    case DueState::kept_late:
      return "late";
    case DueState::paused:
      return "soon";
  }
  return "ahead";
}

}  // namespace gandan::pages
