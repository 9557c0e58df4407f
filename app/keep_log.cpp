#include "app/keep_log.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "kernel/journal/cosignatures.hpp"
#include "lib/tlog/tile_reader.hpp"

namespace gandan::app {
namespace {

namespace fs = std::filesystem;

constexpr int batches_at_once = 100;  // half a million entries or more

void put_file(const fs::path& root, const fs::path& path, std::string_view bytes) {
  using enum fs::perms;
  const fs::path file = root / path;
  fs::create_directories(file.parent_path());
  // Another account's web server walks through each of them, whatever the umask.
  fs::path folder = root;
  for (const fs::path& each : path) {
    fs::permissions(folder, owner_all | group_read | group_exec | others_read | others_exec);
    folder /= each;
  }
  fs::path written = file;
  written += ".new";
  {
    std::ofstream out(written, std::ios::binary | std::ios::trunc);
    out << bytes;
    out.close();
    if (!out) throw std::runtime_error("the log cannot be written to " + written.string());
  }
  fs::permissions(written, owner_read | owner_write | group_read | others_read);
  fs::rename(written, file);
}

std::uint64_t size_of_note(std::string_view bytes) {
  const auto note = tlog::parse_note(bytes);
  const auto checkpoint = note ? tlog::parse_checkpoint(note->text) : std::nullopt;
  return checkpoint ? checkpoint->head.size : 0;
}

/// What a head of `size` needs and one of `before` had not, the bundles too.
std::vector<tlog::TileName> files_between(std::uint64_t before, std::uint64_t size) {
  std::vector<tlog::TileName> names = tlog::tiles_between(before, size);
  const std::size_t tiles = names.size();
  for (std::size_t i = 0; i < tiles && names[i].level == 0u; ++i)
    names.push_back({std::nullopt, names[i].index, names[i].width});
  return names;
}

}  // namespace

void require_commitments(std::span<const Module> modules) {
  std::vector<std::string_view> of_people;
  std::vector<journal::Commitments> all;
  for (const Module& module : modules) {
    all.push_back(module.commitments);
    for (const personal::Kept& kept : module.personal.kept)
      of_people.insert(of_people.end(), kept.columns.begin(), kept.columns.end());
  }
  for (const std::string& fault : journal::faults_of(of_people, all)) throw std::logic_error(fault);
}

void SeenLog::require_extended(db::Database& database) {
  const std::lock_guard lock(mutex_);
  if (!head_) return;
  const bool begins_with_it = database.read([&](db::Tx& tx) {
    const auto now = journal::log_head(tx);
    return now && static_cast<std::uint64_t>(now->size) >= head_->size &&
           tlog::TileReader(head_->size, journal::tiles_in(tx)).root() == head_->root;
  });
  if (!begins_with_it)
    throw std::runtime_error(
        "the log is not the one that this server saw before: its first " +
        std::to_string(head_->size) +
        " entries were others. Nothing more is signed while it runs. Look with gandan verify and a "
        "head that was kept elsewhere, and take the database from a backup");
}

void SeenLog::remember(db::Database& database) {
  const std::lock_guard lock(mutex_);
  database.read([&](db::Tx& tx) {
    const auto now = journal::log_head(tx);
    if (!now || (head_ && head_->size >= static_cast<std::uint64_t>(now->size))) return;
    const auto size = static_cast<std::uint64_t>(now->size);
    if (const auto root = tlog::TileReader(size, journal::tiles_in(tx)).root())
      head_ = tlog::TreeHead{size, *root};
  });
}

void keep_log(Services& services, const std::vector<journal::Committed>& committed,
              const std::string& public_url, SeenLog& seen) {
  const journal::LogKeeper keeper{services.keys.get(), committed, journal::origin_at(public_url)};
  journal::LogExtender extender(services.database, services.clock, keeper);
  for (int i = 0; i < batches_at_once; ++i) {
    seen.require_extended(services.database);
    const bool is_at_the_end = extender.extend() == 0;
    seen.remember(services.database);
    if (is_at_the_end) return;
  }
}

void write_log_folder(db::Database& database, const std::string& folder) {
  const fs::path root(folder);
  std::ifstream in(root / "checkpoint", std::ios::binary);
  const std::string there{std::istreambuf_iterator<char>(in), {}};
  const auto head = database.read(journal::cosigned_head);
  if (!head || head->note == there) return;
  for (const tlog::TileName& name :
       files_between(size_of_note(there), static_cast<std::uint64_t>(head->size))) {
    const auto bytes = database.read([&](db::Tx& tx) { return journal::log_tile(tx, name); });
    if (!bytes) throw std::runtime_error("the log has no " + tlog::path_of(name));
    put_file(root, tlog::path_of(name), *bytes);
  }
  put_file(root, "checkpoint", head->note);
}

}  // namespace gandan::app
