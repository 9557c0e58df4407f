// What officers may do with receptions alone. Who came and why is nobody else's business, so
// reading the book is a permission of its own; denunciations in it want `handle_denunciations`
// besides.
#pragma once
#include "kernel/people/roles.hpp"

namespace gandan::receptions {

inline constexpr people::Permission receive_citizens{
    .name = "receive_citizens",
    .meaning = "receive citizens: the waiting room, the book, receipts (tiếp công dân)",
    .held_by = {people::Role::reception_officer, people::Role::leader,
                people::Role::denunciation_officer}};
inline constexpr people::Permission read_receptions{
    .name = "read_receptions",
    .meaning = "read the book of receptions: who came, why, and what became of it",
    .held_by = {people::Role::reception_officer, people::Role::leader, people::Role::supervisor}};
inline constexpr people::Permission keep_reception_schedule{
    .name = "keep_reception_schedule",
    .meaning =
        "keep places of reception, their hours, closures, the head's days and online receptions",
    .held_by = {people::Role::reception_officer, people::Role::leader}};
inline constexpr people::Permission conclude_receptions{
    .name = "conclude_receptions",
    .meaning = "enter what the head concluded at a reception, and issue notices of refusal",
    .held_by = {people::Role::reception_officer, people::Role::leader}};

}  // namespace gandan::receptions
