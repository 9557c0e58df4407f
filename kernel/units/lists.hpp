// Reads the published lists of units (provinces.csv, districts.csv, wards.csv in a folder named by
// their day) and old-to-new maps (mapping_…_to_DAY.csv).
#pragma once
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "kernel/units/versions.hpp"

namespace gandan::units {

/// A file that cannot be taken, in words for the operator.
class ListError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Lists {
  std::vector<Listed> listed;
  std::vector<Mapped> mapped;
};

/// The CSV files that the paths mean: a folder stands for what it holds, at any depth.
[[nodiscard]] std::vector<std::filesystem::path> csv_files(
    const std::vector<std::filesystem::path>& paths);

/// Appends what the file says. Its day comes from its own name, or from that of the nearest folder,
/// the last day in it: "2025-03-01_63-696-10035/wards.csv". Throws ListError.
void read_list(const std::filesystem::path& file, Lists& out);

}  // namespace gandan::units
