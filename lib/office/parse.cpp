#include "lib/office/parse.hpp"

#include <new>
#include <pugixml.hpp>

#include "lib/office/refused.hpp"
#include "lib/office/xml.hpp"

namespace gandan::office {
namespace {

constexpr std::string_view ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The names of streams in an OLE container are UTF-16.
bool has_stream(std::string_view bytes, std::string_view name) {
  std::string wide;
  for (const char c : name) (wide += c) += '\0';
  return bytes.find(wide + std::string(2, '\0')) != std::string_view::npos;
}

Problem problem_of_ole(std::string_view bytes) {
  if (has_stream(bytes, "EncryptedPackage")) return Problem::has_password;
  if (has_stream(bytes, "WordDocument")) return Problem::old_word;
  if (has_stream(bytes, "Workbook") || has_stream(bytes, "Book")) return Problem::old_excel;
  return Problem::old_office;
}

bool is_pdf(std::string_view bytes) {
  constexpr std::size_t within = 1024;  // where Acrobat looks for it too
  return bytes.substr(0, within).find("%PDF-") != std::string_view::npos;
}

bool is_zip(std::string_view bytes) {
  return bytes.starts_with("PK\3\4") || bytes.starts_with("PK\5\6");
}

std::string main_part(Package& package) {
  if (const auto named = target_of(package.relations_of(""), "officeDocument")) return *named;
  for (const char* usual : {"word/document.xml", "xl/workbook.xml"})
    if (package.has(usual)) return usual;
  if (package.has("mimetype") &&
      package.part("mimetype").starts_with("application/vnd.oasis.opendocument"))
    refuse(Problem::open_document);
  refuse(package.has("[Content_Types].xml") || package.has("_rels/.rels")
             ? Problem::damaged
             : Problem::unknown_format);
}

/// The root of the main part says what it is, whatever the file's name and types say.
Document parse_package(Package& package, const Limits& limits) {
  const std::string main = main_part(package);
  if (main.ends_with(".bin")) refuse(Problem::binary_workbook);
  std::string bytes = package.part(main);
  pugi::xml_document document;
  parse_xml(document, bytes);
  const pugi::xml_node root = document.document_element();
  if (is(root, "document")) return parse_docx(package, main, root, limits);
  if (is(root, "workbook")) return parse_xlsx(package, main, root, limits);
  refuse(is(root, "presentation") ? Problem::presentation : Problem::unknown_format);
}

Document parse_any(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.file_bytes) refuse(Problem::too_large);
  if (bytes.starts_with(ole)) refuse(problem_of_ole(bytes));
  if (is_pdf(bytes)) return parse_pdf(bytes, limits);
  if (!is_zip(bytes)) refuse(Problem::unknown_format);
  Package package(bytes, limits);
  return parse_package(package, limits);
}

template <class Parse>
Result<Document, Problem> caught(const Parse& parse) {
  try {
    return parse();
  } catch (const Refused& refused) {
    return fail(refused.problem);
  } catch (const std::bad_alloc&) {
    return fail(Problem::needs_too_much_memory);
  }
}

}  // namespace

Result<Document, Problem> parse(std::string_view bytes, const Limits& limits) {
  return caught([&] { return parse_any(bytes, limits); });
}

Result<Document, Problem> parse(Package package, const Limits& limits) {
  return caught([&] { return parse_package(package, limits); });
}

}  // namespace gandan::office
