// Any bytes, as a file and as each part that is read: reading ends within its limits, and what was
// read arrives as it was sent. PDF is left to the fuzzers of poppler.
#include <cstdlib>

#include "lib/office/parse.hpp"
#include "lib/office/wire.hpp"

namespace {

using namespace gandan::office;

constexpr Limits limits{.unpacked_bytes = 1u << 20, .cells = 10'000, .depth = 40};

void use(const gandan::Result<Document, Problem>& document) {
  if (!document) return;
  const std::string bytes = to_bytes(*document);
  const auto received = document_of(bytes);
  if (!received || to_bytes(*received) != bytes) std::abort();
  (void)text_of(*document);
  const auto tables = rows_of(*document, 100'000);
  if (!tables) return;
  for (const Table& table : *tables)
    for (const auto& row : table.rows)
      if (row.size() != table.rows.front().size()) std::abort();
}

std::string relations(std::string_view type, std::string_view target) {
  return "<Relationships><Relationship Id=\"r1\" Type=\"x/" + std::string(type) + "\" Target=\"" +
         std::string(target) + "\"/></Relationships>";
}

/// A package in which one part says what was made up.
void use_as(const std::string& part, const std::string& bytes) {
  std::map<std::string, std::string> parts{
      {"_rels/.rels", relations("officeDocument", "/xl/workbook.xml")},
      {"xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" id=\"r1\"/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"sheet.xml\"/>"
       "<Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"texts.xml\"/>"
       "<Relationship Id=\"r3\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>"},
      {"xl/sheet.xml",
       "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c s=\"0\"><v>1.5</v></c>"
       "</row></sheetData></worksheet>"},
      {"xl/texts.xml", "<sst><si><t>a</t></si></sst>"},
      {"xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>"}};
  parts[part] = bytes;
  if (part == "word/document.xml") parts["_rels/.rels"] = relations("officeDocument", part);
  use(parse(Package(std::move(parts), limits), limits));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.find("%PDF-") == std::string::npos) use(parse(bytes, limits));
  for (const char* part : {"word/document.xml", "xl/workbook.xml", "xl/sheet.xml", "xl/texts.xml",
                           "xl/styles.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"})
    use_as(part, bytes);
  return 0;
}
