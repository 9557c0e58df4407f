// How bodies are reached, as pages say it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/contacts/contacts.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/settings/settings.hpp"

namespace gandan::site {

/// A body with its address, telephone and hours; each may be empty.
struct ContactLines {
  pages::Link body;  ///< without a label on the body's own page
  std::string address, telephone, dial, hours;
};

/// Nothing where none of them was set.
[[nodiscard]] inline std::optional<ContactLines> contact_lines(const contacts::Contact& contact,
                                                               pages::Link body = {}) {
  if (!contact.says_how()) return std::nullopt;
  return ContactLines{.body = std::move(body),
                      .address = contact.address,
                      .telephone = contact.telephone,
                      .dial = contacts::dial_href(contact.telephone),
                      .hours = contacts::unbroken_hours(contact.hours)};
}

}  // namespace gandan::site
