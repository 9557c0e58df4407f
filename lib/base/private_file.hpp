// Files that hold personal data.
#pragma once
#include <filesystem>
#include <fstream>
#include <ios>

namespace gandan {

/// Opens a file to be written anew, which nobody but its owner may read, also where it was there
/// before. The stream is not good where that cannot be done.
[[nodiscard]] inline std::ofstream open_private(const std::filesystem::path& path) {
  namespace fs = std::filesystem;
  constexpr fs::perms of_owner = fs::perms::owner_read | fs::perms::owner_write;
  std::error_code ignored, refused;
  if (fs::is_regular_file(path, ignored)) fs::permissions(path, of_owner, refused);
  std::ofstream out;
  if (!refused) out.open(path, std::ios::binary | std::ios::trunc);
  if (fs::is_regular_file(path, ignored)) fs::permissions(path, of_owner, refused);
  if (refused) out.setstate(std::ios::failbit);
  return out;
}

}  // namespace gandan
