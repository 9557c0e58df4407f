// How a body is reached: what it does in a line, where it is, its telephone, when it receives.
// Settings of each body for itself, and of the installation for whoever runs it.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/people/principal.hpp"
#include "kernel/settings/settings.hpp"
#include "kernel/units/units.hpp"
#include "lib/base/id.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::contacts {

inline constexpr settings::Setting<settings::Text> task{
    .key = "contact.task",
    .name = N_("Contact: task"),
    .meaning = N_("What the body is there for, in a sentence: stands first on its page."),
    .type = {.longest = 300},
    .per_unit = true,
    .for_itself = true};
inline constexpr settings::Setting<settings::Text> address{
    .key = "contact.address",
    .name = N_("Contact: address"),
    .meaning = N_("Where people come to: on the page of the body and of its place."),
    .type = {.longest = 200},
    .per_unit = true,
    .for_itself = true};
inline constexpr settings::Setting<settings::Text> telephone{
    .key = "contact.telephone",
    .name = N_("Contact: telephone"),
    .meaning = N_("Which number people call: on the page of the body and of its place. An office's "
                  "number, not that of a person."),
    .type = {.longest = 40, .is_telephone = true},
    .per_unit = true,
    .for_itself = true};
inline constexpr settings::Setting<settings::Text> hours{
    .key = "contact.hours",
    .name = N_("Contact: hours"),
    .meaning = N_("When somebody is there: on the page of the body and of its place."),
    .type = {.longest = 120},
    .per_unit = true,
    .for_itself = true};

/// In the order in which a page says them.
[[nodiscard]] std::vector<settings::Declared> all_settings();

struct Contact {
  std::string task, address, telephone, hours;

  /// Somebody reads how to get there or whom to call.
  [[nodiscard]] bool says_how() const {
    return !address.empty() || !telephone.empty() || !hours.empty();
  }
};

/// Of a body, or of whoever runs the installation where no unit is named; empty what was not set.
[[nodiscard]] Contact contact_of(const settings::Values& values, UnitId body = {});
/// As a page shows them: "7 giờ 30" is one word, which no line breaks.
[[nodiscard]] std::string unbroken_hours(std::string_view typed);
/// "tel:+842050001234", from a number as people write it; empty of an empty one.
[[nodiscard]] std::string dial_href(std::string_view number);

/// For a demonstration: numbers that no exchange can give (a subscriber's number does not begin
/// with 0), and addresses that say that they are invented.
void invent(db::Tx& tx, Ids& ids, const Clock& clock, const people::Principal& by,
            std::span<const units::Unit> bodies);

}  // namespace gandan::contacts
