// A document as a file: the same words in the same layout as DOCX and as PDF.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "lib/base/result.hpp"
#include "lib/documents/document.hpp"

namespace gandan::documents {

inline constexpr const char* docx_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
inline constexpr const char* pdf_type = "application/pdf";

/// The bytes of a DOCX: A4, Times New Roman, margins of the decree. The same document gives the
/// same bytes. Throws std::runtime_error where it cannot be made.
[[nodiscard]] std::string to_docx(const Document& document);

/// The bytes of a PDF: A4, fonts embedded, tagged, its text to be copied and searched. The font is
/// Liberation Serif, whose letters have the widths of Times New Roman: throws std::runtime_error
/// that names the package (fonts-liberation2) where the machine has none. May be called by many
/// threads at once; the first call of a thread reads the fonts.
[[nodiscard]] std::string to_pdf(const Document& document);

/// A field of a body's own template: "{{số}}" or "{{ số }}" in it is replaced by `value`.
struct Field {
  std::string_view name;
  std::string_view value;
};
enum class FillError {
  not_docx,  ///< no DOCX, damaged, with macros, or too large
  unknown,   ///< it asks for a field that is not given
};
/// The template with its fields filled, also where a word processor has cut a marker into pieces.
[[nodiscard]] Result<std::string, FillError> fill(std::string_view docx,
                                                  std::span<const Field> fields);

}  // namespace gandan::documents
