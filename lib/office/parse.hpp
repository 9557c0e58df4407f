// Reads a file in this very process, for the one that office::read makes, and for the fuzzer.
#pragma once
#include "lib/office/office.hpp"
#include "lib/office/package.hpp"

namespace pugi {
class xml_node;
}

namespace gandan::office {

/// As office::read, but of the limits those of memory and time are nobody's here.
[[nodiscard]] Result<Document, Problem> parse(std::string_view bytes, const Limits& limits);

/// A package whose parts are known: DOCX or XLSX.
[[nodiscard]] Result<Document, Problem> parse(Package package, const Limits& limits);

// The three formats. They throw Refused. `root` is the root of the main part.
[[nodiscard]] Document parse_docx(Package& package, const std::string& main,
                                  const pugi::xml_node& root, const Limits& limits);
[[nodiscard]] Document parse_xlsx(Package& package, const std::string& main,
                                  const pugi::xml_node& root, const Limits& limits);
[[nodiscard]] Document parse_pdf(std::string_view bytes, const Limits& limits);
/// The first pages, one PGM after the other.
[[nodiscard]] std::string draw_pdf(std::string_view bytes, std::size_t most_pages,
                                   const Limits& limits);

}  // namespace gandan::office
