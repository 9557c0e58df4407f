#include "kernel/files/files.hpp"

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/stream.hpp"
#include "lib/db/ids.hpp"

namespace gandan::files {
namespace {

constexpr std::string_view columns =
    "id, record_kind, record_id, type, name, size, hash, small_hash, small_size, width, height, "
    "content_key, by_officer, shown, added_at, masks, masked_hash, masked_size, masked_small_hash, "
    "masked_small_size";

const db::Sql insert_file{R"(
  insert into files (id, record_kind, record_id, type, name, size, hash, small_hash, small_size,
                     width, height, content_key, by_officer, shown, added_at)
  values (:id, :kind, :record, :type, :name, :size, :hash, :small_hash, :small_size,
          :width, :height, :key, :by_officer, :shown, :at))"};
const db::Sql select_file{"select ", columns, " from files where id = :id"};
const db::Sql select_files{"select ", columns,
                           " from files where record_kind = :kind and record_id = :record "
                           "order by id"};
const db::Sql count_files{
    "select count(*) from files where record_kind = :kind and record_id = :record"};
const db::Sql set_shown{"update files set shown = :shown where id = :id"};
const db::Sql put_under_seal{"update files set content_key = null, name = '' where id = :id"};
const db::Sql select_hashes{R"(
  select hash from files union all
  select small_hash from files where small_hash is not null union all
  select masked_hash from files where masked_hash is not null union all
  select masked_small_hash from files where masked_small_hash is not null)"};
const db::Sql select_hash{R"(
  select 1 from files where hash = :hash
  union all select 1 from files where small_hash = :hash
  union all select 1 from files where masked_hash = :hash
  union all select 1 from files where masked_small_hash = :hash limit 1)"};

std::string part_of(FileId id) {
  return "file " + std::to_string(id.value);
}

/// "KEY in digits, a space, the name".
std::string under_seal(std::string_view key, std::string_view name) {
  return crypto::base64url(key) + " " + std::string(name);
}

}  // namespace

void add(db::Tx& tx, const Storing& storing, const Owner& owner, std::span<const Taken> taken) {
  for (const Taken& it : taken) {
    const auto id = storing.ids.next<FileId>();
    const auto opt = [&](std::int64_t number) {
      return it.small ? std::optional(number) : std::nullopt;
    };
    if (owner.is_sealed)
      people::seal_words(tx, storing.keys, owner.body, owner.record, part_of(id),
                         under_seal(it.key, it.name));
    tx.run(insert_file,
           {{"id", id},
            {"kind", owner.record.kind},
            {"record", owner.record.id},
            {"type", it.type},
            {"name", owner.is_sealed ? std::string_view() : std::string_view(it.name)},
            {"size", it.content.size},
            {"hash", it.content.hash},
            {"small_hash", it.small ? std::optional(it.small->hash) : std::nullopt},
            {"small_size", opt(it.small ? it.small->size : 0)},
            {"width", opt(it.width)},
            {"height", opt(it.height)},
            {"key", owner.is_sealed ? db::Value(nullptr) : db::Value(db::Bytes{it.key})},
            {"by_officer", owner.by_officer},
            {"shown", owner.shown},
            {"at", storing.at}});
  }
}

std::optional<File> find(db::Tx& tx, FileId id) {
  return tx.one<File>(select_file, {{"id", id}});
}

std::vector<File> files_of(db::Tx& tx, Ref record) {
  return tx.all<File>(select_files, {{"kind", record.kind}, {"record", record.id}});
}

std::size_t count_of(db::Tx& tx, Ref record) {
  return static_cast<std::size_t>(
      tx.one<std::int64_t>(count_files, {{"kind", record.kind}, {"record", record.id}})
          .value_or(0));
}

void show(db::Tx& tx, FileId id, Shown shown) {
  tx.run(set_shown, {{"shown", shown}, {"id", id}});
}

void seal(db::Tx& tx, const crypto::KeyFile& keys, UnitId body, Ref record) {
  for (const File& file : files_of(tx, record)) {
    if (!file.key) continue;
    people::seal_words(tx, keys, body, record, part_of(file.id),
                       under_seal(file.key->data, file.name));
    tx.run(put_under_seal, {{"id", file.id}});
  }
}

std::optional<std::string> key_of(File& file, const people::Words& opened) {
  if (file.key) return file.key->data;
  const auto found = opened.find(part_of(file.id));
  if (found == opened.end()) return std::nullopt;
  const std::size_t space = found->second.find(' ');
  if (space == std::string::npos) return std::nullopt;
  file.name = found->second.substr(space + 1);
  return crypto::from_base64url(std::string_view(found->second).substr(0, space));
}

std::string parts_of_files(std::string_view record_kind) {
  return db::joined(
      {"select f.record_id as id, 'file ' || cast(f.id as text) as part, "
       "cast(f.type as text) || ' ' || cast(f.size as text) || ' ' || cast(f.shown as text) || ' ' "
       "|| cast(f.by_officer as text) || ' ' || f.hash || ' ' || coalesce(f.small_hash, '-') || ' "
       "' || length(f.name) || ':' || f.name as value from files f where f.record_kind = '",
       record_kind, "' and f.record_id in (", db::these_ids,
       ") union all "
       "select f.record_id as id, 'masks of file ' || cast(f.id as text) as part, f.masked_hash || "
       "' ' || f.masked_small_hash || ' ' || f.masks as value from files f where f.record_kind = '",
       record_kind, "' and f.masked_hash is not null and f.record_id in (", db::these_ids, ")"});
}

std::vector<std::string> stored_hashes(db::Tx& tx) {
  return tx.all<std::string>(select_hashes);
}

bool is_stored(db::Tx& tx, std::string_view hash) {
  return tx.one<int>(select_hash, {{"hash", hash}}).has_value();
}

std::vector<std::string> faults_of(db::Tx& tx, const Folder& folder) {
  std::vector<std::string> faults;
  for (const std::string& hash : stored_hashes(tx))
    if (std::string fault = folder.fault_of(hash); !fault.empty())
      faults.push_back("the file " + hash + " " + fault);
  return faults;
}

}  // namespace gandan::files
