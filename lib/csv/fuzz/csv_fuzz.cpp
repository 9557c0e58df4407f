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
  while (reader.next(row) == Read::row) {
    std::ostringstream out;
    Writer(out, {.guard_formulas = false}).row(row);
    const std::string written = out.str();
    Reader second(written, {.delimiter = ','});
    if (second.next(again) != Read::row || again != row) std::abort();
  }
  return 0;
}
