// The files of a SQLite database as this process opened them: a lock that says whether somebody
// uses them, modes that keep others out, and whether they still are what their names lead to.
#pragma once
#include <sys/types.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace gandan::db::sqlite {

/// The database file first, then its log, the index of the log, and the journal that it has before
/// it gets a log.
[[nodiscard]] std::vector<std::string> names_of(const std::string& file);

/// Takes read and write from the group and from others, of those files that are there. Throws
/// DatabaseError where that is not allowed.
void make_private(const std::string& file);

/// Makes a file, or the names in a folder, survive a loss of power.
void sync_to_disk(const std::string& path);

/// FILE.lock beside the database: shared by whoever may write to it, exclusive while a backup takes
/// its place. Of the process; gone with it, however it ends.
class UseLock {
 public:
  enum class Kind { shared, exclusive };
  /// Throws InUse where others hold it otherwise.
  UseLock(const std::string& file, Kind kind);
  ~UseLock();
  UseLock(const UseLock&) = delete;
  UseLock& operator=(const UseLock&) = delete;

 private:
  int fd_;
};

/// What was opened, held so that its numbers are not given to another file. Safe from any thread.
class OpenFiles {
 public:
  /// Call it while a connection holds them open.
  explicit OpenFiles(const std::string& file);
  ~OpenFiles();
  OpenFiles(const OpenFiles&) = delete;
  OpenFiles& operator=(const OpenFiles&) = delete;

  /// Costs a microsecond a file. Throws Gone where one was deleted, moved or replaced.
  void check() const;
  /// `fn` is called once, by the first check that fails.
  void when_gone(std::function<void()> fn);

 private:
  struct Opened {
    std::string path;
    int fd;
    dev_t device;
    ino_t number;
  };
  [[nodiscard]] static bool is_there(const Opened& opened);

  std::vector<Opened> opened_;
  mutable std::mutex mutex_;
  mutable std::function<void()> when_gone_;
};

}  // namespace gandan::db::sqlite
