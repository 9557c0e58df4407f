// What the house knows of bulletins, in one declaration.
#pragma once
#include "test/context/bulletin.hpp"

namespace gandan::bulletins {

inline constexpr nouns::State states_of_bulletins[] = {
    {1, N_("Draft")}, {2, N_("Published"), true}, {3, N_("Read again"), true}};
static_assert(State{2} == State::published && State{3} == State::repeated);

inline constexpr nouns::Button buttons[] = {
    {"publish", "p", N_("Publish"), N_("Published")},
    {"repeat", "r", N_("It was read again"), N_("Read again")}};

inline constexpr nouns::LinkBeneath links[] = {
    {N_("Their figures"), "/reports/bulletins"},
    {N_("What public bodies have promised to do"), "/undertakings"}};

inline constexpr desk::Ask asks[] = {
    {"title", N_("Title"), N_("Say what it is about.")},
    {"email", N_("E-mail of who reads it"), nullptr, desk::Ask::For::email},
    {"text", N_("Text"), nullptr, desk::Ask::For::text}};

inline constexpr nouns::Noun noun{
    .kind = "bulletin",
    .name = "bulletins",
    .prefix = "BT",
    .begins = "bulletin.write",
    .order = 50,
    .title = N_("Bulletins"),
    .about = N_("What public bodies have read over their loudspeakers."),
    .search = N_("Search bulletins"),
    .promise = N_("You get a letter when it is to be read."),
    .works = {"keep_bulletins", "keep bulletins", {Role::answering_officer, Role::leader}},
    .states = states_of_bulletins,
    .buttons = buttons,
    .links = links,
    .fits = fits,
    .take = take,
    .form = {N_("New bulletin"), N_("What shall be read?"), asks, enter}};

}  // namespace gandan::bulletins
