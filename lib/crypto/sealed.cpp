#include "lib/crypto/sealed.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/crypto/sodium.hpp"

namespace gandan::crypto {
namespace {

SealKey from_secret(std::string secret) {
  SealKey key{.public_key = std::string(crypto_box_PUBLICKEYBYTES, '\0'),
              .secret_key = std::move(secret)};
  crypto_scalarmult_base(raw(key.public_key), raw(key.secret_key));
  key.id = seal_key_id(key.public_key);
  return key;
}

[[noreturn]] void broken(const std::string& path, const char* why) {
  throw std::runtime_error("key file " + path + ": " + why);
}

/// Writes all of it, durably, to a new file that only its owner may read.
void write_private(const std::string& path, std::string_view text) {
  int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) throw std::system_error(errno, std::generic_category(), path);
  bool written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                 ::fsync(file) == 0;
  int error = errno;
  ::close(file);
  if (!written) {
    ::unlink(path.c_str());
    throw std::system_error(error, std::generic_category(), path);
  }
}

}  // namespace

SealKey make_seal_key() {
  start_sodium();
  std::string secret(crypto_box_SECRETKEYBYTES, '\0');
  randombytes_buf(secret.data(), secret.size());
  return from_secret(std::move(secret));
}

std::string seal_key_id(std::string_view public_key) {
  return hex(sha256(public_key).substr(0, 8));
}

std::string derive(const SealKey& key, std::string_view purpose) {
  start_sodium();
  const std::string name = "gandan " + std::string(purpose);
  std::string secret(crypto_box_SECRETKEYBYTES, '\0');
  crypto_generichash(raw(secret), secret.size(), raw(name), name.size(), raw(key.secret_key),
                     key.secret_key.size());
  return secret;
}

SealKey derive_pair(const SealKey& key, std::string_view purpose) {
  return from_secret(derive(key, purpose));
}

std::string seal(std::string_view public_key, std::string_view secret) {
  start_sodium();
  if (public_key.size() != crypto_box_PUBLICKEYBYTES)
    throw std::invalid_argument("a public key has 32 bytes");
  std::string sealed(secret.size() + crypto_box_SEALBYTES, '\0');
  crypto_box_seal(raw(sealed), raw(secret), secret.size(), raw(public_key));
  return sealed;
}

std::optional<std::string> open(const SealKey& key, std::string_view sealed) {
  start_sodium();
  if (sealed.size() < crypto_box_SEALBYTES) return std::nullopt;
  std::string secret(sealed.size() - crypto_box_SEALBYTES, '\0');
  if (crypto_box_seal_open(raw(secret), raw(sealed), sealed.size(), raw(key.public_key),
                           raw(key.secret_key)) != 0)
    return std::nullopt;
  return secret;
}

// One secret key a line, base64; the last is in use.
KeyFile KeyFile::read(const std::string& path) {
  start_sodium();
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0) broken(path, "is missing");
  if ((about.st_mode & 077) != 0) broken(path, "may be read by others; chmod 600 it");
  KeyFile file(path);
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    auto secret = from_base64(line);
    sodium_memzero(line.data(), line.size());
    if (!secret || secret->size() != crypto_box_SECRETKEYBYTES) broken(path, "is malformed");
    file.keys_.push_back(from_secret(std::move(*secret)));
  }
  if (file.keys_.empty()) broken(path, "is empty");
  return file;
}

KeyFile KeyFile::read_or_create(const std::string& path) {
  if (std::filesystem::exists(path)) return read(path);
  KeyFile file(path);
  file.rotate();
  return file;
}

const SealKey* KeyFile::find(std::string_view id) const {
  auto at =
      std::find_if(keys_.begin(), keys_.end(), [&](const SealKey& key) { return key.id == id; });
  return at == keys_.end() ? nullptr : &*at;
}

const SealKey& KeyFile::rotate() {
  keys_.push_back(make_seal_key());
  write();
  return current();
}

void KeyFile::write() const {
  std::string text;
  for (const SealKey& key : keys_) text += base64(key.secret_key) + "\n";
  const std::string fresh = path_ + ".new";
  ::unlink(fresh.c_str());
  write_private(fresh, text);
  sodium_memzero(text.data(), text.size());
  std::filesystem::rename(fresh, path_);
}

KeyFile::~KeyFile() {
  for (SealKey& key : keys_) sodium_memzero(key.secret_key.data(), key.secret_key.size());
}

}  // namespace gandan::crypto
