// A text file as UTF-8, whatever it was saved in.
#pragma once
#include <cstdint>
#include <filesystem>
#include <istream>
#include <memory>

#include "lib/text/encoding.hpp"

namespace gandan::text {

/// Reads UTF-8 with or without a mark, UTF-16 in either order with or without one, and a legacy
/// encoding of Vietnamese where the beginning of the file is surely in it; anything else as it is.
/// Memory is one block, whatever the size of the file.
class Utf8File : public std::istream {
 public:
  /// Opens `file`; is_open() says whether it could.
  explicit Utf8File(const std::filesystem::path& file);
  /// Reads from a stream instead, which must outlive this one.
  explicit Utf8File(std::istream& bytes);
  ~Utf8File() override;

  [[nodiscard]] bool is_open() const;
  /// What of the file itself was read so far, in its own bytes.
  [[nodiscard]] std::uint64_t bytes_read() const;
  /// What lines are converted from; utf8 where none is.
  [[nodiscard]] Encoding encoding() const;

 private:
  class Buffer;
  std::unique_ptr<Buffer> buffer_;
};

}  // namespace gandan::text
