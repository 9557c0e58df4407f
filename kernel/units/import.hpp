// Brings units into the database: what the program ships, and the national lists that an operator
// has.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "lib/db/db.hpp"

namespace gandan::units {

/// Told how far an import has come: a sentence, and parts of a whole.
using Progress = std::function<void(std::string_view what, std::size_t done, std::size_t of)>;

struct ImportReport {
  std::size_t lines = 0;        ///< read from the files
  std::size_t areas = 0;        ///< versions of areas now known
  std::size_t changed = 0;      ///< of them, entered or changed by this import
  std::size_t successions = 0;  ///< now known
  std::vector<std::string> warnings;
};

/// Reads lists and maps (see lists.hpp; folders stand for what they hold) and makes the history of
/// units from all that was ever imported. The order of files and imports does not matter; running
/// again changes nothing. All or nothing. Throws ListError for a file that cannot be taken.
ImportReport import_files(db::Database& database, const std::vector<std::filesystem::path>& paths,
                          const Progress& progress = {});

/// Brings the tables up to what the program ships: provinces before and after 1 July 2025, the
/// communes of Lạng Sơn, bodies, fields. Call it after every migration. What was imported or
/// entered stays. Returns how many rows it changed.
std::size_t load_reference(db::Database& database);

/// Makes the shipped national lists part of the history, once for each version of them; what an
/// operator imported counts before them. Call it after load_reference. Returns how many units it
/// changed.
std::size_t load_lists(db::Database& database);

}  // namespace gandan::units
