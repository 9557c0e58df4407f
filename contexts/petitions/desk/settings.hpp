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

}  // namespace gandan::petitions
