// The file of rejected rows: for a person with a spreadsheet to mend, and to be imported again.
#pragma once
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/imports/import.hpp"

namespace gandan::imports {

/// CSV with a byte order mark and a heading: line, reason, source, and a column for every field. Of
/// a row that not everybody might read, or that says who somebody is, no more than its id. Nothing
/// is written where nothing was rejected.
class Rejects {
 public:
  /// Both must outlive it.
  Rejects(const Import& it, std::ostream& out) : it_(it), out_(out) {}
  /// `delimiter` is that of the file: of several files' that of the first.
  void write(const Row& row, const Refusal& refusal, std::string_view source, char delimiter);

 private:
  [[nodiscard]] bool may_be_repeated(const Row& row) const;
  /// What says the same when it is read again, where an empty cell says nothing.
  [[nodiscard]] std::string cell_of(const Row& row, const Column& column) const;

  const Import& it_;
  std::ostream& out_;
  std::optional<char> delimiter_;
};

}  // namespace gandan::imports
