// PDF by poppler: the lines of every page, in the order of reading; the first pages as pictures.
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "lib/office/parse.hpp"
#include "lib/office/refused.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::office {
namespace {

/// poppler's own way back asks the C library for one more converter.
std::string utf8_of(const poppler::ustring& units) {
  std::string text;
  for (std::size_t i = 0; i < units.size(); ++i) {
    char32_t point = units[i];
    const bool is_pair = point >= 0xD800 && point < 0xDC00 && i + 1 < units.size() &&
                         units[i + 1] >= 0xDC00 && units[i + 1] < 0xE000;
    if (is_pair)
      point = 0x10000 + ((point - 0xD800) << 10) + (static_cast<char32_t>(units[++i]) - 0xDC00);
    else if (point >= 0xD800 && point < 0xE000)
      point = text::replacement_character;
    text::append(text, point);
  }
  return text;
}

void add_page_lines(std::string_view text, std::vector<Paragraph>& paragraphs) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\n\f", at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos)
      paragraphs.push_back({.text = std::string(line), .in_control = false});
    at = end + 1;
  }
}

/// With a page at least, and no more than may be.
std::unique_ptr<poppler::document> open_pdf(std::string_view bytes, const Limits& limits) {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
    refuse(Problem::too_large);
  std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!document) refuse(Problem::damaged);
  if (document->is_locked()) refuse(Problem::has_password);
  if (document->pages() < 1) refuse(Problem::damaged);
  if (static_cast<std::size_t>(document->pages()) > limits.pages) refuse(Problem::too_many_pages);
  return document;
}

/// Dots an inch at which a page has no more dots than are drawn.
double resolution_of(const poppler::page& page) {
  constexpr double wanted = 200, points_an_inch = 72, most_dots = 8'000'000;
  const poppler::rectf box = page.page_rect();
  const double inches = box.width() / points_an_inch * (box.height() / points_an_inch);
  if (!(inches > 0)) refuse(Problem::damaged);
  return std::min(wanted, std::sqrt(most_dots / inches));
}

/// Its rows without what fills them up.
std::string pgm_of(const poppler::image& image) {
  const auto width = static_cast<std::size_t>(image.width());
  std::string out =
      "P5\n" + std::to_string(image.width()) + " " + std::to_string(image.height()) + "\n255\n";
  for (int row = 0; row < image.height(); ++row)
    out.append(image.const_data() + static_cast<std::ptrdiff_t>(row) * image.bytes_per_row(),
               width);
  return out;
}

}  // namespace

std::string draw_pdf(std::string_view bytes, std::size_t most_pages, const Limits& limits) {
  const auto document = open_pdf(bytes, limits);
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  renderer.set_render_hint(poppler::page_renderer::antialiasing);
  std::string all;
  const int pages = std::min(document->pages(), static_cast<int>(most_pages));
  for (int i = 0; i < pages; ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    if (!page) refuse(Problem::damaged);
    const double dots = resolution_of(*page);
    const poppler::image image = renderer.render_page(page.get(), dots, dots);
    if (!image.is_valid()) refuse(Problem::damaged);
    all += pgm_of(image);
  }
  return all;
}

Document parse_pdf(std::string_view bytes, const Limits& limits) {
  const auto document = open_pdf(bytes, limits);
  const int pages = document->pages();
  Document out;
  out.kind = Kind::pdf;
  out.pages = static_cast<std::size_t>(pages);
  std::size_t text_bytes = 0;
  for (int i = 0; i < pages; ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    if (!page) refuse(Problem::damaged);
    const std::string text = utf8_of(
        page->text(poppler::rectf(), poppler::page::text_layout_enum::non_raw_non_physical_layout));
    text_bytes += text.size();
    if (text_bytes > limits.unpacked_bytes) refuse(Problem::unpacks_too_large);
    add_page_lines(text, out.paragraphs);
  }
  return out;
}

}  // namespace gandan::office
