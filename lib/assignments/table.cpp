#include "lib/assignments/table.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "lib/assignments/words.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/parse.hpp"

namespace gandan::assignments {
namespace {

enum Column : std::uint8_t { number, task, lead, co, deadline, product, note, columns };

/// What the headings of a column say; the first that fits counts.
struct Heading {
  Column column;
  std::string_view says;
};
constexpr std::array headings{
    Heading{lead, "chu tri"},       Heading{co, "phoi hop"},        Heading{lead, "dau moi"},
    Heading{deadline, "thoi gian"}, Heading{deadline, "thoi han"},  Heading{deadline, "tien do"},
    Heading{deadline, "han hoan"},  Heading{deadline, "thoi diem"}, Heading{deadline, "ki han"},
    Heading{product, "san pham"},   Heading{product, "ket qua"},    Heading{product, "dau ra"},
    Heading{note, "ghi chu"},       Heading{task, "nhiem vu"},      Heading{task, "noi dung"},
    Heading{task, "cong viec"},     Heading{task, "giai phap"},     Heading{task, "hoat dong"},
    Heading{lead, "co quan thuc"},  Heading{lead, "don vi thuc"},   Heading{number, "tt"},
    Heading{number, "stt"},         Heading{number, "so tt"},       Heading{number, "so thu tu"}};

using Columns = std::array<std::optional<std::size_t>, columns>;

std::string heading_key(std::string_view cell) {
  std::string key;
  for (const Word& word : words_of(cell)) key += (key.empty() ? "" : " ") + word.key;
  return key;
}

std::optional<Column> column_of(std::string_view cell) {
  const std::string key = heading_key(cell);
  for (const Heading& each : headings)
    if (each.column == number ? key == each.says : key.find(each.says) != std::string::npos)
      return each.column;
  return {};
}

constexpr std::size_t longest_heading = 120;  // bytes: what is longer is no heading

Columns columns_of(const Row& row) {
  Columns found;
  for (std::size_t i = 0; i < row.size(); ++i)
    if (row[i].size() <= longest_heading)
      if (const auto column = column_of(row[i]); column && !found[*column]) found[*column] = i;
  return found;
}

bool is_enough(const Columns& found) {
  return found[task] && (found[lead] || found[deadline]);
}

/// The row of headings: a second one beneath it, with the parts of what is merged, completes it.
struct Head {
  Columns columns;
  std::size_t after = 0;
};
std::optional<Head> head_of(const std::vector<Row>& rows) {
  constexpr std::size_t most_above = 12;  // titles of the table
  for (std::size_t i = 0; i < std::min(rows.size(), most_above); ++i) {
    Head head{columns_of(rows[i]), i + 1};
    if (i + 1 < rows.size()) {
      const Columns beneath = columns_of(rows[i + 1]);
      const auto named =
          std::ranges::count_if(beneath, [](const auto& each) { return each.has_value(); });
      if (named > 1) {
        for (std::size_t column = 0; column < columns; ++column)
          if (beneath[column]) head.columns[column] = beneath[column];
        head.after = i + 2;
      }
    }
    if (is_enough(head.columns)) return head;
  }
  return {};
}

/// "14." is 14, "2.1)" is 2.1, "(3)" is 3.
std::string number_of(std::string_view cell) {
  std::string number = in_one_line(cell);
  const auto is_end = [](char c) {
    return c == '.' || c == ')' || c == '(' || c == ' ' || c == ':';
  };
  while (!number.empty() && is_end(number.back())) number.pop_back();
  while (!number.empty() && is_end(number.front())) number.erase(0, 1);
  return number;
}

/// "II", "A": the number of a section. "I" to "XXXIX", or one capital letter.
bool is_section_number(std::string_view number) {
  if (number.size() == 1 && number[0] >= 'A' && number[0] <= 'Z') return true;
  return !number.empty() && number.find_first_not_of("IVX") == std::string_view::npos;
}

/// "(1) | (2) | (3)" beneath the headings.
bool is_row_of_numbers(const Row& row) {
  std::size_t filled = 0;
  for (const std::string& cell : row) {
    const std::string number = number_of(cell);
    if (number.empty()) continue;
    ++filled;
    if (number.size() > 2 || number.find_first_not_of("0123456789") != std::string::npos)
      return false;
  }
  return filled > 1;
}

class TaskReader {
 public:
  explicit TaskReader(const Head& head) : columns_(head.columns) {}

  void read(const Row& row, const std::string& next_number) {
    const auto cell = [&](Column column) {
      const auto at = columns_[column];
      return at && *at < row.size() ? in_one_line(row[*at]) : std::string();
    };
    std::string number_there = number_of(cell(number));
    const bool is_bare =
        lines_of(row, lead).empty() && lines_of(row, co).empty() && cell(product).empty();
    const bool is_group = !number_there.empty() && next_number.starts_with(number_there + ".");
    const bool is_lone = number_there.empty() && is_bare && cell(deadline).empty();
    // A row of the table that was broken over pages: neither a number nor a lead of its own.
    const bool goes_on = number_there.empty() && columns_[number] && !tasks_.empty() &&
                         lines_of(row, lead).empty() && cell(deadline).empty() &&
                         !in_capitals(cell(task));
    if (is_all_one(row) || (is_bare && (is_section_number(number_there) || is_group))) {
      begin_section(std::move(number_there), row, cell(task), cell(deadline));
    } else if (goes_on) {
      go_on(cell(task), in_one_line(lines_of(row, co)), cell(product));
    } else if (is_lone && !cell(task).empty()) {
      begin_section("", row, cell(task), "");
    } else if (!cell(task).empty() || !is_bare) {
      add(row, std::move(number_there), cell(task), cell(product), cell(note));
    }
  }

  std::vector<Task> take() { return std::move(tasks_); }
  [[nodiscard]] std::string number_in(const Row& row) const {
    const auto at = columns_[number];
    return at && *at < row.size() ? number_of(row[*at]) : "";
  }

 private:
  [[nodiscard]] std::string lines_of(const Row& row, Column column) const {
    const auto at = columns_[column];
    return at && *at < row.size() ? std::string(text::trim(row[*at])) : std::string();
  }

  void go_on(const std::string& words, const std::string& co_there,
             const std::string& product_there) {
    Task& last = tasks_.back();
    const auto append = [](std::string& to, const std::string& more) {
      if (!more.empty()) to += (to.empty() ? "" : " ") + more;
    };
    append(last.task, words);
    append(last.product, product_there);
    if (co_there.empty()) return;
    append(last.co_as_written, co_there);
    last.co = read_bodies(last.co_as_written).names;
  }

  static bool in_capitals(std::string_view title) {
    const std::vector<Word> words = words_of(title);
    return !words.empty() && std::ranges::all_of(words, [](const Word& each) {
      return each.is_sign || each.is_number || each.has_capital;
    });
  }

  /// A title that is merged over the whole row.
  static bool is_all_one(const Row& row) {
    return row.size() > 2 && !row[0].empty() &&
           std::ranges::all_of(row, [&](const std::string& cell) { return cell == row[0]; });
  }

  /// "II. Về thể chế" in one cell has its number there.
  void begin_section(std::string number_there, const Row& row, std::string title,
                     const std::string& stray) {
    if (is_all_one(row)) title = in_one_line(row[0]), number_there.clear();
    if (number_there.empty())
      if (const auto dot = title.find('.'); dot != std::string::npos)
        if (const std::string first = title.substr(0, dot); is_section_number(first)) {
          number_there = first;
          title = std::string(text::trim(std::string_view(title).substr(dot + 1)));
        }
    section_ = std::move(number_there);
    title_ = std::move(title);
    stray_ = stray;
  }

  void add(const Row& row, std::string number_there, std::string words, std::string product_there,
           std::string note_there) {
    Task one{.section = section_,
             .section_title = title_,
             .number = std::move(number_there),
             .task = std::move(words),
             .product = std::move(product_there),
             .note = std::move(note_there),
             .lead_as_written = in_one_line(lines_of(row, lead)),
             .co_as_written = in_one_line(lines_of(row, co)),
             .deadline_as_written = in_one_line(lines_of(row, deadline))};
    if (!stray_.empty()) one.unread.push_back(std::exchange(stray_, ""));
    const auto take = [&](const std::string& cell, std::vector<std::string>& names) {
      Bodies bodies = read_bodies(cell);
      names = std::move(bodies.names);
      std::ranges::move(bodies.unread, std::back_inserter(one.unread));
    };
    take(lines_of(row, lead), one.lead);
    take(lines_of(row, co), one.co);
    one.deadline = read_deadline(one.deadline_as_written);
    if (one.deadline.kind == DeadlineKind::none && !one.deadline_as_written.empty())
      one.unread.push_back(one.deadline_as_written);
    tasks_.push_back(std::move(one));
  }

  Columns columns_;
  std::string section_, title_, stray_;
  std::vector<Task> tasks_;
};

}  // namespace

std::vector<Task> read_tasks(const std::vector<Row>& rows) {
  const auto head = head_of(rows);
  if (!head) return {};
  TaskReader reader(*head);
  for (std::size_t i = head->after; i < rows.size(); ++i) {
    if (i == head->after && is_row_of_numbers(rows[i])) continue;
    reader.read(rows[i], i + 1 < rows.size() ? reader.number_in(rows[i + 1]) : "");
  }
  return reader.take();
}

}  // namespace gandan::assignments
