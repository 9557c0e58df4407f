// For tests that carry the label `data`: the files of real input, which are no part of the project.
// Tests only; nothing of the program includes it.
#pragma once
#include <fnmatch.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace gandan::real_input {

/// The folder that GANDAN_DATA names; nothing where it names none.
[[nodiscard]] inline std::optional<std::filesystem::path> folder() {
  const char* name = std::getenv("GANDAN_DATA");
  if (name == nullptr || !std::filesystem::is_directory(name)) return {};
  return name;
}

/// What lies in `set` ("petitions-uk") under a name that fits `pattern` ("uk_*.csv"), in the order
/// of names. Each half of a set names its files by the years in it, so tests ask by pattern.
[[nodiscard]] inline std::vector<std::filesystem::path> find(const std::string& set,
                                                             const std::string& pattern) {
  std::vector<std::filesystem::path> out;
  if (!folder() || !std::filesystem::is_directory(*folder() / set)) return out;
  for (const auto& entry : std::filesystem::directory_iterator(*folder() / set))
    if (fnmatch(pattern.c_str(), entry.path().filename().c_str(), 0) == 0)
      out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

/// Why a test that needs this is skipped. Where no folder is named at all, ctest counts the whole
/// executable as skipped: cmake/modules.cmake looks for these words.
[[nodiscard]] inline std::string absent(const std::string& what) {
  return folder() ? "GANDAN_DATA has no " + what : "GANDAN_DATA names no folder of real input";
}

/// The bytes of a file. Throws std::runtime_error where it cannot be read.
[[nodiscard]] inline std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace gandan::real_input
