#include "kernel/imports/tables.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "kernel/imports/headings.hpp"
#include "lib/office/office.hpp"
#include "lib/text/fold.hpp"

namespace gandan::imports {
namespace {

constexpr std::size_t title_rows = 20;  // above a heading, at most
constexpr std::size_t fewest_fields = 2;

bool is_empty(const csv::Row& cells) {
  return std::ranges::all_of(cells, [](const std::string& cell) { return text::is_blank(cell); });
}

class TableRows final : public Rows {
 public:
  TableRows(const Import& it, const std::string& file,
            const std::map<std::string, std::string>& columns)
      : names_(it, columns), size_(std::filesystem::file_size(file)) {
    const auto document = office::read_file(file);
    if (!document)
      throw std::runtime_error(file + ": " + std::string(office::in_words(document.error())));
    auto tables = office::rows_of(*document);
    if (!tables)
      throw std::runtime_error(file + ": " + std::string(office::in_words(tables.error())));
    for (office::Table& table : *tables) take(table);
    if (!has_table_) throw std::runtime_error(file + ": no table has the columns of this import");
    for (const auto& [field, column] : columns)
      if (!headings_.contains(csv::heading_key(column)))
        throw std::runtime_error(file + ": no column '" + column + "'");
  }

  std::optional<Row> next() override {
    if (at_ == rows_.size()) return std::nullopt;
    return std::move(rows_[at_++]);
  }
  std::uint64_t bytes_read() override { return rows_.empty() ? size_ : size_ * at_ / rows_.size(); }
  text::Encoding encoding() const override { return text::Encoding::utf8; }
  std::set<std::string> unused() const override { return unused_; }

 private:
  using Fields = std::vector<std::optional<std::string>>;

  /// Which row is the heading: that with the most fields, of two lines of one heading the second.
  [[nodiscard]] std::optional<std::size_t> heading_of(const office::Table& table) const {
    std::optional<std::size_t> found;
    std::size_t most = fewest_fields;
    for (std::size_t i = 0; i < table.rows.size() && i < title_rows; ++i) {
      std::set<std::string> fields;
      for (const auto& field : meant_by(names_, table.rows[i]))
        if (field) fields.insert(*field);
      const bool goes_on = found && i == *found + 1 && fields.size() == most;
      if (fields.size() > most || goes_on || (!found && fields.size() == most)) {
        found = i;
        most = fields.size();
      }
    }
    return found;
  }

  void take(office::Table& table) {
    const auto at = heading_of(table);
    if (!at) return;
    has_table_ = true;
    const csv::Row heading = table.rows[*at];
    const Fields fields = meant_by(names_, heading);
    for (std::size_t i = 0; i < heading.size(); ++i) {
      headings_.insert(csv::heading_key(heading[i]));
      if (!fields[i]) note_unused(unused_, heading[i]);
    }
    for (std::size_t i = *at + 1; i < table.rows.size(); ++i) {
      csv::Row& cells = table.rows[i];
      if (is_empty(cells) || cells == heading || (i == *at + 1 && numbers_columns(cells))) continue;
      rows_.push_back(row_of(fields, cells, i + 1));
    }
  }

  /// Of a heading that covers several columns all that they say.
  static Row row_of(const Fields& fields, csv::Row& cells, std::size_t line) {
    Row row{.line = static_cast<std::int64_t>(line)};
    for (std::size_t i = 0; i < cells.size() && i < fields.size(); ++i) {
      if (!fields[i]) continue;
      const auto [slot, fresh] = row.fields.try_emplace(*fields[i], cells[i]);
      if (!fresh && !cells[i].empty() && slot->second != cells[i])
        slot->second += (slot->second.empty() ? "" : ", ") + cells[i];
    }
    return row;
  }

  FieldNames names_;
  std::uint64_t size_;
  std::vector<Row> rows_;
  std::set<std::string> unused_, headings_;
  std::size_t at_ = 0;
  bool has_table_ = false;
};

}  // namespace

bool is_office_file(std::string_view begin) {
  return begin.starts_with("PK\x03\x04") || begin.starts_with("\xD0\xCF\x11\xE0");
}

std::unique_ptr<Rows> open_tables(const Import& it, const std::string& file,
                                  const std::map<std::string, std::string>& columns) {
  return std::make_unique<TableRows>(it, file, columns);
}

}  // namespace gandan::imports
