// The file of rejected rows: for a person with a spreadsheet to mend, and to be imported again.
#pragma once
#include <iosfwd>
#include <optional>
#include <string_view>

#include "contexts/petitions/intake/import_check.hpp"

namespace gandan::petitions {

/// CSV with a byte order mark and a heading: line, reason, source, and a column for every field. Of
/// a row that is or may be a complaint or a denunciation, or names somebody, no more than its id.
/// Nothing is written where nothing was rejected.
class ImportRejects {
 public:
  /// `out` must outlive it.
  explicit ImportRejects(std::ostream& out) : out_(out) {}
  /// `delimiter` is that of the file: of several files' that of the first.
  void write(const ImportRow& row, const ImportRefusal& refusal, std::string_view source,
             char delimiter);

 private:
  std::ostream& out_;
  std::optional<char> delimiter_;
};

}  // namespace gandan::petitions
