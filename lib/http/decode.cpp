#include "lib/http/decode.hpp"

#include "lib/base/utf8.hpp"

namespace gandan::http {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string percent_decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
               hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string percent_encode(std::string_view text) {
  static constexpr char hex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += hex[byte >> 4];
      out += hex[byte & 15];
    }
  }
  return out;
}

std::optional<std::string> clean_text(std::string text) {
  if (!is_utf8(text)) return std::nullopt;
  if (text.find('\r') == std::string::npos && text.find('\0') == std::string::npos) return text;
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\0') {
      clean += "\xEF\xBF\xBD";
    } else if (text[i] == '\r') {
      clean += '\n';
      if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    } else {
      clean += text[i];
    }
  }
  return clean;
}

Result<std::string, Refusal> decode_path(std::string_view encoded) {
  if (encoded.empty() || encoded[0] != '/')
    return fail(Refusal{400, "The path must begin with /."});
  for (std::size_t i = 0; i + 2 < encoded.size(); ++i) {
    if (encoded[i] == '%' && encoded[i + 1] == '2' && (encoded[i + 2] | 0x20) == 'f')
      return fail(Refusal{400, "The path has an encoded slash."});
  }
  std::string path = percent_decode(encoded, false);
  if (!is_utf8(path)) return fail(Refusal{400, "The path is not UTF-8."});
  if (path.find('\0') != std::string::npos) return fail(Refusal{400, "The path has a NUL."});
  return path;
}

Result<Fields, Refusal> decode_fields(std::string_view encoded) {
  Fields fields;
  while (!encoded.empty()) {
    const std::string_view pair = encoded.substr(0, encoded.find('&'));
    encoded.remove_prefix(pair.size() < encoded.size() ? pair.size() + 1 : pair.size());
    if (pair.empty()) continue;
    if (fields.size() == max_fields) return fail(Refusal{400, "Too many fields."});
    const std::size_t equals = pair.find('=');
    auto name = clean_text(percent_decode(pair.substr(0, equals), true));
    auto value = equals == std::string_view::npos
                     ? std::string()
                     : clean_text(percent_decode(pair.substr(equals + 1), true));
    if (!name || !value) return fail(Refusal{400, "A field is not UTF-8 text."});
    fields.add(std::move(*name), std::move(*value));
  }
  return fields;
}

}  // namespace gandan::http
