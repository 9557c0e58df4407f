#include "kernel/system_pages/last_backup.hpp"

namespace gandan::system_pages {
namespace {

const db::Sql upsert_backup{
    "insert into last_backup (id, made_at, bytes, entries) values (1, :made_at, :bytes, :entries) "
    "on conflict (id) do update set made_at = excluded.made_at, bytes = excluded.bytes, "
    "entries = excluded.entries"};
const db::Sql select_backup{"select made_at, bytes, entries from last_backup where id = 1"};

}  // namespace

void note_backup(db::Tx& tx, const Backup& backup) {
  tx.run(upsert_backup,
         {{"made_at", backup.made_at}, {"bytes", backup.bytes}, {"entries", backup.entries}});
}

std::optional<Backup> last_backup(db::Tx& tx) {
  return tx.one<Backup>(select_backup);
}

}  // namespace gandan::system_pages
