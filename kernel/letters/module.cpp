#include "kernel/letters/module.hpp"

#include "kernel/letters/delivery.hpp"
#include "kernel/letters/migrations.hpp"
#include "kernel/letters/news.hpp"
#include "kernel/letters/news_pages.hpp"
#include "kernel/letters/pages.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::letters {
namespace {

constexpr std::string_view without_entry =
    "asked for, confirmed and taken back without an entry in the journal";

personal::Declared personal_data() {
  return {
      .kept = {{.what = N_("Where letters go: an e-mail address, the code that it was given "
                           "with, and the language"),
                .why = N_("To write when something happens."),
                .how_long = N_("As long as the record, also once the letters were stopped; the "
                               "address is forgotten where the record is found to be a "
                               "denunciation."),
                .seen_by = N_("The officers see how it stands with the letters; who holds the "
                              "link of a letter confirms and stops them."),
                .in_own_file = true,
                .columns = {"subscriptions.email", "subscriptions.code", "subscriptions.language"}},
               {.what = N_("Who wants letters about what is new in a list or a place: an e-mail "
                           "address, what was searched or chosen there, and the language"),
                .why = N_("To write, once a day at most, when something is new there."),
                .how_long = N_("Until the letters are stopped or refused; a week where the "
                               "address is not confirmed."),
                .seen_by = N_("Nobody; who holds the link of a letter confirms and stops them."),
                .columns = {"watches.email", "watches.asked", "watches.language"}}},
      .of_nobody = {"subscriptions.record_kind", "watches.list"}};
}

}  // namespace

Module module() {
  return {.name = "letters",
          .migrations = {"letters", migrations::files()},
          .add_routes =
              [](http::App& app, Services& services) {
                add_pages(app, services);
                add_news_pages(app, services);
              },
          .add_jobs =
              [](jobs::Registry& jobs, Services& services) {
                add_jobs(jobs, services);
                add_news_jobs(jobs, services);
              },
          .unread_by_robots = {"/letters/", "/news"},
          .commitments = {.records = {},
                          .not_committed = {{"subscriptions.email", without_entry},
                                            {"subscriptions.code", without_entry},
                                            {"subscriptions.language", without_entry},
                                            {"watches.email", without_entry},
                                            {"watches.asked", without_entry},
                                            {"watches.language", without_entry}}},
          .personal = personal_data()};
}

}  // namespace gandan::letters
