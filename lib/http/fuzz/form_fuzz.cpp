// What is decoded is UTF-8 without NUL or a carriage return, and means the same when sent again.
#include <cassert>
#include <cstdint>

#include "lib/base/utf8.hpp"
#include "lib/http/decode.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gandan;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  if (const auto fields = http::decode_fields(input)) {
    std::string again;
    for (const http::Field& field : *fields) {
      assert(is_utf8(field.name) && is_utf8(field.value));
      assert(field.value.find('\0') == std::string::npos);
      assert(field.value.find('\r') == std::string::npos);
      again += http::percent_encode(field.name) + "=" + http::percent_encode(field.value) + "&";
    }
    const auto twice = http::decode_fields(again);
    assert(twice && twice->size() == fields->size());
    for (auto a = fields->begin(), b = twice->begin(); a != fields->end(); ++a, ++b)
      assert(a->name == b->name && a->value == b->value);
  }
  if (const auto path = http::decode_path(input)) {
    assert(path->front() == '/' && is_utf8(*path) && path->find('\0') == std::string::npos);
  }
  return 0;
}
