// csv-spectrum: each file has beside it, as JSON, what a right reader gets.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "lib/base/real_input.hpp"
#include "lib/csv/csv.hpp"

namespace gandan::csv {
namespace {

/// The bytes of a file; those named so get back the CRLF that version control took from them.
std::string text_of(const std::filesystem::path& file) {
  const std::string text = real_input::read(file);
  if (!file.stem().string().ends_with("_crlf") || text.find('\r') != std::string::npos) return text;
  std::string out;
  for (const char c : text) out += c == '\n' ? "\r\n" : std::string(1, c);
  return out;
}

/// The rows as JSON: an object each, by the names of the heading.
boost::json::array read_as_json(const std::string& text) {
  Reader reader(text, {.delimiter = ','});
  Row heading;
  boost::json::array out;
  if (reader.next(heading) != Read::row) return out;
  for (Row row; reader.next(row) == Read::row;) {
    EXPECT_EQ(row.size(), heading.size()) << "line " << reader.line();
    auto& object = out.emplace_back(boost::json::object()).as_object();
    for (std::size_t i = 0; i < std::min(row.size(), heading.size()); ++i)
      object[heading[i]] = row[i];
  }
  return out;
}

TEST(CsvSpectrum, EveryFileIsReadAsItsAnswerSays) {
  const auto files = real_input::find("format-suites/csv/csvs", "*.csv");
  if (files.empty()) GTEST_SKIP() << real_input::absent("format-suites/csv");
  for (const auto& file : files) {
    const auto answer =
        file.parent_path().parent_path() / "json" / (file.stem().string() + ".json");
    EXPECT_EQ(read_as_json(text_of(file)), boost::json::parse(real_input::read(answer))) << file;
  }
}

}  // namespace
}  // namespace gandan::csv
