// Files under a key of their own, piece by piece (libsodium's secretstream: XChaCha20-Poly1305):
// no piece can be changed, swapped, repeated or left out, the last one neither. And a SHA-256 that
// grows with a file.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gandan::crypto {

inline constexpr std::size_t stream_key_size = 32;     ///< bytes; random_bytes() makes one
inline constexpr std::size_t stream_header_size = 24;  ///< bytes, before the first piece
inline constexpr std::size_t stream_added_size = 17;   ///< bytes, of each piece

class StreamLock {
 public:
  /// Throws std::invalid_argument for a key of another length.
  explicit StreamLock(std::string_view key);
  ~StreamLock();
  StreamLock(const StreamLock&) = delete;
  StreamLock& operator=(const StreamLock&) = delete;

  /// Begins what is locked.
  [[nodiscard]] const std::string& header() const { return header_; }
  [[nodiscard]] std::string lock(std::string_view piece, bool is_last);

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::string header_;
};

class StreamOpener {
 public:
  /// Throws std::invalid_argument for a key or header of another length.
  StreamOpener(std::string_view key, std::string_view header);
  ~StreamOpener();
  StreamOpener(const StreamOpener&) = delete;
  StreamOpener& operator=(const StreamOpener&) = delete;

  /// The piece that was locked as the next one; nothing where it was altered, or is another.
  [[nodiscard]] std::optional<std::string> open(std::string_view locked);
  /// Whether the piece opened last was the last.
  [[nodiscard]] bool is_at_end() const { return is_at_end_; }

 private:
  struct State;
  std::unique_ptr<State> state_;
  bool is_at_end_ = false;
};

class GrowingHash {
 public:
  GrowingHash();
  ~GrowingHash();
  GrowingHash(const GrowingHash&) = delete;
  GrowingHash& operator=(const GrowingHash&) = delete;

  void add(std::string_view bytes);
  /// SHA-256 of all that was added, 64 small digits. Asked once.
  [[nodiscard]] std::string digits();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gandan::crypto
