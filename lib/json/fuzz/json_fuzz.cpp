// Any bytes: what is read is written and read again as the same value.
#include <cstdint>
#include <cstdlib>

#include "lib/json/json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto value = gandan::json::parse(text);
  if (!value) return 0;
  const std::string written = gandan::json::serialize(*value);
  const auto again = gandan::json::parse(written);
  if (!again || gandan::json::serialize(*again) != written) std::abort();
  return 0;
}
