// What officers may do with petitions alone; the acts that all contexts share are the kernel's.
#pragma once
#include "kernel/people/roles.hpp"

namespace gandan::petitions {

inline constexpr people::Permission synthesise{
    .name = "synthesise",
    .meaning = "group, split and merge topics; confirm proposals (tổng hợp)",
    .held_by = {people::Role::synthesis_officer}};

}  // namespace gandan::petitions
