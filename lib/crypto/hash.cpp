#include "lib/crypto/hash.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <stdexcept>

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/sodium.hpp"

namespace gandan::crypto {
namespace {

constexpr std::size_t block_bytes = 64;

using Digest = std::array<unsigned char, 32>;

std::string_view view_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// SHA-256 by OpenSSL, which uses what the processor has for it: some four times as fast as
/// libsodium's.
class Sha256 {
 public:
  Sha256() : kind_(EVP_MD_fetch(nullptr, "SHA256", nullptr)), context_(EVP_MD_CTX_new()) {
    if (kind_ == nullptr || context_ == nullptr) {
      free();
      throw std::runtime_error("OpenSSL has no SHA-256");
    }
  }
  ~Sha256() { free(); }
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  /// The thread's own: to make one costs more than a hash.
  [[nodiscard]] static Sha256& kept() {
    thread_local Sha256 one;
    return one;
  }

  Sha256& begin() {
    require(EVP_DigestInit_ex(context_, kind_, nullptr));
    return *this;
  }
  Sha256& add(std::string_view bytes) {
    require(EVP_DigestUpdate(context_, bytes.data(), bytes.size()));
    return *this;
  }
  [[nodiscard]] Digest digest() {
    Digest digest;
    require(EVP_DigestFinal_ex(context_, digest.data(), nullptr));
    return digest;
  }

 private:
  static void require(int done) {
    if (done != 1) throw std::runtime_error("OpenSSL cannot make a SHA-256");
  }
  void free() {
    EVP_MD_CTX_free(context_);
    EVP_MD_free(kind_);
  }

  EVP_MD* kind_;
  EVP_MD_CTX* context_;
};

/// A key as HMAC (RFC 2104) puts it before what is hashed; wiped when it goes.
class Padded {
 public:
  Padded(std::string_view key, unsigned char with) {
    bytes_.fill(static_cast<char>(with));
    for (std::size_t i = 0; i < key.size(); ++i) bytes_[i] = static_cast<char>(key[i] ^ with);
  }
  ~Padded() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }
  Padded(const Padded&) = delete;
  Padded& operator=(const Padded&) = delete;

  [[nodiscard]] std::string_view bytes() const { return {bytes_.data(), bytes_.size()}; }

 private:
  std::array<char, block_bytes> bytes_;
};

}  // namespace

std::string sha256(std::string_view bytes) {
  return std::string(view_of(Sha256::kept().begin().add(bytes).digest()));
}

Digest sha256_of(std::initializer_list<std::string_view> pieces) {
  Sha256& hash = Sha256::kept().begin();
  for (std::string_view piece : pieces) hash.add(piece);
  return hash.digest();
}

std::string sha256_of_file(const std::string& path, std::uint64_t bytes) {
  std::ifstream in(path, std::ios::binary);
  Sha256 hash;
  hash.begin();
  std::string block(1 << 20, '\0');
  while (bytes > 0 && in) {
    in.read(block.data(),
            static_cast<std::streamsize>(std::min<std::uint64_t>(bytes, block.size())));
    const auto got = static_cast<std::size_t>(in.gcount());
    hash.add(std::string_view(block).substr(0, got));
    bytes -= got;
  }
  if (in.bad() || !in.is_open()) throw std::runtime_error(path + " cannot be read");
  return hex(view_of(hash.digest()));
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
  std::string short_key;
  if (key.size() > block_bytes) key = short_key = sha256(key);
  Sha256& hash = Sha256::kept();
  const Digest inner = hash.begin().add(Padded(key, 0x36).bytes()).add(bytes).digest();
  return std::string(
      view_of(hash.begin().add(Padded(key, 0x5c).bytes()).add(view_of(inner)).digest()));
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace gandan::crypto
