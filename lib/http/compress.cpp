#include "lib/http/compress.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include "lib/base/ascii.hpp"
#include "lib/http/fields.hpp"

namespace gandan::http {
namespace {

std::string brotli(std::string_view bytes) {
  std::string out(BrotliEncoderMaxCompressedSize(bytes.size()), '\0');
  std::size_t size = out.size();
  const int quality = 1;
  const int window = 18;  // 256 KiB: a page, and little memory
  if (BrotliEncoderCompress(quality, window, BROTLI_MODE_TEXT, bytes.size(),
                            reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                            reinterpret_cast<std::uint8_t*>(out.data())) != BROTLI_TRUE)
    return {};
  out.resize(size);
  return out;
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  const int gzip_header = 16;
  if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, MAX_WBITS + gzip_header, 8,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    return {};
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  // zlib takes its input by a pointer that is not const and does not write through it.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(whole ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

/// "q=0", "q=0.0": expressly not wanted.
bool is_refused(std::string_view parameters) {
  parameters = without_spaces_around(parameters);
  return parameters.starts_with("q=0") &&
         parameters.find_first_of("123456789", 3) == std::string_view::npos;
}

}  // namespace

Encoding accepted_encoding(std::string_view accept_encoding) {
  Encoding best = Encoding::identity;
  while (!accept_encoding.empty()) {
    std::string_view item = accept_encoding.substr(0, accept_encoding.find(','));
    accept_encoding.remove_prefix(item.size() < accept_encoding.size() ? item.size() + 1
                                                                       : item.size());
    const std::size_t semicolon = item.find(';');
    if (semicolon != std::string_view::npos && is_refused(item.substr(semicolon + 1))) continue;
    item = without_spaces_around(item.substr(0, semicolon));
    if (same_name(item, "br")) return Encoding::brotli;
    if (same_name(item, "gzip")) best = Encoding::gzip;
  }
  return best;
}

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::identity:
      return "identity";
    case Encoding::brotli:
      return "br";
    case Encoding::gzip:
      return "gzip";
  }
  return "identity";
}

bool is_compressible(std::string_view content_type) {
  return content_type.starts_with("text/") || content_type.starts_with("application/json") ||
         content_type.starts_with("application/javascript") ||
         content_type.starts_with("application/xml") || content_type.starts_with("image/svg+xml");
}

std::string compress(Encoding encoding, std::string_view bytes) {
  switch (encoding) {
    case Encoding::identity:
      return {};
    case Encoding::brotli:
      return brotli(bytes);
    case Encoding::gzip:
      return gzip(bytes);
  }
  return {};
}

}  // namespace gandan::http
