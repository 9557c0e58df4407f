#include "app/rate_limits.hpp"

#include <array>

#include "lib/i18n/locale.hpp"

namespace gandan::app {
namespace {

using Limit = settings::Setting<settings::WholeNumber>;

struct Class {
  const char* name;  ///< as routes say it
  Limit per_minute, at_once;
};

/// The least of each still lets an operator in who set it too low.
constexpr std::array classes = {
    Class{"reads",
          {.key = "web.reads_per_minute",
           .name = N_("Pages a minute from one address"),
           .meaning = N_("After the first burst; beyond it, pages say to come back later."),
           .type = {.usual = 1200, .least = 60, .most = 1'000'000, .counts = N_("pages a minute")},
           .from_next_start = true},
          {.key = "web.reads_at_once",
           .name = N_("Pages at once from one address"),
           .meaning = N_("How many are answered without a pause, for example of a school or an "
                         "office behind one address."),
           .type = {.usual = 200, .least = 50, .most = 100'000, .counts = N_("pages at once")},
           .from_next_start = true}},
    Class{"writes",
          {.key = "web.writes_per_minute",
           .name = N_("Forms a minute from one address"),
           .meaning = N_("What is sent or entered, after the first burst."),
           .type = {.usual = 60, .least = 10, .most = 100'000, .counts = N_("forms a minute")},
           .from_next_start = true},
          {.key = "web.writes_at_once",
           .name = N_("Forms at once from one address"),
           .meaning = N_("How many are taken without a pause."),
           .type = {.usual = 20, .least = 10, .most = 10'000, .counts = N_("forms at once")},
           .from_next_start = true}},
    Class{"sign-in",
          {.key = "web.sign_ins_per_minute",
           .name = N_("Sign-ins a minute from one address"),
           .meaning = N_("After the first burst, across all usernames: whoever guesses is slowed."),
           .type = {.usual = 20, .least = 5, .most = 600, .counts = N_("sign-ins a minute")},
           .from_next_start = true},
          {.key = "web.sign_ins_at_once",
           .name = N_("Sign-ins at once from one address"),
           .meaning = N_("How many are tried without a pause, right or wrong."),
           .type = {.usual = 10, .least = 5, .most = 200, .counts = N_("sign-ins at once")},
           .from_next_start = true}},
    Class{
        "letters",
        {.key = "web.letters_per_minute",
         .name = N_("Requests for letters a minute from one address"),
         .meaning = N_("After the first burst. Each may send a letter to an address that somebody "
                       "else typed."),
         .type = {.usual = 6, .least = 1, .most = 600, .counts = N_("requests a minute")},
         .from_next_start = true},
        {.key = "web.letters_at_once",
         .name = N_("Requests for letters at once from one address"),
         .meaning = N_("How many are taken without a pause."),
         .type = {.usual = 10, .least = 2, .most = 1'000, .counts = N_("requests at once")},
         .from_next_start = true}}};

}  // namespace

std::vector<settings::Declared> rate_limit_settings() {
  std::vector<settings::Declared> all;
  for (const Class& each : classes) {
    all.push_back(each.per_minute);
    all.push_back(each.at_once);
  }
  return all;
}

std::vector<http::RateLimit> rate_limits(const settings::Holder& settings) {
  std::vector<http::RateLimit> limits;
  for (const Class& each : classes)
    limits.push_back({.name = each.name,
                      .per_minute = static_cast<double>(settings.get(each.per_minute)),
                      .burst = static_cast<double>(settings.get(each.at_once))});
  return limits;
}

}  // namespace gandan::app
