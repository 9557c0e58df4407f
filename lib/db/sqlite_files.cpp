#include "lib/db/sqlite_files.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "lib/db/error.hpp"

namespace gandan::db::sqlite {

std::vector<std::string> names_of(const std::string& file) {
  return {file, file + "-wal", file + "-shm", file + "-journal"};
}

void make_private(const std::string& file) {
  for (const std::string& name : names_of(file)) {
    struct stat about {};
    if (::stat(name.c_str(), &about) != 0 || !S_ISREG(about.st_mode) || !(about.st_mode & 077))
      continue;
    if (::chmod(name.c_str(), 0600) != 0)
      throw DatabaseError(name + " may be read by others and is not ours to change: chmod 600 it");
  }
}

void sync_to_disk(const std::string& path) {
  int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  bool done = fd >= 0 && ::fsync(fd) == 0;
  if (fd >= 0) ::close(fd);
  if (!done) throw DatabaseError("cannot sync " + path);
}

UseLock::UseLock(const std::string& file, Kind kind) {
  const std::string name = file + ".lock";
  fd_ = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd_ < 0) throw DatabaseError(name + " cannot be made");
  if (::flock(fd_, (kind == Kind::shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0) return;
  ::close(fd_);
  throw InUse(kind == Kind::shared
                  ? file + " is being replaced by a backup: try again when that has ended"
                  : file + " is in use by a server or another command: stop it first");
}

UseLock::~UseLock() {
  ::close(fd_);
}

OpenFiles::OpenFiles(const std::string& file) {
  for (std::string& name : names_of(file)) {
    // O_PATH: to close any other descriptor of the file would end SQLite's locks on it.
    int fd = ::open(name.c_str(), O_PATH | O_CLOEXEC);
    struct stat about {};
    if (fd < 0 || ::fstat(fd, &about) != 0) continue;
    opened_.push_back({std::move(name), fd, about.st_dev, about.st_ino});
  }
}

OpenFiles::~OpenFiles() {
  for (const Opened& opened : opened_) ::close(opened.fd);
}

bool OpenFiles::is_there(const Opened& opened) {
  struct stat about {};
  return ::stat(opened.path.c_str(), &about) == 0 && about.st_dev == opened.device &&
         about.st_ino == opened.number;
}

void OpenFiles::check() const {
  for (const Opened& opened : opened_) {
    if (is_there(opened)) continue;
    std::unique_lock lock(mutex_);
    auto tell = std::exchange(when_gone_, {});
    lock.unlock();
    if (tell) tell();
    throw Gone(opened.path +
               " was deleted, moved or replaced while it was open. Nothing more is written: what "
               "came since then was refused. Put the right file back (the newest backup: gandan "
               "restore), then start again");
  }
}

void OpenFiles::when_gone(std::function<void()> fn) {
  std::lock_guard lock(mutex_);
  when_gone_ = std::move(fn);
}

}  // namespace gandan::db::sqlite
