#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "lib/http/request.hpp"

namespace gandan::http {
namespace {

constexpr std::size_t memory_limit = 64 * 1024;

[[noreturn]] void throw_errno(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

/// A file without a name: it goes with its descriptor, even when the process is killed.
int open_unnamed() {
  std::string path = (std::filesystem::temp_directory_path() / "gandan-upload-XXXXXX").string();
  const int file = ::mkostemp(path.data(), O_CLOEXEC);
  if (file < 0) throw_errno("cannot make a temporary file for an upload");
  ::unlink(path.c_str());
  return file;
}

void write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_errno("cannot write an upload to its temporary file");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

Upload::Upload(std::string field, std::string file_name, std::string content_type)
    : field_(std::move(field)),
      file_name_(std::move(file_name)),
      content_type_(std::move(content_type)) {}

Upload::~Upload() {
  if (file_ >= 0) ::close(file_);
}

Upload::Upload(Upload&& other) noexcept
    : field_(std::move(other.field_)),
      file_name_(std::move(other.file_name_)),
      content_type_(std::move(other.content_type_)),
      size_(std::exchange(other.size_, 0)),
      memory_(std::move(other.memory_)),
      file_(std::exchange(other.file_, -1)) {}

Upload& Upload::operator=(Upload&& other) noexcept {
  Upload moved(std::move(other));
  std::swap(field_, moved.field_);
  std::swap(file_name_, moved.file_name_);
  std::swap(content_type_, moved.content_type_);
  std::swap(size_, moved.size_);
  std::swap(memory_, moved.memory_);
  std::swap(file_, moved.file_);
  return *this;
}

void Upload::append(std::string_view bytes) {
  if (file_ < 0 && memory_.size() + bytes.size() > memory_limit) {
    file_ = open_unnamed();
    write_all(file_, memory_);
    memory_ = {};
  }
  if (file_ >= 0) {
    write_all(file_, bytes);
  } else {
    memory_.append(bytes);
  }
  size_ += bytes.size();
}

void Upload::each_chunk(const std::function<void(std::string_view)>& fn) const {
  if (file_ < 0) {
    if (!memory_.empty()) fn(memory_);
    return;
  }
  std::array<char, 64 * 1024> chunk;
  for (std::uint64_t at = 0; at < size_;) {
    const ssize_t got = ::pread(file_, chunk.data(), chunk.size(), static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) throw_errno("cannot read an upload back");
    fn({chunk.data(), static_cast<std::size_t>(got)});
    at += static_cast<std::uint64_t>(got);
  }
}

std::string Upload::bytes() const {
  std::string all;
  all.reserve(size_);
  each_chunk([&](std::string_view chunk) { all.append(chunk); });
  return all;
}

}  // namespace gandan::http
