// The rows of files: stored with their record, found by it, shown, put under its seal.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/files/file.hpp"
#include "kernel/files/take.hpp"
#include "kernel/ids/unit_id.hpp"
#include "kernel/people/sealed_words.hpp"
#include "lib/base/id.hpp"
#include "lib/crypto/sealed.hpp"
#include "lib/db/db.hpp"

namespace gandan::files {

/// Whose they are from now on.
struct Owner {
  Ref record;
  UnitId body;             ///< who handles the record, none as long as nobody does
  bool is_sealed = false;  ///< its keys and names lie under the record's seal
  bool by_officer = false;
  Shown shown = Shown::not_yet;
};
struct Storing {
  Ids& ids;
  const crypto::KeyFile& keys;
  Instant at;
};
/// In the transaction of the record, with an entry that tells of it.
void add(db::Tx& tx, const Storing& storing, const Owner& owner, std::span<const Taken> taken);

[[nodiscard]] std::optional<File> find(db::Tx& tx, FileId id);
/// Of a record, in the order in which they were added.
[[nodiscard]] std::vector<File> files_of(db::Tx& tx, Ref record);
[[nodiscard]] std::size_t count_of(db::Tx& tx, Ref record);

/// In the transaction of an entry that tells of it.
void show(db::Tx& tx, FileId id, Shown shown);

/// Puts the keys and names of what lies in clear under the seal of the record, to the key of its
/// body. They are sealed to another body with the other words of the record
/// (people::seal_anew).
void seal(db::Tx& tx, const crypto::KeyFile& keys, UnitId body, Ref record);

/// Under which its content is locked: its own where that lies in clear, else that among the opened
/// words of its record; its name comes with it. Nothing where neither is there.
[[nodiscard]] std::optional<std::string> key_of(File& file, const people::Words& opened);

/// A SELECT of id, part, value for journal::Committed::words of a kind of record: what each of its
/// files is, with the hash of its bytes.
[[nodiscard]] std::string parts_of_files(std::string_view record_kind);

/// Hashes of all that must be in the folder.
[[nodiscard]] std::vector<std::string> stored_hashes(db::Tx& tx);
/// Whether a row names this hash.
[[nodiscard]] bool is_stored(db::Tx& tx, std::string_view hash);

/// What is wrong with the folder, a line each: a row whose file is not there, or not as it was.
[[nodiscard]] std::vector<std::string> faults_of(db::Tx& tx, const Folder& folder);

}  // namespace gandan::files
