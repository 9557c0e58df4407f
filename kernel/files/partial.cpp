#include "kernel/files/partial.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <system_error>

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/crypto/secret_box.hpp"
#include "lib/log/log.hpp"

namespace gandan::files {
namespace {

constexpr std::size_t most_in_piece = 64 * 1024;     // bytes of content
constexpr std::size_t length_size = 4, at_size = 8;  // bytes before a locked piece, and in it
constexpr std::size_t lock_size = 40;                // bytes that crypto::encrypt adds
constexpr std::size_t longest_name = 1000;           // bytes

[[noreturn]] void partial_error(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

std::string number_bytes(std::uint64_t number, std::size_t width) {
  std::string bytes;
  for (std::size_t i = 0; i < width; ++i) bytes += static_cast<char>(number >> (8 * i) & 0xFFU);
  return bytes;
}

std::uint64_t number_of(std::string_view bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = bytes.size(); i-- > 0;)
    number = number << 8U | static_cast<unsigned char>(bytes[i]);
  return number;
}

/// Fewer bytes where the file ends before.
std::string bytes_at(int file, std::int64_t at, std::size_t count) {
  std::string bytes(count, '\0');
  std::size_t got = 0;
  while (got < count) {
    const ssize_t more = ::pread(file, bytes.data() + got, count - got,
                                 static_cast<off_t>(at) + static_cast<off_t>(got));
    if (more < 0 && errno == EINTR) continue;
    if (more < 0) partial_error("cannot read an unfinished file");
    if (more == 0) break;
    got += static_cast<std::size_t>(more);
  }
  bytes.resize(got);
  return bytes;
}

/// Throws where not all of it was written; then the file ends where it ended before.
void write_at(int file, std::int64_t at, std::string_view bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t written = ::pwrite(file, bytes.data() + done, bytes.size() - done,
                                     static_cast<off_t>(at) + static_cast<off_t>(done));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const int why = errno;
      (void)!::ftruncate(file, static_cast<off_t>(at));
      errno = why;
      partial_error("cannot write an unfinished file");
    }
    done += static_cast<std::size_t>(written);
  }
}

/// Bytes of a locked piece that begins at `at`; 0 where none begins there, or not all of it.
std::size_t piece_at(int file, std::int64_t at, std::int64_t end) {
  const std::string length = bytes_at(file, at, length_size);
  if (length.size() < length_size) return 0;
  const auto size = static_cast<std::size_t>(number_of(length));
  const bool is_possible = size > lock_size && size <= lock_size + at_size + most_in_piece;
  return is_possible && at + static_cast<std::int64_t>(length_size + size) <= end ? size : 0;
}

std::int64_t end_of(int file) {
  struct stat about {};
  if (::fstat(file, &about) != 0) partial_error("cannot look at an unfinished file");
  return about.st_size;
}

std::string key_from(std::string_view token) {
  return crypto::sha256(std::string("key of an unfinished file\n").append(token));
}

/// Where those lie that have no name yet: the sweep takes them after a day (Folder::sweep).
std::string shelf_of(const Folder& folder) {
  return folder.path() + "/unnamed";
}

int open_unfinished(const Folder& folder, std::string_view token, int how) {
  const std::string path = shelf_of(folder) + "/" + Partial::id_of(token);
  return ::open(path.c_str(), how | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
}

std::string written_as(const Announced& it) {
  return std::to_string(it.size) + "\n" + it.name.substr(0, longest_name);
}

std::optional<Announced> read_announced(std::string_view text) {
  Announced it;
  const char* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, it.size);
  if (error != std::errc() || at == end || *at != '\n') return std::nullopt;
  it.name.assign(at + 1, end);
  return it;
}

}  // namespace

/// Of one that is open: its descriptor holds the lock.
struct Partial::State {
  State(int descriptor, std::string its_key) : file(descriptor), key(std::move(its_key)) {}
  ~State() { ::close(file); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void put(std::int64_t place, std::string_view content) {
    const std::string locked = crypto::encrypt(
        key, number_bytes(static_cast<std::uint64_t>(place), at_size).append(content));
    write_at(file, end, number_bytes(locked.size(), length_size) + locked);
    end += static_cast<std::int64_t>(length_size + locked.size());
  }
  /// The piece at `at` and how far it goes in the file, where it is the one of this place.
  [[nodiscard]] std::optional<std::string> piece(std::int64_t& at, std::int64_t place) const {
    const std::size_t size = piece_at(file, at, end);
    if (size == 0) return std::nullopt;
    auto opened =
        crypto::decrypt(key, bytes_at(file, at + static_cast<std::int64_t>(length_size), size));
    at += static_cast<std::int64_t>(length_size + size);
    if (!opened || opened->size() < at_size ||
        number_of(std::string_view(*opened).substr(0, at_size)) !=
            static_cast<std::uint64_t>(place))
      return std::nullopt;
    opened->erase(0, at_size);
    return opened;
  }
  /// Goes through the lengths of all pieces behind the first; what stands behind them is half a
  /// piece.
  void count() {
    const std::int64_t whole = end_of(file);
    for (std::size_t size = piece_at(file, first, whole); size != 0;
         size = piece_at(file, end, whole)) {
      end += static_cast<std::int64_t>(length_size + size);
      came += static_cast<std::int64_t>(size - lock_size - at_size);
    }
  }

  int file;
  std::string key;
  std::int64_t first = 0;  ///< where the content begins, behind what was announced
  std::int64_t end = 0;    ///< of the last whole piece
  std::int64_t came = 0;   ///< bytes of content up to there
};

namespace {

/// The place of what was announced: no content has it.
constexpr std::int64_t announced_place = -1;

}  // namespace

Partial::Partial(std::unique_ptr<State> state, Announced announced)
    : state_(std::move(state)), announced_(std::move(announced)) {}

Partial::~Partial() {
  try {
    flush();
  } catch (const std::exception& error) {
    log::warning("the end of an unfinished file was not kept", {{"error", error.what()}});
  }
}

std::string Partial::id_of(std::string_view token) {
  return crypto::hex(crypto::sha256(std::string("an unfinished file\n").append(token)));
}

void Partial::begin(const Folder& folder, std::string_view token, const Announced& announced) {
  for (const std::string& path : {folder.path(), shelf_of(folder)})
    if (::mkdir(path.c_str(), S_IRWXU) != 0 && errno != EEXIST)
      partial_error("cannot make a folder for files");
  const int file = open_unfinished(folder, token, O_CREAT | O_EXCL | O_RDWR);
  if (file < 0) partial_error("cannot begin a file");
  State state(file, key_from(token));
  try {
    state.put(announced_place, written_as(announced));
  } catch (const std::system_error&) {
    remove(folder, id_of(token));
    throw;
  }
}

Result<std::shared_ptr<Partial>, NotOpened> Partial::open(const Folder& folder,
                                                          std::string_view token) {
  const int file = open_unfinished(folder, token, O_RDWR);
  if (file < 0) return fail(NotOpened::not_there);
  auto state = std::make_unique<State>(file, key_from(token));
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) return fail(NotOpened::in_use);
  state->end = end_of(file);
  const auto head = state->piece(state->first, announced_place);
  auto announced = head ? read_announced(*head) : std::nullopt;
  if (!announced) return fail(NotOpened::not_there);
  state->end = state->first;
  state->count();
  return std::shared_ptr<Partial>(new Partial(std::move(state), std::move(*announced)));
}

std::optional<std::int64_t> Partial::size_of(const Folder& folder, std::string_view token) {
  const int file = open_unfinished(folder, token, O_RDONLY);
  if (file < 0) return std::nullopt;
  State state(file, key_from(token));
  state.end = end_of(file);
  if (!state.piece(state.first, announced_place)) return std::nullopt;
  state.end = state.first;
  state.count();
  return state.came;
}

void Partial::remove(const Folder& folder, std::string_view id) {
  (void)::unlink((shelf_of(folder) + "/" + std::string(id)).c_str());
}

std::int64_t Partial::size() const {
  return state_->came + static_cast<std::int64_t>(held_.size());
}

void Partial::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view next = bytes.substr(0, most_in_piece - held_.size());
    held_.append(next);
    bytes.remove_prefix(next.size());
    if (held_.size() == most_in_piece) flush();
  }
}

/// What the disk does not take is not kept for later either: its sender sends it again.
void Partial::flush() {
  if (held_.empty()) return;
  const std::string content = std::exchange(held_, {});
  state_->put(state_->came, content);
  state_->came += static_cast<std::int64_t>(content.size());
}

void Partial::release() {
  flush();
  (void)::flock(state_->file, LOCK_UN);
}

std::optional<std::string> Partial::content() const {
  std::string all;
  all.reserve(static_cast<std::size_t>(state_->came));
  for (std::int64_t at = state_->first; at < state_->end;) {
    auto piece = state_->piece(at, static_cast<std::int64_t>(all.size()));
    if (!piece) return std::nullopt;
    all += *piece;
  }
  return all;
}

}  // namespace gandan::files
