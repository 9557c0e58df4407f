// How a view is called: what loom knows of an {@ example …}, for a style guide and its tests.
#pragma once
#include <string_view>

namespace gandan::html {

class Out;

/// Examples stand in a table in the order of their files, those of a view one after another.
struct Example {
  std::string_view file;        ///< "kernel/pages/views/records.html"
  std::string_view view;        ///< "badge"
  std::string_view parameters;  ///< "const Badge& it"
  std::string_view note;        ///< the comment above the view
  std::string_view name;        ///< what it shows: "every tone"
  std::string_view source;      ///< as it stands in the file: "{> badge({…})}"
  void (*show)(Out&);
};

}  // namespace gandan::html
