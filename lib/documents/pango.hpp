// Pango, as this module uses it: its objects given back, its fonts read once a thread.
#pragma once
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <vector>

#include "lib/documents/layout.hpp"

namespace gandan::documents {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

/// Words in lines, of a width.
struct Set {
  Owned<PangoLayout> layout;
  double line_height = 0;
  int count = 0;  ///< of lines
  /// A line as Pango has it; in points, within the layout.
  struct Line {
    PangoLayoutLine* line = nullptr;  ///< the layout's own
    double left = 0, ascent = 0, height = 0;
  };
  std::vector<Line> lines = {};
  [[nodiscard]] double height() const { return line_height * count; }
  [[nodiscard]] double width() const;  ///< of the words, with a space at their end
};

/// The fonts of a thread.
class Fonts {
 public:
  /// Throws std::runtime_error where no font has the letters' widths of Times New Roman.
  [[nodiscard]] static const Fonts& of_this_thread();

  [[nodiscard]] Set set(const Lines& lines, double width) const;

 private:
  Fonts();
  Owned<PangoFontMap> map_;
  Owned<PangoContext> context_;
  std::string family_;
};

}  // namespace gandan::documents
