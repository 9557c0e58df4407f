#include "kernel/settings/committed.hpp"

namespace gandan::settings {
namespace {

const db::Sql setting_parts{
    "select id, key || case when unit_id = 0 then '' else ' of unit ' || unit_id end as part, "
    "coalesce('number ' || cast(number as text), '') || coalesce('words ' || words, '') as value "
    "from settings where id in (",
    db::these_ids, ")"};
const db::Sql installation_parts{
    "select id, 'number' as part, cast(number as text) as value from installation where id in (",
    db::these_ids, ")"};
const db::Sql select_setting_ids{"select id from settings"};

}  // namespace

journal::Commitments commitments_to_settings() {
  return {.records = {{.kind = "setting",
                       .words = {&setting_parts},
                       .columns = {"settings.key", "settings.words"},
                       .vouched = journal::Vouched{&select_setting_ids, "settings.vouch"}},
                      {.kind = "installation", .words = {&installation_parts}}},
          .not_committed = {}};
}

}  // namespace gandan::settings
