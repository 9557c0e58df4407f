#include "lib/documents/pdf_catalog.hpp"

#include <charconv>
#include <string_view>

namespace gandan::documents {

std::string in_vietnamese(std::string pdf) {
  constexpr std::string_view catalogue = "<< /Type /Catalog\n", start = "startxref\n";
  constexpr std::string_view more =
      "   /Lang (vi-VN)\n   /ViewerPreferences << /DisplayDocTitle true >>\n";
  const std::size_t at = pdf.rfind(catalogue);
  const std::size_t told = pdf.rfind(start);
  if (at == std::string::npos || told == std::string::npos || told < at) return pdf;
  // Where each object begins is told from the beginning of the file: none may begin after it.
  std::size_t table = 0;
  const char* digits = pdf.data() + told + start.size();
  const auto [end, error] = std::from_chars(digits, pdf.data() + pdf.size(), table);
  const std::size_t closed = pdf.find("endobj\n", at);
  if (error != std::errc() || closed == std::string::npos ||
      closed + std::string_view("endobj\n").size() != table)
    return pdf;
  pdf.replace(told + start.size(), static_cast<std::size_t>(end - digits),
              std::to_string(table + more.size()));
  pdf.insert(at + catalogue.size(), more);
  return pdf;
}

}  // namespace gandan::documents
