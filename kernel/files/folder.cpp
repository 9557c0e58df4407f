#include "kernel/files/folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <vector>

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/random.hpp"
#include "lib/crypto/stream.hpp"

namespace gandan::files {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_size = 64 * 1024;  // bytes of content
constexpr std::size_t hash_digits = 64;
constexpr const char* unnamed = "unnamed";  // the folder of what is being written

[[noreturn]] void throw_error(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

class Descriptor {
 public:
  explicit Descriptor(int file) : file_(file) {}
  ~Descriptor() {
    if (file_ >= 0) ::close(file_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return file_; }

 private:
  int file_;
};

void make_folder(const std::string& path) {
  if (::mkdir(path.c_str(), S_IRWXU) != 0 && errno != EEXIST)
    throw_error("cannot make the folder " + path);
}

void sync_folder(const std::string& path) {
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_DIRECTORY));
  if (folder.get() < 0 || ::fsync(folder.get()) != 0)
    throw_error("cannot bring the folder " + path + " to the disk");
}

/// A file of the folder that has no name yet; it goes unless it is given one.
class Unnamed {
 public:
  explicit Unnamed(const std::string& folder)
      : path_(folder + "/" + crypto::hex(crypto::random_bytes(16))),
        file_(::open(path_.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW,
                     S_IRUSR | S_IWUSR)) {
    if (file_.get() < 0) throw_error("cannot write into " + folder);
  }
  ~Unnamed() {
    if (!is_named_) ::unlink(path_.c_str());
  }
  Unnamed(const Unnamed&) = delete;
  Unnamed& operator=(const Unnamed&) = delete;

  void write(std::string_view bytes) {
    hash_.add(bytes);
    while (!bytes.empty()) {
      const ssize_t written = ::write(file_.get(), bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) throw_error("cannot write a file");
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  [[nodiscard]] std::string hash() { return hash_.digits(); }
  /// On the disk, under its name.
  void name(const std::string& path) {
    if (::fsync(file_.get()) != 0) throw_error("cannot bring a file to the disk");
    if (::rename(path_.c_str(), path.c_str()) != 0) throw_error("cannot name a file");
    is_named_ = true;
  }

 private:
  std::string path_;
  Descriptor file_;
  crypto::GrowingHash hash_;
  bool is_named_ = false;
};

std::string read_up_to(int file, std::size_t most) {
  std::string bytes(most, '\0');
  std::size_t at = 0;
  while (at < most) {
    const ssize_t got = ::read(file, bytes.data() + at, most - at);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_error("cannot read a file");
    if (got == 0) break;
    at += static_cast<std::size_t>(got);
  }
  bytes.resize(at);
  return bytes;
}

bool is_hash(std::string_view text) {
  return text.size() == hash_digits && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

bool is_older(const fs::path& file, Instant until) {
  struct stat about {};
  if (::lstat(file.c_str(), &about) != 0) return false;
  constexpr std::int64_t micros = 1'000'000;
  return static_cast<std::int64_t>(about.st_mtim.tv_sec) * micros < until.micros;
}

std::vector<fs::path> entries_of(const fs::path& folder) {
  std::vector<fs::path> entries;
  std::error_code ignored;
  for (fs::directory_iterator it(folder, ignored), end; !ignored && it != end;
       it.increment(ignored))
    entries.push_back(it->path());
  return entries;
}

}  // namespace

struct Reading::State {
  State(int descriptor, std::string_view key)
      : file(descriptor), opener(key, read_up_to(descriptor, crypto::stream_header_size)) {}
  Descriptor file;
  crypto::StreamOpener opener;
};

Reading::Reading(std::unique_ptr<State> state) : state_(std::move(state)) {}
Reading::~Reading() = default;
Reading::Reading(Reading&&) noexcept = default;

std::optional<std::string> Reading::next() {
  if (state_->opener.is_at_end()) return std::nullopt;
  auto piece =
      state_->opener.open(read_up_to(state_->file.get(), piece_size + crypto::stream_added_size));
  if (!piece) throw std::runtime_error("a stored file was cut or changed");
  return piece;
}

std::string Folder::path_of(std::string_view hash) const {
  if (!is_hash(hash)) throw std::invalid_argument("this names no stored file");
  return path_ + "/" + std::string(hash.substr(0, 2)) + "/" + std::string(hash.substr(2));
}

Stored Folder::put(std::string_view content, std::string_view key) const {
  if (path_.empty()) throw std::logic_error("there is no folder for files");
  make_folder(path_);
  make_folder(path_ + "/" + unnamed);
  Unnamed file(path_ + "/" + unnamed);
  crypto::StreamLock lock(key);
  file.write(lock.header());
  Stored stored{.hash = {}, .size = static_cast<std::int64_t>(content.size())};
  do {
    const std::string_view piece = content.substr(0, piece_size);
    content.remove_prefix(piece.size());
    file.write(lock.lock(piece, content.empty()));
  } while (!content.empty());
  stored.hash = file.hash();
  const std::string path = path_of(stored.hash);
  const std::string shelf = path.substr(0, path.rfind('/'));
  make_folder(shelf);
  file.name(path);
  sync_folder(shelf);
  sync_folder(path_);
  return stored;
}

std::optional<Reading> Folder::open(std::string_view hash, std::string_view key) const {
  const int file = ::open(path_of(hash).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0) return std::nullopt;
  return Reading(std::make_unique<Reading::State>(file, key));
}

std::string Folder::fault_of(std::string_view hash) const {
  const Descriptor file(::open(path_of(hash).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (file.get() < 0) return "is not there";
  crypto::GrowingHash found;
  for (std::string piece = read_up_to(file.get(), piece_size); !piece.empty();
       piece = read_up_to(file.get(), piece_size))
    found.add(piece);
  return found.digits() == hash ? "" : "was changed";
}

void Folder::remove(std::string_view hash) const {
  (void)::unlink(path_of(hash).c_str());
}

void Folder::copy_from(const Folder& other, std::string_view hash) const {
  if (fault_of(hash).empty()) return;
  const Descriptor from(::open(other.path_of(hash).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (from.get() < 0)
    throw std::runtime_error("the file " + std::string(hash) + " is not in " + other.path_);
  make_folder(path_);
  make_folder(path_ + "/" + unnamed);
  Unnamed copy(path_ + "/" + unnamed);
  for (std::string piece = read_up_to(from.get(), piece_size); !piece.empty();
       piece = read_up_to(from.get(), piece_size))
    copy.write(piece);
  if (copy.hash() != hash)
    throw std::runtime_error("the file " + std::string(hash) + " in " + other.path_ +
                             " was changed");
  const std::string path = path_of(hash);
  const std::string shelf = path.substr(0, path.rfind('/'));
  make_folder(shelf);
  copy.name(path);
  sync_folder(shelf);
}

std::int64_t Folder::sweep(Instant until,
                           const std::function<bool(const std::string&)>& is_known) const {
  std::int64_t removed = 0;
  if (path_.empty()) return removed;
  for (const fs::path& shelf : entries_of(path_))
    for (const fs::path& file : entries_of(shelf)) {
      const std::string hash = shelf.filename().string() + file.filename().string();
      const bool is_stored = is_hash(hash);
      if (!is_stored && shelf.filename() != unnamed) continue;  // nobody knows whose it is
      if (!is_older(file, until) || (is_stored && is_known(hash))) continue;
      removed += ::unlink(file.c_str()) == 0 ? 1 : 0;
    }
  return removed;
}

}  // namespace gandan::files
