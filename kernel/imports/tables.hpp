// Rows of the tables of a workbook (XLSX) or of a text (DOCX).
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "kernel/imports/rows.hpp"

namespace gandan::imports {

/// By its first bytes: a package of parts, or a container of Office 97 to 2003, which is refused
/// with what to do.
[[nodiscard]] bool is_office_file(std::string_view begin);

/// Every table that has a heading with two fields or more, one behind the other. What stands above
/// the heading is a title; a heading of two lines is the second, and what numbers the columns
/// beneath is none of the rows, nor is the heading where a page repeats it. Throws
/// std::runtime_error where the file cannot be read, or has no such table or mapped column.
[[nodiscard]] std::unique_ptr<Rows> open_tables(const Import& it, const std::string& file,
                                                const std::map<std::string, std::string>& columns);

}  // namespace gandan::imports
