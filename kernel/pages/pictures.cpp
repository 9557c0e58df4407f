#include "kernel/pages/pictures.hpp"

#include <algorithm>
#include <string_view>

#include "kernel/pages/views/charts.hpp"
#include "lib/html/out.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::pages {
namespace {

constexpr int picture_margin = 24, picture_inner = 720 - 2 * picture_margin;
constexpr int title_line = 28, small_line = 22;
constexpr std::size_t title_length = 58, line_length = 88;

/// Words in lines of about so many bytes; Vietnamese has some four for three letters.
std::vector<std::string> in_lines(std::string_view text, std::size_t most) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    std::size_t end = text.size();
    if (end > most * 4 / 3) {
      end = text.rfind(' ', most * 4 / 3);
      if (end == std::string_view::npos || end == 0) end = std::min(text.find(' '), text.size());
    }
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// Draws downward; the parts are put into the frame at the end, when its height is known.
class PictureWriter {
 public:
  PictureWriter(const i18n::Locale& locale, const PictureWords& words) : out_(locale) {
    for (const std::string& line : in_lines(words.title, title_length))
      text(picture_margin, y_ += title_line, "title", line);
    y_ += 6;
    for (const std::string& each : words.lines)
      for (const std::string& line : in_lines(each, line_length))
        text(picture_margin, y_ += small_line, "", line);
    y_ += 20;
  }

  [[nodiscard]] html::Out& out() { return out_; }
  [[nodiscard]] int y() const { return y_; }
  void down(int pixels) { y_ += pixels; }

  void text(int x, int y, std::string_view style, std::string_view words) {
    out_.literal("<text x=\"");
    out_.attribute(x);
    out_.literal("\" y=\"");
    out_.attribute(y);
    out_.literal("\" class=\"");
    out_.attribute(style);
    out_.literal("\">");
    out_.text(words);
    out_.literal("</text>");
  }
  void box(int x, int y, int width, int height, std::string_view style) {
    out_.literal("<rect x=\"");
    out_.attribute(x);
    out_.literal("\" y=\"");
    out_.attribute(y);
    out_.literal("\" width=\"");
    out_.attribute(width);
    out_.literal("\" height=\"");
    out_.attribute(height);
    out_.literal("\" class=\"");
    out_.attribute(style);
    out_.literal("\"/>");
  }
  /// A drawing that a page shows as well, of this height.
  template <class Chart>
  void drawing(void (*view)(html::Out&, const Chart&), const Chart& chart, int height) {
    out_.literal("<svg x=\"24\" y=\"");
    out_.attribute(y_);
    out_.literal("\" width=\"672\" height=\"");
    out_.attribute(height);
    out_.literal("\">");
    view(out_, chart);
    out_.literal("</svg>");
    y_ += height;
  }
  /// A square of a colour and what it means.
  void key(std::string_view style, std::string_view words) {
    y_ += small_line;
    box(picture_margin, y_ - 12, 14, 14, style);
    text(picture_margin + 22, y_, "", words);
  }
  [[nodiscard]] std::string finished(const PictureWords& words);

 private:
  html::Out out_;
  int y_ = 8;
};

std::string PictureWriter::finished(const PictureWords& words) {
  y_ += 12;
  for (const std::string& line : in_lines(words.source, line_length))
    text(picture_margin, y_ += small_line, "faint", line);
  const int height = y_ + picture_margin;
  html::Out file(out_.locale());
  file.literal("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"");
  file.attribute(height);
  file.literal("\" viewBox=\"0 0 720 ");
  file.attribute(height);
  file.literal("\"><title>");
  file.text(words.title);
  file.literal(
      "</title><style>text{font:14px 'Be Vietnam Pro',Arial,sans-serif;fill:#1b2330}"
      ".title{font-size:21px;font-weight:700}.strong{font-weight:600}.faint{fill:#566070}"
      ".middle{text-anchor:middle;font-size:13px}.end{text-anchor:end}"
      ".rule{stroke:#ddd9cf}.pale{fill:#eaf0fa;stroke:#2a4b8d}.open{fill:#2a4b8d}"
      ".settled{fill:#1f6b4a}.waiting{fill:#8f5b00}.late{fill:#b3261e}.plain{fill:#8a8f98}"
      ".ink{fill:#1b2330}.rest{fill:#ddd9cf}path{fill-opacity:.22}.q0{fill:#fff;stroke:#ddd9cf}"
      ".q1{fill:#d9e4f7}.q2{fill:#b3c8ee}.q3{fill:#4a6cb3}.q4{fill:#1b2f5e}"
      ".light{fill:#fff}</style><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>");
  // It is XML, which a noncharacter in the name of a body would make unreadable.
  return text::clean(file.take() + out_.take()) + "</svg>\n";
}

void draw_tile(PictureWriter& to, const PlacedTile& placed, int top) {
  constexpr int pitch = 72, side = 68;
  const int x = picture_margin + placed.column * pitch, y = top + placed.row * pitch;
  to.box(x, y, side, side, "q" + std::to_string(placed.step));
  const std::string style = placed.step > 2 ? "middle light" : "middle";
  to.text(x + side / 2, y + 20, style, placed.first_line);
  to.text(x + side / 2, y + 36, style, placed.second_line);
  to.text(x + side / 2, y + 58, style + " strong", to.out().locale().number(placed.tile->value));
}

}  // namespace

std::string picture(const i18n::Locale& locale, const PictureWords& words,
                    const ColumnChart& chart) {
  PictureWriter to(locale, words);
  to.drawing(views::columns_drawing, chart, columns_height);
  if (!chart.second_series.empty()) {
    to.key("pale", chart.first_series);
    to.key("open", chart.second_series);
  }
  return to.finished(words);
}

std::string picture(const i18n::Locale& locale, const PictureWords& words, const BarChart& chart) {
  PictureWriter to(locale, words);
  for (const Bar& bar : chart.bars) {
    to.down(small_line);
    to.text(picture_margin, to.y(), "", bar.label);
    to.text(720 - picture_margin, to.y(), "end strong",
            bar.second.empty() ? bar.value : bar.value + " · " + bar.second);
    to.down(8);
    to.box(picture_margin, to.y(), picture_inner, 8, "rest");
    to.box(picture_margin, to.y(), static_cast<int>(bar.share * picture_inner), 8,
           name_of(chart.tone));
    to.down(14);
  }
  to.down(small_line);
  to.text(
      720 - picture_margin, to.y(), "end faint",
      chart.second_measure.empty() ? chart.measure : chart.measure + " · " + chart.second_measure);
  return to.finished(words);
}

std::string picture(const i18n::Locale& locale, const PictureWords& words, const TileMap& map) {
  PictureWriter to(locale, words);
  const TilePlot drawn = plot(map);
  int rows = 0;
  for (const PlacedTile& placed : drawn.tiles) {
    draw_tile(to, placed, to.y());
    rows = std::max(rows, placed.row + 1);
  }
  to.down(rows * 72 + 8);
  for (const TileStep& step : drawn.legend)
    to.key("q" + std::to_string(step.step),
           step.least == step.most ? locale.number(step.least)
                                   : locale.number(step.least) + "–" + locale.number(step.most));
  return to.finished(words);
}

std::string picture(const i18n::Locale& locale, const PictureWords& words, const FlowChart& chart) {
  PictureWriter to(locale, words);
  to.drawing(views::flow_drawing, chart, plot(chart).height);
  return to.finished(words);
}

}  // namespace gandan::pages
