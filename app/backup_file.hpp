// A backup is one file: the copy of the database as its engine reads it, and behind it a manifest
// that says what the copy must hold. SQLite and pg_restore read such a file as if it ended before.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "lib/base/time.hpp"
#include "lib/crypto/sealed.hpp"
#include "lib/db/db.hpp"

namespace gandan::app {

struct Manifest {
  std::string engine;  ///< "sqlite", "postgresql"
  Instant made_at;
  std::uint64_t bytes = 0;   ///< of the copy, without the manifest
  std::string sha256;        ///< of these bytes, 64 digits
  std::int64_t entries = 0;  ///< of the journal, with those that were not sealed yet
  std::int64_t sealed = 0;
  std::string head;  ///< of the journal's chain, 64 digits
  /// The log's signed head, a note; empty: there was no log yet, or the backup is older than it.
  std::string log_head;
  std::string seal_key;  ///< the id of the key that identities are sealed to; empty: none yet
  /// The id of the key under which its MAC was made; empty: it was written before there was one.
  std::string vouched_by;
  std::map<std::string, std::int64_t> rows;  ///< by table
};

/// A manifest as it stands in a file.
struct Written {
  Manifest manifest = {};
  std::string text;      ///< what the MAC is of
  std::string mac = {};  ///< 64 digits; empty as vouched_by
};

[[nodiscard]] std::string name_of(db::Engine engine);
/// What the manifest says of the database that `tx` reads: all but made_at, bytes, sha256 and
/// vouched_by.
[[nodiscard]] Manifest describe(db::Tx& tx);
/// Appends it to the copy, with the checksum of the copy and its MAC (HMAC-SHA-256) under the key,
/// and brings both to the disk.
void append_manifest(const std::string& file, Manifest manifest, const crypto::SealKey& key);
/// The manifest of a file; nothing where it has none. Throws std::runtime_error, in words for the
/// operator, where the file cannot be read, or manifest or copy are not as they were written.
[[nodiscard]] std::optional<Written> read_manifest(const std::string& file);
/// Whether whoever wrote it had the key: a checksum anybody can compute anew, a MAC they cannot.
[[nodiscard]] bool is_vouched(const Written& written, const crypto::SealKey& key);
/// What differs between what the copy holds and what its manifest says, in words; empty: nothing.
[[nodiscard]] std::string difference(const Manifest& written, const Manifest& found);

}  // namespace gandan::app
