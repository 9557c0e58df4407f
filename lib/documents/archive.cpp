#include "lib/documents/archive.hpp"

#include <zip.h>

#include <memory>
#include <stdexcept>

namespace gandan::documents {
namespace {

constexpr zip_int64_t most_files = 1000;
/// 1 January 2026 at noon UTC: an archive does not tell when it was made.
constexpr std::int64_t made_at = 1'767'268'800;

struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, FreeSource>;
struct Discard {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

[[noreturn]] void fail_archive(const char* why) {
  throw std::runtime_error(std::string("an archive cannot be made: ") + why);
}

void add_file(zip_t* zip, const ArchivedFile& file) {
  zip_source_t* source = zip_source_buffer(zip, file.bytes.data(), file.bytes.size(), 0);
  if (source == nullptr) fail_archive(zip_strerror(zip));
  const zip_int64_t index = zip_file_add(zip, file.name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    fail_archive(zip_strerror(zip));
  }
  const auto at = static_cast<zip_uint64_t>(index);
  zip_file_set_mtime(zip, at, made_at, 0);
  zip_set_file_compression(zip, at, ZIP_CM_DEFLATE, 6);
}

std::string content_of(zip_source_t* source) {
  if (zip_source_open(source) != 0) fail_archive("its bytes cannot be read");
  std::string bytes;
  char buffer[16'384];
  for (;;) {
    const zip_int64_t n = zip_source_read(source, buffer, sizeof buffer);
    if (n <= 0) break;
    bytes.append(buffer, static_cast<std::size_t>(n));
  }
  zip_source_close(source);
  return bytes;
}

std::optional<std::string> read_file(zip_t* zip, zip_uint64_t index, std::size_t most) {
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(zip, index, 0));
  if (!file) return std::nullopt;
  std::string bytes;
  char buffer[16'384];
  for (;;) {
    const zip_int64_t n = zip_fread(file.get(), buffer, sizeof buffer);
    if (n == 0) return bytes;
    if (n < 0 || bytes.size() + static_cast<std::size_t>(n) > most) return std::nullopt;
    bytes.append(buffer, static_cast<std::size_t>(n));
  }
}

}  // namespace

std::string archive(const std::vector<ArchivedFile>& files) {
  zip_error_t error;
  zip_error_init(&error);
  const Source source(zip_source_buffer_create(nullptr, 0, 0, &error));
  if (!source) fail_archive("no memory");
  zip_source_keep(source.get());  // closing the archive gives back one hold of two
  Archive zip(zip_open_from_source(source.get(), ZIP_CREATE | ZIP_TRUNCATE, &error));
  if (!zip) {
    zip_source_free(source.get());
    fail_archive("it cannot be opened");
  }
  for (const ArchivedFile& file : files) add_file(zip.get(), file);
  if (zip_close(zip.get()) != 0) fail_archive(zip_strerror(zip.get()));
  (void)zip.release();
  return content_of(source.get());
}

std::optional<std::vector<ArchivedFile>> files_of(std::string_view bytes, std::size_t most) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return std::nullopt;
  const Archive zip(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error));
  if (!zip) {
    zip_source_free(source);
    return std::nullopt;
  }
  const zip_int64_t count = zip_get_num_entries(zip.get(), 0);
  if (count < 0 || count > most_files) return std::nullopt;
  std::vector<ArchivedFile> files;
  std::size_t left = most;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
    const char* name = zip_get_name(zip.get(), i, ZIP_FL_ENC_GUESS);
    auto content = read_file(zip.get(), i, left);
    if (name == nullptr || !content) return std::nullopt;
    left -= content->size();
    files.push_back({name, std::move(*content)});
  }
  return files;
}

}  // namespace gandan::documents
