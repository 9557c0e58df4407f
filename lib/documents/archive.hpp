// A DOCX is an archive of files: read and made in memory (libzip).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gandan::documents {

struct ArchivedFile {
  std::string name;
  std::string bytes;
};

/// The same files give the same bytes. Throws std::runtime_error where it cannot be made.
[[nodiscard]] std::string archive(const std::vector<ArchivedFile>& files);

/// Nothing where it is no archive, is damaged, or holds more than `most` bytes or 1,000 files.
[[nodiscard]] std::optional<std::vector<ArchivedFile>> files_of(std::string_view bytes,
                                                                std::size_t most);

}  // namespace gandan::documents
