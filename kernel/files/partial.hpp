// A file while it comes in pieces: what has come lies in the folder, locked under a key that stands
// in its address alone, and stays there when the line is cut or the server ends.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/files/folder.hpp"
#include "lib/base/result.hpp"

namespace gandan::files {

/// What its sender said before the first byte.
struct Announced {
  std::int64_t size = 0;  ///< bytes
  std::string name;
};

enum class NotOpened : std::uint8_t {
  not_there,
  in_use,  ///< another request is just writing it
};

/// The file grows by pieces of at most 64 KiB, each locked by itself with its place: one that was
/// written half counts for nothing. Nobody promises what was not yet stored as a file, so no piece
/// is brought to the disk before the next one is taken.
class Partial {
 public:
  /// What is stored of the word in its address, and how the file is called: 64 digits.
  [[nodiscard]] static std::string id_of(std::string_view token);
  /// Throws std::system_error where the folder takes none.
  static void begin(const Folder& folder, std::string_view token, const Announced& announced);
  /// To go on with it, nobody else meanwhile.
  [[nodiscard]] static Result<std::shared_ptr<Partial>, NotOpened> open(const Folder& folder,
                                                                        std::string_view token);
  /// Bytes that have come; nothing where it is not there.
  [[nodiscard]] static std::optional<std::int64_t> size_of(const Folder& folder,
                                                           std::string_view token);
  static void remove(const Folder& folder, std::string_view id);

  /// Keeps what came last, too, where the disk takes it.
  ~Partial();
  Partial(const Partial&) = delete;
  Partial& operator=(const Partial&) = delete;

  [[nodiscard]] const Announced& announced() const { return announced_; }
  [[nodiscard]] std::int64_t size() const;  ///< bytes that have come
  [[nodiscard]] bool is_whole() const { return size() >= announced_.size; }
  /// Throws std::system_error where the disk takes no more: what was kept before stays.
  void append(std::string_view bytes);
  /// Writes what `append` still holds.
  void flush();
  /// Lets others go on with it, who may be there before this one is gone: nothing is appended from
  /// then on.
  void release();
  /// All of it; nothing where it is not as it was written.
  [[nodiscard]] std::optional<std::string> content() const;

 private:
  struct State;
  Partial(std::unique_ptr<State> state, Announced announced);

  std::unique_ptr<State> state_;
  Announced announced_;
  std::string held_;
};

}  // namespace gandan::files
