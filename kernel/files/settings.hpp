// How much is taken: an installation sets it.
#pragma once
#include "kernel/files/take.hpp"
#include "kernel/settings/settings.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::files {

inline constexpr settings::Setting<settings::WholeNumber> largest_file{
    .key = "files.largest",
    .name = N_("How large a file may be"),
    .meaning = N_("A photograph is made smaller when it arrives; this is what may be sent."),
    .type = {.usual = 15, .least = 1, .most = 20, .counts = N_("MB")}};
inline constexpr settings::Setting<settings::WholeNumber> most_files{
    .key = "files.most",
    .name = N_("How many files may be sent at once"),
    .meaning = N_("With one petition, one reply or one answer."),
    .type = {.usual = 5, .least = 1, .most = 5, .counts = N_("files")}};
inline constexpr settings::Setting<settings::WholeNumber> most_a_day{
    .key = "files.most_a_day",
    .name = N_("How much may come from one address a day"),
    .meaning = N_("Many people share one address on mobile networks: set it for a neighbourhood."),
    .type = {.usual = 500, .least = 20, .most = 20000, .counts = N_("MB")}};

/// What a form with the most and largest files comes to, with what else it says.
inline constexpr std::size_t body_limit = std::size_t{128} << 20U;

[[nodiscard]] inline std::vector<settings::Declared> own_settings() {
  return {largest_file, most_files, most_a_day};
}

/// What holds now.
[[nodiscard]] inline Limits limits_of(const settings::Holder& set) {
  constexpr std::int64_t megabyte = std::int64_t{1} << 20U;
  return {.largest = set.get(largest_file) * megabyte,
          .most = static_cast<std::size_t>(set.get(most_files)),
          .most_a_day = set.get(most_a_day) * megabyte};
}

}  // namespace gandan::files
