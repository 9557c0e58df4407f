// What a handler returns: status, headers, cookies, and a body that is text, borrowed bytes or a
// stream. An answer of 400 or more without a body becomes the application's own error page.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/http/request.hpp"

namespace gandan::http {

/// HttpOnly and SameSite=Lax always; Secure where the client speaks TLS.
struct Cookie {
  std::string name;
  std::string value;
  std::optional<std::chrono::seconds> max_age;  ///< none: until the browser closes
  std::string path = "/";
};

/// Appends the next piece of a stream; returns whether more follow. Called on a worker once the
/// piece before it is with the client, so that a slow reader holds a piece and nothing else. It
/// goes when the last piece was sent, or the client left.
using Producer = std::function<bool(std::string& piece)>;

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  std::string_view
      borrowed;       ///< sent in place of `body`: bytes that outlive the server (embedded files)
  Producer producer;  ///< sent in place of `body`
  std::optional<std::uint64_t> length;  ///< of what the producer will write, where known
  /// How long the producer is left alone after each piece, empty ones too: of a stream that goes on
  /// for as long as somebody listens. None: it is asked for the next at once.
  std::chrono::milliseconds pause{0};
  std::vector<Cookie> cookies;
  std::string detail;  ///< for the error page: one sentence for the reader

  [[nodiscard]] static Response html(std::string body, int status = 200);
  [[nodiscard]] static Response json(std::string body, int status = 200);
  [[nodiscard]] static Response text(std::string body, int status = 200);
  /// 303 See Other: the browser follows with GET.
  [[nodiscard]] static Response redirect(std::string_view location, int status = 303);
  /// 422 with the same page, its errors filled in.
  [[nodiscard]] static Response no_content();
  /// The application's error page for a status; `detail` is one sentence for the reader.
  [[nodiscard]] static Response error(int status, std::string detail = {});
  [[nodiscard]] static Response not_found(std::string detail = {});
  /// An export: `producer` gives as many pieces as it likes, in constant memory.
  [[nodiscard]] static Response stream(std::string_view content_type, Producer producer);
  /// Server-sent events: every `pause` the producer appends those that are new, or nothing. It must
  /// say something now and then, a comment (": \n\n") where there is no news: by that a listener
  /// who has vanished is found and let go.
  [[nodiscard]] static Response events(std::chrono::milliseconds pause, Producer producer);
  /// A file of this machine, sent in pieces. 404 where it cannot be opened.
  [[nodiscard]] static Response file(const std::string& path, std::string_view content_type);

  /// The following change this response and return it, for chaining.
  Response&& set_cookie(Cookie cookie) &&;
  Response& set_cookie(Cookie cookie) &;
  Response&& header(std::string_view name, std::string_view value) &&;
  Response& header(std::string_view name, std::string_view value) &;
  /// Content-Disposition: attachment with this name, any language.
  Response&& download_as(std::string_view file_name) &&;
  /// Sets the ETag (without quotes). The chain answers 304 to a reader who has it.
  Response&& etag(std::string_view tag) &&;

  [[nodiscard]] std::string_view content() const { return borrowed.empty() ? body : borrowed; }
};

/// "Not Found" for 404.
[[nodiscard]] std::string_view reason_of(int status);

}  // namespace gandan::http
