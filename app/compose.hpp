// The program as a list of modules, and what opens a database for them.
#pragma once
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "kernel/module/module.hpp"

namespace gandan::app {

/// Every module, the kernel's before the contexts'. A feature is its folder and its line here.
[[nodiscard]] std::vector<Module> modules();
/// Their migrations, in order.
[[nodiscard]] std::vector<db::Migrations> migrations(std::span<const Module> modules);
[[nodiscard]] inline std::vector<db::Migrations> migrations() {
  return migrations(modules());
}

/// Opens --db, migrates it and loads the reference data that is new. The key file is opened by who
/// asks for it.
[[nodiscard]] std::shared_ptr<Services> open_services(const cli::Arguments& arguments);
/// The same for an installation of these modules.
[[nodiscard]] std::shared_ptr<Services> open_installation(const cli::Arguments& arguments,
                                                          std::span<const Module> modules);
/// Lets every module look again at what it made of units, after more is known of them. Returns how
/// many records changed.
std::int64_t tell_units_changed(Services& services, std::span<const Module> modules);
/// Lets every module count the limits of its records anew, after days off, limits or remote areas
/// were entered. Returns how many moved.
std::int64_t tell_limits_changed(Services& services, const LimitsChange& change);
/// All at once: what a command waits for.
inline constexpr std::int64_t all_cases = std::numeric_limits<std::int64_t>::max();
/// --keys, or the file's place where it was not given.
[[nodiscard]] std::string key_file_of(const cli::Arguments& arguments);
/// Where files lie: --files, else beside the SQLite file, or "gandan.files".
[[nodiscard]] std::string files_folder_of(const cli::Arguments& arguments);

}  // namespace gandan::app
