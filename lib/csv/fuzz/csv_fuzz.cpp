// Any bytes: the reader ends, and what it read survives being written and read again.
#include <cstdint>
#include <cstdlib>
#include <sstream>

#include "lib/csv/csv.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gandan::csv;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Reader reader(text, {.max_row = 4096});
  Row row, again;
  if (Reader first(text, {.max_row = 4096}); first.next(row) == Read::row) {
    const Header header(row);
    for (const std::string& name : row)
      if (!header.find(name)) std::abort();
  }
  while (reader.next(row) == Read::row) {
    std::ostringstream out;
    Writer(out, {.guard_formulas = false}).row(row);
    const std::string written = out.str();
    // "sep=;" alone on the first line is no row.
    if (row.size() == 1 && heading_key(row[0]).starts_with("sep")) continue;
    Reader second(written, {.delimiter = ','});
    if (second.next(again) != Read::row || again != row) std::abort();
    std::ostringstream guarded;
    Writer(guarded).row(row);
    const std::string safe = guarded.str();
    Reader third(safe, {.delimiter = ','});
    if (third.next(again) != Read::row || again.size() != row.size()) std::abort();
    for (std::size_t i = 0; i < row.size(); ++i)
      if (without_guard(again[i]) != row[i]) std::abort();
  }
  return 0;
}
