// The key file and the database that it belongs to. A database seals to one key at a time, and from
// it to a key of each body; a file that does not hold that key is never put in its place unasked,
// since what is sealed to a stray key is lost.
#pragma once
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "kernel/ids/unit_id.hpp"
#include "lib/base/time.hpp"
#include "lib/crypto/sealed.hpp"
#include "lib/db/db.hpp"

namespace gandan::people {

/// The file is missing, or is another database's; what() says what to do.
struct WrongKeyFile : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Reads the key file at `path`, which must hold the key that the database seals to. Only where the
/// database knows no key yet is the file made, if it is not there, and its key published. Throws
/// WrongKeyFile, and leaves no file behind that it made.
[[nodiscard]] crypto::KeyFile open_key_file(db::Database& database, const Clock& clock,
                                            const std::string& path);

/// The id of the key that the database seals to; nothing while it knows none.
[[nodiscard]] std::optional<std::string> key_sealed_to(db::Tx& tx);

/// Adds a key to the file, which keeps the earlier ones, and seals to it from now on. Servers read
/// their file when they start: each needs the new one, and a restart.
void rotate_seal_key(db::Database& database, const Clock& clock, const std::string& path);
/// Where the file is lost for good: makes one anew, which must not exist, and seals to its key.
/// What was sealed before stays sealed for ever.
void replace_lost_seal_key(db::Database& database, const Clock& clock, const std::string& path);

/// What was sealed, and to which key.
struct Sealed {
  std::string key_id;
  std::optional<UnitId> unit;  ///< whose key was derived from it; nothing, of before: it itself
  std::string box;
};
/// Seals to the key of `body`, which is derived from the key that the database seals to now; none
/// is a key too, for what no body handles yet. Where this server's file does not hold that key yet
/// (another server has rotated it, or somebody put a key of theirs into the database), it is sealed
/// to the newest that the file holds. Throws std::logic_error where no key was published.
[[nodiscard]] Sealed seal_to(db::Tx& tx, const crypto::KeyFile& keys, UnitId body,
                             std::string_view plain);
/// Nothing where the file does not hold the key.
[[nodiscard]] std::optional<std::string> open_sealed(const crypto::KeyFile& keys,
                                                     const Sealed& sealed);

/// The key file of a database, opened when it is first needed: what needs no keys needs no file.
class KeyHolder {
 public:
  KeyHolder(db::Database& database, const Clock& clock, std::string path)
      : database_(database), clock_(clock), path_(std::move(path)) {}

  /// As open_key_file(), once; not from inside a transaction the first time.
  [[nodiscard]] const crypto::KeyFile& get() const;

 private:
  db::Database& database_;
  const Clock& clock_;
  std::string path_;
  mutable std::once_flag opened_;
  mutable std::optional<crypto::KeyFile> file_;
};

}  // namespace gandan::people
