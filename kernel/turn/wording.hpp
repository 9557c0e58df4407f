// What puts records into words: the reader's language, the names of units and fields, the day.
#pragma once
#include <optional>
#include <string>

#include "kernel/units/units.hpp"
#include "lib/base/time.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan {

/// Refers to what it is made from: a Turn keeps that, or who makes it.
struct Wording {
  const i18n::Locale& locale;
  const units::Directory& directory;
  Date today;  ///< or the day as of which something is told

  /// The name of a body or area; empty where there is none.
  [[nodiscard]] std::string unit(std::optional<UnitId> id) const {
    return std::string(directory.name(id));
  }
  [[nodiscard]] std::string field(std::optional<FieldId> id) const {
    return std::string(directory.field_name(id, locale.tag()));
  }
  [[nodiscard]] std::string tr(const char* message) const {
    return std::string(locale.tr(message));
  }
};

}  // namespace gandan
