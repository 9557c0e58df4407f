// The head of a request, as the chain reads it, and the answer: never an exception, never a 500.
#include <cassert>
#include <cstdint>

#include "lib/http/incoming.hpp"
#include "lib/http/test_client.hpp"

namespace {

using namespace gandan;
using namespace gandan::http;

struct Site {
  Site() {
    const auto answer = [](Request& request) {
      return Response::text(std::string(request.cookie("a")) + request.link("/")).etag("v1");
    };
    app.router.get("/", everyone(), answer);
    app.router.post("/", everyone(), answer, {.body_limit = 2000});
    app.router.get("/{code}/{number}", everyone(), [](Request&, std::string_view code, int number) {
      return Response::redirect("/" + std::string(code) + std::to_string(number));
    });
    app.router.get("/files/{path...}", everyone(), [](Request&, std::string_view path) {
      return Response::text(std::string(path)).download_as(path);
    });
  }
  FixedClock clock{Instant{0}};
  App app{clock,
          {.trusted_proxies = {"127.0.0.1"},
           .rate_limits = {{.name = "reads", .per_minute = 1e9, .burst = 1e9}},
           .access_log = false}};
};

std::string_view take_line(std::string_view& input) {
  const std::string_view line = input.substr(0, input.find('\n'));
  input.remove_prefix(std::min(line.size() + 1, input.size()));
  return line;
}

}  // namespace

/// Lines: the target, then headers "Name:value", an empty line, the body. A body makes it a POST.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Site site;
  std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string_view target = take_line(input);
  Headers headers;
  for (std::string_view line = take_line(input); !line.empty(); line = take_line(input)) {
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos) headers.add(line.substr(0, colon), line.substr(colon + 1));
  }
  TestClient client(site.app);
  const auto response =
      client.send(input.empty() ? Method::get : Method::post, target, headers, std::string(input));
  assert(response.status != 500);
  for (std::size_t i = 0; i < response.headers.size(); ++i)
    assert(response.headers.at(i).value.find('\n') == std::string_view::npos);
  return 0;
}
