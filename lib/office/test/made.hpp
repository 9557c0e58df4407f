// Files as office programs write them, made in a test from the few parts that it is about.
#pragma once
#include <map>
#include <string>

#include "lib/office/office.hpp"

namespace gandan::office {

using Parts = std::map<std::string, std::string>;

/// A zip of the parts; with a password they are encrypted.
[[nodiscard]] std::string zip_of(const Parts& parts, const std::string& password = {});

/// A DOCX whose body is `body`: elements of WordprocessingML with the prefix w.
[[nodiscard]] Parts docx_parts(const std::string& body);
/// An XLSX with one sheet "A": rows of SpreadsheetML; `texts` are its shared strings, `styles` the
/// inside of its style sheet, `workbook` what stands before its sheets.
struct Workbook {
  std::string rows, texts, styles, workbook, after_rows;
};
[[nodiscard]] Parts xlsx_parts(const Workbook& book);

/// Reads it in the process apart; the test fails where it is refused.
[[nodiscard]] Document read_made(const Parts& parts);
[[nodiscard]] Document read_docx(const std::string& body);
[[nodiscard]] Document read_xlsx(const Workbook& book);
/// Why it is not read. The test fails where it is.
[[nodiscard]] Problem problem_with(std::string_view bytes, const Limits& limits = {});

}  // namespace gandan::office
