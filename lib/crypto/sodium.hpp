// Starts libsodium once, before its first use. Only for the .cpp files of lib/crypto.
#pragma once
#include <sodium.h>

#include <stdexcept>

namespace gandan::crypto {

inline void start_sodium() {
  static const bool started = [] {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be started");
    return true;
  }();
  (void)started;
}

inline unsigned char* raw(std::string& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}
inline const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace gandan::crypto
