#include "kernel/rules/sources.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "kernel/rules/reference.hpp"
#include "kernel/rules/table.hpp"

namespace gandan::rules {
namespace {

using Words = std::map<std::string, std::string, std::less<>>;

/// The Vietnamese of the shipped sources, by their English.
Words vietnamese() {
  Words words;
  for (const EmbeddedFile& file : reference::files()) {
    if (file.name != "sources.csv") continue;
    const Table table(file.bytes);
    for (const TableRow& row : table.rows())
      words.emplace(table.cell(row, "source"), table.cell(row, "source_vi"));
  }
  return words;
}

}  // namespace

std::string source_in(std::string_view source, const i18n::Locale& locale) {
  static const Words words = vietnamese();
  const auto at = locale.tag() == "vi" ? words.find(source) : words.end();
  return at == words.end() ? std::string(source) : at->second;
}

std::string law_of(std::string_view basis) {
  return std::string(basis.substr(0, std::min(basis.find(", "), basis.find(" ("))));
}

}  // namespace gandan::rules
