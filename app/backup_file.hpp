// A backup is one file: the copy of the database as its engine reads it, and behind it a manifest
// that says what the copy must hold. SQLite and pg_restore read such a file as if it ended before.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "lib/base/time.hpp"
#include "lib/db/db.hpp"

namespace gandan::app {

struct Manifest {
  std::string engine;  ///< "sqlite", "postgresql"
  Instant made_at;
  std::uint64_t bytes = 0;   ///< of the copy, without the manifest
  std::string sha256;        ///< of these bytes, 64 digits
  std::int64_t entries = 0;  ///< of the journal, with those that were not sealed yet
  std::int64_t sealed = 0;
  std::string head;      ///< of the journal's chain, 64 digits
  std::string seal_key;  ///< the id of the key that identities are sealed to; empty: none yet
  std::map<std::string, std::int64_t> rows;  ///< by table
};

[[nodiscard]] std::string name_of(db::Engine engine);
/// What the manifest says of the database that `tx` reads: all but made_at, bytes and sha256.
[[nodiscard]] Manifest describe(db::Tx& tx);
/// Appends it to the copy, with the checksum of the copy, and brings both to the disk.
void append_manifest(const std::string& file, Manifest manifest);
/// The manifest of a file; nothing where it has none. Throws std::runtime_error, in words for the
/// operator, where the file cannot be read, or manifest or copy are not as they were written.
[[nodiscard]] std::optional<Manifest> read_manifest(const std::string& file);
/// What differs between what the copy holds and what its manifest says, in words; empty: nothing.
[[nodiscard]] std::string difference(const Manifest& written, const Manifest& found);

}  // namespace gandan::app
