// office-files: small files that broke other programs, each with what a right reader gets.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <map>

#include "lib/base/real_input.hpp"
#include "lib/office/office.hpp"
#include "lib/office/references.hpp"

namespace gandan::office {
namespace {

using boost::json::array, boost::json::object, boost::json::value;

/// As text, to be compared: boost::json reads a number to the last but one of its digits.
std::string told(const value& it) {
  if (const object* members = it.if_object()) {
    std::map<std::string, std::string> sorted;
    for (const auto& [name, member] : *members) sorted[name] = told(member);
    std::string out = "{";
    for (const auto& [name, member] : sorted) out += name + ": " + member + ", ";
    return out + "}";
  }
  if (const array* values = it.if_array()) {
    std::string out = "[";
    for (const value& each : *values) out += told(each) + ", ";
    return out + "]";
  }
  if (!it.is_number()) return boost::json::serialize(it);
  char text[40];
  return {text, static_cast<std::size_t>(
                    std::snprintf(text, sizeof text, "%.13g", it.to_number<double>()))};
}

object sheets_of(const Document& document) {
  array sheets;
  object dates;
  constexpr const char* kinds[] = {"worksheet", "chartsheet", "dialogsheet", "macrosheet"};
  for (const Sheet& sheet : document.sheets) {
    object cells, days;
    for (const SheetCell& cell : sheet.cells) {
      const std::string place = name_of({cell.row, cell.column});
      std::visit([&](const auto& it) { cells[place] = it; }, cell.value);
      if (!cell.date.empty()) days[place] = cell.date;
    }
    sheets.push_back(object{{"name", sheet.name},
                            {"kind", kinds[static_cast<std::size_t>(sheet.kind)]},
                            {"cells", cells},
                            {"merged", array(sheet.merged.begin(), sheet.merged.end())}});
    if (!days.empty()) dates[sheet.name] = days;
  }
  object out{{"date1904", document.counts_from_1904}, {"sheets", sheets}};
  if (!dates.empty()) out["dates"] = dates;
  return out;
}

array table_of(const TextTable& table) {
  array rows;
  for (const TextRow& row : table.rows) {
    if (row.in_control) continue;
    array cells;
    for (const TextCell& cell : row.cells) {
      if (cell.in_control) continue;
      object out{{"text", cell.text}};
      if (cell.span > 1) out["span"] = cell.span;
      if (cell.merge != Merge::none)
        out["vmerge"] = cell.merge == Merge::first ? "restart" : "continue";
      array nested;
      for (const TextTable& each : cell.nested)
        if (!each.in_control) nested.push_back(table_of(each));
      if (!nested.empty()) out["nested"] = nested;
      cells.push_back(out);
    }
    rows.push_back(cells);
  }
  return rows;
}

/// The answers give paragraphs and tables in one row, the reader each by itself.
object text_as_answered(const Document& document) {
  array paragraphs, tables;
  for (const Paragraph& each : document.paragraphs)
    if (!each.in_control) paragraphs.emplace_back(each.text);
  for (const TextTable& each : document.tables)
    if (!each.in_control) tables.push_back(table_of(each));
  return {{"paragraphs", paragraphs}, {"tables", tables}};
}

object in_two(const array& body) {
  array paragraphs, tables;
  for (const value& each : body) {
    if (const value* text = each.as_object().if_contains("p")) paragraphs.push_back(*text);
    if (const value* table = each.as_object().if_contains("table")) tables.push_back(*table);
  }
  return {{"paragraphs", paragraphs}, {"tables", tables}};
}

/// What stands between signs, in the order of bytes.
std::vector<std::string> words_of(std::string_view text) {
  constexpr std::string_view signs = " \t\r\n.,;:!?()[]{}<>/\\|\"'-+=*&%#@~^`$";
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(signs, at), text.size());
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  std::sort(words.begin(), words.end());
  return words;
}

void compare(const Document& document, const object& answer, const std::string& name) {
  if (answer.contains("sheets")) {
    EXPECT_EQ(told(sheets_of(document)), told(answer)) << name;
  } else if (const value* body = answer.if_contains("body")) {
    EXPECT_EQ(told(text_as_answered(document)), told(in_two(body->as_array()))) << name;
  } else {
    EXPECT_EQ(document.pages, answer.at("pages").to_number<std::size_t>()) << name;
    std::string expected;
    for (const value& word : answer.at("words_sorted").as_array())
      expected.append(word.as_string()) += ' ';
    constexpr std::size_t told = 3'000;
    if (answer.at("words_sorted").as_array().size() == told) return;
    EXPECT_EQ(words_of(text_of(document)), words_of(expected)) << name;
  }
}

TEST(OfficeFiles, EveryFileIsReadAsItsAnswerSaysOrRefused) {
  const auto files = real_input::find("office-files/files", "*");
  if (files.empty()) GTEST_SKIP() << real_input::absent("office-files");
  std::size_t read_rightly = 0, others = 0;
  for (const auto& file : files) {
    const std::string name = file.filename().string();
    const auto document = read(real_input::read(file));
    const auto answer = file.parent_path().parent_path() / "expected" / (name + ".json");
    if (!std::filesystem::exists(
            answer)) {  // hostile: what it takes is bounded, how it ends is not
      ++others;
      const bool has_died = !document && document.error() == Problem::reader_died;
      EXPECT_FALSE(has_died) << name;
      continue;
    }
    ASSERT_TRUE(document) << name << ": " << in_words(document.error());
    compare(*document, boost::json::parse(real_input::read(answer)).as_object(), name);
    ++read_rightly;
  }
  EXPECT_GT(read_rightly, 0u);
  EXPECT_GT(others, 0u);
}

}  // namespace
}  // namespace gandan::office
