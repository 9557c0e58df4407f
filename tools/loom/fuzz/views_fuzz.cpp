// Any bytes as a view file: loom ends with an error that points into the file, or makes C++.
#include <cstdint>
#include <cstdlib>

#include "tools/loom/generator.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gandan::loom;
  const std::string source(reinterpret_cast<const char*>(data), size);
  try {
    const File file = parse("fuzz.html", source);
    if (file.views.empty() || definitions(file, {&file, 1}, "fuzz").empty()) std::abort();
    (void)header(file, "fuzz");
    (void)messages(file);
    (void)examples({&file, 1}, "fuzz");
  } catch (const SyntaxError& error) {
    if (error.offset > source.size()) std::abort();
    (void)place_of(source, error.offset);
  }
  return 0;
}
