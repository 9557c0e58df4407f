#include "lib/office/test/made.hpp"

#include <gtest/gtest.h>
#include <zip.h>

namespace gandan::office {
namespace {

const std::string head = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
const std::string office_ns = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"" + office_ns + "/" + type + "\" Target=\"" +
         target + "\"/>";
}

std::string relations(const std::string& all) {
  return head +
         R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)" +
         all + "</Relationships>";
}

}  // namespace

std::string zip_of(const Parts& parts, const std::string& password) {
  zip_source_t* memory = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(memory);
  zip_t* zip = zip_open_from_source(memory, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  for (const auto& [name, bytes] : parts) {
    zip_source_t* part = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
    const auto index = zip_file_add(zip, name.c_str(), part, 0);
    EXPECT_GE(index, 0);
    if (password.empty()) continue;
    EXPECT_EQ(zip_file_set_encryption(zip, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256,
                                      password.c_str()),
              0);
  }
  EXPECT_EQ(zip_close(zip), 0);
  zip_stat_t about;
  EXPECT_EQ(zip_source_stat(memory, &about), 0);
  std::string bytes(about.size, '\0');
  EXPECT_EQ(zip_source_open(memory), 0);
  EXPECT_EQ(zip_source_read(memory, bytes.data(), bytes.size()),
            static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(memory);
  zip_source_free(memory);
  return bytes;
}

Parts docx_parts(const std::string& body) {
  return {
      {"_rels/.rels", relations(relation("rId1", "officeDocument", "word/document.xml"))},
      {"word/document.xml",
       head +
           R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )" +
           R"(xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:v">)" +
           "<w:body>" + body + "</w:body></w:document>"}};
}

Parts xlsx_parts(const Workbook& book) {
  const std::string ns = R"( xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main")";
  return {{"_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml"))},
          {"xl/_rels/workbook.xml.rels",
           relations(relation("rId1", "worksheet", "worksheets/sheet1.xml") +
                     relation("rId2", "sharedStrings", "/xl/sharedStrings.xml") +
                     relation("rId3", "styles", "styles.xml"))},
          {"xl/workbook.xml",
           head + "<workbook" + ns + " xmlns:r=\"" + office_ns + "\">" + book.workbook +
               R"(<sheets><sheet name="A" sheetId="7" r:id="rId1"/></sheets></workbook>)"},
          {"xl/sharedStrings.xml", head + "<sst" + ns + ">" + book.texts + "</sst>"},
          {"xl/styles.xml", head + "<styleSheet" + ns + ">" + book.styles + "</styleSheet>"},
          {"xl/worksheets/sheet1.xml", head + "<worksheet" + ns + "><sheetData>" + book.rows +
                                           "</sheetData>" + book.after_rows + "</worksheet>"}};
}

Document read_made(const Parts& parts) {
  auto document = read(zip_of(parts));
  if (!document) {
    ADD_FAILURE() << in_words(document.error());
    return {};
  }
  return std::move(*document);
}

Document read_docx(const std::string& body) {
  return read_made(docx_parts(body));
}

Document read_xlsx(const Workbook& book) {
  return read_made(xlsx_parts(book));
}

Problem problem_with(std::string_view bytes, const Limits& limits) {
  const auto document = read(bytes, limits);
  EXPECT_FALSE(document);
  return document ? Problem{} : document.error();
}

}  // namespace gandan::office
