// Settings of a module that no program has.
#pragma once
#include "kernel/settings/pages.hpp"
#include "kernel/testing/database.hpp"

namespace gandan::settings::test {

inline constexpr Setting<WholeNumber> letters_a_day{.key = "desk.letters_a_day",
                                                    .name = "Letters a day",
                                                    .meaning = "To one address.",
                                                    .type = {.usual = 5, .least = 1, .most = 1000}};
inline constexpr Setting<Text> greeting{.key = "desk.greeting",
                                        .name = "Greeting",
                                        .meaning = "Begins a letter.",
                                        .type = {.usual = "Xin chào", .longest = 13}};
inline constexpr Setting<Switch> shows_map{.key = "desk.shows_map",
                                           .name = "Map",
                                           .meaning = "On the first page.",
                                           .type = {.usual = true}};
inline constexpr Setting<WholeNumber> sure_percent{
    .key = "desk.sure_percent",
    .name = "Sure",
    .meaning = "In percent.",
    .type = {.usual = 50, .least = 0, .most = 100, .counts = "percent"},
    .per_unit = true};
inline constexpr Setting<WholeNumber> pages_a_minute{
    .key = "desk.pages_a_minute",
    .name = "Pages",
    .meaning = "From one address.",
    .type = {.usual = 1200, .least = 60, .most = 10'000},
    .from_next_start = true};

inline constexpr Setting<Text> telephone{.key = "desk.telephone",
                                         .name = "Telephone",
                                         .meaning = "Of the desk.",
                                         .type = {.longest = 20, .is_telephone = true},
                                         .per_unit = true,
                                         .for_itself = true};

inline Module desk() {
  return {
      .name = "desk",
      .migrations = {},
      .add_routes =
          [](http::App& app, Services& services) {
            add_pages(app, services.database, services.ids, services.clock, services.settings,
                      [&services] { return services.directory.get(); });
          },
      .settings = {letters_a_day, greeting, shows_map, sure_percent, pages_a_minute, telephone}};
}

}  // namespace gandan::settings::test
