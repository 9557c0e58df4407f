#include "contexts/petitions/intake/import.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <ostream>
#include <unordered_map>

#include "contexts/petitions/intake/import_check.hpp"
#include "contexts/petitions/intake/import_rejects.hpp"
#include "contexts/petitions/intake/import_store.hpp"

namespace gandan::petitions {
namespace {

constexpr std::array<std::string_view, 18> fields{
    "source_id",    "id",      "text",     "title", "kind",  "asked_by",
    "addressed_to", "topic",   "place",    "date",  "due",   "answer",
    "answered_on",  "outcome", "document", "name",  "phone", "email"};
constexpr std::size_t batch_size = 500;

/// Rows that wait to be stored together, with what they were read from.
struct Batch {
  std::vector<ImportReady> ready;
  std::vector<ImportRow> raw;
};

/// The line of a file that first had each id: what a later one is told of.
class FirstLines {
 public:
  std::string reason(const ImportReady& row, const ImportDifference& other) const {
    auto at = lines_.find(row.source_id);
    const bool is_here = at != lines_.end() && at->second < row.line;
    return "changed: " + other.names() + ": not as " +
           (is_here ? "line " + std::to_string(at->second) + " of this file has it"
                    : "what is here under this id");
  }
  void note(const std::vector<ImportReady>& rows) {
    for (const ImportReady& row : rows) lines_.try_emplace(row.source_id, row.line);
  }

 private:
  std::unordered_map<std::string, std::int64_t> lines_;
};

}  // namespace

std::span<const std::string_view> import_fields() {
  return fields;
}

ImportResult import_petitions(db::Database& database, const Env& env, const std::string& file,
                              const ImportOptions& options) {
  auto rows = open_rows(file, options.columns);
  std::uint64_t size = std::filesystem::file_size(file);
  Importer importer(
      env, options.source.empty() ? std::filesystem::path(file).stem().string() : options.source,
      options.takes_changed);
  ImportResult result{.encoding = rows->encoding()};
  Batch batch;
  FirstLines lines;
  auto reject = [&](const ImportRow& row, const ImportRefusal& refusal, const ImportReady& ready) {
    if (options.rejects != nullptr)
      options.rejects->write(row, refusal, importer.source_of(ready), rows->delimiter());
  };
  auto flush = [&] {
    lines.note(batch.ready);
    StoredRows stored =
        options.dry_run
            ? importer.look(database, batch.ready)
            : database.write([&](db::Tx& tx) { return importer.store(tx, batch.ready); });
    result.imported += stored.fresh;
    result.held += stored.held;
    result.answered += stored.answered;
    result.converted += stored.converted;
    result.changed += stored.changed;
    result.taken += stored.taken;
    result.joined += static_cast<std::int64_t>(batch.ready.size()) - stored.fresh - stored.changed;
    for (const auto& [at, other] : stored.refused)
      reject(batch.raw[at], {lines.reason(batch.ready[at], other)}, batch.ready[at]);
    batch = {};
    if (options.progress) options.progress(rows->bytes_read(), size);
  };
  while (auto row = rows->next()) {
    auto ready = check_row(env, *row, options.dates);
    if (ready) {
      batch.ready.push_back(std::move(*ready));
      batch.raw.push_back(std::move(*row));
      if (batch.ready.size() == batch_size) flush();
    } else {
      ++result.rejected;
      reject(*row, ready.error(), {.source = std::string(row->get("source"))});
    }
  }
  flush();
  result.unseen = rows->unseen();
  result.unused = rows->unused();
  return result;
}

}  // namespace gandan::petitions
