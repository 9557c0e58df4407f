// A request while it arrives: the head is checked and routed, then the body goes where its type
// says. Shared by the server's connections and by TestClient, so that both refuse the same things.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "lib/http/app.hpp"
#include "lib/http/decode.hpp"
#include "lib/http/multipart.hpp"

namespace gandan::http {

class Incoming {
 public:
  Request request;
  Match match;  ///< views into request.path

  /// Call once request.method, target and headers are there. Decodes, routes, and prepares for the
  /// body: what the route has against it is said here (RouteOptions::before_body).
  [[nodiscard]] std::optional<Refusal> head(const App& app);
  /// The next bytes of the body. A failing disk comes out as a refusal, too.
  [[nodiscard]] std::optional<Refusal> body(std::string_view bytes);
  /// The body is whole.
  [[nodiscard]] std::optional<Refusal> finish();

  /// Bytes that the body may have.
  [[nodiscard]] std::size_t body_limit() const;
  /// Ready for the next request; memory worth keeping is kept.
  void reset();

 private:
  std::size_t body_bytes_ = 0;
  std::optional<MultipartParser> multipart_;
};

}  // namespace gandan::http
