// Sealed boxes: whoever has the public key can seal, only the holder of the key file can open.
// The public keys stand in the database, the secret ones in a file outside of it, mode 0600.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gandan::crypto {

/// An X25519 key pair. The id is the first 8 bytes of the public key's SHA-256, in hexadecimal.
struct SealKey {
  std::string id;
  std::string public_key;  ///< 32 bytes
  std::string secret_key;  ///< 32 bytes
};

[[nodiscard]] SealKey make_seal_key();
[[nodiscard]] std::string seal_key_id(std::string_view public_key);

/// A secret of 32 bytes for one purpose (keyed BLAKE2b over its name): whoever has it learns
/// neither the key nor the secret of another purpose.
[[nodiscard]] std::string derive(const SealKey& key, std::string_view purpose);
/// The key pair whose secret derive() makes.
[[nodiscard]] SealKey derive_pair(const SealKey& key, std::string_view purpose);

/// Seals to a public key (libsodium's crypto_box_seal): 48 bytes longer than what is sealed.
/// Throws std::invalid_argument for anything but a key of 32 bytes.
[[nodiscard]] std::string seal(std::string_view public_key, std::string_view secret);
/// Nothing where it was sealed to another key or altered.
[[nodiscard]] std::optional<std::string> open(const SealKey& key, std::string_view sealed);

/// The file of secret keys: the last one is in use, earlier ones open what was sealed before.
class KeyFile {
 public:
  /// Reads the file. Throws std::runtime_error where it is missing or malformed, or where anybody
  /// but its owner may read it.
  [[nodiscard]] static KeyFile read(const std::string& path);
  /// Reads it or, where there is none, makes it with a first key.
  [[nodiscard]] static KeyFile read_or_create(const std::string& path);

  [[nodiscard]] const SealKey& current() const { return keys_.back(); }
  /// The first one: what a rotation must not change is derived from it.
  [[nodiscard]] const SealKey& first() const { return keys_.front(); }
  [[nodiscard]] const SealKey* find(std::string_view id) const;
  [[nodiscard]] const std::vector<SealKey>& keys() const { return keys_; }
  /// Adds a key that is used from now on; the file is replaced as a whole. Returns it.
  const SealKey& rotate();

  KeyFile(KeyFile&&) noexcept = default;
  KeyFile& operator=(KeyFile&&) noexcept = default;
  KeyFile(const KeyFile&) = delete;
  KeyFile& operator=(const KeyFile&) = delete;
  ~KeyFile();

 private:
  explicit KeyFile(std::string path) : path_(std::move(path)) {}
  void write() const;

  std::string path_;
  std::vector<SealKey> keys_;
};

}  // namespace gandan::crypto
