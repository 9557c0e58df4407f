#include "kernel/imports/import.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <unordered_map>

#include "kernel/imports/mend.hpp"
#include "kernel/imports/rejects.hpp"
#include "kernel/imports/rows.hpp"
#include "lib/csv/csv.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::imports {
namespace {

constexpr std::size_t batch_size = 500;

/// The line of a file that first had each id: what a later one is told of.
class FirstLines {
 public:
  void note(const std::string& id, std::int64_t line) { lines_.try_emplace(id, line); }
  [[nodiscard]] std::string told_of(const std::string& id, std::int64_t line) const {
    const auto at = lines_.find(id);
    return at != lines_.end() && at->second < line
               ? "line " + std::to_string(at->second) + " of this file has it"
               : "what is here under this id";
  }

 private:
  std::unordered_map<std::string, std::int64_t> lines_;
};

/// A row that waits to be stored, as it was read.
struct Waiting {
  Row raw;
  std::string id, source;
};

void add(Summary& all, const Stored& stored, std::size_t rows) {
  all.imported += stored.imported;
  all.changed += stored.changed;
  all.taken += stored.taken;
  all.converted += stored.converted;
  all.joined += static_cast<std::int64_t>(rows) - stored.imported - stored.changed;
  for (const auto& [note, count] : stored.noted) all.noted.at(note) += count;
}

/// One file on its way.
class Run {
 public:
  Run(const Import& it, Taker& taker, db::Database& database, const std::string& file,
      const Options& options)
      : it_(it),
        taker_(taker),
        database_(database),
        options_(options),
        rows_(open_rows(it, file, options.columns)),
        size_(std::filesystem::file_size(file)),
        source_(options.source.empty() ? std::filesystem::path(file).stem().string()
                                       : options.source) {
    summary_.encoding = rows_->encoding();
    summary_.noted.resize(it.notes.size());
  }

  Summary finish() {
    while (auto row = rows_->next()) take(std::move(*row));
    store();
    summary_.unseen = rows_->unseen();
    summary_.unused = rows_->unused();
    return std::move(summary_);
  }

 private:
  void take(Row raw) {
    for (const auto& [field, value] : options_.every)
      if (raw.get(field).empty()) raw.fields[field] = value;
    Row row = mended(raw);
    row.source = text::clean(row.get(source_field));
    if (row.source.empty()) row.source = source_;
    auto refused = refusal_of(it_, row);
    auto id = refused ? Result<std::string, Refusal>(fail(std::move(*refused))) : taker_.take(row);
    if (!id) {
      ++summary_.rejected;
      reject(raw, id.error(), row.source);
      return;
    }
    first_.note(*id, raw.line);
    batch_.push_back({std::move(raw), std::move(*id), std::move(row.source)});
    if (batch_.size() == batch_size) store();
  }

  void store() {
    const Stored stored = options_.dry_run
                              ? taker_.look(database_)
                              : database_.write([&](db::Tx& tx) { return taker_.store(tx); });
    add(summary_, stored, batch_.size());
    for (const auto& [at, differs] : stored.refused) {
      const Waiting& row = batch_[at];
      reject(row.raw, {"changed: " + differs + ": not as " + first_.told_of(row.id, row.raw.line)},
             row.source);
    }
    taker_.forget();
    batch_.clear();
    if (options_.progress) options_.progress(rows_->bytes_read(), size_);
  }

  void reject(const Row& row, const Refusal& refusal, const std::string& source) {
    if (options_.rejects != nullptr)
      options_.rejects->write(row, refusal, source, rows_->delimiter());
  }

  const Import& it_;
  Taker& taker_;
  db::Database& database_;
  const Options& options_;
  std::unique_ptr<Rows> rows_;
  std::uint64_t size_;
  std::string source_;
  Summary summary_;
  FirstLines first_;
  std::vector<Waiting> batch_;
};

void require(bool holds, const Import& it, std::string_view what) {
  if (!holds)
    throw std::logic_error("the import of " + std::string(it.name) + ": " + std::string(what));
}

void check_columns(const Import& it) {
  std::set<std::string> headings{"line", "reason", csv::heading_key(source_field)};
  const auto is_new = [&](std::string_view name) {
    return headings.insert(csv::heading_key(name)).second;
  };
  for (const Column& column : it.columns) {
    require(is_new(column.name), it, "two columns have one name");
    require(column.vietnamese.empty() || is_new(column.vietnamese), it,
            "two columns have one name in Vietnamese");
    require(!column.meaning.empty(), it, "a column has no meaning");
    for (const std::string_view other : {column.same_as, column.or_else})
      require(other.empty() || it.column(other) != nullptr, it, "a column names none");
  }
}

}  // namespace

const Column* Import::column(std::string_view field) const {
  const auto at = std::ranges::find(columns, field, &Column::name);
  return at == columns.end() ? nullptr : &*at;
}

void check(std::span<const Import> imports) {
  std::set<std::string_view> names;
  for (const Import& it : imports) {
    require(names.insert(it.name).second, it, "stands twice");
    require(!it.summary.empty() && !it.columns.empty() && it.may_be_repeated && it.begin, it,
            "is not whole");
    require(!it.examples.empty(), it, "has no example");
    check_columns(it);
    for (const Example& example : it.examples)
      for (const auto& [field, value] : example)
        require(it.column(field) != nullptr, it, "an example has a column that is none");
  }
}

Summary run(const Import& it, Taker& taker, db::Database& database, const std::string& file,
            const Options& options) {
  return Run(it, taker, database, file, options).finish();
}

}  // namespace gandan::imports
