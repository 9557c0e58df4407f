// A multipart body means the same whole and in pieces.
#include <algorithm>
#include <cassert>
#include <cstdint>

#include "lib/base/utf8.hpp"
#include "lib/http/multipart.hpp"

namespace {

using namespace gandan::http;

struct Parsed {
  bool refused = false;
  Fields fields;
  std::vector<Upload> files;
};

Parsed parse(std::string_view body, std::size_t step) {
  Parsed parsed;
  MultipartParser parser("B", parsed.fields, parsed.files);
  while (!body.empty() && !parsed.refused) {
    parsed.refused = parser.feed(body.substr(0, step)).has_value();
    body.remove_prefix(std::min(step, body.size()));
  }
  parsed.refused = parsed.refused || parser.finish().has_value();
  return parsed;
}

}  // namespace

/// The first byte says how the rest is cut.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Parsed whole = parse(body, body.size() + 1);
  const Parsed pieces = parse(body, data[0] % 32 + 1U);
  assert(whole.refused == pieces.refused);
  if (whole.refused) return 0;
  assert(whole.fields.size() == pieces.fields.size() && whole.files.size() == pieces.files.size());
  for (auto a = whole.fields.begin(), b = pieces.fields.begin(); a != whole.fields.end();
       ++a, ++b) {
    assert(a->name == b->name && a->value == b->value);
    assert(gandan::is_utf8(a->name) && gandan::is_utf8(a->value));
  }
  for (std::size_t i = 0; i < whole.files.size(); ++i) {
    assert(whole.files[i].bytes() == pieces.files[i].bytes());
    assert(whole.files[i].file_name().find('/') == std::string::npos);
  }
  return 0;
}
