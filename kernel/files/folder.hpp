// The folder in which files lie, beside the database: each locked under a key of its own and named
// by the SHA-256 of its stored bytes, "ab/cdef…". Nothing there says whose it is, or what.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "lib/base/time.hpp"

namespace gandan::files {

/// What was written, and is on the disk.
struct Stored {
  std::string hash;       ///< 64 digits
  std::int64_t size = 0;  ///< bytes of the content
};

/// Gives a stored file piece by piece.
class Reading {
 public:
  ~Reading();
  Reading(Reading&&) noexcept;
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  /// The next piece; nothing after the last. Throws std::runtime_error where the file is not what
  /// was stored.
  [[nodiscard]] std::optional<std::string> next();

 private:
  friend class Folder;
  struct State;
  explicit Reading(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

class Folder {
 public:
  /// Made, for its owner alone, when the first file is put into it.
  Folder() = default;
  explicit Folder(std::string path) : path_(std::move(path)) {}
  [[nodiscard]] const std::string& path() const { return path_; }

  /// Locks `content` under `key`, writes it where nobody looks, brings it to the disk and gives it
  /// its name. Throws std::system_error, with ENOSPC where the disk is full: nothing is left then.
  [[nodiscard]] Stored put(std::string_view content, std::string_view key) const;
  /// Nothing where it is not there.
  [[nodiscard]] std::optional<Reading> open(std::string_view hash, std::string_view key) const;
  /// What is wrong with a stored file; empty: it is there, with the bytes that its name says.
  [[nodiscard]] std::string fault_of(std::string_view hash) const;
  void remove(std::string_view hash) const;
  /// Copies a stored file here from another folder, unless it is here already, and compares its
  /// bytes with its name. Throws std::runtime_error where it is not there or not whole.
  void copy_from(const Folder& other, std::string_view hash) const;

  /// Removes what was written before `until` and never got a name, and each file of before then of
  /// which `is_known` says no. Returns how many.
  std::int64_t sweep(Instant until,
                     const std::function<bool(const std::string& hash)>& is_known) const;

 private:
  [[nodiscard]] std::string path_of(std::string_view hash) const;

  std::string path_;
};

}  // namespace gandan::files
