// A part of the first page of the desk, as plain structs: what there is to decide, and where.
#pragma once
#include <string>
#include <vector>

namespace gandan::desk {

/// A line of the first page: what it is, what there is to say, and where it leads.
struct Line {
  std::string title, note, href;
};
/// A part of the first page of who directs or administers.
struct Section {
  std::string title;
  std::string sentence = {};  ///< what the lines come to
  std::vector<Line> lines = {};
};

}  // namespace gandan::desk
