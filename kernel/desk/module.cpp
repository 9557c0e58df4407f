#include "kernel/desk/module.hpp"

#include "kernel/desk/migrations.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::desk {
namespace {

personal::Kept kept_forms() {
  return {.what = N_("What an officer wrote into a form at the desk, under the seal of this "
                     "server's key file, with a digest of it"),
          .why = N_("So that what they pressed can be undone for some seconds, and that they get "
                    "back what could not be done."),
          .how_long = N_("Some seconds; what could not be done, until they have read why, at most "
                         "thirty days."),
          .seen_by = N_("The officer whose form it is."),
          .columns = {"held_acts.sealed", "held_acts.sent"}};
}

}  // namespace

Module module() {
  return {
      .name = "desk",
      .migrations = {"desk", migrations::files()},
      .commitments = {.records = {},
                      .not_committed = {{"held_acts.sealed", "an act that has not happened yet"},
                                        {"held_acts.sent", "a digest of it"}}},
      .personal = {.kept = {kept_forms()},
                   .of_nobody = {"held_acts.code", "held_acts.act", "held_acts.key_id"}}};
}

}  // namespace gandan::desk
