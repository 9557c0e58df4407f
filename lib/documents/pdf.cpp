#include <cairo-pdf.h>

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>

#include "lib/documents/pango.hpp"
#include "lib/documents/pdf_catalog.hpp"
#include "lib/documents/write.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::documents {
namespace {

constexpr double ink = 0.6;  // of a rule and of a table's lines
constexpr double room_around = 2 * cell_room + ink;

cairo_status_t append_bytes(void* to, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

/// The pages as they are drawn, one after another.
class Pages {
 public:
  explicit Pages(const Sheet& sheet)
      : sheet_(sheet),
        surface_(
            cairo_pdf_surface_create_for_stream(append_bytes, &bytes_, sheet.width, sheet.height)),
        context_(cairo_create(surface_)),
        y_(sheet.top) {}
  ~Pages() {
    cairo_destroy(context_);
    cairo_surface_destroy(surface_);
  }
  Pages(const Pages&) = delete;

  [[nodiscard]] cairo_t* context() const { return context_; }
  [[nodiscard]] cairo_surface_t* surface() const { return surface_; }
  [[nodiscard]] double y() const { return y_; }
  [[nodiscard]] double room() const { return sheet_.height - sheet_.bottom - y_ + 0.01; }
  [[nodiscard]] bool is_fresh() const { return y_ <= sheet_.top; }
  void go_down(double by) { y_ += by; }

  /// Its number stands in the upper margin, but for the first.
  void turn(const Fonts& fonts) {
    cairo_show_page(context_);
    y_ = sheet_.top;
    const Set number =
        fonts.set(Lines{.text = plain(std::to_string(++page_)), .size = page_number_size},
                  sheet_.text_width());
    show_line(number, 0, sheet_.left, page_number_top);
  }

  /// A line of the set at its place, `top` of the page.
  void show_line(const Set& set, int number, double left, double top) const {
    const Set::Line& line = set.lines[static_cast<std::size_t>(number)];
    cairo_move_to(context_, left + line.left,
                  top + line.ascent + std::max(0.0, set.line_height - line.height));
    pango_cairo_show_layout_line(context_, line.line);
  }

  void draw_rule(double left, double length, double top) const {
    cairo_set_line_width(context_, ink);
    cairo_move_to(context_, left, top);
    cairo_line_to(context_, left + length, top);
    cairo_stroke(context_);
  }
  void draw_box(double left, double top, double width, double height) const {
    cairo_set_line_width(context_, ink);
    cairo_rectangle(context_, left, top, width, height);
    cairo_stroke(context_);
  }

  [[nodiscard]] std::string finish() {
    cairo_surface_finish(surface_);
    if (const auto status = cairo_surface_status(surface_); status != CAIRO_STATUS_SUCCESS)
      throw std::runtime_error(std::string("a PDF cannot be made: ") +
                               cairo_status_to_string(status));
    return std::move(bytes_);
  }

 private:
  Sheet sheet_;
  std::string bytes_;
  cairo_surface_t* surface_;
  cairo_t* context_;
  double y_;
  int page_ = 1;
};

/// What is drawn while it lives has this place in the structure of the document.
class Tag {
 public:
  Tag(cairo_t* context, const char* name) : context_(context), name_(name) {
    cairo_tag_begin(context_, name_, nullptr);
  }
  ~Tag() { cairo_tag_end(context_, name_); }
  Tag(const Tag&) = delete;

 private:
  cairo_t* context_;
  const char* name_;
};

const char* tag_of(const Lines& lines) {
  if (lines.role == Role::title) return "H1";
  if (lines.role == Role::paragraph) return "P";
  return lines.heading <= 1 ? "H2" : lines.heading == 2 ? "H3" : "H4";
}

/// What is filled in by hand, as lines of words and points up to the margin.
Lines dotted(const Fonts& fonts, const Blank& blank, double width) {
  const Lines label{.text = plain(blank.label + " "), .align = Align::left};
  const Lines hundred{.text = plain(std::string(100, '.')), .align = Align::left};
  const double point = fonts.set(hundred, 10 * width).width() / 100;
  auto points_over = [&](double room) {
    return std::string(static_cast<std::size_t>(std::max(8.0, room / point)), '.');
  };
  std::string words = label.text.front().words +
                      points_over(width - fonts.set(label, width).width() - body_size * 0.25);
  for (int line = 1; line < blank.lines; ++line) words += "\n" + points_over(width);
  return {
      .text = plain(std::move(words)), .align = Align::left, .after = 2, .spacing = body_spacing};
}

/// A cell as it is drawn: its words, and how many of their lines are on paper.
struct SetCell {
  Set set;
  double left = 0, width = 0;
  int rows = 1;
  int shown = 0;
};
struct SetRow {
  std::vector<SetCell> cells;
  double height = 0;
};

class Writer {
 public:
  Writer(const Laid& laid, Pages& pages)
      : laid_(laid), fonts_(Fonts::of_this_thread()), pages_(pages) {}

  void write() {
    for (std::size_t i = 0; i < laid_.pieces.size(); ++i)
      std::visit([&](const auto& piece) { draw(piece, i); }, laid_.pieces[i]);
  }

 private:
  [[nodiscard]] double left() const { return laid_.sheet.left; }
  [[nodiscard]] double width() const { return laid_.sheet.text_width(); }
  void turn() { pages_.turn(fonts_); }

  /// Of what stands in the document: asked for its height first, and then drawn.
  [[nodiscard]] const Set& set_of(const Lines& lines, double width) const {
    Set& set = sets_[{&lines, width}];
    if (!set.layout) set = fonts_.set(lines, width);
    return set;
  }

  // ---- how much room a piece takes at least

  [[nodiscard]] double height_of(const Part& part, double width) const {
    if (const auto* lines = std::get_if<Lines>(&part))
      return lines->before + set_of(*lines, width).height() + lines->after;
    if (const auto* rule = std::get_if<Rule>(&part)) return rule_height + rule->after;
    const Lines lines = dotted(fonts_, std::get<Dots>(part).blank, width);
    return fonts_.set(lines, width).height() + lines.after;
  }
  [[nodiscard]] double height_of(const std::vector<Part>& parts, double width) const {
    double sum = 0;
    for (const Part& part : parts) sum += height_of(part, width);
    return sum;
  }
  [[nodiscard]] double height_of(const Columns& columns) const {
    return std::max(height_of(columns.left, columns.left_width),
                    height_of(columns.right, width() - columns.left_width));
  }
  /// What must stand on the page of the piece before it.
  [[nodiscard]] double least_after(std::size_t piece) const {
    if (++piece >= laid_.pieces.size()) return 0;
    const Piece& next = laid_.pieces[piece];
    if (const auto* columns = std::get_if<Columns>(&next)) return height_of(*columns);
    const auto* lines = std::get_if<Lines>(&next);
    if (lines == nullptr) return 40;
    const Set& set = set_of(*lines, width());
    const double least = lines->before + set.line_height * std::min(set.count, 2);
    return lines->keeps_next ? least + lines->after + least_after(piece) : least;
  }

  // ---- drawing

  /// Lines of a paragraph that stand on this page: never one alone of several.
  [[nodiscard]] int lines_here(const Set& set, double after) const {
    const int fitting = static_cast<int>(pages_.room() / set.line_height);
    if (fitting >= set.count) {
      if (set.height() + after <= pages_.room() || after == 0) return set.count;
      // Its end goes to the page of what it must stand with.
      return set.count >= 4 ? set.count - 2 : 0;
    }
    const int here = std::min(fitting, set.count - 2);
    return here < 2 ? 0 : here;
  }

  void draw(const Lines& lines, std::size_t piece) {
    if (lines.text.empty()) {
      const double height = lines.size * line_of_times * lines.spacing;
      if (!pages_.is_fresh()) pages_.go_down(lines.before + height + lines.after);
      return;
    }
    draw(lines, set_of(lines, width()), piece);
  }

  void draw(const Lines& lines, const Set& set, std::size_t piece) {
    const Tag tag(pages_.context(), tag_of(lines));
    if (!pages_.is_fresh()) pages_.go_down(lines.before);
    const double after = lines.keeps_next ? lines.after + least_after(piece) : 0;
    for (int shown = 0; shown < set.count;) {
      int here = shown == 0 ? lines_here(set, after) : set.count - shown;
      if (here == 0 && pages_.is_fresh()) here = set.count;
      here = std::min(here, static_cast<int>(pages_.room() / set.line_height));
      for (int i = 0; i < here; ++i, ++shown) {
        pages_.show_line(set, shown, left() + lines.left, pages_.y());
        pages_.go_down(set.line_height);
      }
      if (shown < set.count) turn();
    }
    pages_.go_down(lines.after);
  }

  void draw(const Rule& rule, std::size_t) {
    pages_.draw_rule(left() + (width() - rule.length) / 2, rule.length, pages_.y() + rule_height);
    pages_.go_down(rule_height + rule.after);
  }

  void draw(const Dots& dots, std::size_t piece) {
    const Lines lines = dotted(fonts_, dots.blank, width());
    draw(lines, fonts_.set(lines, width()), piece);
  }

  void draw(const Columns& columns, std::size_t) {
    const double height = height_of(columns);
    if (height > pages_.room() && !pages_.is_fresh()) turn();
    draw_column(columns.left, left(), columns.left_width);
    draw_column(columns.right, left() + columns.left_width, width() - columns.left_width);
    pages_.go_down(height);
  }

  void draw_column(const std::vector<Part>& parts, double at, double wide) {
    double y = pages_.y();
    for (const Part& part : parts) {
      if (const auto* rule = std::get_if<Rule>(&part)) {
        pages_.draw_rule(at + (wide - rule->length) / 2, rule->length, y + rule_height);
      } else {
        const Tag tag(pages_.context(), "P");
        if (const auto* lines = std::get_if<Lines>(&part)) {
          show_lines(*lines, set_of(*lines, wide), at, y);
        } else {
          const Lines blank = dotted(fonts_, std::get<Dots>(part).blank, wide);
          show_lines(blank, fonts_.set(blank, wide), at, y);
        }
      }
      y += height_of(part, wide);
    }
  }

  void show_lines(const Lines& lines, const Set& set, double at, double y) const {
    for (int i = 0; i < set.count; ++i)
      pages_.show_line(set, i, at + lines.left, y + lines.before + set.line_height * i);
  }

  // ---- tables

  [[nodiscard]] std::vector<SetRow> set_rows(const Grid& grid, const std::vector<Row>& rows) const {
    std::vector<int> taken(grid.widths.size(), 0);  // rows that a cell above still reaches into
    std::vector<SetRow> all;
    for (const Row& row : rows) all.push_back(set_row(grid, row, taken));
    for (std::size_t i = 0; i < all.size(); ++i)
      for (const SetCell& cell : all[i].cells) give_room(all, i, cell);
    return all;
  }

  [[nodiscard]] SetRow set_row(const Grid& grid, const Row& row, std::vector<int>& taken) const {
    SetRow made;
    std::size_t column = 0;
    double at = left();
    auto pass = [&] { at += grid.widths[column++]; };
    for (const Cell& cell : row) {
      while (column < taken.size() && taken[column] > 0) --taken[column], pass();
      SetCell set{.set = {}, .left = at, .rows = std::max(1, cell.rows)};
      for (int i = 0; i < std::max(1, cell.columns) && column < taken.size(); ++i) {
        taken[column] = set.rows - 1;
        set.width += grid.widths[column];
        pass();
      }
      if (set.width == 0) break;  // more cells than columns
      set.set = fonts_.set(Lines{.text = cell.text, .size = grid.table.size, .align = cell.align},
                           set.width - 2 * cell_padding);
      made.cells.push_back(std::move(set));
    }
    while (column < taken.size()) {
      if (taken[column] > 0) --taken[column];
      pass();
    }
    made.height = grid.table.size * line_of_times + room_around;
    return made;
  }

  /// The last row that a cell reaches into is as high as it needs.
  static void give_room(std::vector<SetRow>& rows, std::size_t row, const SetCell& cell) {
    const std::size_t last =
        std::min(rows.size() - 1, row + static_cast<std::size_t>(cell.rows) - 1);
    double above = 0;
    for (std::size_t i = row; i < last; ++i) above += rows[i].height;
    rows[last].height = std::max(rows[last].height, cell.set.height() + room_around - above);
  }

  void draw(const Grid& grid, std::size_t) {
    const Tag tag(pages_.context(), "Table");
    std::vector<SetRow> header = set_rows(grid, grid.table.header);
    double header_height = 0;
    for (const SetRow& row : header) header_height += row.height;
    std::vector<SetRow> rows = set_rows(grid, grid.table.rows);
    const double first = header_height + (rows.empty() ? 0 : rows.front().height);
    if (first > pages_.room() && !pages_.is_fresh()) turn();
    draw_header(header, true);
    for (SetRow& row : rows) {
      const double most = laid_.sheet.text_height() - header_height;
      if (row.height > pages_.room() && row.height <= most) turn_under(header);
      const Tag tr(pages_.context(), "TR");
      while (!draw_row(row)) turn_under(header);
    }
    pages_.go_down(after_paragraph);
  }

  void turn_under(std::vector<SetRow>& header) {
    turn();
    draw_header(header, false);
  }

  /// Who reads by structure reads it once.
  void draw_header(std::vector<SetRow>& header, bool is_told) {
    for (std::size_t i = 0; i < header.size(); ++i) {
      std::optional<Tag> tr;
      if (is_told) tr.emplace(pages_.context(), "TR");
      for (SetCell& cell : header[i].cells) {
        double height = 0;
        for (std::size_t k = i; k < header.size() && k < i + static_cast<std::size_t>(cell.rows);
             ++k)
          height += header[k].height;
        std::optional<Tag> th;
        if (is_told) th.emplace(pages_.context(), "TH");
        show_cell(cell, height, 0, cell.set.count,
                  std::max(cell_room, (height - cell.set.height()) / 2));
      }
      pages_.go_down(header[i].height);
    }
  }

  void show_cell(const SetCell& cell, double height, int from, int count, double above) const {
    pages_.draw_box(cell.left, pages_.y(), cell.width, height);
    for (int i = 0; i < count; ++i)
      pages_.show_line(cell.set, from + i, cell.left + cell_padding,
                       pages_.y() + above + cell.set.line_height * i);
  }

  /// As much of the row as this page holds; whether that was all.
  bool draw_row(SetRow& row) {
    double height = row.height;
    bool is_done = true, is_begun = false;
    std::vector<int> here;
    if (height > pages_.room()) height = pages_.room();
    for (const SetCell& cell : row.cells) {
      const int fitting = static_cast<int>((height - room_around + 0.01) / cell.set.line_height);
      here.push_back(std::clamp(fitting, 0, cell.set.count - cell.shown));
      is_done = is_done && cell.shown + here.back() == cell.set.count;
      is_begun = is_begun || here.back() > 0;
    }
    if (is_done || is_begun) {
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        SetCell& cell = row.cells[i];
        const Tag td(pages_.context(), "TD");
        show_cell(cell, height, cell.shown, here[i], cell_room);
        cell.shown += here[i];
      }
      pages_.go_down(height);
    }
    row.height = 0;
    for (const SetCell& cell : row.cells)
      row.height =
          std::max(row.height, cell.set.line_height * (cell.set.count - cell.shown) + room_around);
    return is_done;
  }

  const Laid& laid_;
  const Fonts& fonts_;
  Pages& pages_;
  mutable std::map<std::pair<const Lines*, double>, Set> sets_;
};

void describe(const Document& document, cairo_surface_t* surface) {
  auto say = [&](cairo_pdf_metadata_t what, const std::string& words) {
    cairo_pdf_surface_set_metadata(surface, what, words.c_str());
  };
  say(CAIRO_PDF_METADATA_TITLE, text::clean(title_of(document)));
  say(CAIRO_PDF_METADATA_AUTHOR, text::clean(document.body));
  say(CAIRO_PDF_METADATA_CREATOR, "Gần Dân");
  const Date made = document.day.value_or(Date::of(2000, 1, 1));  // the same bytes whenever
  say(CAIRO_PDF_METADATA_CREATE_DATE, made.iso() + "T00:00:00+07:00");
}

}  // namespace

std::string to_pdf(const Document& document) {
  const Laid laid = lay_out(document);
  Pages pages(laid.sheet);
  describe(document, pages.surface());
  {
    const Tag whole(pages.context(), "Document");
    Writer(laid, pages).write();
  }
  cairo_show_page(pages.context());
  return in_vietnamese(pages.finish());
}

}  // namespace gandan::documents
