#include "lib/crypto/stream.hpp"

#include <openssl/evp.h>

#include <stdexcept>

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/sodium.hpp"

namespace gandan::crypto {

static_assert(stream_key_size == crypto_secretstream_xchacha20poly1305_KEYBYTES &&
              stream_header_size == crypto_secretstream_xchacha20poly1305_HEADERBYTES &&
              stream_added_size == crypto_secretstream_xchacha20poly1305_ABYTES);

namespace {

void require_stream_key(std::string_view key) {
  start_sodium();
  if (key.size() != stream_key_size) throw std::invalid_argument("a key of a file has 32 bytes");
}

void require_hashed(int done) {
  if (done != 1) throw std::runtime_error("OpenSSL cannot make a SHA-256");
}

}  // namespace

struct StreamLock::State {
  crypto_secretstream_xchacha20poly1305_state stream;
};
struct StreamOpener::State {
  crypto_secretstream_xchacha20poly1305_state stream;
};
/// By OpenSSL, some four times as fast as libsodium: it is what a file that is taken in waits for.
struct GrowingHash::State {
  State() : hash(EVP_MD_CTX_new()) {}
  ~State() { EVP_MD_CTX_free(hash); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  EVP_MD_CTX* hash;
};

StreamLock::StreamLock(std::string_view key)
    : state_(std::make_unique<State>()), header_(stream_header_size, '\0') {
  require_stream_key(key);
  crypto_secretstream_xchacha20poly1305_init_push(&state_->stream, raw(header_), raw(key));
}

StreamLock::~StreamLock() {
  sodium_memzero(state_.get(), sizeof(State));
}

std::string StreamLock::lock(std::string_view piece, bool is_last) {
  std::string locked(piece.size() + stream_added_size, '\0');
  crypto_secretstream_xchacha20poly1305_push(
      &state_->stream, raw(locked), nullptr, raw(piece), piece.size(), nullptr, 0,
      is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
  return locked;
}

StreamOpener::StreamOpener(std::string_view key, std::string_view header)
    : state_(std::make_unique<State>()) {
  require_stream_key(key);
  if (header.size() != stream_header_size ||
      crypto_secretstream_xchacha20poly1305_init_pull(&state_->stream, raw(header), raw(key)) != 0)
    throw std::invalid_argument("this does not begin as a locked file does");
}

StreamOpener::~StreamOpener() {
  sodium_memzero(state_.get(), sizeof(State));
}

std::optional<std::string> StreamOpener::open(std::string_view locked) {
  if (is_at_end_ || locked.size() < stream_added_size) return std::nullopt;
  std::string piece(locked.size() - stream_added_size, '\0');
  unsigned char tag = 0;
  if (crypto_secretstream_xchacha20poly1305_pull(&state_->stream, raw(piece), nullptr, &tag,
                                                 raw(locked), locked.size(), nullptr, 0) != 0)
    return std::nullopt;
  is_at_end_ = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  return piece;
}

GrowingHash::GrowingHash() : state_(std::make_unique<State>()) {
  require_hashed(state_->hash == nullptr ? 0
                                         : EVP_DigestInit_ex(state_->hash, EVP_sha256(), nullptr));
}

GrowingHash::~GrowingHash() = default;

void GrowingHash::add(std::string_view bytes) {
  require_hashed(EVP_DigestUpdate(state_->hash, bytes.data(), bytes.size()));
}

std::string GrowingHash::digits() {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  require_hashed(EVP_DigestFinal_ex(state_->hash, raw(hash), nullptr));
  return hex(hash);
}

}  // namespace gandan::crypto
