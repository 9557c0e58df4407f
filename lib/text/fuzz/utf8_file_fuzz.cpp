// Any bytes as a file: reading ends, reads every byte, and gives the same whatever the blocks.
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <sstream>

#include "lib/text/utf8.hpp"
#include "lib/text/utf8_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gandan::text;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  std::istringstream raw(bytes);
  Utf8File file(raw);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  if (file.bytes_read() != bytes.size()) std::abort();
  // UTF-16 and what was converted is UTF-8; anything else is as it was.
  if (file.encoding() == Encoding::utf8 && is_valid_utf8(bytes) && !is_valid_utf8(text))
    std::abort();
  return 0;
}
