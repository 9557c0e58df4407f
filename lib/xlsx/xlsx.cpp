#include "lib/xlsx/xlsx.hpp"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include "lib/text/utf8.hpp"

namespace gandan::xlsx {
namespace {

constexpr std::size_t longest_name = 31, longest_text = 32'767;

/// The library writes to a path: this one leads to memory, so that nothing lies on a disk.
class MemoryFile {
 public:
  MemoryFile() : file_(memfd_create("xlsx", MFD_CLOEXEC)) {
    if (file_ < 0) throw std::system_error(errno, std::generic_category(), "memfd_create");
  }
  ~MemoryFile() { close(file_); }
  MemoryFile(const MemoryFile&) = delete;

  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }
  [[nodiscard]] std::string content() const {
    const off_t size = lseek(file_, 0, SEEK_END);
    std::string bytes(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
    std::size_t at = 0;
    while (at < bytes.size()) {
      const ssize_t n = pread(file_, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
      if (n <= 0) throw std::system_error(errno, std::generic_category(), "reading a workbook");
      at += static_cast<std::size_t>(n);
    }
    return bytes;
  }

 private:
  int file_;
};

void done(lxw_error error) {
  if (error != LXW_NO_ERROR)
    throw std::runtime_error(std::string("a workbook cannot be made: ") + lxw_strerror(error));
}

/// At most so many code points, without what no XML may hold.
std::string shortened(std::string_view bytes, std::size_t most) {
  const std::string text = text::clean(bytes);
  std::size_t points = 0, at = 0;
  for (; at < text.size(); ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && points++ == most) break;
  return text.substr(0, at);
}

std::string sheet_name(std::string_view name) {
  std::string allowed(name);
  std::replace_if(
      allowed.begin(), allowed.end(),
      [](char c) { return std::string_view("[]:*?/\\'").find(c) != std::string_view::npos; }, ' ');
  return shortened(allowed, longest_name);
}

std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

struct Formats {
  lxw_format *heading, *number, *share, *day, *month, *total, *total_number, *total_share;
};

lxw_format* format_of(lxw_workbook* book, const char* number, bool is_bold) {
  lxw_format* format = workbook_add_format(book);
  if (number != nullptr) format_set_num_format(format, number);
  if (is_bold) format_set_bold(format);
  return format;
}

Formats formats_of(lxw_workbook* book) {
  Formats all{.heading = format_of(book, nullptr, true),
              .number = format_of(book, "#,##0", false),
              .share = format_of(book, "0.0%", false),
              .day = format_of(book, "dd/mm/yyyy", false),
              .month = format_of(book, "mm/yyyy", false),
              .total = format_of(book, nullptr, true),
              .total_number = format_of(book, "#,##0", true),
              .total_share = format_of(book, "0.0%", true)};
  format_set_text_wrap(all.heading);
  format_set_align(all.heading, LXW_ALIGN_VERTICAL_BOTTOM);
  format_set_bottom(all.heading, LXW_BORDER_THIN);
  for (lxw_format* each : {all.day, all.month}) format_set_align(each, LXW_ALIGN_LEFT);
  return all;
}

lxw_datetime datetime_of(Date day) {
  return {.year = day.year(),
          .month = static_cast<int>(day.month()),
          .day = static_cast<int>(day.day()),
          .hour = 0,
          .min = 0,
          .sec = 0};
}

/// One cell; how it is shown comes of what it is.
class CellWriter {
 public:
  CellWriter(lxw_worksheet* sheet, const Formats& formats, lxw_row_t row, lxw_col_t column,
             bool is_total)
      : sheet_(sheet), formats_(formats), row_(row), column_(column), is_total_(is_total) {}

  void operator()(const std::string& text) const {
    if (text.empty()) return;
    done(worksheet_write_string(sheet_, row_, column_, shortened(text, longest_text).c_str(),
                                is_total_ ? formats_.total : nullptr));
  }
  void operator()(std::int64_t number) const {
    done(worksheet_write_number(sheet_, row_, column_, static_cast<double>(number),
                                is_total_ ? formats_.total_number : formats_.number));
  }
  void operator()(Share share) const {
    done(worksheet_write_number(sheet_, row_, column_, share.value,
                                is_total_ ? formats_.total_share : formats_.share));
  }
  void operator()(Date day) const { write_day(day, formats_.day); }
  void operator()(Month month) const { write_day(month.first, formats_.month); }

 private:
  void write_day(Date day, lxw_format* format) const {
    lxw_datetime at = datetime_of(day);
    done(worksheet_write_datetime(sheet_, row_, column_, &at, format));
  }

  lxw_worksheet* sheet_;
  const Formats& formats_;
  lxw_row_t row_;
  lxw_col_t column_;
  bool is_total_;
};

/// As wide as its longest text; numbers need no more than their heading.
double width_of(const Sheet& sheet, std::size_t column) {
  constexpr std::size_t least = 10, most_of_numbers = 16, most = 60;
  std::size_t width = std::min(length_of(sheet.headings[column]), most_of_numbers);
  for (const auto& row : sheet.rows)
    if (const auto* text = column < row.size() ? std::get_if<std::string>(&row[column]) : nullptr)
      width = std::max(width, length_of(*text));
  return static_cast<double>(std::clamp(width, least, most)) + 1;
}

void add_sheet(lxw_workbook* book, const Formats& formats, const Sheet& sheet) {
  lxw_worksheet* out = workbook_add_worksheet(book, sheet_name(sheet.name).c_str());
  if (out == nullptr) throw std::runtime_error("a workbook cannot have this sheet: " + sheet.name);
  for (std::size_t i = 0; i < sheet.headings.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    done(worksheet_set_column(out, column, column, width_of(sheet, i), nullptr));
    done(worksheet_write_string(out, 0, column, shortened(sheet.headings[i], longest_text).c_str(),
                                formats.heading));
  }
  worksheet_freeze_panes(out, 1, 1);
  for (std::size_t i = 0; i < sheet.rows.size(); ++i)
    for (std::size_t j = 0; j < sheet.rows[i].size(); ++j)
      std::visit(CellWriter(out, formats, static_cast<lxw_row_t>(i + 1), static_cast<lxw_col_t>(j),
                            sheet.has_total && i + 1 == sheet.rows.size()),
                 sheet.rows[i][j]);
}

void fill_book(lxw_workbook* out, const Book& book) {
  constexpr std::time_t seconds_a_day = 86'400;
  std::string title = text::clean(book.title);
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.created = static_cast<std::time_t>(book.made.days) * seconds_a_day;
  done(workbook_set_properties(out, &properties));
  const Formats formats = formats_of(out);
  for (const Sheet& sheet : book.sheets) add_sheet(out, formats, sheet);
}

}  // namespace

std::string write(const Book& book) {
  const MemoryFile file;
  lxw_workbook* out = workbook_new(file.path().c_str());
  if (out == nullptr) throw std::runtime_error("a workbook cannot be made: no memory");
  try {
    fill_book(out, book);
  } catch (...) {
    lxw_workbook_free(out);
    throw;
  }
  done(workbook_close(out));
  return file.content();
}

}  // namespace gandan::xlsx
