// What an installation, a province or a commune may set about the desk.
#pragma once
#include "kernel/settings/settings.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::petitions {

/// From half on a proposal outweighs all others together.
inline constexpr settings::Setting<settings::WholeNumber> clear_percent{
    .key = "petitions.clear_percent",
    .name = N_("When a learned body is offered first"),
    .meaning =
        N_("More than how many percent must speak for a body, by what officers did before, so that "
           "the form of routing offers it before the body of the place; an officer decides in any "
           "case."),
    .type = {.usual = 50, .least = 50, .most = 100, .counts = N_("percent")},
    .per_unit = true};

/// Letters that come each day are read no more.
inline constexpr settings::Setting<settings::WholeNumber> urged_apart{
    .key = "petitions.urged_apart",
    .name = N_("How often a body is urged"),
    .meaning = N_("How many days pass before the same body can be urged again about the same "
                  "petition."),
    .type = {.usual = 3, .least = 1, .most = 30, .counts = N_("days")}};

}  // namespace gandan::petitions
