// Bytes from the wire through the parser: whatever is taken for a request says the length of its
// body once, in no header that is folded or doubled.
#include <cassert>
#include <cstdint>

#include "lib/http/request_parser.hpp"

namespace {

using namespace gandan;
using namespace gandan::http;

struct Site {
  Site() {
    app.router.get("/", everyone(), [](Request&) { return Response::no_content(); });
    app.router.post("/", everyone(), [](Request&) { return Response::no_content(); },
                    {.body_limit = 2000});
  }
  FixedClock clock{Instant{0}};
  App app{clock, {.access_log = false}};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Site site;
  std::string_view input(reinterpret_cast<const char*>(data), size);
  Incoming incoming;
  RequestParser parser(site.app, incoming, 16 * 1024);
  beast::error_code error;
  while (!error && !parser.is_done() && !input.empty()) {
    const std::size_t used = parser.feed(input, error);
    if (used == 0) break;
    input.remove_prefix(used);
  }
  if (error || !parser.is_header_done()) return 0;
  const Headers& headers = incoming.request.headers;
  const auto lengths = headers.all("Content-Length"), codings = headers.all("Transfer-Encoding");
  assert(lengths.size() + codings.size() <= 1);
  assert(codings.empty() || same_name(codings[0], "chunked"));
  assert(codings.empty() == !parser.chunked());
  if (parser.is_done() && !lengths.empty()) assert(incoming.request.body.size() <= 2000);
  return 0;
}
