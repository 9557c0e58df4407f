// A key file whose one key is known, so that what is derived from it is the same each time.
#pragma once
#include <sys/stat.h>

#include <fstream>
#include <string>

#include "lib/crypto/sealed.hpp"

namespace gandan::receipts::test {

/// At `path`, which must not exist; its key is the bytes 0, 1, … 31.
[[nodiscard]] inline crypto::KeyFile known_keys(const std::string& path) {
  std::ofstream(path) << "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n";
  ::chmod(path.c_str(), 0600);
  return crypto::KeyFile::read(path);
}

}  // namespace gandan::receipts::test
