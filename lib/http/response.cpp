#include "lib/http/response.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "lib/http/conditional.hpp"
#include "lib/http/decode.hpp"

namespace gandan::http {
namespace {

Response with_body(int status, std::string_view content_type, std::string body) {
  Response response;
  response.status = status;
  response.headers.add("Content-Type", content_type);
  response.body = std::move(body);
  return response;
}

/// A header is ASCII: what is not becomes %XX; what is encoded already stays.
std::string encode_location(std::string_view location) {
  std::string encoded;
  for (std::size_t i = 0; i < location.size(); ++i) {
    const auto byte = static_cast<unsigned char>(location[i]);
    if (byte > 0x20 && byte < 0x7F) {
      encoded += location[i];
    } else {
      encoded += percent_encode(location.substr(i, 1));
    }
  }
  return encoded;
}

struct OpenFile {
  explicit OpenFile(const std::string& path) : number(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~OpenFile() {
    if (number >= 0) ::close(number);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int number;
};

/// Appends what comes next of `left` bytes; returns how many that were.
std::uint64_t read_piece(const OpenFile& file, std::uint64_t left, std::string& piece) {
  std::array<char, 64 * 1024> chunk;
  const std::size_t want = left < chunk.size() ? left : chunk.size();
  ssize_t got = 0;
  do {
    got = ::read(file.number, chunk.data(), want);
  } while (got < 0 && errno == EINTR);
  if (got < 0) throw std::system_error(errno, std::generic_category(), "cannot read a file");
  if (got == 0 && left > 0) throw std::runtime_error("a file became shorter while it was sent");
  piece.append(chunk.data(), static_cast<std::size_t>(got));
  return static_cast<std::uint64_t>(got);
}

}  // namespace

Response Response::html(std::string body, int status) {
  return with_body(status, "text/html; charset=utf-8", std::move(body));
}
Response Response::json(std::string body, int status) {
  return with_body(status, "application/json", std::move(body));
}
Response Response::text(std::string body, int status) {
  return with_body(status, "text/plain; charset=utf-8", std::move(body));
}

Response Response::redirect(std::string_view location, int status) {
  Response response;
  response.status = status;
  response.headers.add("Location", encode_location(location));
  return response;
}

Response Response::no_content() {
  Response response;
  response.status = 204;
  return response;
}

Response Response::error(int status, std::string detail) {
  Response response;
  response.status = status;
  response.detail = std::move(detail);
  return response;
}
Response Response::not_found(std::string detail) {
  return error(404, std::move(detail));
}

Response Response::stream(std::string_view content_type, Producer producer) {
  Response response;
  response.headers.add("Content-Type", content_type);
  response.producer = std::move(producer);
  return response;
}

Response Response::events(std::chrono::milliseconds pause, Producer producer) {
  Response response = stream("text/event-stream", std::move(producer));
  response.headers.set("Cache-Control", "no-store");
  response.headers.add("X-Accel-Buffering", "no");  // nginx hands each on as it comes
  response.pause = pause;
  return response;
}

Response Response::file(const std::string& path, std::string_view content_type) {
  auto file = std::make_shared<const OpenFile>(path);
  struct stat facts {};
  if (file->number < 0 || ::fstat(file->number, &facts) != 0 || !S_ISREG(facts.st_mode))
    return not_found();
  const auto length = static_cast<std::uint64_t>(facts.st_size);
  Response response =
      stream(content_type, [file = std::move(file), left = length](std::string& piece) mutable {
        left -= read_piece(*file, left, piece);
        return left > 0;
      });
  response.length = length;
  return response;
}

Response& Response::set_cookie(Cookie cookie) & {
  cookies.push_back(std::move(cookie));
  return *this;
}
Response&& Response::set_cookie(Cookie cookie) && {
  cookies.push_back(std::move(cookie));
  return std::move(*this);
}
Response& Response::header(std::string_view name, std::string_view value) & {
  headers.set(name, value);
  return *this;
}
Response&& Response::header(std::string_view name, std::string_view value) && {
  headers.set(name, value);
  return std::move(*this);
}
Response&& Response::download_as(std::string_view file_name) && {
  // RFC 6266: an ASCII name for the oldest readers, the real one percent-encoded (RFC 8187).
  std::string plain;
  for (const char c : file_name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 && byte < 0xC0) continue;  // the rest of a character that is "_" already
    const bool safe = byte >= 0x20 && byte < 0x7F && c != '"' && c != '\\' && c != '/';
    plain += safe ? c : '_';
  }
  return std::move(*this).header(
      "Content-Disposition",
      "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percent_encode(file_name));
}
Response&& Response::etag(std::string_view tag) && {
  return std::move(*this).header("ETag", quoted_tag(tag));
}

std::string_view reason_of(int status) {
  static constexpr std::pair<int, std::string_view> reasons[] = {
      {100, "Continue"},
      {200, "OK"},
      {201, "Created"},
      {202, "Accepted"},
      {204, "No Content"},
      {206, "Partial Content"},
      {301, "Moved Permanently"},
      {302, "Found"},
      {303, "See Other"},
      {304, "Not Modified"},
      {307, "Temporary Redirect"},
      {308, "Permanent Redirect"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {406, "Not Acceptable"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {410, "Gone"},
      {411, "Length Required"},
      {412, "Precondition Failed"},
      {413, "Content Too Large"},
      {414, "URI Too Long"},
      {415, "Unsupported Media Type"},
      {422, "Unprocessable Content"},
      {423, "Locked"},
      {428, "Precondition Required"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {502, "Bad Gateway"},
      {503, "Service Unavailable"},
      {505, "HTTP Version Not Supported"},
      {507, "Insufficient Storage"},
  };
  for (const auto& [code, reason] : reasons)
    if (code == status) return reason;
  return "Status";
}

}  // namespace gandan::http
