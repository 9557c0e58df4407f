#include "lib/documents/pango.hpp"

#include <fontconfig/fontconfig.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "lib/text/utf8.hpp"

// The leak sanitizer's, where the program is built with it.
extern "C" __attribute__((weak)) void __lsan_disable();
extern "C" __attribute__((weak)) void __lsan_enable();

namespace gandan::documents {
namespace {

/// In the order in which they are taken.
constexpr std::array<std::string_view, 3> families{"Liberation Serif", "Tinos", "Times New Roman"};
constexpr std::string_view line_separator = "\xE2\x80\xA8";  // U+2028

/// Whether it has every letter of Vietnamese: older editions of the same font lack some.
bool has_vietnamese(PangoFontMap* map, std::string_view family) {
  const Owned<PangoContext> context(pango_font_map_create_context(map));
  PangoFontDescription* wanted = pango_font_description_new();
  pango_font_description_set_family(wanted, std::string(family).c_str());
  const Owned<PangoFont> font(pango_font_map_load_font(map, context.get(), wanted));
  pango_font_description_free(wanted);
  if (!font) return false;
  for (const gunichar letter : {0x01B0U, 0x1EA0U, 0x1ED9U, 0x1EF9U})  // ư Ạ ộ ỹ
    if (!pango_font_has_char(font.get(), letter)) return false;
  return true;
}

std::string family_of(PangoFontMap* map) {
  PangoFontFamily** found = nullptr;
  int count = 0;
  pango_font_map_list_families(map, &found, &count);
  std::vector<std::string> names;
  for (int i = 0; i < count; ++i) names.emplace_back(pango_font_family_get_name(found[i]));
  g_free(found);
  for (std::string_view family : families)
    if (std::find(names.begin(), names.end(), family) != names.end() && has_vietnamese(map, family))
      return std::string(family);
  throw std::runtime_error(
      "no PDF can be made: this machine has no font with the letters of Times New Roman and all of "
      "Vietnamese. Install fonts-liberation2");
}

/// A line break within a paragraph, not a paragraph of its own.
std::string in_one_paragraph(std::string_view words) {
  std::string out;
  for (char c : text::clean(words))
    if (c == '\n')
      out += line_separator;
    else
      out += c;
  return out;
}

void add(PangoAttrList* to, PangoAttribute* attribute, std::size_t from, std::size_t until) {
  attribute->start_index = static_cast<guint>(from);
  attribute->end_index = static_cast<guint>(until);
  pango_attr_list_insert(to, attribute);
}

/// The words, and which of them are bold or italic.
void set_text(PangoLayout* layout, const Text& text) {
  std::string words;
  PangoAttrList* looks = pango_attr_list_new();
  for (const Run& run : text) {
    const std::size_t from = words.size();
    words += in_one_paragraph(run.words);
    if (run.bold) add(looks, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, words.size());
    if (run.italic) add(looks, pango_attr_style_new(PANGO_STYLE_ITALIC), from, words.size());
  }
  add(looks, pango_attr_insert_hyphens_new(FALSE), 0, words.size());
  pango_layout_set_text(layout, words.data(), static_cast<int>(words.size()));
  pango_layout_set_attributes(layout, looks);
  pango_attr_list_unref(looks);
}

/// Fontconfig keeps what it reads until the process ends, by offsets that the leak sanitizer cannot
/// follow.
void read_configuration() {
  if (__lsan_disable != nullptr) __lsan_disable();
  FcInit();
  if (__lsan_enable != nullptr) __lsan_enable();
}

double in_points(int length) {
  return static_cast<double>(length) / PANGO_SCALE;
}
int in_pango(double length) {
  return static_cast<int>(length * PANGO_SCALE);
}

}  // namespace

double Set::width() const {
  PangoRectangle box;
  pango_layout_get_extents(layout.get(), nullptr, &box);
  return in_points(box.width);
}

const Fonts& Fonts::of_this_thread() {
  static std::once_flag once;
  std::call_once(once, read_configuration);
  static thread_local const Fonts fonts;
  return fonts;
}

Fonts::Fonts()
    : map_(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)),
      context_(nullptr),
      family_(family_of(map_.get())) {
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map_.get()), 72);
  context_.reset(pango_font_map_create_context(map_.get()));
  // As printed: no letter is moved to the pixels of a screen.
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context_.get(), options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context_.get(), FALSE);
  pango_context_set_language(context_.get(), pango_language_from_string("vi"));
}

Set Fonts::set(const Lines& lines, double width) const {
  Set made{Owned<PangoLayout>(pango_layout_new(context_.get()))};
  PangoLayout* layout = made.layout.get();
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family(font, family_.c_str());
  pango_font_description_set_absolute_size(font, lines.size * PANGO_SCALE);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
  pango_layout_set_width(layout, std::max(1, in_pango(width - lines.left - lines.right)));
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_auto_dir(layout, FALSE);
  pango_layout_set_indent(layout, in_pango(lines.first));
  pango_layout_set_justify(layout, lines.align == Align::justify);
  pango_layout_set_alignment(layout, lines.align == Align::centre  ? PANGO_ALIGN_CENTER
                                     : lines.align == Align::right ? PANGO_ALIGN_RIGHT
                                                                   : PANGO_ALIGN_LEFT);
  set_text(layout, lines.text);
  made.line_height = lines.size * line_of_times * lines.spacing;
  PangoLayoutIter* iter = pango_layout_get_iter(layout);
  do {
    PangoRectangle box;
    pango_layout_iter_get_line_extents(iter, nullptr, &box);
    made.lines.push_back({pango_layout_iter_get_line_readonly(iter), in_points(box.x),
                          in_points(pango_layout_iter_get_baseline(iter) - box.y),
                          in_points(box.height)});
  } while (pango_layout_iter_next_line(iter));
  pango_layout_iter_free(iter);
  made.count = static_cast<int>(made.lines.size());
  return made;
}

}  // namespace gandan::documents
